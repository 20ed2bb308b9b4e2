/**
 * What an essay loads besides what every page loads: steps, predictions, and the form that places a
 * government.
 */
import {places} from "./place.js";
import {predictions} from "./predict.js";
import {steps} from "./steps.js";

steps(document);
predictions(document);
places(document);
