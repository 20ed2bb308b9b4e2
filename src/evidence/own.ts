import {createEvidence, type Evidence} from "./evidence.js";
import type {Coding, Country, Indicator, Level, Observation, Period, Reading, SetKey} from "./tables.js";

/** A reader's own coding of one set in one period. */
export interface OwnCoding {
  iso3: string;
  periodId: string;
  reading: Reading;
  set: SetKey;
  /** `null`: looked at and given no level. */
  level: Level | null;
  note: string;
}

/** A reader's own value of an indicator, for the wave that the analysis uses. */
export interface OwnValue {
  iso3: string;
  indicatorId: string;
  value: number;
}

/** An indicator that only the reader has. */
export interface OwnIndicator {
  indicatorId: string;
  set: SetKey;
  exclusion: number;
  crossover: number;
  inclusion: number;
}

/** What a reader brings along. It stays in the browser. */
export interface OwnData {
  /** Name of the file it came from. */
  name: string;
  /** Countries that the project does not have. */
  countries: {iso3: string; name: string}[];
  /** Periods that the project does not have. */
  periods: {periodId: string; iso3: string; start: number; end: number | null}[];
  codings: OwnCoding[];
  indicators: OwnIndicator[];
  values: OwnValue[];
}

/** The year of values that only the reader has: no series has such a year. */
const OWN_YEAR = 0;

/**
 * The evidence with a reader's own data in place of the published. Own codings stand alone: country-periods without one
 * are not there, so that nothing published is taken for the reader's. Own values take the place of the published ones
 * of the same country and indicator, and all others stay.
 */
export function withOwn({tables, scheme}: Evidence, own: OwnData): Evidence {
  const known = new Set(tables.countries.map((d) => d.iso3));
  const row = Math.max(0, ...tables.countries.map((d) => d.grid_row)) + 2;
  const countries = [
    ...tables.countries,
    ...own.countries.filter((d) => !known.has(d.iso3)).map((d, i) => ownCountry(d, {row, col: i}))
  ];
  const indicators = [...tables.indicators, ...own.indicators.map(ownIndicator)];
  const waves = new Map(indicators.map((d) => [d.indicator_id, d]));
  const replaced = new Map(own.values.map((d) => [`${d.iso3}:${d.indicatorId}`, d]));
  const kept = tables.observations.filter(
    (d) => !replaced.has(`${d.iso3}:${d.indicator_id}`) || d.year !== waves.get(d.indicator_id)?.year
  );
  const values = [...replaced.values()].map((d): Observation => {
    const {year = OWN_YEAR, resource = ""} = waves.get(d.indicatorId) ?? {};
    const {iso3, indicatorId: indicator_id, value} = d;
    return {iso3, indicator_id, year, value, missing: null, resource, source_id: "", locator: own.name};
  });
  const changed = {...tables, countries, indicators, observations: [...kept, ...values]};
  if (!own.codings.length) return createEvidence(changed, {scheme});
  const used = new Set(own.codings.map((d) => d.periodId));
  const periods = [
    ...tables.periods.filter((d) => used.has(d.period_id)),
    ...own.periods.map((d) => ownPeriod(d, own.name))
  ];
  return createEvidence({...changed, periods, codings: own.codings.map(ownCoding)}, {scheme});
}

function ownCountry(
  {iso3, name}: OwnData["countries"][number],
  {row, col}: {row: number; col: number}
): Country {
  return {
    iso3,
    iso2: "",
    name,
    slug: "",
    oecd_since: null,
    book_six: false,
    depth: "partial",
    grid_col: col,
    grid_row: row,
    source_id: "",
    locator: ""
  };
}

function ownPeriod({periodId, iso3, start, end}: OwnData["periods"][number], name: string): Period {
  return {period_id: periodId, iso3, start, end, label: `From ${name}`, reason: "", evidence_ids: []};
}

function ownCoding({iso3, periodId, reading, set, level, note}: OwnCoding): Coding {
  return {
    coding_id: `settled:${periodId}:${reading}:${set}`,
    coder: "settled",
    iso3,
    period_id: periodId,
    reading,
    set,
    level,
    missing: level === null ? "not-coded" : null,
    rule_id: level === null ? null : `${set}-${Math.round(level * 3)}`,
    finding_ids: [],
    event_ids: [],
    confidence: null,
    note
  };
}

function ownIndicator({indicatorId, set, exclusion, crossover, inclusion}: OwnIndicator): Indicator {
  return {
    indicator_id: indicatorId,
    set,
    name: indicatorId,
    description: "",
    unit: "as given",
    direction: exclusion < inclusion ? "rises" : "falls",
    exclusion,
    crossover,
    inclusion,
    exclusion_reason: null,
    crossover_reason: null,
    inclusion_reason: null,
    aggregation: "mean",
    year: OWN_YEAR,
    coverage: 0,
    source_id: "",
    resource: "",
    caution: null
  };
}
