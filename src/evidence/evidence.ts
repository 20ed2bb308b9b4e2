import type {
  Aggregation,
  Coder,
  CoderKey,
  Coding,
  Country,
  CountryEvent,
  EvidenceTables,
  Finding,
  GlossaryTerm,
  Indicator,
  Model,
  ModelKey,
  Observation,
  Period,
  Placement,
  Reading,
  Rule,
  Series,
  SetDefinition,
  SetKey,
  Source
} from "./tables.js";

/** The two readings of a country-period. */
export const READINGS: readonly Reading[] = ["practice", "official"];

/** Which coding is looked up: one per coder, period, reading and set. */
export interface CodingKey {
  periodId: string;
  reading: Reading;
  set: SetKey;
  coder?: CoderKey;
}

/** How values become memberships where no table says so row by row. */
export interface Scheme {
  /** Log odds at the outer anchors. */
  logOdds: number;
  /** How the indicators of a set become one membership. */
  aggregation: Aggregation;
}

/** The scheme of the published analysis. */
export const PUBLISHED_SCHEME: Scheme = {logOdds: 3, aggregation: "mean"};

/**
 * The evidence with an index on every way in that pages, figures and analysis need.
 * Look-ups of one row give `undefined` when there is none; look-ups of many give an empty array.
 */
export interface Evidence {
  tables: EvidenceTables;
  scheme: Scheme;
  country(iso3: string): Country | undefined;
  countryBySlug(slug: string): Country | undefined;
  model(key: ModelKey): Model;
  set(key: SetKey): SetDefinition;
  rule(ruleId: string): Rule | undefined;
  coder(key: CoderKey): Coder | undefined;
  period(periodId: string): Period | undefined;
  /** Periods of a country, oldest first. */
  periodsOf(iso3: string): Period[];
  coding(codingId: string): Coding | undefined;
  codingOf(key: CodingKey): Coding | undefined;
  finding(findingId: string): Finding | undefined;
  findingsOf(iso3: string): Finding[];
  event(eventId: string): CountryEvent | undefined;
  /** Events of a country, oldest first. */
  eventsOf(iso3: string): CountryEvent[];
  source(sourceId: string): Source | undefined;
  placementsOf(iso3: string): Placement[];
  term(slug: string): GlossaryTerm | undefined;
  indicator(indicatorId: string): Indicator | undefined;
  indicatorsOf(set: SetKey): Indicator[];
  series(seriesId: string): Series | undefined;
  observation(iso3: string, indicatorId: string, year: number): Observation | undefined;
  /** Observations of one series, all countries and years. */
  observationsOf(indicatorId: string): Observation[];
}

/** The name under which an observation is linked: `AUS:oecd_pslc_msps:2020`. */
export function observationId({iso3, indicator_id, year}: Observation): string {
  return `${iso3}:${indicator_id}:${year}`;
}

/**
 * Indexes the tables. The tables themselves are kept as they are and never changed.
 * Throws when the models or the sets are asked for by a key the tables do not hold.
 */
export function createEvidence(
  tables: EvidenceTables,
  {scheme = PUBLISHED_SCHEME}: {scheme?: Scheme} = {}
): Evidence {
  const countries = index(tables.countries, (d) => d.iso3);
  const slugs = index(tables.countries, (d) => d.slug);
  const models = index(tables.models, (d) => d.model);
  const sets = index(tables.sets, (d) => d.set);
  const rules = index(tables.rules, (d) => d.rule_id);
  const coders = index(tables.coders, (d) => d.coder);
  const periods = index(tables.periods, (d) => d.period_id);
  const periodsOf = gather(
    tables.periods,
    (d) => d.iso3,
    (a, b) => a.start - b.start
  );
  const codings = index(tables.codings, (d) => d.coding_id);
  const codingOf = index(tables.codings, (d) => codingKey({...d, periodId: d.period_id}));
  const findings = index(tables.findings, (d) => d.finding_id);
  const findingsOf = gather(tables.findings, (d) => d.iso3);
  const events = index(tables.events, (d) => d.event_id);
  const eventsOf = gather(
    tables.events,
    (d) => d.iso3,
    (a, b) => a.year - b.year
  );
  const sources = index(tables.sources, (d) => d.source_id);
  const placementsOf = gather(tables.placements, (d) => d.iso3);
  const terms = index(tables.glossary, (d) => d.slug);
  const indicators = index(tables.indicators, (d) => d.indicator_id);
  const series = index(tables.series, (d) => d.series_id);
  const observations = index(tables.observations, observationId);
  const observationsOf = gather(tables.observations, (d) => d.indicator_id);
  return {
    tables,
    scheme,
    country: (iso3) => countries.get(iso3),
    countryBySlug: (slug) => slugs.get(slug),
    model: (key) => demand(models.get(key), "model", key),
    set: (key) => demand(sets.get(key), "set", key),
    rule: (id) => rules.get(id),
    coder: (key) => coders.get(key),
    period: (id) => periods.get(id),
    periodsOf: (iso3) => periodsOf.get(iso3) ?? [],
    coding: (id) => codings.get(id),
    codingOf: (key) => codingOf.get(codingKey(key)),
    finding: (id) => findings.get(id),
    findingsOf: (iso3) => findingsOf.get(iso3) ?? [],
    event: (id) => events.get(id),
    eventsOf: (iso3) => eventsOf.get(iso3) ?? [],
    source: (id) => sources.get(id),
    placementsOf: (iso3) => placementsOf.get(iso3) ?? [],
    term: (slug) => terms.get(slug),
    indicator: (id) => indicators.get(id),
    indicatorsOf: (set) => tables.indicators.filter((d) => d.set === set),
    series: (id) => series.get(id),
    observation: (iso3, id, year) => observations.get(`${iso3}:${id}:${year}`),
    observationsOf: (id) => observationsOf.get(id) ?? []
  };
}

function codingKey({coder = "settled", periodId, reading, set}: CodingKey): string {
  return `${coder}:${periodId}:${reading}:${set}`;
}

function index<T>(rows: readonly T[], key: (row: T) => string): Map<string, T> {
  return new Map(rows.map((row) => [key(row), row]));
}

function gather<T>(
  rows: readonly T[],
  key: (row: T) => string,
  order?: (a: T, b: T) => number
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  if (order) for (const group of groups.values()) group.sort(order);
  return groups;
}

function demand<T>(row: T | undefined, table: string, key: string): T {
  if (!row) throw new Error(`unknown ${table}: ${key}`);
  return row;
}
