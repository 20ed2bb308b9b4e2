/** The script of an essay as one file: what answers without asking for anything. */
import {openTargets} from "./page.js";
import {places} from "./place.js";
import {predictions} from "./predict.js";
import {steps} from "./steps.js";
import {tables} from "./tables.js";
import {tips} from "./tips.js";

document.documentElement.classList.add("js");
openTargets(document);
tips(document);
tables(document);
steps(document);
predictions(document);
places(document);
