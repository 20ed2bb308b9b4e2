import {snapshotResource} from "../../src/evidence/surveys.js";
import type {EvidenceTables, Indicator, Observation, Series, Source} from "../../src/evidence/tables.js";
import type {SnapshotRecord} from "./snapshot.js";
import type {Survey, SurveyItem, SurveyQuestion} from "./survey.js";

/** The id of an item among the series: `perbud-2023.Q_MC_Q5-a`. */
function itemId({id}: Pick<Survey, "id">, code: string): string {
  return `${id}.${code}`;
}

/**
 * The tables with the items of surveys as series, indicators used for no set, and observations (1 selected, 0 not), so
 * that figures show them like any other. Items with values of another kind stay on the page of the surveys.
 */
export function withSurveys(tables: EvidenceTables, surveys: readonly Survey[]): EvidenceTables {
  if (!surveys.length) return tables;
  const known = new Set(tables.sources.map((d) => d.source_id));
  const sources = surveys
    .filter((d) => !known.has(d.record.source_id))
    .map((d) => sourceOf(d.record, d.wave));
  const members = new Set(tables.countries.filter((d) => d.oecd_since !== null).map((d) => d.iso3));
  const series: Series[] = [];
  const indicators: Indicator[] = [];
  const observations: Observation[] = [];
  for (const survey of surveys) {
    for (const question of survey.questions) {
      for (const item of question.items) {
        const own = observationsOf(survey, item.code);
        if (!own.length) continue;
        const coverage = own.filter((d) => members.has(d.iso3)).length;
        observations.push(...own);
        series.push(seriesOf(survey, item));
        indicators.push(indicatorOf(survey, question, item, coverage));
      }
    }
  }
  return {
    ...tables,
    sources: [...tables.sources, ...sources],
    series: [...tables.series, ...series],
    indicators: [...tables.indicators, ...indicators],
    observations: [...tables.observations, ...observations]
  };
}

/** The bibliographic entry of a snapshot whose dataset is in no list of sources. */
function sourceOf(
  {source_id, title, address, licence, retrieved, agency, dataflow, version}: SnapshotRecord,
  year: number
): Source {
  return {
    source_id,
    type: "dataset",
    title: `${title} (dataflow ${agency}, ${dataflow}${version ? `, version ${version}` : ""})`,
    authors: "OECD",
    author_type: "organisation",
    year: String(year),
    publisher: "OECD",
    doi: null,
    url: /^https?:/.test(address) ? address : null,
    licence: licence.title,
    accessed: retrieved.slice(0, 10),
    same_as: null,
    note: null
  };
}

function observationsOf(survey: Survey, code: string): Observation[] {
  return survey.countries.flatMap((iso3) => {
    const answer = survey.answer(iso3, code);
    if (!answer || answer.value === null) return [];
    return [
      {
        iso3,
        year: survey.wave,
        indicator_id: itemId(survey, code),
        value: answer.value,
        missing: null,
        source_id: survey.record.source_id,
        locator: `MEASURE=${code}${answer.inferred ? ", no row: read as not selected" : ""}`,
        resource: snapshotResource(survey.id)
      }
    ];
  });
}

function seriesOf(survey: Survey, {code, label}: SurveyItem): Series {
  return {
    series_id: itemId(survey, code),
    label,
    unit: UNIT,
    minimum: 0,
    maximum: 1,
    producer: `OECD, ${survey.title}`,
    source_id: survey.record.source_id,
    resource: snapshotResource(survey.id),
    licence_note: survey.record.licence.title,
    caution: survey.reason
  };
}

const UNIT = "1 selected, 0 not selected";

function indicatorOf(
  survey: Survey,
  {number, stem}: SurveyQuestion,
  {code, label}: SurveyItem,
  coverage: number
): Indicator {
  const question = number === undefined ? stem : `Question ${number}`;
  return {
    indicator_id: itemId(survey, code),
    set: null,
    name: `${question}: ${label.replace(/^[a-z]\.\s+/i, "")}`,
    description: `${survey.title}, item ${code}, as each government answered.`,
    unit: UNIT,
    direction: "rises",
    exclusion: null,
    crossover: null,
    inclusion: null,
    exclusion_reason: null,
    crossover_reason: null,
    inclusion_reason: null,
    aggregation: null,
    year: survey.wave,
    coverage,
    source_id: survey.record.source_id,
    resource: snapshotResource(survey.id),
    caution: survey.reason
  };
}
