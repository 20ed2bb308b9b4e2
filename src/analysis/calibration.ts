import {isMissing, type Maybe} from "./result.js";

/** Raw values that stand for fully out, neither in nor out, and fully in. In order, rising or falling. */
export interface Anchors {
  readonly exclusion: number;
  readonly crossover: number;
  readonly inclusion: number;
}

/** Whether membership rises or falls as the raw value rises. */
export type Direction = "rises" | "falls";

/** Log odds given to the anchors: 3, that is memberships of .953 and .047. */
export const LOG_ODDS = 3;

/**
 * The direction that the order of the anchors tells. Throws RangeError if they are not in order.
 *
 * @example
 * ```ts
 * direction({exclusion: 10, crossover: 5, inclusion: 0})
 * // "falls"
 * ```
 */
export function direction({exclusion, crossover, inclusion}: Anchors): Direction {
  if (exclusion < crossover && crossover < inclusion) return "rises";
  if (exclusion > crossover && crossover > inclusion) return "falls";
  throw new RangeError(`anchors not in order: ${exclusion}, ${crossover}, ${inclusion}`);
}

/**
 * Membership of a raw value by the direct method, above 0 and below 1 (RAGIN2008; QCA3-R, QCA-R, GGQCA2026):
 * z = L (x - c)/(i - c) on the side of inclusion, z = L (x - c)/(c - e) on the other; 1/(1 + exp(-z)).
 * A set that falls has its exclusion above its inclusion. Missing in, `undefined` out.
 *
 * @example
 * ```ts
 * [2, 5, 8, undefined].map((x) => calibrateDirect(x, {exclusion: 2, crossover: 5, inclusion: 8}))
 * // [0.0474259, 0.5, 0.952574, undefined]
 * ```
 */
export function calibrateDirect(
  x: Maybe,
  anchors: Anchors,
  options: {logOdds?: number} = {}
): number | undefined {
  return directCalibration(anchors, options)(x);
}

/**
 * {@link calibrateDirect} for many values: checks the anchors once and gives back a function.
 * Throws RangeError for anchors out of order, log odds not above 0, or an infinite raw value.
 *
 * @example
 * ```ts
 * [3, 4, 6].map(directCalibration({exclusion: 2, crossover: 5, inclusion: 8}, {logOdds: 2}))
 * // [0.208609, 0.339244, 0.660756]
 * ```
 */
export function directCalibration(
  anchors: Anchors,
  {logOdds = LOG_ODDS}: {logOdds?: number} = {}
): (x: Maybe) => number | undefined {
  const falls = direction(anchors) === "falls";
  if (!(logOdds > 0 && logOdds < Infinity)) throw new RangeError(`log odds not above 0: ${logOdds}`);
  const {exclusion, crossover, inclusion} = anchors;
  return (x) => {
    if (isMissing(x)) return undefined;
    if (!Number.isFinite(x)) throw new RangeError(`raw value not finite: ${x}`);
    const inside = falls ? x <= crossover : x >= crossover;
    const z = (logOdds * (x - crossover)) / (inside ? inclusion - crossover : crossover - exclusion);
    return 1 / (1 + Math.exp(-z));
  };
}

/**
 * Crisp or multi-value calibration (QCA-R, man/Lipset.Rd): how many thresholds the value reaches.
 * One threshold gives 0 or 1. For a set that falls, a threshold counts when the value stays below it.
 *
 * @example
 * ```ts
 * [1, 2.5, 4].map((x) => calibrateCrisp(x, 2))
 * // [0, 1, 1]
 * ```
 */
export function calibrateCrisp(
  x: Maybe,
  thresholds: number | readonly number[],
  {direction = "rises"}: {direction?: Direction} = {}
): number | undefined {
  if (isMissing(x)) return undefined;
  const list = typeof thresholds === "number" ? [thresholds] : thresholds;
  return list.filter((threshold) => (direction === "rises" ? x >= threshold : x < threshold)).length;
}

/**
 * Anchors moved within `width` of their distance to the next, by three numbers from 0 to 1; .5 leaves the
 * outer two.
 *
 * @example
 * ```ts
 * moveAnchors({exclusion: 2, crossover: 5, inclusion: 8}, {width: 0.1, by: [0.5, 1, 0.5]})
 * // {exclusion: 2, crossover: 5.3, inclusion: 8}
 * ```
 */
export function moveAnchors(
  {exclusion, crossover, inclusion}: Anchors,
  {width, by: [e, c, i]}: {width: number; by: readonly [number, number, number]}
): Anchors {
  const below = width * (crossover - exclusion);
  const above = width * (inclusion - crossover);
  return {
    exclusion: exclusion + below * (2 * e - 1),
    crossover: crossover - below + (below + above) * c,
    inclusion: inclusion + above * (2 * i - 1)
  };
}
