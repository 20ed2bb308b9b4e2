import {type Anchors, directCalibration, direction, LOG_ODDS} from "./calibration.js";
import {calibrateCase, type Indicator, membershipsOf, type RawValues, setMemberships} from "./chain.js";
import {type Classification, classify, className} from "./idealTypes.js";
import {MICE} from "./membership.js";
import {isHalf} from "./propertySpace.js";
import {present, quotient, type Result} from "./result.js";
import {type Aggregation, combine} from "./sets.js";

/** A case with one raw value per indicator id. */
export interface PlainCase {
  readonly id: string;
  readonly values: RawValues;
}

/** How the chain is run. */
export interface RunOptions {
  /** `mean`. */
  readonly aggregation?: Aggregation;
  /** 3. */
  readonly logOdds?: number;
}

/**
 * The class of each case by the chain ().
 *
 * @example
 * ```ts
 * classifyCases(
 *   [{id: "a", values: {M: 9, I: 8, C: 6, E: 2}}],
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}}))
 * ).map((d) => d.class.name)
 * // ["PM"]
 * ```
 */
export function classifyCases(
  cases: readonly PlainCase[],
  indicators: readonly Indicator[],
  options: RunOptions = {}
): (PlainCase & {readonly class: Classification})[] {
  return cases.map((d) => ({
    ...d,
    class: classify(membershipsOf(setMemberships(d.values, indicators, options)))
  }));
}

/** What happens to one case when the chain is run in other ways. */
export interface RunShares {
  readonly id: string;
  readonly start: Classification;
  /** Runs that say something about this case. */
  readonly runs: number;
  /** Share of them in the same class; undefined without a class to begin with, or without runs. */
  readonly same: Result;
  /** Runs in which the class is another, with the name of it. */
  readonly changedBy: readonly {readonly run: string; readonly name: string}[];
  /** Runs in which the case has no class. */
  readonly unclassedBy: readonly string[];
}

function shares(
  id: string,
  start: Classification,
  runs: readonly {readonly run: string; readonly name: string | undefined}[]
): RunShares {
  const same = runs.filter(({name}) => name === start.name).length;
  return {
    id,
    start,
    runs: runs.length,
    same:
      start.name === undefined
        ? {value: undefined, reason: start.reason ?? "no class"}
        : quotient(same, runs.length, "no run says anything about this case"),
    changedBy: runs.flatMap(({run, name}) =>
      name === undefined || name === start.name ? [] : [{run, name}]
    ),
    unclassedBy: runs.flatMap(({run, name}) => (name === undefined ? [run] : []))
  };
}

/** Indicators that are left out together: one indicator, one source, one coder. */
export interface Group {
  readonly name: string;
  readonly indicators: readonly string[];
}

/**
 * Leaves out one group of indicators at a time and classifies again (OANASCHNEIDER2024). By default each
 * indicator is a group. For coders, give each coder's codes as indicators of their own. A run counts for a
 * case only if the case had a value to leave out.
 *
 * @example
 * ```ts
 * leaveOneOut(
 *   [{id: "a", values: {M: 9, I: 8, C: 6, E: 2}}],
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}}))
 * )[0].runs
 * // 4
 * ```
 */
export function leaveOneOut(
  cases: readonly PlainCase[],
  indicators: readonly Indicator[],
  {groups, ...options}: RunOptions & {groups?: readonly Group[]} = {}
): RunShares[] {
  const out = groups ?? indicators.map(({id}) => ({name: id, indicators: [id]}));
  const stray = out.flatMap((group) => group.indicators).find((id) => !indicators.some((d) => d.id === id));
  if (stray !== undefined) throw new RangeError(`unknown indicator in a group: ${stray}`);
  const starts = classifyCases(cases, indicators, options);
  const runs = out.map((group) => {
    const kept = indicators.filter(({id}) => !group.indicators.includes(id));
    return {group, result: classifyCases(cases, kept, options)};
  });
  return starts.map(({id, values, class: start}, i) =>
    shares(
      id,
      start,
      runs
        .filter(({group}) =>
          Object.values(calibrateCase(values, pick(indicators, group))).some((m) => m !== undefined)
        )
        .map(({group, result}) => ({run: group.name, name: result[i]?.class.name}))
    )
  );
}

function pick(indicators: readonly Indicator[], group: Group): Indicator[] {
  return indicators.filter(({id}) => group.indicators.includes(id));
}

/** One other way to run the chain. */
export interface Variant extends RunOptions {
  readonly name: string;
  /** `corner`: the minimum rule; `distance`: the nearest model, so that there is no hybrid. */
  readonly rule?: "corner" | "distance";
}

/** The variants of that need no further data. */
export const VARIANTS: readonly Variant[] = [
  {name: "minimum within sets", aggregation: "minimum"},
  {name: "geometric mean within sets", aggregation: "geometric"},
  {name: "log odds 2.944", logOdds: Math.log(0.95 / 0.05)},
  {name: "nearest model by distance", rule: "distance"}
];

/**
 * Classifies again in each variant.
 *
 * @example
 * ```ts
 * compareVariants(
 *   [{id: "a", values: {M: 9, I: 8, C: 6, E: 2}}],
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}}))
 * )[0].same
 * // {value: 1}
 * ```
 */
export function compareVariants(
  cases: readonly PlainCase[],
  indicators: readonly Indicator[],
  {variants = VARIANTS, ...options}: RunOptions & {variants?: readonly Variant[]} = {}
): RunShares[] {
  const runs = variants.map((variant) => ({
    variant,
    result: classifyCases(cases, indicators, {
      aggregation: variant.aggregation ?? options.aggregation ?? "mean",
      logOdds: variant.logOdds ?? options.logOdds ?? LOG_ODDS
    })
  }));
  return classifyCases(cases, indicators, options).map(({id, class: start}, i) =>
    shares(
      id,
      start,
      runs.map(({variant, result}) => {
        const other = result[i]?.class;
        return {run: variant.name, name: variant.rule === "distance" ? other?.nearest?.model : other?.name};
      })
    )
  );
}

/** A case whose class changes first when an anchor moves. */
export interface Flip {
  readonly id: string;
  readonly from: string;
  /** The new class, or `no class` if the case comes to lie on .5. */
  readonly to: string;
}

/** How far one anchor can move before the class of any case changes. */
export interface AnchorRange {
  readonly indicator: string;
  readonly anchor: keyof Anchors;
  /** Where it is. */
  readonly value: number;
  /** Between these no class changes; in raw units, `from` below `to`. */
  readonly from: number;
  readonly to: number;
  /** The cases that change beyond each end; empty if none did as far as was tried. */
  readonly flipsBelow: readonly Flip[];
  readonly flipsAbove: readonly Flip[];
}

/**
 * Sensitivity range of each anchor (OANASCHNEIDER2024, SETMETHODS-R
 * rob.calibrange, turned from solutions to classes): the anchor moves in steps until the class of any case
 * changes; the last step is then halved until the end is exact to a millionth. An anchor goes no nearer to
 * its neighbour than one step, and no further out than `reach` times its distance from the crossover.
 *
 * @example
 * ```ts
 * anchorRanges(
 *   [{id: "a", values: {M: 9, I: 8, C: 6, E: 2}}],
 *   ["M", "I", "C", "E"].map((set) => ({id: set, set, anchors: {exclusion: 0, crossover: 5, inclusion: 10}}))
 * )[2]
 * // {indicator: "M", anchor: "inclusion", value: 10, from: 5.05, to: 15, flipsBelow: [], flipsAbove: []}
 * ```
 */
export function anchorRanges(
  cases: readonly PlainCase[],
  indicators: readonly Indicator[],
  {
    aggregation = "mean",
    logOdds = LOG_ODDS,
    step = 0.01,
    reach = 1
  }: RunOptions & {step?: number; reach?: number} = {}
): AnchorRange[] {
  if (!(step > 0 && step < 1)) throw new RangeError(`step not between 0 and 1: ${step}`);
  const starts = classifyCases(cases, indicators, {aggregation, logOdds}).filter(
    (d) => d.class.name !== undefined
  );
  return indicators.flatMap((indicator) => {
    const {anchors, set} = indicator;
    if (!anchors) return [];
    const own = indicators.filter((d) => d.set === set);
    const affected = starts.flatMap(({id, values, class: start}) => {
      const calibrated = calibrateCase(values, own, {logOdds});
      if (calibrated[indicator.id] === undefined) return [];
      const others = present(own.filter((d) => d !== indicator).map((d) => calibrated[d.id]));
      return [{id, start, x: values[indicator.id], others}];
    });
    const place = MICE.indexOf(set);
    const flips = (moved: Anchors): Flip[] => {
      const calibrate = directCalibration(moved, {logOdds});
      return affected.flatMap(({id, start, x, others}) => {
        const membership = combine([...others, calibrate(x)!], aggregation);
        const bit = isHalf(membership) ? "-" : membership > 0.5 ? "1" : "0";
        const corner = start.corner!;
        if (corner[place] === bit) return [];
        const to = corner.slice(0, place) + bit + corner.slice(place + 1);
        return [{id, from: start.name!, to: bit === "-" ? "no class" : className(to)}];
      });
    };
    return (["exclusion", "crossover", "inclusion"] as const).map((anchor) => {
      const toExclusion = walk(anchors, anchor, {sign: -1, step, reach, flips});
      const toInclusion = walk(anchors, anchor, {sign: 1, step, reach, flips});
      const rises = direction(anchors) === "rises";
      const [below, above] = rises ? [toExclusion, toInclusion] : [toInclusion, toExclusion];
      return {
        indicator: indicator.id,
        anchor,
        value: anchors[anchor],
        from: below.end,
        to: above.end,
        flipsBelow: below.flips,
        flipsAbove: above.flips
      };
    });
  });
}

interface Walk {
  /** -1: towards exclusion; 1: towards inclusion. */
  readonly sign: -1 | 1;
  readonly step: number;
  readonly reach: number;
  readonly flips: (anchors: Anchors) => Flip[];
}

function walk(
  anchors: Anchors,
  anchor: keyof Anchors,
  {sign, step, reach, flips}: Walk
): {end: number; flips: Flip[]} {
  const {exclusion, crossover, inclusion} = anchors;
  const lower = crossover - exclusion;
  const upper = inclusion - crossover;
  // The distance that is the unit of the steps, and how many of them there are.
  const inward = Math.round(1 / step) - 1;
  const outward = Math.round(reach / step);
  const [unit, most] =
    anchor === "crossover"
      ? [sign < 0 ? lower : upper, inward]
      : anchor === "exclusion"
        ? [lower, sign < 0 ? outward : inward]
        : [upper, sign < 0 ? inward : outward];
  const at = (t: number): Anchors => ({...anchors, [anchor]: anchors[anchor] + sign * t * step * unit});
  for (let i = 1; i <= most; i++) {
    if (!flips(at(i)).length) continue;
    let [good, bad] = [i - 1, i];
    while ((bad - good) * step > 1e-6) {
      const middle = (good + bad) / 2;
      if (flips(at(middle)).length) bad = middle;
      else good = middle;
    }
    // A hair further, as the end itself can be where a case lies on .5.
    return {end: at(good)[anchor], flips: flips(at(bad + 1e-6 / step))};
  }
  return {end: at(most)[anchor], flips: []};
}
