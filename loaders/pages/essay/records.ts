import {periodYears} from "../../../src/analysis/standing.js";
import type {FragmentOptions} from "../fragments.js";

/** A row of the evidence that prose may speak of: an event, finding, placement, period, source or survey result. */
export interface EvidenceRecord {
  id: string;
  iso3: string | undefined;
  /** Year or years as written; empty when there are none. */
  years: string;
  /** What it says: all words that numbers of the prose may come from. */
  text: string;
  sourceId: string;
  locator: string;
}

/** Finds a record by id, whichever table holds it. Throws with the page when no table does. */
export function recordOf(id: string, {site: {evidence}, context}: FragmentOptions): EvidenceRecord {
  const event = evidence.event(id);
  if (event) {
    const years = event.end_year ? `${event.year}–${event.end_year}` : String(event.year);
    return {
      id,
      iso3: event.iso3,
      years,
      text: `${event.title}. ${event.summary}`,
      sourceId: event.source_id,
      locator: event.locator
    };
  }
  const cited = evidence.finding(id) ?? evidence.tables.placements.find((d) => d.placement_id === id);
  if (cited) {
    const text = "finding" in cited ? cited.finding : `${cited.placed_by}: ${cited.model}. ${cited.argument}`;
    return {
      id,
      iso3: cited.iso3,
      years: dashed(cited.period),
      text,
      sourceId: cited.source_id,
      locator: cited.locator
    };
  }
  const period = evidence.period(id);
  if (period)
    return {
      id,
      iso3: period.iso3,
      years: periodYears(period),
      text: `${period.label}. ${period.reason}`,
      sourceId: "",
      locator: ""
    };
  const source = evidence.source(id);
  if (source)
    return {
      id,
      iso3: undefined,
      years: source.year,
      text: `${source.title}. ${source.note ?? ""}`,
      sourceId: id,
      locator: ""
    };
  const [survey = "", wave = "", item = ""] = id.split(":");
  const result = evidence.tables.survey_aggregates.find(
    (d) => d.survey === survey && String(d.wave) === wave && d.item_id === item
  );
  if (result) {
    const text = `${result.item_short}: ${result.count}${result.out_of === null ? "" : ` of ${result.out_of}`} ${result.unit}`;
    return {
      id,
      iso3: undefined,
      years: String(result.wave),
      text,
      sourceId: result.source_id,
      locator: result.locator
    };
  }
  const trait = evidence.tables.model_traits.find((d) => `${d.model}:${d.dimension}` === id);
  if (trait)
    return {
      id,
      iso3: undefined,
      years: "",
      text: trait.statement,
      sourceId: trait.source_id,
      locator: trait.locator
    };
  throw new Error(
    `${context.path}: no event, finding, placement, period, source, survey result or trait has the id ${id}`
  );
}

function dashed(years: string): string {
  return years.replace(/(\d)-(\d)/g, "$1–$2");
}

/** What a tip says of a record: its words and its source. */
export function sayOf(
  {text, sourceId, locator, years}: EvidenceRecord,
  {site: {references}}: FragmentOptions
): string {
  const source = references.get(sourceId);
  return `${years ? `${years}: ` : ""}${text.trim()}${source ? ` (${source}${locator ? `, ${locator}` : ""})` : ""}`;
}

/** Where a record is laid open on the site. */
export function evidenceAddress(
  {id, iso3, sourceId}: EvidenceRecord,
  {site: {evidence}}: FragmentOptions
): string {
  const country = iso3 ? evidence.country(iso3) : undefined;
  if (!country) return sourceId ? `/evidence/sources#${sourceId}` : "/evidence/";
  return `/countries/${country.slug}#${evidence.period(id) ? `${id}-practice` : id}`;
}

const WORDS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " "
  );

/** Every number of a text, in figures: digits as they stand without spaces and commas, words turned into digits. */
export function numbersIn(text: string): string[] {
  const plain = text.toLowerCase().replace(/(\d)[,\u2009\u202f ](?=\d{3}\b)/g, "$1");
  const found = plain.match(/\d+(?:\.\d+)?|[a-z]+/g) ?? [];
  return found.flatMap((d) => {
    if (/^\d/.test(d)) return [String(Number(d))];
    const at = WORDS.indexOf(d);
    const large = {half: "half", hundred: "100", thousand: "1000"}[d];
    return large ? [large] : at < 0 ? [] : [String(at)];
  });
}

/** The numbers in these words that a record does not give. */
export function citedWords(words: string, {text, years, locator}: EvidenceRecord): string[] {
  const given = new Set(numbersIn(`${text} ${years} ${locator}`));
  return numbersIn(words).filter((d) => !given.has(d));
}
