import type {Evidence} from "../evidence/evidence.js";
import {observationId} from "../evidence/evidence.js";
import type {CoderKey, Indicator, Level, MissingKind, Period, Reading} from "../evidence/tables.js";
import {type Anchors, directCalibration} from "./calibration.js";
import {type Classification, classify} from "./idealTypes.js";
import {MICE, type SetKey} from "./membership.js";
import {type Aggregation, aggregate} from "./sets.js";

/** Membership of a country in one set, with what it rests on. */
export interface SetStanding {
  set: SetKey;
  /** 0 to 1; `undefined` when missing. */
  value: number | undefined;
  missing: MissingKind | undefined;
  /** Ids of the codings or observations behind the value. */
  basis: string[];
  /** How many indicators gave a value, and how many could have (1 of 1 for a coding). */
  n: number;
  of: number;
}

/** Where a country stands on one instrument at one time: its four sets and the class that follows. */
export interface Standing {
  /** `aus-2013:practice` or `AUS:indicators`. */
  key: string;
  iso3: string;
  instrument: "case" | "indicator";
  reading: Reading | undefined;
  period: Period | undefined;
  sets: Record<SetKey, SetStanding>;
  class: Classification;
}

/** Which codings are read. */
export interface CaseOptions {
  reading?: Reading;
  coder?: CoderKey;
  /** ISO codes; all countries with periods when left out. */
  countries?: readonly string[];
}

/**
 * The case instrument: one standing per country-period, in the order of the countries given and of time.
 * A set without a settled level stays missing, with its kind, and the class is then incomplete.
 */
export function caseStandings(
  evidence: Evidence,
  {reading = "practice", coder = "settled", countries}: CaseOptions = {}
): Standing[] {
  const chosen = countries ?? evidence.tables.countries.map((d) => d.iso3);
  return chosen.flatMap((iso3) =>
    evidence.periodsOf(iso3).map((period) => {
      const sets = fromSets((set) => {
        const coding = evidence.codingOf({coder, periodId: period.period_id, reading, set});
        const level = coding?.level ?? undefined;
        return {
          set,
          value: level === undefined ? undefined : thirds(level),
          missing: level === undefined ? (coding?.missing ?? "not-coded") : undefined,
          basis: coding ? [coding.coding_id] : [],
          n: level === undefined ? 0 : 1,
          of: 1
        };
      });
      return standing(`${period.period_id}:${reading}`, iso3, "case", sets, {reading, period});
    })
  );
}

/** How observations become sets; by the scheme of the evidence when left out. */
export interface IndicatorOptions {
  countries?: readonly string[];
  aggregation?: Aggregation;
  logOdds?: number;
}

/**
 * The indicator instrument: one standing per country from the latest wave of each indicator, calibrated by the
 * direct method and aggregated within its set. A set rests on the indicators that have a value; it is missing
 * when none has. Countries without any observation are left out unless they are named.
 */
export function indicatorStandings(
  evidence: Evidence,
  {
    countries,
    aggregation = evidence.scheme.aggregation,
    logOdds = evidence.scheme.logOdds
  }: IndicatorOptions = {}
): Standing[] {
  const chosen = countries ?? evidence.tables.countries.map((d) => d.iso3);
  const calibrated = new Map<string, (x: number | null | undefined) => number | undefined>();
  for (const indicator of evidence.tables.indicators) {
    const anchors = anchorsOf(indicator);
    if (anchors) calibrated.set(indicator.indicator_id, directCalibration(anchors, {logOdds}));
  }
  const all = chosen.map((iso3) => {
    const sets = fromSets((set) => {
      const own = evidence.indicatorsOf(set).filter((d) => calibrated.has(d.indicator_id));
      const observed = own.map((d) => evidence.observation(iso3, d.indicator_id, d.year));
      const memberships = own.map((d, i) => calibrated.get(d.indicator_id)?.(observed[i]?.value));
      const {value, n, of} = aggregate(memberships, aggregation);
      const basis = observed.filter((d) => d?.value != null).map((d) => (d ? observationId(d) : ""));
      return {
        set,
        value,
        missing: value === undefined ? "source-silent" : undefined,
        basis,
        n,
        of
      } as SetStanding;
    });
    return standing(`${iso3}:indicators`, iso3, "indicator", sets, {reading: undefined, period: undefined});
  });
  return countries ? all : all.filter((d) => MICE.some((set) => d.sets[set].n > 0));
}

/** The three anchors of an indicator, or `undefined` when it is shown and not used. */
export function anchorsOf({exclusion, crossover, inclusion}: Indicator): Anchors | undefined {
  if (exclusion === null || crossover === null || inclusion === null) return undefined;
  return {exclusion, crossover, inclusion};
}

/** Years of a period as they are written: `2013–2018`, `from 2019`. */
export function periodYears({start, end}: Pick<Period, "start" | "end">): string {
  return end === null ? `from ${start}` : start === end ? `${start}` : `${start}–${end}`;
}

function standing(
  key: string,
  iso3: string,
  instrument: Standing["instrument"],
  sets: Record<SetKey, SetStanding>,
  {reading, period}: Pick<Standing, "reading" | "period">
): Standing {
  const memberships = Object.fromEntries(MICE.map((set) => [set, sets[set].value]));
  return {key, iso3, instrument, reading, period, sets, class: classify(memberships)};
}

function fromSets(f: (set: SetKey) => SetStanding): Record<SetKey, SetStanding> {
  return Object.fromEntries(MICE.map((set) => [set, f(set)])) as Record<SetKey, SetStanding>;
}

/** Tables write thirds to six decimals; the analysis uses the exact ones. */
function thirds(level: Level): number {
  return Math.round(level * 3) / 3;
}
