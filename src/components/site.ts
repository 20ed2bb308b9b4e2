/**
 * What every page loads: a few kilobytes that answer to touch. Pictures, tables and text are in the page already;
 * drawing a picture anew is left to the studio, which is fetched when a choice is changed.
 */
import {cards} from "./card.js";
import {columns} from "./columns.js";
import {figureControls} from "./controls.js";
import {openTargets, phoneMenu} from "./page.js";
import {previews} from "./preview.js";
import {searchPage} from "./search.js";
import {tables} from "./tables.js";
import {tips} from "./tips.js";
import {figureTools} from "./tools.js";
import {openWorkplaces} from "./workplaces.js";

document.documentElement.classList.add("js");
phoneMenu(document);
openTargets(document);
tips(document);
cards(document);
tables(document);
columns(document);
figureControls(document);
figureTools(document);
openWorkplaces(document);
searchPage(document);
previews(document);
