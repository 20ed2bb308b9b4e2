/** Runs Monte Carlo draws away from the page; see `runs.ts`. */
import {monteCarlo} from "../../analysis/monteCarlo.js";
import type {Draws, Said} from "./runs.js";

const say = (said: Said) => postMessage(said);

addEventListener("message", ({data}: MessageEvent<Draws>) => {
  try {
    const {cases, indicators, options} = data;
    say({shares: monteCarlo(cases, indicators, {...options, onProgress: (done) => say({done})})});
  } catch (error) {
    say({problem: error instanceof Error ? error.message : String(error)});
  }
});
