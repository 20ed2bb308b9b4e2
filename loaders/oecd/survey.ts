import {readFileSync} from "node:fs";
import Papa from "papaparse";
import {readRecord, type SnapshotRecord, snapshotIds, snapshotPaths} from "./snapshot.js";

/** One option that a country can select. */
export interface SurveyItem {
  /** The whole code, `Q_MC_Q13-SQ002`; it is never taken apart for its meaning. */
  code: string;
  /** The words of the OECD. */
  label: string;
  /** Countries that selected it. */
  selected: number;
  /** Countries that answered: that selected it or did not. */
  answered: number;
}

/** Items whose codes share everything before the last hyphen: the options of one question, or of a part of one. */
export interface SurveyQuestion {
  stem: string;
  /** Number of the question, where the code shows one. */
  number: number | undefined;
  items: readonly SurveyItem[];
}

/** What a country answered to one item. */
export interface SurveyAnswer {
  /** 1 selected, 0 not selected; `null`: the value is neither. */
  value: 0 | 1 | null;
  /** The value as it stands in the file; empty when there is no row. */
  text: string;
  /** Whether it has no row of its own and was read from the others. */
  inferred: boolean;
}

/** How an item that was not selected stands in the file. */
export type Unselected = "row" | "no-row" | "unclear";

/** The answers of countries to a survey of the OECD, from its snapshot. */
export interface Survey {
  id: string;
  record: SnapshotRecord;
  title: string;
  /** Year of the answers; the latest, where the file has several. */
  wave: number;
  unselected: Unselected;
  /** How that was decided from the file, in a sentence or two. */
  reason: string;
  questions: readonly SurveyQuestion[];
  /** Codes of the countries with a row, in their order. */
  countries: readonly string[];
  /** Codes of averages and groups, which are no countries. */
  groups: readonly string[];
  answer(iso3: string, code: string): SurveyAnswer | undefined;
}

const KEY = ["REF_AREA", "FREQ", "MEASURE", "TIME_PERIOD"];

/**
 * The surveys among the snapshots of a data package: those with one value for each country and item.
 * @param countries codes that are countries; what else stands in the file is a group
 */
export function readSurveys(data: string, countries: ReadonlySet<string>): Survey[] {
  return snapshotIds(data).flatMap((id) => {
    const record = readRecord(data, id);
    if (!record || [...record.key].sort().join() !== [...KEY].sort().join()) return [];
    const text = readFileSync(snapshotPaths(data, id).csv, "utf8");
    return [surveyOf(record, text, countries)];
  });
}

interface Row {
  REF_AREA: string;
  MEASURE: string;
  TIME_PERIOD: string;
  OBS_VALUE: string;
}

/** Makes a survey of the rows of a snapshot. */
export function surveyOf(record: SnapshotRecord, text: string, known: ReadonlySet<string>): Survey {
  const {data} = Papa.parse<Row>(text, {header: true, skipEmptyLines: true});
  const wave = Math.max(...data.map((d) => Number.parseInt(d.TIME_PERIOD, 10)));
  const rows = data.filter((d) => Number.parseInt(d.TIME_PERIOD, 10) === wave);
  const areas = [...new Set(rows.map((d) => d.REF_AREA))].sort();
  const countries = areas.filter((d) => known.has(d));
  const own = rows.filter((d) => known.has(d.REF_AREA));
  const labels = record.codes.MEASURE ?? {};
  const codes = [...new Set([...Object.keys(labels), ...rows.map((d) => d.MEASURE)])];
  const found = new Map(own.map((d) => [`${d.REF_AREA}:${d.MEASURE}`, d.OBS_VALUE]));
  const {unselected, reason} = formOf(own, countries.length, codes.length);
  const stems = gather(codes, labels);
  const touched = new Set(
    own.filter((d) => d.OBS_VALUE === "1").map((d) => `${d.REF_AREA}:${stemOf(d.MEASURE)}`)
  );
  const answer = (iso3: string, code: string): SurveyAnswer | undefined => {
    const value = found.get(`${iso3}:${code}`);
    if (value !== undefined) {
      return {value: value === "1" ? 1 : value === "0" ? 0 : null, text: value, inferred: false};
    }
    const read = unselected === "no-row" && touched.has(`${iso3}:${stemOf(code)}`);
    return read ? {value: 0, text: "", inferred: true} : undefined;
  };
  const questions = [...stems].map(([stem, items]) => ({
    stem,
    number: numberOf(stem),
    items: items.map((code) => {
      const values = countries.map((iso3) => answer(iso3, code)?.value);
      return {
        code,
        label: labels[code] || code,
        selected: values.filter((d) => d === 1).length,
        answered: values.filter((d) => d === 1 || d === 0).length
      };
    })
  }));
  questions.sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || compare(a.stem, b.stem));
  return {
    id: record.id,
    record,
    title: record.title,
    wave,
    unselected,
    reason,
    questions,
    countries,
    groups: areas.filter((d) => !known.has(d)),
    answer
  };
}

/** Decides from the rows how an item that was not selected stands in the file, and says how. */
function formOf(
  rows: readonly Row[],
  countries: number,
  items: number
): {unselected: Unselected; reason: string} {
  const ones = rows.filter((d) => d.OBS_VALUE === "1").length;
  const zeros = rows.filter((d) => d.OBS_VALUE === "0").length;
  const cells = countries * items;
  const others = rows.length - ones - zeros;
  const rest = others ? ` ${others} rows hold another value, which is shown as it stands.` : "";
  if (zeros > 0) {
    return {
      unselected: "row",
      reason: `In the file ${zeros} rows hold 0 and ${ones} hold 1, so an item that was not selected is a row with 0; an item without a row was not answered.${rest}`
    };
  }
  if (ones > 0 && rows.length < cells) {
    return {
      unselected: "no-row",
      reason: `In the file ${ones} rows hold 1 and none holds 0, while ${countries} countries and ${items} items could make ${cells} rows, so an item that was not selected has no row. Where a country selected another option of the same question, an item without a row is read as not selected; where it selected none of them, as not answered.${rest}`
    };
  }
  return {
    unselected: "unclear",
    reason: `The file cannot tell how an item that was not selected stands in it: ${ones} of ${cells} possible rows hold 1 and none holds 0. Nothing is read from rows that are not there.${rest}`
  };
}

/** Items by stem; within one, in the order of their labels, since the questionnaire letters its options. */
function gather(codes: readonly string[], labels: Readonly<Record<string, string>>): Map<string, string[]> {
  const stems = new Map<string, string[]>();
  const name = (code: string) => labels[code] || code;
  for (const code of [...codes].sort((a, b) => compare(name(a), name(b)) || compare(a, b))) {
    stems.set(stemOf(code), [...(stems.get(stemOf(code)) ?? []), code]);
  }
  return stems;
}

function stemOf(code: string): string {
  const at = code.lastIndexOf("-");
  return at === -1 ? code : code.slice(0, at);
}

function numberOf(stem: string): number | undefined {
  const found = stem.match(/_Q(\d+)/)?.[1];
  return found === undefined ? undefined : Number(found);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
