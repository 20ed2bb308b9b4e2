/**
 * What works on figures: their controls, files and lines of code, and the places where readers change the analysis.
 * Pages with controls load it at once, others when a figure is touched.
 */
import {figureControls} from "./controls.js";
import {figureTools} from "./tools.js";
import {openWorkplaces} from "./workplaces.js";

figureControls(document);
figureTools(document);
openWorkplaces(document);
