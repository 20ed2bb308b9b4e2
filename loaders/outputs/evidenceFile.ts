import {type EvidenceTables, tableNames} from "../../src/evidence/tables.js";
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

/**
 * What findings, events, placements, codings and observations rest on, as JSON: the part of the evidence that the
 * bibliography of a figure is made from in the browser, and no more.
 */
export function basesFile({evidence: {tables}}: Site): string {
  const used = new Set(tables.indicators.map((d) => d.indicator_id));
  const none = Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as EvidenceTables;
  return JSON.stringify({
    ...none,
    sources: tables.sources,
    findings: tables.findings.map(({finding_id, source_id}) => ({finding_id, source_id})),
    events: tables.events.map(({event_id, source_id}) => ({event_id, source_id})),
    placements: tables.placements.map(({placement_id, source_id}) => ({placement_id, source_id})),
    series: tables.series.map(({series_id, source_id}) => ({series_id, source_id})),
    codings: tables.codings
      .filter((d) => d.coder === "settled")
      .map(({coding_id, finding_ids, event_ids}) => ({coding_id, finding_ids, event_ids})),
    observations: tables.observations
      .filter((d) => used.has(d.indicator_id))
      .map(({iso3, indicator_id, year, source_id}) => ({iso3, indicator_id, year, source_id}))
  });
}
