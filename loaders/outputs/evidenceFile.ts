import type {EvidenceTables} from "../../src/evidence/tables.js";
import type {Site} from "../pages/site.js";

/**
 * The evidence as the studio needs it, as JSON: what figures draw, and what their tables hold. Texts that only
 * pages show (findings, sources, notes, survey answers) stay out, and of the observations only the series that are indicators come along.
 */
export function evidenceFile({evidence: {tables}}: Site): string {
  const used = new Set(tables.indicators.map((d) => d.indicator_id));
  const slim: EvidenceTables = {
    ...tables,
    rules: [],
    findings: [],
    sources: [],
    glossary: [],
    series: tables.series.filter((d) => used.has(d.series_id)),
    codings: tables.codings
      .filter((d) => d.coder === "settled")
      .map((d) => ({...d, note: null, finding_ids: [], event_ids: []})),
    observations: tables.observations.filter((d) => used.has(d.indicator_id)),
    reference_values: [],
    survey_answers_obs: [],
    survey_questions_obs: [],
    survey_answers_pb2023: [],
    survey_sections: [],
    survey_notes: [],
    survey_waves: [],
    survey_aggregates: [],
    oecd_dataflows: [],
    oecd_codelists: []
  };
  return JSON.stringify(slim);
}
