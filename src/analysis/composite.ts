import type {Case} from "./ladder.js";
import {inOrder, MICE, type SetKey, TOLERANCE} from "./membership.js";
import {cornerOf} from "./propertySpace.js";
import {defined, isMissing, type Maybe, present, type Result, undefinedBecause} from "./result.js";

/** Values of the same length as the input, missing ones kept as `undefined`. */
export type Scaled = (number | undefined)[];

/** Whether a high raw value is good (`1`) or bad (`-1`). */
export type Sign = 1 | -1;

function scale(values: readonly Maybe[], f: (x: number) => number): Scaled {
  return values.map((x) => (isMissing(x) ? undefined : f(x)));
}

/**
 * Min-max: (x - min)/(max - min), stretched to `range`; not defined if all values are equal (COINR,
 * OECDJRC2008).
 *
 * @example
 * ```ts
 * minMax([2, 4, undefined, 8]).value
 * // [0, 0.333333, undefined, 1]
 * ```
 */
export function minMax(
  values: readonly Maybe[],
  {range: [low, high] = [0, 1]}: {range?: readonly [number, number]} = {}
): Result<Scaled> {
  const kept = present(values);
  const min = Math.min(...kept);
  const max = Math.max(...kept);
  if (!kept.length) return undefinedBecause("no value");
  if (min === max) return undefinedBecause(`all values equal ${min}`);
  return defined(scale(values, (x) => low + ((x - min) / (max - min)) * (high - low)));
}

/**
 * Z-score with the sample standard deviation (n - 1); not defined below two different values (COINR).
 *
 * @example
 * ```ts
 * zScore([1, 2, 3]).value
 * // [-1, 0, 1]
 * ```
 */
export function zScore(values: readonly Maybe[]): Result<Scaled> {
  const kept = present(values);
  if (kept.length < 2)
    return undefinedBecause(`a standard deviation needs two values, there is ${kept.length}`);
  if (kept.every((x) => x === kept[0])) return undefinedBecause(`all values equal ${kept[0]}`);
  const mean = kept.reduce((sum, x) => sum + x, 0) / kept.length;
  const deviation = Math.sqrt(kept.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (kept.length - 1));
  return defined(scale(values, (x) => (x - mean) / deviation));
}

/**
 * Goalposts: (x - low)/(high - low) cut to 0 to 1, times `factor`; `sign` -1 turns it round first (COINR).
 *
 * @example
 * ```ts
 * goalposts([0, 30, 90], [20, 80])
 * // [0, 0.166667, 1]
 * ```
 */
export function goalposts(
  values: readonly Maybe[],
  [low, high]: readonly [number, number],
  {factor = 1, sign = 1}: {factor?: number; sign?: Sign} = {}
): Scaled {
  if (!(low < high)) throw new RangeError(`goalposts not in order: ${low}, ${high}`);
  return scale(values, (x) => {
    const share = Math.min(1, Math.max(0, (x - low) / (high - low)));
    return factor * (sign === 1 ? share : 1 - share);
  });
}

/**
 * Distance to a target: (x - min)/(target - min), or (max - x)/(max - target) when low is good; `cap` stops
 * at 1 (COINR). Not defined if the target is the far end of the data itself.
 *
 * @example
 * ```ts
 * distanceToTarget([2, 4, 8], 6, {cap: true}).value
 * // [0, 0.5, 1]
 * ```
 */
export function distanceToTarget(
  values: readonly Maybe[],
  target: number,
  {sign = 1, cap = false}: {sign?: Sign; cap?: boolean} = {}
): Result<Scaled> {
  const kept = present(values);
  if (!kept.length) return undefinedBecause("no value");
  const worst = sign === 1 ? Math.min(...kept) : Math.max(...kept);
  if (worst === target) return undefinedBecause(`the target ${target} is the worst value`);
  return defined(
    scale(values, (x) => {
      const share = (x - worst) / (target - worst);
      return cap ? Math.min(1, share) : share;
    })
  );
}

/**
 * Rank from 1 for the lowest; equal values share the lowest rank of their group (COINR).
 *
 * @example
 * ```ts
 * rank([30, 10, 30, undefined])
 * // [2, 1, 2, undefined]
 * ```
 */
export function rank(values: readonly Maybe[]): Scaled {
  const kept = present(values);
  return scale(values, (x) => 1 + kept.filter((other) => other < x).length);
}

/**
 * Percentile rank, (rank - 1)/(n - 1); not defined for a single value (COINR).
 *
 * @example
 * ```ts
 * percentileRank([30, 10, 20]).value
 * // [1, 0, 0.5]
 * ```
 */
export function percentileRank(values: readonly Maybe[]): Result<Scaled> {
  const n = present(values).length;
  if (n < 2) return undefinedBecause(`a percentile rank needs two values, there is ${n}`);
  return defined(scale(rank(values), (r) => (r - 1) / (n - 1)));
}

/**
 * Borda points: rank - 1 (COINR).
 *
 * @example
 * ```ts
 * borda([30, 10, 20])
 * // [2, 0, 1]
 * ```
 */
export function borda(values: readonly Maybe[]): Scaled {
  return scale(rank(values), (r) => r - 1);
}

/** A mean with the number of values it rests on. */
export type Mean = Result & {readonly n: number; readonly of: number};

interface Weighted {
  /** One weight above 0 per value; equal if left out. */
  readonly weights?: readonly number[];
}

function weighted(
  values: readonly Maybe[],
  {weights}: Weighted,
  mean: (pairs: readonly (readonly [x: number, w: number])[], total: number) => Result
): Mean {
  if (weights && weights.length !== values.length) {
    throw new RangeError(`${weights.length} weights for ${values.length} values`);
  }
  const bad = weights?.find((w) => !(w > 0 && w < Infinity));
  if (bad !== undefined) throw new RangeError(`weight not above 0: ${bad}`);
  const pairs: [number, number][] = [];
  values.forEach((x, i) => {
    if (!isMissing(x)) pairs.push([x, weights?.[i] ?? 1]);
  });
  const counts = {n: pairs.length, of: values.length};
  if (!pairs.length) return {...undefinedBecause("no value"), ...counts};
  return {
    ...mean(
      pairs,
      pairs.reduce((sum, [, w]) => sum + w, 0)
    ),
    ...counts
  };
}

/**
 * Weighted arithmetic mean, S wx / S w (COINR). Compensates fully: 0 and 10 make 5.
 *
 * @example
 * ```ts
 * arithmeticMean([0.2, undefined, 0.8], {weights: [1, 1, 3]})
 * // {value: 0.65, n: 2, of: 3}
 * ```
 */
export function arithmeticMean(values: readonly Maybe[], {weights}: Weighted = {}): Mean {
  return weighted(values, weights ? {weights} : {}, (pairs, total) =>
    defined(pairs.reduce((sum, [x, w]) => sum + w * x, 0) / total)
  );
}

/**
 * Weighted geometric mean, (P x^w)^(1/S w); not defined unless every value is above 0 (COINR).
 *
 * @example
 * ```ts
 * geometricMean([0.2, 0.8]).value
 * // 0.4
 * ```
 */
export function geometricMean(values: readonly Maybe[], {weights}: Weighted = {}): Mean {
  return weighted(values, weights ? {weights} : {}, (pairs, total) => {
    const low = pairs.find(([x]) => x <= 0);
    if (low) return undefinedBecause(`a geometric mean needs values above 0: ${low[0]}`);
    return defined(Math.exp(pairs.reduce((sum, [x, w]) => sum + w * Math.log(x), 0) / total));
  });
}

/**
 * Weighted harmonic mean, S w / S (w/x); not defined unless every value is above 0 (COINR).
 *
 * @example
 * ```ts
 * harmonicMean([0.2, 0.8]).value
 * // 0.32
 * ```
 */
export function harmonicMean(values: readonly Maybe[], {weights}: Weighted = {}): Mean {
  return weighted(values, weights ? {weights} : {}, (pairs, total) => {
    const low = pairs.find(([x]) => x <= 0);
    if (low) return undefinedBecause(`a harmonic mean needs values above 0: ${low[0]}`);
    return defined(total / pairs.reduce((sum, [x, w]) => sum + w / x, 0));
  });
}

/** One case as a composite index sees it. */
export interface CompositeScore<S extends string = SetKey> {
  readonly id: string;
  /** Mean of all sets; undefined with a reason if one is missing. */
  readonly score: Result;
  /** 1 for the highest score; equal scores share a rank. Undefined without a score. */
  readonly rank: number | undefined;
  readonly corner: Result<string>;
  readonly sets: readonly S[];
}

/** Two cases that an index puts side by side although they are of different kinds. */
export interface CompositePair {
  readonly a: string;
  readonly b: string;
  /** Distance of the two scores, 0 up to the tolerance. */
  readonly difference: number;
  readonly cornerA: string;
  readonly cornerB: string;
  /** In how many sets the two lie on different sides of .5. */
  readonly setsApart: number;
}

/**
 * What a composite index would hide: the mean of the sets as a score, its ranking, and the pairs of cases
 * whose scores are within `tolerance` but whose corners differ (OECDJRC2008). A case with a missing set gets
 * no score: a mean over different sets would not be comparable.
 *
 * @example
 * ```ts
 * compositeComparison(
 *   [
 *     {id: "a", memberships: {M: 0.9, I: 0.8, C: 0.7, E: 0.4}},
 *     {id: "b", memberships: {M: 0.8, I: 0.7, C: 0.4, E: 0.6}},
 *     {id: "c", memberships: {M: 0.6, I: 0.3, C: 0.2, E: 0.7}},
 *     {id: "d", memberships: {M: 0.2, I: 0.3, C: 0.6, E: 0.1}}
 *   ],
 *   {tolerance: 0.1}
 * ).pairs.map((d) => [d.a, d.b, d.setsApart])
 * // [["a", "b", 2]]
 * ```
 */
export function compositeComparison<S extends string = SetKey>(
  cases: readonly Case<S>[],
  {
    sets = MICE as readonly string[] as readonly S[],
    tolerance = 0.02
  }: {sets?: readonly S[]; tolerance?: number} = {}
): {scores: CompositeScore<S>[]; pairs: CompositePair[]} {
  const scored = cases.map(({id, memberships}) => {
    const values = inOrder(memberships, sets);
    const missing = sets.filter((_, j) => values[j] === undefined);
    const score: Result = missing.length
      ? undefinedBecause(`no value for ${missing.join(", ")}`)
      : defined(present(values).reduce((sum, m) => sum + m, 0) / sets.length);
    return {id, score, corner: cornerOf(memberships, {sets}), sets};
  });
  const known = present(scored.map(({score}) => score.value));
  const scores = scored.map((row) => {
    const {value} = row.score;
    return {
      ...row,
      rank: value === undefined ? undefined : 1 + known.filter((s) => s > value + TOLERANCE).length
    };
  });
  const pairs: CompositePair[] = [];
  scores.forEach((a, i) => {
    for (const b of scores.slice(i + 1)) {
      if (a.score.value === undefined || b.score.value === undefined) continue;
      if (a.corner.value === undefined || b.corner.value === undefined) continue;
      const difference = Math.abs(a.score.value - b.score.value);
      if (difference > tolerance + TOLERANCE || a.corner.value === b.corner.value) continue;
      const setsApart = hamming(a.corner.value, b.corner.value);
      pairs.push({a: a.id, b: b.id, difference, cornerA: a.corner.value, cornerB: b.corner.value, setsApart});
    }
  });
  pairs.sort((p, q) => q.setsApart - p.setsApart || p.difference - q.difference);
  return {scores, pairs};
}

function hamming(a: string, b: string): number {
  return [...a].filter((bit, j) => bit !== b[j]).length;
}
