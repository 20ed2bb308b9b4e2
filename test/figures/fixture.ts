import {createEvidence, type Evidence} from "../../src/evidence/evidence.js";
import {
  type Coding,
  type Country,
  type CountryEvent,
  type Dynamic,
  type EvidenceTables,
  type Indicator,
  type Level,
  type MissingKind,
  type Model,
  type Observation,
  type Period,
  type Placement,
  type Reading,
  type SetKey,
  tableNames
} from "../../src/evidence/tables.js";

/**
 * A small synthetic evidence: three invented countries with codes that ISO 3166 leaves to users. Nothing in it is
 * true of any country. X is coded in two periods, Y in one with gaps of every kind, Z has indicators alone.
 */
export function syntheticEvidence(): Evidence {
  return createEvidence({
    ...emptyTables(),
    countries: [country("XAA", "X", 0), country("XBB", "Y", 1), country("XCC", "Z", 2)],
    models: MODELS,
    model_traits: [
      {
        model: "PA",
        dimension: "measuring",
        statement: "Synthetic, as the rules ask.",
        basis: "seen",
        ...cited
      },
      {model: "PG", dimension: "measuring", statement: "Synthetic, with all.", basis: "inferred", ...cited}
    ],
    dynamics: [
      dynamic("legitimacy", "design", "theory", null),
      dynamic("legitimacy", "design", "supports", "xaa-1991-02"),
      dynamic("legitimacy", "processes", "contradicts", "xaa-1950-01"),
      dynamic("design", "processes", "theory", null),
      dynamic("processes", "design", "supports", "xaa-1991-02")
    ],
    sets: (["M", "I", "C", "E"] as const).map((set) => ({
      set,
      name: `Set ${set}`,
      question: `Is it in ${set}?`,
      level_0: "out",
      level_1: "more out",
      level_2: "more in",
      level_3: "in"
    })),
    periods: PERIODS,
    codings: [
      ...codings("xaa-1990", "official", "1 1 2 0"),
      ...codings("xaa-1990", "practice", "2 1 0 0"),
      ...codings("xaa-2005", "official", "3 3 3 2"),
      ...codings("xaa-2005", "practice", "3 2 2 1"),
      ...codings("xbb-2000", "official", "3 3 s 2"),
      ...codings("xbb-2000", "practice", "2 c n a")
    ],
    events: [
      event("xaa-1950-01", 1950, 1993, "An old synthetic reform that lasted long", "reform"),
      event("xaa-1991-02", 1991, null, "Synthetic Act 1991", "law"),
      event(
        "xaa-1991-03",
        1991,
        null,
        "A synthetic framework with a title long enough to be broken into lines",
        "framework"
      ),
      event("xaa-2005-04", 2005, 2007, "Synthetic audit", "audit"),
      event("xaa-2006-05", 2006, null, "Synthetic review", "review"),
      event(
        "xaa-2025-06",
        2025,
        null,
        "Synthetic institution at the very edge of the picture",
        "institution"
      ),
      event("xaa-2009-07", 2009, null, "Synthetic Act repealed", "abolition"),
      event("xbb-2001-01", 2001, null, "Synthetic law of Y", "law"),
      event("xbb-2001-02", 2001, null, "Synthetic event of a kind that the figure does not know", "pledge")
    ],
    placements: [
      placement("xaa-p1", "to 2008", "PM", "medium"),
      placement("xaa-p2", "2008-2009", "not PG", "strong"),
      placement("xaa-p3", "about 1990-1999 (synthetic)", "below PM (not said which)", "weak"),
      placement("xaa-p4", "2009", "towards PG", "weak"),
      placement("xbb-p1", "2005", "PM (moving towards PG)", "strong"),
      placement("xbb-p2", "1950", "PA", "medium"),
      placement("xbb-p3", "2005", "outside the frame", "medium"),
      placement("xcc-p1", "2015", "PM in the words of another framework", "supporting")
    ],
    indicators: [
      indicator("synthetic_m", "M", [0, 40, 80]),
      indicator("synthetic_i", "I", [0, 50, 100]),
      indicator("synthetic_c", "C", [100, 50, 0]),
      indicator("synthetic_e", "E", [0, 50, 100]),
      indicator("synthetic_shown", null, undefined),
      indicator("synthetic_series", null, undefined)
    ],
    observations: [
      ...observations(
        "synthetic_m",
        "XAA 2012 30, XAA 2020 72.5, XBB 2012 20, XBB 2020 40, XCC 2012 6, XCC 2020 4"
      ),
      ...observations("synthetic_i", "XAA 2020 80, XBB 2020 s"),
      ...observations("synthetic_c", "XAA 2020 20, XCC 2020 50"),
      ...observations("synthetic_e", "XAA 2020 51, XBB 2020 10, XCC 2020 90"),
      ...observations("synthetic_shown", "XAA 2020 -1.25, XBB 2020 1.5, XCC 2020 0"),
      // X has every wave, Y lacks the second, Z has one alone.
      ...observations(
        "synthetic_series",
        "XAA 2011 1, XAA 2014 2.5, XAA 2017 2, XAA 2020 4, XBB 2011 3, XBB 2014 s, XBB 2017 1, XBB 2020 0.5, XCC 2017 2"
      )
    ]
  });
}

/** Evidence in which every table is empty. */
export function emptyEvidence(): Evidence {
  return createEvidence(emptyTables());
}

const cited = {source_id: "synthetic-source", locator: "synthetic, p. 1"};

const MODELS: Model[] = (
  [
    ["PRE", "Before performance", "0000"],
    ["PA", "Performance Administration", "1000"],
    ["MOP", "Managements of Performances", "1100"],
    ["PM", "Performance Management", "1110"],
    ["PG", "Performance Governance", "1111"]
  ] as const
).map(([model, name, corner], order) => ({
  model,
  order,
  name,
  short_name: model,
  slug: name.toLowerCase().replaceAll(" ", "-"),
  one_line: `A synthetic line on the model with ${order} sets.`,
  corner,
  ...cited
}));

const PERIODS: Period[] = [
  ["xaa-1990", "XAA", 1990, 2004, "A first synthetic period"],
  ["xaa-2005", "XAA", 2005, null, "A second synthetic period that is still going on"],
  ["xbb-2000", "XBB", 2000, 2020, "The only synthetic period of Y"]
].map(([period_id, iso3, start, end, label]) => ({
  period_id,
  iso3,
  start,
  end,
  label,
  reason: "Synthetic.",
  evidence_ids: []
})) as Period[];

function emptyTables(): EvidenceTables {
  return Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as EvidenceTables;
}

function dynamic(
  from: Dynamic["from"],
  to: Dynamic["to"],
  kind: Dynamic["kind"],
  evidence_id: string | null
): Dynamic {
  return {
    dynamic_id: `${from}-${to}-${kind}`,
    from,
    to,
    kind,
    statement: `Synthetic words on how ${from} moves ${to}.`,
    basis: kind === "theory" ? "inferred" : "seen",
    evidence_id,
    ...cited
  };
}

function country(iso3: string, letter: string, place: number): Country {
  return {
    iso3,
    iso2: iso3.slice(0, 2),
    name: `Synthetic ${letter}`,
    slug: `synthetic-${letter.toLowerCase()}`,
    oecd_since: null,
    book_six: place === 0,
    depth: "deep",
    grid_col: place,
    grid_row: 0,
    ...cited
  };
}

const KINDS: Record<string, MissingKind> = {
  s: "source-silent",
  c: "contested",
  n: "not-coded",
  a: "not-applicable"
};

/** Four codings from `3 2 s 0`: steps from 0 to 3, or the letter of a kind of missing. */
function codings(period_id: string, reading: Reading, text: string): Coding[] {
  const levels: Level[] = [0, 0.333333, 0.666667, 1];
  return text.split(" ").map((step, i) => {
    const set = (["M", "I", "C", "E"] as const)[i] as SetKey;
    const level = levels[Number(step)] ?? null;
    return {
      coding_id: `settled:${period_id}:${reading}:${set}`,
      coder: "settled",
      iso3: PERIODS.find((d) => d.period_id === period_id)?.iso3 ?? "",
      period_id,
      reading,
      set,
      level,
      missing: level === null ? (KINDS[step] ?? null) : null,
      rule_id: null,
      finding_ids: [],
      event_ids: [],
      confidence: level === null ? null : "medium",
      note: null
    };
  });
}

function event(
  event_id: string,
  year: number,
  end_year: number | null,
  title: string,
  kind: string
): CountryEvent {
  const iso3 = event_id.slice(0, 3).toUpperCase();
  return {event_id, iso3, year, end_year, title, kind, summary: "Synthetic.", ...cited};
}

function placement(
  placement_id: string,
  period: string,
  model: string,
  strength: Placement["strength"]
): Placement {
  return {
    placement_id,
    iso3: placement_id.slice(0, 3).toUpperCase(),
    period,
    model,
    placed_by: "Synthetic author",
    argument: "Synthetic.",
    strength,
    strength_note: null,
    ...cited
  };
}

function indicator(
  indicator_id: string,
  set: SetKey | null,
  anchors: readonly number[] | undefined
): Indicator {
  const [exclusion = null, crossover = null, inclusion = null] = anchors ?? [];
  return {
    indicator_id,
    set,
    name: `Indicator ${indicator_id}`,
    description: "How far something synthetic is done.",
    unit: "points",
    direction: exclusion !== null && inclusion !== null && exclusion > inclusion ? "falls" : "rises",
    exclusion,
    crossover,
    inclusion,
    exclusion_reason: null,
    crossover_reason: null,
    inclusion_reason: null,
    aggregation: "mean",
    year: 2020,
    coverage: 3,
    source_id: "synthetic-source",
    resource: "synthetic",
    caution: null
  };
}

/** Observations from `XAA 2020 72.5, XBB 2020 s`: a value, or the letter of a kind of missing. */
function observations(indicator_id: string, text: string): Observation[] {
  return text.split(", ").map((entry) => {
    const [iso3 = "", year = "", value = ""] = entry.split(" ");
    const missing = KINDS[value] ?? null;
    return {
      iso3,
      year: Number(year),
      indicator_id,
      value: missing ? null : Number(value),
      missing,
      resource: "synthetic",
      ...cited
    };
  });
}
