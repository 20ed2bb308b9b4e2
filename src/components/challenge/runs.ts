import type {Indicator} from "../../analysis/chain.js";
import type {ClassShares, MonteCarloOptions, RawCase} from "../../analysis/monteCarlo.js";

/** What a worker is asked to draw. */
export interface Draws {
  cases: readonly RawCase[];
  indicators: readonly Indicator[];
  options: Omit<MonteCarloOptions, "onProgress">;
}

/** What a worker says: how many draws are done, or what came of them, or what went wrong. */
export type Said = {done: number} | {shares: ClassShares[]} | {problem: string};

/** Draws under way. */
export interface Running {
  /** The shares; `undefined` when it was cancelled. */
  result: Promise<ClassShares[] | undefined>;
  cancel(): void;
}

/** Draws in a worker at `address`, so that the page stays free. Rejects with what went wrong there. */
export function drawIn(
  address: string,
  draws: Draws,
  {onProgress = () => {}}: {onProgress?: (done: number) => void} = {}
): Running {
  const worker = new Worker(address, {type: "module"});
  let end: () => void = () => {};
  const result = new Promise<ClassShares[] | undefined>((resolve, reject) => {
    end = () => resolve(undefined);
    worker.addEventListener("message", ({data}: MessageEvent<Said>) => {
      if ("done" in data) onProgress(data.done);
      else if ("shares" in data) resolve(data.shares);
      else reject(new Error(data.problem));
    });
    worker.addEventListener("error", (event) =>
      reject(new Error(event.message || "the worker did not start"))
    );
  }).finally(() => worker.terminate());
  worker.postMessage(draws);
  return {result, cancel: () => end()};
}
