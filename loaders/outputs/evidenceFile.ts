import type {EvidenceTables} from "../../src/evidence/tables.js";
import type {Site} from "../pages/site.js";

/**
 * The evidence as the studio needs it, as JSON: what figures draw, what their tables hold, and what a
 * challenge can change. Texts that only pages show (findings, sources, notes, survey answers) stay out, and of the observations only the series that are indicators come along.
 */
export function evidenceFile({evidence: {tables}}: Site): string {
  const used = new Set(tables.indicators.map((d) => d.indicator_id));
  const slim: EvidenceTables = {
    ...tables,
    rules: [],
    findings: tables.findings.map((d) => ({...d, period: "", dimension: "", finding: "", locator: ""})),
    sources: [],
    glossary: [],
    series: tables.series.filter((d) => used.has(d.series_id)),
    codings: tables.codings.map((d) => ({...d, note: null})),
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
