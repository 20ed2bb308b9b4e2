import {type Anchors, directCalibration, LOG_ODDS} from "./calibration.js";
import {checkMembership, MICE, type SetKey} from "./membership.js";
import {isMissing, type Maybe} from "./result.js";
import {type Aggregate, type Aggregation, aggregate} from "./sets.js";

/** What the chain needs to know of an indicator. Without anchors its values are memberships already. */
export interface Indicator<S extends string = SetKey> {
  readonly id: string;
  readonly set: S;
  readonly anchors?: Anchors | undefined;
}

/** Raw values of one case by indicator id. */
export type RawValues = Readonly<Record<string, Maybe>>;

/** How the chain is run. */
export interface ChainOptions<S extends string = SetKey> {
  /** Sets in order; M, I, C, E. */
  readonly sets?: readonly S[];
  /** How the indicators of a set become one membership; `mean`. */
  readonly aggregation?: Aggregation;
  /** Log odds at the anchors; 3. */
  readonly logOdds?: number;
}

/**
 * The membership of each indicator of one case, by id; missing stays `undefined`.
 *
 * @example
 * ```ts
 * calibrateCase({kpi: 7}, [{id: "kpi", set: "M", anchors: {exclusion: 0, crossover: 5, inclusion: 10}}])
 * // {kpi: 0.768525}
 * ```
 */
export function calibrateCase<S extends string>(
  values: RawValues,
  indicators: readonly Indicator<S>[],
  {logOdds = LOG_ODDS}: {logOdds?: number} = {}
): Record<string, number | undefined> {
  return Object.fromEntries(
    indicators.map(({id, anchors}) => {
      const x = values[id];
      return [id, anchors ? directCalibration(anchors, {logOdds})(x) : checkMembership(x, "value of", id)];
    })
  );
}

/**
 * From raw values to sets: each indicator calibrated by the direct method, then aggregated within its
 * set. Each set comes with the number of indicators it rests on; a set whose
 * indicators are all missing is undefined with a reason.
 *
 * @example
 * ```ts
 * setMemberships(
 *   {M: 7, I: 6, C: 4, E: undefined},
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}}))
 * ).E
 * // {reason: "none of 1 indicators has a value", n: 0, of: 1}
 * ```
 */
export function setMemberships<S extends string = SetKey>(
  values: RawValues,
  indicators: readonly Indicator<S>[],
  {
    sets = MICE as readonly string[] as readonly S[],
    aggregation = "mean",
    logOdds = LOG_ODDS
  }: ChainOptions<S> = {}
): Record<S, Aggregate> {
  const stray = indicators.find(({set}) => !sets.includes(set));
  if (stray) throw new RangeError(`indicator ${stray.id} belongs to no known set: ${stray.set}`);
  const calibrated = calibrateCase(values, indicators, {logOdds});
  return Object.fromEntries(
    sets.map((set) => {
      const own = indicators.filter((indicator) => indicator.set === set);
      return [
        set,
        aggregate(
          own.map(({id}) => calibrated[id]),
          aggregation
        )
      ];
    })
  ) as Record<S, Aggregate>;
}

/**
 * The plain memberships of {@link setMemberships}, ready for `classify`.
 *
 * @example
 * ```ts
 * membershipsOf(
 *   setMemberships(
 *     {M: 7, I: 6, C: 4, E: 3},
 *     ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}}))
 *   )
 * )
 * // {M: 0.768525, I: 0.645656, C: 0.354344, E: 0.231475}
 * ```
 */
export function membershipsOf<S extends string>(
  sets: Readonly<Record<S, {readonly value?: Maybe}>>
): Record<S, number | undefined> {
  const entries = Object.entries<{readonly value?: Maybe}>(sets).map(([set, {value}]) => [
    set,
    isMissing(value) ? undefined : value
  ]);
  return Object.fromEntries(entries) as Record<S, number | undefined>;
}
