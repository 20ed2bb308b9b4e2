import type {Cited, MissingKind} from "./kinds.ts";

/** `survey_answers_obs.csv`: answers of the Open Budget Survey (for non-commercial use). */
export interface ObsAnswer extends Cited {
  survey: string;
  wave: number;
  question_id: string;
  iso3: string;
  /** 0 to 100. */
  score: number | null;
  missing: MissingKind | null;
  /** Letter of the option; `null` where the file gives only the score. */
  answer_code: string | null;
}

/** `survey_questions_obs.csv`: the questions in short wording of our own. */
export interface ObsQuestion extends Cited {
  survey: string;
  question_id: string;
  theme: string;
  question_short: string;
  answer_scale_short: string;
  same_question_in_2015: boolean;
}

/** `survey_answers_pb2023.csv`: answers seen of the OECD survey on performance budgeting 2023. */
export interface PbAnswer extends Cited {
  survey: string;
  wave: number;
  measure_code: string;
  question: number;
  section: number;
  option: string;
  item_short: string;
  iso3: string;
  /** 1: selected. What an unselected item looks like was not seen. */
  value: number;
  answer: string;
}

/** `survey_sections.csv`: sections of the OECD survey on performance budgeting 2023. */
export interface SurveySection extends Cited {
  survey: string;
  wave: number;
  section: number;
  questions: string;
  section_short: string;
}

/** `survey_notes.csv`: countries named in OECD text on its surveys. */
export interface SurveyNote extends Cited {
  survey: string;
  wave: number;
  item_id: string;
  iso3: string;
  value: "yes" | "no";
  note_short: string;
}

/** `survey_waves.csv`: the waves of the OECD surveys and what is held of them. */
export interface SurveyWave {
  wave_id: string;
  survey: string;
  wave: number;
  what: string;
  coverage: string | null;
  dates: string | null;
  address: string | null;
  source_id: string;
  held: string;
}

/** `survey_aggregates.csv`: how many countries do what. */
export interface SurveyAggregate extends Cited {
  survey: string;
  wave: number;
  item_id: string;
  item_short: string;
  count: number;
  /** `null`: the source gives no total. */
  out_of: number | null;
  unit: string;
  /** Code of the same item in the OECD’s file; `null`: not matched. */
  measure_code: string | null;
}

/** `oecd_dataflows.csv`: governance dataflows of the OECD API and their structure. */
export interface OecdDataflow {
  /** Name for `npm run refresh`, and of the snapshot. */
  short_id: string;
  agency_id: string;
  dataflow_id: string;
  title_short: string;
  /** Whether it is fetched without being named. */
  fetched: boolean;
  tenant: "public" | "archive";
  dsd_versions_seen: string | null;
  series_key_order: string | null;
  attributes_star_mandatory: string | null;
  codelists: string | null;
  licence: string;
  licence_url: string;
  /** Under which a snapshot is cited; `null`: the record of the snapshot makes a source. */
  data_source_id: string | null;
  source_id: string;
}

/** `oecd_codelists.csv`: codes of the lists that those dataflows use. */
export interface OecdCode {
  agency_id: string;
  codelist: string;
  version: string;
  code: string;
  /** `null`: the copy read gives none. */
  label_short: string | null;
  source_id: string;
}

/** The resource of a snapshot under `data/oecd/`: its items are series and indicators of this resource. */
export function snapshotResource(id: string): string {
  return `oecd/${id}`;
}

/** Whether an indicator is an item of a survey that was fetched from the OECD, one of many and used for no set. */
export function isSurveyItem({resource}: {resource: string}): boolean {
  return resource.startsWith(snapshotResource(""));
}
