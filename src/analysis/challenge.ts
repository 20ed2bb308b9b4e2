import type {Evidence} from "../evidence/evidence.js";
import {PUBLISHED_SCHEME} from "../evidence/evidence.js";
import type {
  Aggregation,
  CoderKey,
  Coding,
  EvidenceTables,
  Indicator,
  Level,
  Reading,
  SetKey
} from "../evidence/tables.js";
import type {Anchors} from "./calibration.js";

/** A level put in the place of a settled one; `null`: no level can be given. */
export interface CodingOverride {
  periodId: string;
  reading: Reading;
  set: SetKey;
  level: Level | null;
}

/** Anchors put in the place of the published ones of an indicator. */
export interface AnchorOverride extends Anchors {
  indicatorId: string;
}

/**
 * What a reader changes in the published analysis. Pure data: it stands in addresses, is applied to the
 * evidence by {@link challenged}, and everything computed or drawn from that evidence follows.
 */
export interface Challenge {
  /** What its maker calls it; empty when it has no name. */
  name: string;
  codings: readonly CodingOverride[];
  anchors: readonly AnchorOverride[];
  logOdds: number;
  aggregation: Aggregation;
  /** Whose codings are used; `settled` in the published analysis. */
  coder: CoderKey;
  /** Ids of indicators left out. */
  indicators: readonly string[];
  /** Ids of sources left out: indicators taken from them, and codings that rest on nothing else. */
  sources: readonly string[];
}

/** The published analysis: nothing changed. */
export const PUBLISHED: Challenge = {
  name: "",
  codings: [],
  anchors: [],
  logOdds: PUBLISHED_SCHEME.logOdds,
  aggregation: PUBLISHED_SCHEME.aggregation,
  coder: "settled",
  indicators: [],
  sources: []
};

/** How many changes a challenge makes; a name is none. */
export function changeCount(c: Challenge): number {
  return (
    c.codings.length +
    c.anchors.length +
    c.indicators.length +
    c.sources.length +
    Number(c.logOdds !== PUBLISHED.logOdds) +
    Number(c.aggregation !== PUBLISHED.aggregation) +
    Number(c.coder !== PUBLISHED.coder)
  );
}

/** The last challenge applied to each evidence: a figure asks several times for the same one. */
const applied = new WeakMap<Evidence, {key: string; result: Evidence}>();

/**
 * The evidence as it would be under a challenge: other levels, anchors, indicators, sources, coder and
 * scheme. The evidence itself is not changed, and without a change it is given back as it is. Ids stay, so
 * that every mark still leads to the published row. What a challenge names and the evidence does not hold is
 * passed over.
 */
export function challenged(evidence: Evidence, challenge: Challenge): Evidence {
  if (!changeCount(challenge)) return evidence;
  const key = JSON.stringify({...challenge, name: ""});
  const last = applied.get(evidence);
  if (last?.key === key) return last.result;
  const result = withIndicators(withCodings(evidence, challenge), challenge);
  applied.set(evidence, {key, result});
  return result;
}

function withCodings(evidence: Evidence, {coder, codings: overrides, sources}: Challenge): Evidence {
  if (coder === "settled" && !overrides.length && !sources.length) return evidence;
  const left = new Set(sources);
  const wanted = new Map(overrides.map((o) => [codingKey(o.periodId, o.reading, o.set), o]));
  const codings = evidence.tables.codings.map((d) => {
    if (d.coder !== "settled") return d;
    const key = codingKey(d.period_id, d.reading, d.set);
    const override = wanted.get(key);
    wanted.delete(key);
    if (override) return levelled(d, override);
    const read = coder === "settled" ? d : readBy(coder, d, evidence);
    return left.size && restsOnlyOn(left, read, evidence) ? silenced(read) : read;
  });
  for (const override of wanted.values()) {
    const iso3 = evidence.period(override.periodId)?.iso3;
    if (iso3) codings.push(levelled(blank(override, iso3), override));
  }
  const byId = new Map(codings.map((d) => [d.coding_id, d]));
  const settled = new Map(
    codings.filter((d) => d.coder === "settled").map((d) => [codingKey(d.period_id, d.reading, d.set), d])
  );
  return {
    ...evidence,
    tables: {...evidence.tables, codings},
    coding: (id) => byId.get(id),
    codingOf: ({coder = "settled", ...key}) =>
      coder === "settled"
        ? settled.get(codingKey(key.periodId, key.reading, key.set))
        : evidence.codingOf({coder, ...key})
  };
}

function codingKey(periodId: string, reading: Reading, set: SetKey): string {
  return `${periodId}:${reading}:${set}`;
}

function levelled(coding: Coding, {set, level}: CodingOverride): Coding {
  const rule_id = level === null ? null : `${set}-${Math.round(level * 3)}`;
  return {
    ...coding,
    level,
    missing: level === null ? "not-coded" : null,
    rule_id,
    confidence: null,
    note: "Changed by the reader."
  };
}

function readBy(coder: CoderKey, settled: Coding, evidence: Evidence): Coding {
  const {period_id: periodId, reading, set, coding_id, iso3} = settled;
  const read = evidence.codingOf({coder, periodId, reading, set});
  const base = read ?? blank({periodId, reading, set}, iso3);
  return {...base, coder: "settled", coding_id};
}

/** Whether a coding has a level and every finding and event it names comes from the sources left out. */
function restsOnlyOn(sources: ReadonlySet<string>, coding: Coding, evidence: Evidence): boolean {
  if (coding.level === null) return false;
  const named = codingSources(coding, evidence);
  return named.length > 0 && named.every((id) => sources.has(id));
}

/** The sources behind the findings and events that a coding names, each once. */
export function codingSources({finding_ids, event_ids}: Coding, evidence: Evidence): string[] {
  const ids = [
    ...finding_ids.map((id) => evidence.finding(id)?.source_id),
    ...event_ids.map((id) => evidence.event(id)?.source_id)
  ];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

function silenced(coding: Coding): Coding {
  return {
    ...coding,
    level: null,
    missing: "source-silent",
    rule_id: null,
    confidence: null,
    note: "Rests on sources that the reader left out."
  };
}

function blank({periodId, reading, set}: Omit<CodingOverride, "level">, iso3: string): Coding {
  return {
    coding_id: `settled:${codingKey(periodId, reading, set)}`,
    coder: "settled",
    iso3,
    period_id: periodId,
    reading,
    set,
    level: null,
    missing: "not-coded",
    rule_id: null,
    finding_ids: [],
    event_ids: [],
    confidence: null,
    note: null
  };
}

function withIndicators(
  evidence: Evidence,
  {anchors, indicators: left, sources, logOdds, aggregation}: Challenge
): Evidence {
  const published = evidence.scheme;
  const same = logOdds === published.logOdds && aggregation === published.aggregation;
  const scheme = same ? published : {logOdds, aggregation};
  const moved = new Map(anchors.map((d) => [d.indicatorId, d]));
  const indicators = evidence.tables.indicators.map((d): Indicator => {
    const other = moved.get(d.indicator_id);
    const {exclusion, crossover, inclusion} = other ?? d;
    const out = left.includes(d.indicator_id) || sources.includes(d.source_id);
    if (!other && !out) return d;
    return {...d, exclusion, crossover, inclusion, set: out ? null : d.set};
  });
  if (same && indicators.every((d, i) => d === evidence.tables.indicators[i])) return evidence;
  const byId = new Map(indicators.map((d) => [d.indicator_id, d]));
  const tables: EvidenceTables = {...evidence.tables, indicators};
  return {
    ...evidence,
    scheme,
    tables,
    indicator: (id) => byId.get(id),
    indicatorsOf: (set) => indicators.filter((d) => d.set === set)
  };
}
