/**
 * What every page loads: a few kilobytes that answer to touch. Text and the first picture are in the page already;
 * drawing a picture anew is left to the studio, which is fetched when a choice is changed.
 */
import {cards} from "./card.js";
import {figureControls} from "./controls.js";
import {later} from "./later.js";
import {siteFile} from "./load.js";
import {openTargets} from "./page.js";
import {paper} from "./paper.js";
import {tables} from "./tables.js";
import {tips} from "./tips.js";
import {figureTools} from "./tools.js";
import {openWorkplaces} from "./workplaces.js";

document.documentElement.classList.add("js");
later(document);
paper(document);
openTargets(document);
tips(document);
cards(document);
tables(document);
figureControls(document);
figureTools(document);
openWorkplaces(document);
// Where it does not arrive, the rows and the order that the page came with stay.
if (document.querySelector(".preview[data-rows], #search-results, table[data-columns]"))
  void import(/* @vite-ignore */ siteFile(document, "few.js")).catch(() => undefined);
