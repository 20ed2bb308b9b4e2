/** Makes a part of the Monte Carlo draws away from the page; see `runs.ts`. */
import {countDraws} from "../../analysis/monteCarlo.js";
import type {Asked, Said} from "./runs.js";

const say = (said: Said) => postMessage(said);

addEventListener("message", ({data}: MessageEvent<Asked>) => {
  try {
    const {cases, indicators, options, part} = data;
    say({counts: countDraws(cases, indicators, {...options, ...part, onProgress: (done) => say({done})})});
  } catch (error) {
    say({problem: error instanceof Error ? error.message : String(error)});
  }
});
