import type {
  Cited,
  CoderKey,
  Confidence,
  Depth,
  Level,
  MissingKind,
  ModelKey,
  Reading,
  SetKey
} from "./kinds.ts";
import type {
  ObsAnswer,
  ObsQuestion,
  OecdCode,
  OecdDataflow,
  PbAnswer,
  SurveyAggregate,
  SurveyNote,
  SurveySection,
  SurveyWave
} from "./surveys.ts";

export type * from "./kinds.ts";
export type * from "./surveys.ts";

/**
 * Rows of the data package, one interface per table of `data/`. Property names are the column names.
 * An empty cell reads as `null`; a `;` separated list reads as an array (empty cell: `[]`).
 * What a column means, and what it may hold, stands in `data/datapackage.json`.
 */

/** `countries.csv`: the OECD members and four other countries with case material. */
export interface Country extends Cited {
  iso3: string;
  iso2: string;
  name: string;
  slug: string;
  /** Year of accession to the OECD; `null` when not a member. */
  oecd_since: number | null;
  book_six: boolean;
  depth: Depth;
  /** Column of the tile map, from 0 at the left. */
  grid_col: number;
  /** Row of the tile map, from 0 at the top. */
  grid_row: number;
}

/** `areas.csv`: every area code of the package, countries without a page of their own and groups included. */
export interface Area {
  area: string;
  name: string;
  kind: "country" | "other-country" | "group" | "average";
  note: string | null;
}

/** `models.csv`. */
export interface Model extends Cited {
  model: ModelKey;
  order: number;
  name: string;
  short_name: string;
  slug: string;
  one_line: string;
  /** Four bits in the order M, I, C, E. */
  corner: string;
}

/** `model_traits.csv`: what a model says on one dimension. */
export interface ModelTrait extends Cited {
  model: ModelKey;
  dimension: string;
  statement: string;
  basis: "seen" | "inferred";
}

/** The three forces that move a system of the third model. */
export type DynamicKey = "legitimacy" | "design" | "processes";

/** `dynamics.csv`: one statement on how a force moves another, from theory or from a record that bears on it. */
export interface Dynamic extends Cited {
  dynamic_id: string;
  from: DynamicKey;
  to: DynamicKey;
  kind: "theory" | "supports" | "contradicts";
  statement: string;
  basis: "seen" | "inferred";
  /** The finding, event or placement that is the witness; `null` for theory. */
  evidence_id: string | null;
}

/** `sets.csv`: the question of a set and what its four levels mean. */
export interface SetDefinition {
  set: SetKey;
  name: string;
  question: string;
  level_0: string;
  level_1: string;
  level_2: string;
  level_3: string;
}

/** `rules.csv`: the codebook, one row per set and level. */
export interface Rule {
  rule_id: string;
  set: SetKey;
  level: Level;
  title: string;
  must_be_found: string;
  examples: string | null;
  boundary: string | null;
}

/** `periods.csv`: a stretch of years of one country that is coded as a whole. */
export interface Period {
  period_id: string;
  iso3: string;
  start: number;
  /** `null`: to the present evidence. */
  end: number | null;
  label: string;
  reason: string;
  /** Findings and events that mark the period off. */
  evidence_ids: string[];
}

/** `findings.csv`: what a source says about a country on one dimension. */
export interface Finding extends Cited {
  finding_id: string;
  iso3: string;
  /** Years as the source allows to say them: `2013-2024`, `about 2015`, `undated`. */
  period: string;
  dimension: string;
  finding: string;
  confidence: Confidence;
}

/** `events.csv`: a dated law, reform, institution, framework, audit, review or abolition. */
export interface CountryEvent extends Cited {
  event_id: string;
  iso3: string;
  year: number;
  end_year: number | null;
  title: string;
  kind: string;
  summary: string;
}

/** `sources.csv`: the bibliography. */
export interface Source {
  source_id: string;
  type: string;
  title: string;
  /** `Family G; Family G`, or names of organisations; `null` when the copy read names nobody. */
  authors: string | null;
  author_type: "person" | "organisation" | null;
  /** Four digits, or `n.d.`. */
  year: string;
  publisher: string | null;
  doi: string | null;
  url: string | null;
  licence: string | null;
  /** Day on which it was read, ISO 8601. */
  accessed: string;
  /** Key under which the same work stands a second time; that row is the one to list. */
  same_as: string | null;
  note: string | null;
}

/** `placements.csv`: where the literature puts a country. */
export interface Placement extends Cited {
  placement_id: string;
  /** An area code: some placements concern countries, or groups, without a page of their own. */
  iso3: string;
  period: string;
  /** In the words of the placement: `PM`, `not PG`, `measurement ahead of use`. */
  model: string;
  placed_by: string;
  argument: string;
  strength: "strong" | "medium" | "weak" | "supporting";
  strength_note: string | null;
}

/** `glossary.csv`. */
export interface GlossaryTerm {
  term: string;
  slug: string;
  definition: string;
  source_id: string;
}

/** `coders.csv`: what stands behind a coder id. */
export interface Coder {
  coder: CoderKey;
  name: string;
  description: string;
}

/** `codings.csv`: one reading of one set in one period. Either `level` or `missing` is given, never both. */
export interface Coding {
  coding_id: string;
  coder: CoderKey;
  iso3: string;
  period_id: string;
  reading: Reading;
  set: SetKey;
  level: Level | null;
  missing: MissingKind | null;
  rule_id: string | null;
  finding_ids: string[];
  event_ids: string[];
  confidence: Confidence | null;
  note: string | null;
}

/** `indicators.csv`: a series put to use as a measure of a set, with its three anchors and their reasons. */
export interface Indicator {
  /** Id of a series. */
  indicator_id: string;
  /** `null`: shown, not used. */
  set: SetKey | null;
  name: string;
  description: string;
  unit: string;
  direction: "rises" | "falls";
  exclusion: number | null;
  crossover: number | null;
  inclusion: number | null;
  exclusion_reason: string | null;
  crossover_reason: string | null;
  inclusion_reason: string | null;
  aggregation: string | null;
  /** The wave that is used. */
  year: number;
  /** How many OECD members have a value in that wave. */
  coverage: number;
  source_id: string;
  /** Name of the resource with its observations. */
  resource: string;
  caution: string | null;
}

/** `series.csv`: every series of outside data in the package. */
export interface Series {
  series_id: string;
  label: string;
  unit: string;
  /** Lowest possible value of the scale; `null` when it has none. */
  minimum: number | null;
  /** Highest possible value of the scale; `null` when it has none. */
  maximum: number | null;
  producer: string;
  source_id: string;
  /** Name of the resource with its observations. */
  resource: string;
  licence_note: string;
  caution: string | null;
}

/** `observations/*.csv`: outside data, as given. Either `value` or `missing` is given, never both. */
export interface Observation extends Cited {
  iso3: string;
  year: number;
  /** Id of a series. */
  indicator_id: string;
  value: number | null;
  missing: MissingKind | null;
  /** Name of the resource it stands in; added by the reader. */
  resource: string;
}

/** `reference_values.csv`: averages and groups of countries that stand beside the observations. */
export interface ReferenceValue extends Cited {
  area: string;
  year: number;
  indicator_id: string;
  value: number;
}

/** `releases.csv`: what changed in which version. */
export interface Release {
  version: string;
  date: string;
  change: string;
}

/** The whole package as rows. Observations of all files stand in one array. */
export interface EvidenceTables {
  countries: Country[];
  areas: Area[];
  models: Model[];
  model_traits: ModelTrait[];
  dynamics: Dynamic[];
  sets: SetDefinition[];
  rules: Rule[];
  periods: Period[];
  findings: Finding[];
  events: CountryEvent[];
  sources: Source[];
  placements: Placement[];
  glossary: GlossaryTerm[];
  coders: Coder[];
  codings: Coding[];
  indicators: Indicator[];
  series: Series[];
  observations: Observation[];
  reference_values: ReferenceValue[];
  survey_answers_obs: ObsAnswer[];
  survey_questions_obs: ObsQuestion[];
  survey_answers_pb2023: PbAnswer[];
  survey_sections: SurveySection[];
  survey_notes: SurveyNote[];
  survey_waves: SurveyWave[];
  survey_aggregates: SurveyAggregate[];
  oecd_dataflows: OecdDataflow[];
  oecd_codelists: OecdCode[];
  releases: Release[];
}

/** Name of a table. */
export type TableName = keyof EvidenceTables;

/** All tables, in the order in which the package lists them. */
export const tableNames = [
  "countries",
  "areas",
  "models",
  "model_traits",
  "dynamics",
  "sets",
  "rules",
  "periods",
  "findings",
  "events",
  "sources",
  "placements",
  "glossary",
  "coders",
  "codings",
  "indicators",
  "series",
  "observations",
  "reference_values",
  "survey_answers_obs",
  "survey_questions_obs",
  "survey_answers_pb2023",
  "survey_sections",
  "survey_notes",
  "survey_waves",
  "survey_aggregates",
  "oecd_dataflows",
  "oecd_codelists",
  "releases"
] as const satisfies readonly TableName[];
