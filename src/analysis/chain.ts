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

/** The membership of each indicator of one case, by id; missing stays `undefined`. */
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
 * From raw values to sets: each indicator calibrated by the direct method, then aggregated within its set
 * (methods.md, sections 2 and 3). Each set comes with the number of indicators it rests on; a set whose
 * indicators are all missing is undefined with a reason.
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

/** The plain memberships of {@link setMemberships}, ready for `classify`. */
export function membershipsOf<S extends string>(
  sets: Readonly<Record<S, Aggregate>>
): Record<S, number | undefined> {
  const entries = Object.entries<Aggregate>(sets).map(([set, {value}]) => [
    set,
    isMissing(value) ? undefined : value
  ]);
  return Object.fromEntries(entries) as Record<S, number | undefined>;
}
