import {type Anchors, direction, LOG_ODDS, moveAnchors} from "./calibration.js";
import {type Indicator, membershipsOf, setMemberships} from "./chain.js";
import {type Classification, classify, className} from "./idealTypes.js";
import {logistic} from "./logistic.js";
import {checkMembership, type Memberships, MICE, type SetKey, TOLERANCE} from "./membership.js";
import type {Corner} from "./propertySpace.js";
import {randomSource} from "./random.js";
import {defined, isMissing, type Maybe, present, type Result, undefinedBecause} from "./result.js";
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
  {
    draws = 10_000,
    seed = 1,
    width = 0.1,
    aggregations = ["mean", "minimum", "geometric"],
    logOdds = [LOG_ODDS],
    coderPer = "value",
    onProgress
  }: MonteCarloOptions = {}
): ClassShares[] {
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`number of draws not above 0: ${draws}`);
  if (!(width >= 0 && width < 0.5)) throw new RangeError(`width not from 0 to below .5: ${width}`);
  const [firstRule] = aggregations;
  const [firstOdds] = logOdds;
  if (firstRule === undefined || firstOdds === undefined)
    throw new RangeError("nothing to draw a rule or log odds from");

  const starts = cases.map((d) => start(d, indicators, {aggregation: firstRule, logOdds: firstOdds}));
  const random = randomSource(seed);
  const pick = <T>(list: readonly T[]): T =>
    list[list.length === 1 ? 0 : Math.floor(random() * list.length)]!;
  const columns = MICE.map((set) => indicators.filter((d) => d.set === set).map((d) => new Column(d, cases)));
  const counts = new Uint32Array(cases.length * CLASSES);
  const corner = new Uint8Array(cases.length);
  const joined = new Float64Array(cases.length);
  const numbers = columns.map((own) => {
    const number = new Uint16Array(cases.length);
    for (const column of own) column.count(number);
    return number;
  });
  for (let draw = 0; draw < draws; draw++) {
    if (onProgress && draw % STEP === 0) onProgress(draw);
    const rule = pick(aggregations);
    const odds = pick(logOdds);
    const coder = coderPer === "draw" ? random() : undefined;
    corner.fill(0);
    columns.forEach((own, j) => {
      joined.fill(NEUTRAL[rule]);
      for (const column of own) {
        column.draw(random, {width, odds, coder});
        column.join(joined, rule);
      }
      decide(corner, joined, {number: numbers[j]!, rule, bit: 1 << (MICE.length - 1 - j)});
    });
    for (let i = 0; i < corner.length; i++) counts[i * CLASSES + Math.min(corner[i]!, UNCLASSED)]!++;
  }
  return cases.map(({id}, i) =>
    report(id, starts[i]!, {counts: counts.subarray(i * CLASSES, (i + 1) * CLASSES), draws})
  );
}

// Sixteen corners and one place for draws without a class.
const UNCLASSED = 2 ** MICE.length;
const CLASSES = UNCLASSED + 1;

/** What joining starts from: a sum, a product, or the least or greatest log odds. */
const NEUTRAL: Readonly<Record<Aggregation, number>> = {
  mean: 0,
  geometric: 1,
  minimum: Infinity,
  maximum: -Infinity
};

/** One indicator: the cases that have a value, and the anchors and values of the present draw. */
class Column {
  private readonly cases: Int32Array;
  private readonly x: Float64Array;
  /** Values by coder for each of the cases; NaN where a coder gave none. */
  private readonly coders: readonly (readonly number[])[] | undefined;
  private readonly anchors: Anchors | undefined;
  private readonly sign: 1 | -1;
  private crossover = 0;
  private inward = 0;
  private outward = 0;

  constructor({id, anchors}: Indicator, cases: readonly RawCase[]) {
    this.anchors = anchors;
    this.sign = anchors && direction(anchors) === "falls" ? -1 : 1;
    const known = cases
      .map(({values}, i) => ({i, list: listOf(values[id]).map((x) => check(x, id, anchors))}))
      .filter(({list}) => list.some((x) => !Number.isNaN(x)));
    const several = known.some(({list}) => list.length > 1);
    // In order of value the processor guesses right on which side of the crossover the next one lies.
    if (!several) known.sort((a, b) => a.list[0]! - b.list[0]!);
    this.cases = Int32Array.from(known, ({i}) => i);
    this.x = Float64Array.from(known, ({list}) => list[0]!);
    this.coders = several ? known.map(({list}) => list) : undefined;
  }

  /** Adds 1 for each case that has a value. */
  count(number: Uint16Array): void {
    for (const i of this.cases) number[i]!++;
  }

  /** Draws the anchors, each within its share of the distance to the next, and a coder for each value. */
  draw(
    random: () => number,
    {width, odds, coder}: {width: number; odds: number; coder: number | undefined}
  ): void {
    this.coders?.forEach((list, i) => {
      let k = Math.floor((coder ?? random()) * list.length);
      // A coder who gave nothing is stood in for by the next who did.
      while (Number.isNaN(list[k]!)) k = (k + 1) % list.length;
      this.x[i] = list[k]!;
    });
    if (!this.anchors) return;
    const by = [random(), random(), random()] as const;
    const {exclusion, crossover, inclusion} = moveAnchors(this.anchors, {width, by});
    this.crossover = crossover;
    this.inward = odds / (inclusion - crossover);
    this.outward = odds / (crossover - exclusion);
  }

  /** Joins the memberships of this draw to those of the other indicators of the set. */
  join(joined: Float64Array, rule: Aggregation): void {
    if (rule === "mean") this.add(joined);
    else if (rule === "geometric") this.multiply(joined);
    else this.narrow(joined, rule === "minimum" ? 1 : -1);
  }

  private add(sum: Float64Array): void {
    const {cases, x, crossover, inward, outward, sign, anchors} = this;
    if (!anchors) for (let j = 0; j < x.length; j++) sum[cases[j]!]! += x[j]!;
    else {
      for (let j = 0; j < x.length; j++) {
        const d = x[j]! - crossover;
        sum[cases[j]!]! += logistic(d * (d * sign >= 0 ? inward : outward));
      }
    }
  }

  private multiply(product: Float64Array): void {
    const {cases, x, crossover, inward, outward, sign, anchors} = this;
    if (!anchors) for (let j = 0; j < x.length; j++) product[cases[j]!]! *= x[j]!;
    else {
      for (let j = 0; j < x.length; j++) {
        const d = x[j]! - crossover;
        product[cases[j]!]! *= logistic(d * (d * sign >= 0 ? inward : outward));
      }
    }
  }

  /** Keeps the least (order 1) or greatest (order -1) log odds: membership rises with them. */
  private narrow(extreme: Float64Array, order: 1 | -1): void {
    const {cases, x, crossover, inward, outward, sign, anchors} = this;
    for (let j = 0; j < x.length; j++) {
      const d = x[j]! - crossover;
      const z = anchors ? d * (d * sign >= 0 ? inward : outward) : Math.log(x[j]! / (1 - x[j]!));
      if (z * order < extreme[cases[j]!]! * order) extreme[cases[j]!] = z;
    }
  }
}

/**
 * Turns what was joined into how far the set is above .5, on a scale on which the tolerance is about the
 * same, and sets its bit in the corner of each case, or marks the case as having no class in this draw.
 */
function decide(
  corner: Uint8Array,
  joined: Float64Array,
  {number, rule, bit}: {number: Uint16Array; rule: Aggregation; bit: number}
): void {
  for (let i = 0; i < corner.length; i++) {
    const n = number[i]!;
    const value = joined[i]!;
    const over =
      rule === "mean" ? value / n - 0.5 : rule === "geometric" ? geometricOver(value, n) : value / 4;
    if (over > TOLERANCE) corner[i]! |= bit;
    else if (!(over < -TOLERANCE)) corner[i]! |= UNCLASSED;
  }
}

// The product is above .5^n just when the geometric mean is above .5.
function geometricOver(product: number, n: number): number {
  for (let i = 0; i < n; i++) product *= 2;
  return (product - 1) / (2 * n);
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

function listOf(value: Maybe | readonly Maybe[]): readonly Maybe[] {
  return Array.isArray(value) ? value : [value as Maybe];
}

function check(x: Maybe, id: string, anchors: Anchors | undefined): number {
  if (isMissing(x)) return NaN;
  if (!anchors) return checkMembership(x, "value of", id)!;
  if (!Number.isFinite(x)) throw new RangeError(`value of ${id} not finite: ${x}`);
  return x;
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
