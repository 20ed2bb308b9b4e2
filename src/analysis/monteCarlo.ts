import {LOG_ODDS} from "./calibration.js";
import {type Indicator, membershipsOf, setMemberships} from "./chain.js";
import {DrawnColumn, listOf, NEUTRAL} from "./drawnColumn.js";
import {type Classification, classify, className} from "./idealTypes.js";
import {type Memberships, MICE, type SetKey, TOLERANCE} from "./membership.js";
import type {Corner} from "./propertySpace.js";
import {randomSource} from "./random.js";
import {defined, type Maybe, present, type Result, undefinedBecause} from "./result.js";
import type {Aggregation} from "./sets.js";

/** A case with its raw values by indicator; several values for one indicator are those of several coders. */
export interface RawCase {
  readonly id: string;
  readonly values: Readonly<Record<string, Maybe | readonly Maybe[]>>;
  /** Memberships that give the class without any draw; from the mean of the coders if left out. */
  readonly start?: Memberships<SetKey>;
}

/** What is drawn, and how often. */
export interface MonteCarloOptions {
  /** Number of draws; 10,000. */
  readonly draws?: number;
  /** Seed of the random numbers; 1. */
  readonly seed?: number;
  /** How far each anchor may move, as a share of its distance to the next anchor, from 0 to below .5; .1. */
  readonly width?: number;
  /** Rules within sets, each equally likely; mean, minimum and geometric mean. */
  readonly aggregations?: readonly Aggregation[];
  /** Log odds at the anchors, each equally likely; 3. */
  readonly logOdds?: readonly number[];
  /** Draw one of several coders for every value anew (`value`) or once per draw (`draw`); `value`. */
  readonly coderPer?: "value" | "draw";
  /** Told now and then how many draws are done. */
  readonly onProgress?: (done: number) => void;
}

/** Some of the draws, counted from 0: all from `from` up to, but without, `to`. */
export interface DrawnPart {
  readonly from?: number;
  readonly to?: number;
}

/** After how many draws `onProgress` is told. */
const STEP = 250;

/** How often a case falls into each class. */
export interface ClassShares {
  readonly id: string;
  /** The class without any draw: anchors as given, the first rule and log odds. */
  readonly start: Classification;
  /** Classes by share, the largest first; shares are of all draws. */
  readonly shares: readonly {readonly corner: Corner; readonly name: string; readonly share: number}[];
  /** Share of draws in which a set fell on .5, so that there was no class. */
  readonly unclassed: number;
  /** Share of draws in the class of `start`; undefined if that has none. */
  readonly same: Result;
  /** `robust` if that share is .9 or more, else `shaky`; undefined without a class. */
  readonly word: "robust" | "shaky" | undefined;
  /** Other classes with a share of .1 or more. */
  readonly possible: readonly string[];
}

/** Share of draws from which a class is called robust (own rule). */
export const ROBUST_SHARE = 0.9;

/** Share of draws from which another class is called possible (own rule). */
export const POSSIBLE_SHARE = 0.1;

/**
 * Draws anchors, coders and rules together and counts the class of each case (after OANASCHNEIDER2024 and
 * OECDJRC2008). Each anchor is uniform within `width` of its distance to the next one; the same draw of
 * anchors holds for all cases. Missing values stay missing; a case without a value in some set has no
 * shares.
 *
 * @example
 * ```ts
 * monteCarlo(
 *   [{id: "a", values: {M: 9, I: 8, C: 5.2, E: 2}}],
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}})),
 *   {draws: 500, seed: 1}
 * ).map((d) => [d.start.name, d.word])
 * // [["PM", "shaky"]]
 * ```
 */
export function monteCarlo(
  cases: readonly RawCase[],
  indicators: readonly Indicator[],
  options: MonteCarloOptions = {}
): ClassShares[] {
  return sharesOf(cases, indicators, countDraws(cases, indicators, options), options);
}

/**
 * The first half of `monteCarlo`: the classes counted over some of the draws. Parts made side by side, in several
 * workers, add up to the counts of all draws, number by number, since each part passes over the random numbers of the
 * draws before it. For each case sixteen counts in the order of the corners, and one of draws without a class.
 *
 * @example
 * ```ts
 * countDraws(
 *   [{id: "a", values: {M: 9, I: 8, C: 2, E: 1}}],
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}})),
 *   {draws: 500, from: 0, to: 200}
 * )[0b1100]
 * // 200
 * ```
 */
export function countDraws(
  cases: readonly RawCase[],
  indicators: readonly Indicator[],
  {
    draws = DRAWS,
    from = 0,
    to = draws,
    seed = 1,
    width = 0.1,
    aggregations = RULES,
    logOdds = [LOG_ODDS],
    coderPer = "value",
    onProgress
  }: MonteCarloOptions & DrawnPart = {}
): Uint32Array<ArrayBuffer> {
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`number of draws not above 0: ${draws}`);
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= draws))
    throw new RangeError(`not a part of ${draws} draws: from ${from} to ${to}`);
  if (!(width >= 0 && width < 0.5)) throw new RangeError(`width not from 0 to below .5: ${width}`);
  if (!aggregations.length || !logOdds.length)
    throw new RangeError("nothing to draw a rule or log odds from");

  const random = randomSource(seed);
  const pick = <T>(list: readonly T[]): T =>
    list[list.length === 1 ? 0 : Math.floor(random() * list.length)]!;
  const columns = MICE.map((set) =>
    indicators.filter((d) => d.set === set).map((d) => new DrawnColumn(d, cases))
  );
  const numbers =
    Number(aggregations.length > 1) +
    Number(logOdds.length > 1) +
    Number(coderPer === "draw") +
    columns.flat().reduce((sum, column) => sum + column.numbers(coderPer), 0);
  for (let i = 0; i < from * numbers; i++) random();

  const counts = new Uint32Array(cases.length * CLASSES);
  const corner = new Uint8Array(cases.length);
  const joined = new Float64Array(cases.length);
  const known = columns.map((own) => {
    const number = new Uint16Array(cases.length);
    for (const column of own) column.count(number);
    return number;
  });
  for (let draw = from; draw < to; draw++) {
    if (onProgress && (draw - from) % STEP === 0) onProgress(draw - from);
    const rule = pick(aggregations);
    const odds = pick(logOdds);
    const coder = coderPer === "draw" ? random() : undefined;
    corner.fill(0);
    columns.forEach((own, j) => {
      joined.fill(NEUTRAL[rule]);
      for (const column of own) {
        column.draw(random, width, odds, coder);
        column.join(joined, rule);
      }
      decide(corner, joined, {columns: own, number: known[j]!, rule, bit: 1 << (MICE.length - 1 - j)});
    });
    for (let i = 0; i < corner.length; i++) counts[i * CLASSES + Math.min(corner[i]!, UNCLASSED)]!++;
  }
  return counts;
}

/**
 * The second half of `monteCarlo`: what the counts of all draws say of each case.
 *
 * @example
 * ```ts
 * sharesOf(
 *   [{id: "a", values: {M: 9, I: 8, C: 2, E: 1}}],
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}})),
 *   new Uint32Array(17).fill(200, 0b1100, 0b1101).fill(300, 0b1110, 0b1111),
 *   {draws: 500}
 * ).map((d) => [d.same.value, d.word, d.possible])
 * // [[0.4, "shaky", ["PM"]]]
 * ```
 */
export function sharesOf(
  cases: readonly RawCase[],
  indicators: readonly Indicator[],
  counts: Uint32Array,
  {draws = DRAWS, aggregations = RULES, logOdds = [LOG_ODDS]}: MonteCarloOptions = {}
): ClassShares[] {
  if (counts.length !== cases.length * CLASSES)
    throw new RangeError(`counts of ${counts.length / CLASSES} cases for ${cases.length}`);
  const [aggregation = "mean"] = aggregations;
  const [odds = LOG_ODDS] = logOdds;
  return cases.map((one, i) =>
    report(one.id, start(one, indicators, {aggregation, logOdds: odds}), {
      counts: counts.subarray(i * CLASSES, (i + 1) * CLASSES),
      draws
    })
  );
}

const DRAWS = 10_000;
const RULES: readonly Aggregation[] = ["mean", "minimum", "geometric"];

// Sixteen corners and one place for draws without a class.
const UNCLASSED = 2 ** MICE.length;
const CLASSES = UNCLASSED + 1;

/** Farther than this from one half, on the scale of `overHalf`, what was joined roughly tells the side for certain. */
const ROUGH = 1e-4;

/**
 * Turns what was joined into how far the set is above .5 and sets its bit in the corner of each case, or marks the case
 * as having no class in this draw.
 */
function decide(
  corner: Uint8Array,
  joined: Float64Array,
  {
    columns,
    number,
    rule,
    bit
  }: {columns: readonly DrawnColumn[]; number: Uint16Array; rule: Aggregation; bit: number}
): void {
  for (let i = 0; i < corner.length; i++) {
    const n = number[i]!;
    let over = overHalf(joined[i]!, n, rule);
    if (Math.abs(over) < ROUGH && (rule === "mean" || rule === "geometric"))
      over = overHalf(joinedExactly(columns, i, rule), n, rule);
    if (over > TOLERANCE) corner[i]! |= bit;
    else if (!(over < -TOLERANCE)) corner[i]! |= UNCLASSED;
  }
}

/** How far a set is above .5, on a scale on which the tolerance is about the same for every rule. */
function overHalf(joined: number, n: number, rule: Aggregation): number {
  if (rule === "mean") return joined / n - 0.5;
  if (rule !== "geometric") return joined / 4;
  // The product is above .5^n just when the geometric mean is above .5.
  let product = joined;
  for (let i = 0; i < n; i++) product *= 2;
  return (product - 1) / (2 * n);
}

function joinedExactly(columns: readonly DrawnColumn[], i: number, rule: "mean" | "geometric"): number {
  let joined = NEUTRAL[rule];
  for (const column of columns) {
    const m = column.exact(i);
    if (m !== undefined) joined = rule === "mean" ? joined + m : joined * m;
  }
  return joined;
}

function start(
  {values, start: given}: RawCase,
  indicators: readonly Indicator[],
  options: {aggregation: Aggregation; logOdds: number}
): Classification {
  if (given) return classify(given);
  const plain = Object.fromEntries(
    indicators.map(({id}) => {
      const kept = present(listOf(values[id]));
      return [id, kept.length ? kept.reduce((sum, x) => sum + x, 0) / kept.length : undefined];
    })
  );
  return classify(membershipsOf(setMemberships(plain, indicators, options)));
}

function report(
  id: string,
  first: Classification,
  {counts, draws}: {counts: Uint32Array; draws: number}
): ClassShares {
  if (first.missing.length) {
    const same = undefinedBecause(first.reason ?? "a set is missing");
    return {id, start: first, shares: [], unclassed: 0, same, word: undefined, possible: []};
  }
  const shares = [...counts.subarray(0, UNCLASSED)]
    .map((count, c) => ({corner: c.toString(2).padStart(MICE.length, "0"), count}))
    .filter(({count}) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({corner, count}) => ({corner, name: className(corner), share: count / draws}));
  const own = shares.find(({corner}) => corner === first.corner)?.share ?? 0;
  return {
    id,
    start: first,
    shares,
    unclassed: counts[UNCLASSED]! / draws,
    same: first.corner === undefined ? undefinedBecause(first.reason ?? "no class") : defined(own),
    word: first.corner === undefined ? undefined : own >= ROBUST_SHARE ? "robust" : "shaky",
    possible: shares
      .filter(({corner, share}) => corner !== first.corner && share >= POSSIBLE_SHARE)
      .map(({name}) => name)
  };
}
