/**
 * What an essay loads besides what every page loads: pictures and tables that come later, steps, predictions, and the
 * form that places a government.
 */
import {later} from "./later.js";
import {places} from "./place.js";
import {predictions} from "./predict.js";
import {steps} from "./steps.js";

later(document);
steps(document);
predictions(document);
places(document);
