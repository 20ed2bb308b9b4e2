import {type Anchors, direction, LOG_ODDS} from "./calibration.js";
import {type Indicator, membershipsOf, setMemberships} from "./chain.js";
import {type Classification, className, classify} from "./idealTypes.js";
import {checkMembership, MICE, type SetKey, TOLERANCE} from "./membership.js";
import type {Corner} from "./propertySpace.js";
import {randomSource} from "./random.js";
import {isMissing, type Maybe, present, type Result, defined, undefinedBecause} from "./result.js";
import type {Aggregation} from "./sets.js";

/** A case with its raw values by indicator; several values for one indicator are those of several coders. */
export interface RawCase {
  readonly id: string;
  readonly values: Readonly<Record<string, Maybe | readonly Maybe[]>>;
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
}

/** How often a case falls into each class. */
export interface ClassShares {
  readonly id: string;
  /** The class without any draw: the mean of the coders, the anchors as given, the first rule and log odds. */
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

/** Share of draws from which a class is called robust (own rule, methods.md section 7, step 4). */
export const ROBUST_SHARE = 0.9;

/** Share of draws from which another class is called possible (own rule, methods.md section 7, step 4). */
export const POSSIBLE_SHARE = 0.1;

/**
 * Draws anchors, coders and rules together and counts the class of each case (methods.md, section 7, step 4; after
 * OANASCHNEIDER2024 and OECDJRC2008). Each anchor is uniform within `width` of its distance to the next one; the same
 * draw of anchors holds for all cases. Missing values stay missing; a case without a value in some set has no shares.
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
    coderPer = "value"
  }: MonteCarloOptions = {}
): ClassShares[] {
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`number of draws not above 0: ${draws}`);
  if (!(width >= 0 && width < 0.5)) throw new RangeError(`width not from 0 to below .5: ${width}`);
  const [firstRule] = aggregations;
  const [firstOdds] = logOdds;
  if (firstRule === undefined || firstOdds === undefined) throw new RangeError("nothing to draw a rule or log odds from");

  const starts = cases.map(({values}) => {
    const plain = Object.fromEntries(indicators.map(({id}) => [id, meanOf(values[id])]));
    const sets = setMemberships(plain, indicators, {aggregation: firstRule, logOdds: firstOdds});
    return classify(membershipsOf(sets));
  });
  const counts = new Uint32Array(cases.length * CLASSES);
  const random = randomSource(seed);
  const pick = <T>(list: readonly T[]): T => list[list.length === 1 ? 0 : Math.floor(random() * list.length)]!;
  const columns = MICE.map((set) => indicators.filter((d) => d.set === set).map((d) => new Column(d, cases)));
  const sum = new Float64Array(cases.length);
  const number = new Uint8Array(cases.length);
  const corner = new Uint8Array(cases.length);

  for (let draw = 0; draw < draws; draw++) {
    const rule = pick(aggregations);
    const odds = pick(logOdds);
    const coder = random();
    corner.fill(0);
    columns.forEach((own, bit) => {
      number.fill(0);
      sum.fill(rule === "mean" || rule === "maximum" ? 0 : 1);
      for (const column of own) {
        column.draw(random, {width, odds, coder: coderPer === "draw" ? coder : undefined});
        column.add(sum, number, rule);
      }
      decide(sum, number, {rule, place: 1 << (MICE.length - 1 - bit), corner});
    });
    for (let i = 0; i < corner.length; i++) counts[i * CLASSES + Math.min(corner[i]!, UNCLASSED)]!++;
  }
  return cases.map(({id}, i) => report(id, starts[i]!, counts.subarray(i * CLASSES, (i + 1) * CLASSES), draws));
}

// Sixteen corners and one place for draws without a class.
const UNCLASSED = 2 ** MICE.length;
const CLASSES = UNCLASSED + 1;
