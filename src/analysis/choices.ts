import {calibrateDirect, LOG_ODDS, moveAnchors} from "./calibration.js";
import type {Indicator} from "./chain.js";
import {MICE} from "./membership.js";
import {minimumRule} from "./propertySpace.js";
import {defined, isMissing, type Result, undefinedBecause} from "./result.js";
import {classifyCases, type PlainCase} from "./robustness.js";
import {type Aggregation, combine} from "./sets.js";
import {sobol} from "./sobol.js";

/** How much of the spread in a case's membership comes from one choice. */
export interface ChoiceIndex {
  /** Id of the indicator whose anchors are moved, or `aggregation`. */
  readonly choice: string;
  readonly first: number;
  readonly total: number;
}

export interface ChoiceOptions {
  /** How far anchors move, as in `monteCarlo`; .1. */
  readonly width?: number;
  /** Rules within sets, each equally likely; mean, minimum and geometric mean. The first gives the class. */
  readonly aggregations?: readonly Aggregation[];
  /** 3. */
  readonly logOdds?: number;
  /** Base sample; 1,024. */
  readonly n?: number;
  readonly seed?: number;
}

/**
 * Which choice matters for a case: variance-based indices of its membership in its class when the anchors
 * of each indicator and the rule within sets are drawn (SAISANA2005, COINR).
 * Largest total first. Not defined for a case without a class, or if nothing that is drawn moves it.
 *
 * @example
 * ```ts
 * choiceIndices(
 *   {id: "a", values: {M: 9, I: 8, C: 6, E: 2}},
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}})),
 *   {n: 256}
 * ).value?.[0]?.choice
 * // "C"
 * ```
 */
export function choiceIndices(
  one: PlainCase,
  indicators: readonly Indicator[],
  {
    width = 0.1,
    aggregations = ["mean", "minimum", "geometric"],
    logOdds = LOG_ODDS,
    n = 1024,
    seed = 1
  }: ChoiceOptions = {}
): Result<ChoiceIndex[]> {
  if (!(width >= 0 && width < 0.5)) throw new RangeError(`width not from 0 to below .5: ${width}`);
  const [rule] = aggregations;
  if (rule === undefined) throw new RangeError("no aggregation to draw from");
  const start = classifyCases([one], indicators, {aggregation: rule, logOdds})[0]?.class;
  const corner = start?.corner;
  if (corner === undefined) return undefinedBecause(start?.reason ?? "no class");
  const used = indicators.filter(({id}) => !isMissing(one.values[id]));
  const drawn = used.filter(({anchors}) => anchors);
  const d = 3 * drawn.length + 1;
  const sets = MICE.map((set) =>
    used
      .filter((indicator) => indicator.set === set)
      .map(({id, anchors}) => ({
        x: one.values[id]!,
        anchors,
        at: 3 * drawn.findIndex((other) => other.id === id)
      }))
  );
  const membership = (u: Float64Array): number => {
    const drawnRule =
      aggregations[Math.min(aggregations.length - 1, Math.floor(u[d - 1]! * aggregations.length))]!;
    const values = sets.map((own) => {
      const memberships = own.map(({x, anchors, at}) => {
        if (!anchors) return x;
        return calibrateDirect(x, moveAnchors(anchors, {width, by: [u[at]!, u[at + 1]!, u[at + 2]!]}), {
          logOdds
        })!;
      });
      return combine(memberships, drawnRule);
    });
    return minimumRule(values, corner)!;
  };
  const groups = [...drawn.map((_, i) => [3 * i, 3 * i + 1, 3 * i + 2]), [d - 1]];
  const indices = sobol(membership, d, {n, seed, groups});
  if (indices.value === undefined) return indices;
  const {first, total} = indices.value;
  const list = [...drawn.map(({id}) => id), "aggregation"].map((choice, i) => ({
    choice,
    first: first[i]!,
    total: total[i]!
  }));
  return defined(list.sort((p, q) => q.total - p.total));
}
