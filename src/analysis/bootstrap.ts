import {
  type Alpha,
  type AlphaOptions,
  alphaOf,
  type CoderRow,
  countUnits,
  distinct,
  krippendorffAlpha,
  unitsOf
} from "./krippendorff.js";
import {randomSource} from "./random.js";
import {defined, type Result, undefinedBecause} from "./result.js";

/** Alpha with an interval from resampled units. */
export interface BootstrapAlpha {
  readonly alpha: Alpha;
  /** Lower and upper end. */
  readonly interval: Result<readonly [number, number]>;
  /**
   * Draws in which alpha was not defined, because all codes drawn were alike; they are left out of the
   * interval.
   */
  readonly undefinedDraws: number;
  readonly draws: number;
}

/**
 * Interval for Krippendorff's alpha: units are drawn with replacement, alpha is computed again, and the
 * middle share of the results is given (percentile bootstrap; own choice, as the sources give no interval).
 * With few units it is rough. Not defined where alpha is not, with fewer than two units, or if most draws
 * leave alpha undefined.
 *
 * @example
 * ```ts
 * bootstrapAlpha(
 *   [
 *     [0, 1, 2, 3, 1, 2],
 *     [0, 1, 2, 3, 2, 2]
 *   ],
 *   {draws: 200, seed: 1}
 * ).interval.value
 * // [-0.1, 1]
 * ```
 */
export function bootstrapAlpha(
  coders: readonly CoderRow[],
  {
    level = "ordinal",
    order,
    draws = 1000,
    seed = 1,
    confidence = 0.95
  }: AlphaOptions & {draws?: number; seed?: number; confidence?: number} = {}
): BootstrapAlpha {
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`number of draws not above 0: ${draws}`);
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence not between 0 and 1: ${confidence}`);
  const options = order ? {level, order} : {level};
  const alpha = krippendorffAlpha(coders, options);
  const nothing = {alpha, undefinedDraws: 0, draws};
  if (alpha.value === undefined) return {...nothing, interval: alpha};
  if (alpha.units < 2)
    return {...nothing, interval: undefinedBecause("an interval needs two units with two codes")};
  const units = unitsOf(coders).filter((unit) => unit.length > 1);
  const values = distinct(units, level, order);
  const counts = countUnits(units, values);
  const random = randomSource(seed);
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const sample = counts.map(() => counts[Math.floor(random() * counts.length)]!);
    const {value} = alphaOf(sample, values, {level, of: units.length});
    if (value !== undefined) found.push(value);
  }
  const undefinedDraws = draws - found.length;
  if (undefinedDraws > draws / 2) {
    return {...nothing, undefinedDraws, interval: undefinedBecause("most draws hold nothing but one code")};
  }
  found.sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  return {...nothing, undefinedDraws, interval: defined([quantile(found, tail), quantile(found, 1 - tail)])};
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (place - low);
}
