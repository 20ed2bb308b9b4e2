import type {Aggregation} from "../evidence/tables.js";
import {checkMembership} from "./membership.js";
import {defined, type Maybe, type Result, undefinedBecause} from "./result.js";

/**
 * Not in the set: 1 - m. Missing in, `undefined` out. (RAGIN2008, HKSLIDES2007)
 *
 * @example
 * ```ts
 * negate(0.3)
 * // 0.7
 * ```
 */
export function negate(membership: Maybe): number | undefined {
  const m = checkMembership(membership);
  return m === undefined ? undefined : 1 - m;
}

/**
 * In all of the sets: the minimum. One missing set leaves the answer missing. (HKSLIDES2007)
 *
 * @example
 * ```ts
 * and(0.3, 0.8)
 * // 0.3
 * ```
 */
export function and(...memberships: readonly Maybe[]): number | undefined {
  return extreme(Math.min, memberships);
}

/**
 * In at least one of the sets: the maximum. One missing set leaves the answer missing. (HKSLIDES2007)
 *
 * @example
 * ```ts
 * or(0.3, 0.8)
 * // 0.8
 * ```
 */
export function or(...memberships: readonly Maybe[]): number | undefined {
  return extreme(Math.max, memberships);
}

function extreme(pick: (...m: number[]) => number, memberships: readonly Maybe[]): number | undefined {
  const kept: number[] = [];
  for (const membership of memberships) {
    const m = checkMembership(membership);
    if (m === undefined) return undefined;
    kept.push(m);
  }
  return kept.length ? pick(...kept) : undefined;
}

/** How the indicators of one set become one membership. */
export type {Aggregation};

export const AGGREGATIONS: readonly Aggregation[] = ["mean", "minimum", "maximum", "geometric"];

/** A membership with the number of indicators it rests on (`n`) and should rest on (`of`). */
export type Aggregate = Result & {readonly n: number; readonly of: number};

/**
 * Membership in a set from the memberships of its indicators (BARRENECHEA2019, FRFUZZY2021, COINR):
 * `mean` for several measures of the same thing, `minimum` for necessary parts, `maximum` for
 * substitutes, `geometric` as a variant in between. Those present are used and counted; a set with
 * none is undefined. An indicator at 0 makes the geometric mean 0, the limit of its formula.
 *
 * @example
 * ```ts
 * aggregate([0.2, undefined, 0.9], "minimum")
 * // {value: 0.2, n: 2, of: 3}
 * ```
 */
export function aggregate(indicators: readonly Maybe[], rule: Aggregation = "mean"): Aggregate {
  if (!AGGREGATIONS.includes(rule)) throw new RangeError(`unknown aggregation: ${rule}`);
  const kept: number[] = [];
  for (const indicator of indicators) {
    const m = checkMembership(indicator);
    if (m !== undefined) kept.push(m);
  }
  const counts = {n: kept.length, of: indicators.length};
  if (!kept.length) {
    const reason = counts.of ? `none of ${counts.of} indicators has a value` : "the set has no indicator";
    return {...undefinedBecause(reason), ...counts};
  }
  return {...defined(combine(kept, rule)), ...counts};
}

/** One membership from memberships that are all there and checked; there must be at least one. */
export function combine(kept: readonly number[], rule: Aggregation): number {
  switch (rule) {
    case "minimum":
      return Math.min(...kept);
    case "maximum":
      return Math.max(...kept);
    case "geometric":
      return Math.exp(kept.reduce((sum, m) => sum + Math.log(m), 0) / kept.length);
    default:
      // The sum of numbers up to 1 can end a bit above their count.
      return Math.min(1, kept.reduce((sum, m) => sum + m, 0) / kept.length);
  }
}
