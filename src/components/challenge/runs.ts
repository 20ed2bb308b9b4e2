import type {Indicator} from "../../analysis/chain.js";
import {
  type ClassShares,
  type DrawnPart,
  type MonteCarloOptions,
  type RawCase,
  sharesOf
} from "../../analysis/monteCarlo.js";

/** What is drawn. */
export interface Draws {
  cases: readonly RawCase[];
  indicators: readonly Indicator[];
  options: Omit<MonteCarloOptions, "onProgress"> & {draws: number};
}

/** What one worker is asked to draw. */
export type Asked = Draws & {part: Required<DrawnPart>};

/** What a worker says: how many of its draws are done, or what it counted, or what went wrong. */
export type Said = {done: number} | {counts: Uint32Array} | {problem: string};

/** Draws under way. */
export interface Running {
  /** The shares; `undefined` when it was cancelled. */
  result: Promise<ClassShares[] | undefined>;
  cancel(): void;
}

/** More workers than this gain nothing: starting one takes as long as a quarter of the draws. */
const MOST = 4;

/**
 * Draws in workers at `address`, as many as there are processors, so that the page stays free: each counts its part of
 * the draws, and the parts add up to what one alone would count. Rejects with what went wrong there.
 */
export function drawIn(
  address: string,
  draws: Draws,
  {
    onProgress = () => {},
    workers = Math.min(MOST, navigator.hardwareConcurrency || 1)
  }: {onProgress?: (done: number) => void; workers?: number} = {}
): Running {
  const {cases, indicators, options} = draws;
  const running: Worker[] = [];
  const done = new Array<number>(workers).fill(0);
  const count = (i: number) =>
    new Promise<Uint32Array>((resolve, reject) => {
      const worker = new Worker(address, {type: "module"});
      running.push(worker);
      worker.addEventListener("message", ({data}: MessageEvent<Said>) => {
        if ("done" in data) {
          done[i] = data.done;
          onProgress(done.reduce((a, b) => a + b));
        } else if ("counts" in data) resolve(data.counts);
        else reject(new Error(data.problem));
      });
      worker.addEventListener("error", (event) =>
        reject(new Error(event.message || "the worker did not start"))
      );
      const edge = (k: number) => Math.round((k * options.draws) / workers);
      worker.postMessage({...draws, part: {from: edge(i), to: edge(i + 1)}} satisfies Asked);
    });
  let cancel: () => void = () => {};
  const cancelled = new Promise<undefined>((resolve) => {
    cancel = () => resolve(undefined);
  });
  const parts = Promise.all(done.map((_, i) => count(i)));
  const result = Promise.race([parts, cancelled])
    .then((counted) => counted && sharesOf(cases, indicators, sumOf(counted), options))
    .finally(() => {
      for (const worker of running) worker.terminate();
    });
  return {result, cancel};
}

function sumOf(parts: readonly Uint32Array[]): Uint32Array {
  const sum = new Uint32Array(parts[0]?.length ?? 0);
  for (const part of parts) for (let i = 0; i < sum.length; i++) sum[i]! += part[i]!;
  return sum;
}
