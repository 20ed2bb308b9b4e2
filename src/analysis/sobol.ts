import {randomSource} from "./random.js";
import {defined, type Result, undefinedBecause} from "./result.js";

/** Which inputs the variance of an output comes from; one number per input or group of inputs. */
export interface SobolIndices {
  /** Share of the variance from this input alone (S_i). */
  readonly first: readonly number[];
  /** Share from this input with all its interactions (S_Ti). */
  readonly total: readonly number[];
  readonly mean: number;
  readonly variance: number;
  /** How often the function was called: N (d + 2). */
  readonly runs: number;
}

export interface SobolOptions {
  /** Base sample N; 16,384. */
  readonly n?: number;
  /** Seed of the random numbers; 1. */
  readonly seed?: number;
  /** Inputs that are drawn together and count as one; each by itself. */
  readonly groups?: readonly (readonly number[])[];
}

/**
 * Variance-based sensitivity of f over `d` independent inputs, uniform from 0 to 1 (SAISANA2005; estimators
 * of COINR, R/sensitivity.R): S_i = mean(yB (yABi - yA))/V, S_Ti = S (yA - yABi)^2/(2 N V), with N (d + 2)
 * runs. Outputs are taken less their mean, which leaves the estimators as they are and makes them steadier.
 * Estimates can fall a little outside 0 to 1. Not defined if the output does not vary.
 *
 * @example
 * ```ts
 * sobol(([x, y]) => x + 2 * y, 2, {n: 1024}).value?.first.map((d) => Math.round(d * 10) / 10)
 * // [0.2, 0.8]
 * ```
 */
export function sobol(
  f: (inputs: Float64Array) => number,
  d: number,
  {n = 2 ** 14, seed = 1, groups = Array.from({length: d}, (_, i) => [i])}: SobolOptions = {}
): Result<SobolIndices> {
  if (!(Number.isInteger(n) && n > 1)) throw new RangeError(`base sample not above 1: ${n}`);
  const random = randomSource(seed);
  const draw = () => Float64Array.from({length: n * d}, random);
  const [a, b] = [draw(), draw()];
  const evaluate = (inputs: Float64Array) => {
    const y = f(inputs);
    if (!Number.isFinite(y)) throw new RangeError(`output not finite: ${y}`);
    return y;
  };
  const row = new Float64Array(d);
  const rows = (from: Float64Array, other: Float64Array, group: readonly number[]) =>
    Float64Array.from({length: n}, (_, s) => {
      for (let i = 0; i < d; i++) row[i] = from[s * d + i]!;
      for (const i of group) row[i] = other[s * d + i]!;
      return evaluate(row);
    });
  const yA = rows(a, a, []);
  const yB = rows(b, b, []);
  const mean = (total(yA, (y) => y) + total(yB, (y) => y)) / (2 * n);
  const variance = (total(yA, (y) => (y - mean) ** 2) + total(yB, (y) => (y - mean) ** 2)) / (2 * n - 1);
  if (variance === 0) return undefinedBecause(`the output is always ${mean}`);
  const first: number[] = [];
  const all: number[] = [];
  for (const group of groups) {
    const yAB = rows(a, b, group);
    first.push(total(yAB, (y, s) => (yB[s]! - mean) * (y - yA[s]!)) / n / variance);
    all.push(total(yAB, (y, s) => (yA[s]! - y) ** 2) / (2 * n) / variance);
  }
  return defined({first, total: all, mean, variance, runs: n * (groups.length + 2)});
}

function total(values: Float64Array, f: (value: number, index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += f(values[i]!, i);
  return sum;
}
