/**
 * What every page loads: a few kilobytes that answer to touch. Text and the first picture are in the page already;
 * drawing a picture anew is left to the studio, which is fetched when a choice is changed.
 */
import {cards} from "./card.js";
import {later} from "./later.js";
import {siteFile} from "./load.js";
import {openTargets} from "./page.js";
import {paper} from "./paper.js";
import {tables} from "./tables.js";
import {tips} from "./tips.js";

document.documentElement.classList.add("js");
later(document);
paper(document);
openTargets(document);
tips(document);
cards(document);
tables(document);

// The build puts the second into pages with controls; it runs once, however often it is asked for.
// Where one of these does not arrive, the page stays as it came.
const bring = (file: string) =>
  void import(/* @vite-ignore */ siteFile(document, file)).catch(() => undefined);
if (document.querySelector(".preview[data-rows], #search-results, table[data-columns]")) bring("few.js");
if (document.querySelector(".figure-controls, .builder, #bench, #own, #recode")) bring("work.js");
// A script is fetched and run once, however often it is asked for. The answer to the touch that asks for it comes first.
else
  for (const figure of document.querySelectorAll("figure.figure"))
    for (const type of ["pointerover", "focusin"])
      figure.addEventListener(type, () => requestAnimationFrame(() => setTimeout(bring, 0, "work.js")), {
        once: true
      });
