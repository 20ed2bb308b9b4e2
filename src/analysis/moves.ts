import type {Level} from "../evidence/tables.js";
import {type Anchors, calibrateDirect, direction, LOG_ODDS} from "./calibration.js";
import type {Indicator} from "./chain.js";
import {classify, className} from "./idealTypes.js";
import {type Memberships, MICE, type SetKey, TOLERANCE} from "./membership.js";
import type {Corner} from "./propertySpace.js";
import {present} from "./result.js";
import {classifyCases, type PlainCase} from "./robustness.js";
import {type Aggregation, combine} from "./sets.js";

/** The least change to one set's coding that gives a case another class. */
export interface CodingMove {
  set: SetKey;
  from: Level;
  to: Level;
  /** How many thirds it is away: 1 or 2. */
  steps: number;
  /** The corner it is then in, and its name: a model, or the corner spelled out. */
  corner: Corner;
  name: string;
}

/** The levels on each side of one half, nearest first. */
const ABOVE: Level = 0.666667;
const BELOW: Level = 0.333333;
const LEVELS: readonly Level[] = [0, BELOW, ABOVE, 1];

/**
 * How far a coded case is from another class: for each set the nearest level on the other side of one half,
 * fewest steps first. Empty for a case without a class. Levels are thirds: 0, 1/3, 2/3 and 1.
 *
 * @example
 * ```ts
 * codingMoves({M: 1, I: 2 / 3, C: 0, E: 0}).map((d) => [d.set, d.steps, d.name])[0]
 * // ["I", 1, "PA"]
 * ```
 */
export function codingMoves(levels: Memberships<SetKey>): CodingMove[] {
  const {corner} = classify(levels);
  if (corner === undefined) return [];
  return MICE.flatMap((set, i) => {
    const from = LEVELS[Math.round((levels[set] ?? 0) * 3)] ?? 0;
    const to = from > 0.5 ? BELOW : ABOVE;
    const steps = Math.abs(Math.round((to - from) * 3));
    return [{set, from, to, steps, ...turned(corner, i)}];
  }).sort((a, b) => a.steps - b.steps);
}

/** The least move of one anchor that gives a case another class. */
export interface AnchorMove {
  indicator: string;
  set: SetKey;
  anchor: keyof Anchors;
  from: number;
  /** Where the set comes to lie on one half; beyond, the case is in the other class. */
  to: number;
  /** The move as a share of the distance to the next anchor on the way (outwards: to the crossover), above 0 to 1. */
  share: number;
  corner: Corner;
  name: string;
}

interface MoveOptions {
  aggregation?: Aggregation;
  logOdds?: number;
}

/**
 * How far a case is from another class by one anchor moved alone: for every anchor that can do it, the exact
 * place at which its set crosses one half, the smallest share of the distance first. An anchor stays between
 * its neighbours and goes outwards by at most its distance from the crossover. Empty for a case without a
 * class.
 *
 * @example
 * ```ts
 * anchorMoves(
 *   {id: "a", values: {M: 9, I: 6, C: 2, E: 2}},
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}}))
 * ).map((d) => [d.indicator, d.anchor, d.to, d.share, d.name])[0]
 * // ["I", "crossover", 6, 0.2, "PA"]
 * ```
 */
export function anchorMoves(
  one: PlainCase,
  indicators: readonly Indicator[],
  {aggregation = "mean", logOdds = LOG_ODDS}: MoveOptions = {}
): AnchorMove[] {
  const corner = classifyCases([one], indicators, {aggregation, logOdds})[0]?.class.corner;
  if (corner === undefined) return [];
  return MICE.flatMap((set, i) => {
    const own = indicators.filter((d) => d.set === set);
    const values = own.map(({id, anchors}) => {
      const x = one.values[id] ?? undefined;
      return anchors ? calibrateDirect(x, anchors, {logOdds}) : x;
    });
    return own.flatMap(({id, anchors}, j) => {
      const x = one.values[id];
      if (!anchors || x === null || x === undefined) return [];
      const others = present(values.filter((_, k) => k !== j));
      const wanted = neededMembership(others, aggregation);
      if (wanted === undefined) return [];
      const other = turned(corner, i);
      return (["exclusion", "crossover", "inclusion"] as const).flatMap((anchor) => {
        const to = placeFor(x, anchors, anchor, Math.log(wanted / (1 - wanted)) / logOdds);
        const share = to === undefined ? undefined : moveShare(anchors, anchor, to);
        return to === undefined || share === undefined
          ? []
          : [{indicator: id, set, anchor, from: anchors[anchor], to, share, ...other}];
      });
    });
  }).sort((a, b) => a.share - b.share);
}

/**
 * The membership that one more indicator must have for its set to lie on one half; `undefined`: none does it.
 *
 * @example
 * ```ts
 * [neededMembership([0.8, 0.3], "mean"), neededMembership([0.9, 0.9], "mean")]
 * // [0.4, undefined]
 * ```
 */
export function neededMembership(others: readonly number[], rule: Aggregation): number | undefined {
  const n = others.length + 1;
  const wanted =
    rule === "mean"
      ? 0.5 * n - others.reduce((sum, m) => sum + m, 0)
      : rule === "geometric"
        ? 0.5 ** n / others.reduce((product, m) => product * m, 1)
        : 0.5;
  if (!(wanted > 0 && wanted < 1)) return undefined;
  // Under the minimum and the maximum the others must leave the decision to this one.
  if (others.length && (rule === "minimum" || rule === "maximum")) {
    const side = combine(others, rule);
    if (rule === "minimum" ? side <= 0.5 + TOLERANCE : side >= 0.5 - TOLERANCE) return undefined;
  }
  return wanted;
}

/** Where an anchor must stand for a value to have these log odds (as a share of those at the anchors). */
function placeFor(x: number, anchors: Anchors, anchor: keyof Anchors, z: number): number | undefined {
  const sign = direction(anchors) === "rises" ? 1 : -1;
  const [v, e, c, i] = [x, anchors.exclusion, anchors.crossover, anchors.inclusion].map((d) => d * sign) as [
    number,
    number,
    number,
    number
  ];
  const to = (d: number) => (Number.isFinite(d) ? d * sign : undefined);
  if (anchor === "inclusion") return v > c && z > 0 ? to(c + (v - c) / z) : undefined;
  if (anchor === "exclusion") return v < c && z < 0 ? to(c - (v - c) / z) : undefined;
  const place = z >= 0 ? (v - z * i) / (1 - z) : (v + z * e) / (1 + z);
  const fits = place > e && place < i && (z >= 0 ? v >= place : v < place);
  return fits ? to(place) : undefined;
}

function moveShare(anchors: Anchors, anchor: keyof Anchors, to: number): number | undefined {
  const {exclusion, crossover, inclusion} = anchors;
  const towardsInclusion = to - anchors[anchor] > 0 === inclusion > exclusion;
  const unit =
    anchor === "exclusion"
      ? crossover - exclusion
      : anchor === "inclusion"
        ? inclusion - crossover
        : towardsInclusion
          ? inclusion - crossover
          : crossover - exclusion;
  const share = Math.abs((to - anchors[anchor]) / unit);
  const inward = anchor === "crossover" || towardsInclusion === (anchor === "exclusion");
  return share > 0 && (inward ? share < 1 : share <= 1) ? share : undefined;
}

/** The corner with one set turned round. */
function turned(corner: Corner, i: number): {corner: Corner; name: string} {
  const other = corner.slice(0, i) + (corner[i] === "1" ? "0" : "1") + corner.slice(i + 1);
  return {corner: other, name: className(other)};
}
