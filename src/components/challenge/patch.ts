import Papa from "papaparse";
import type {AnchorOverride, Challenge, CodingOverride} from "../../analysis/challenge.js";
import {PUBLISHED} from "../../analysis/challenge.js";
import {MICE} from "../../analysis/membership.js";
import {anchorsOf} from "../../analysis/standing.js";
import type {Evidence} from "../../evidence/evidence.js";
import type {Level} from "../../evidence/tables.js";
import {anchorProblem, isPublishedAnchors, LEVELS, MAX_NAME, readChallenge} from "../../figures/challenge.js";
import {listText, shortText} from "../../figures/format.js";

/** A file as text. */
export interface TextFile {
  name: string;
  text: string;
}

type Row = Record<string, string | undefined>;

/** The columns of `codings.csv` and `indicators.csv`; two more say what a row changes, and of which version. */
const CODING_COLUMNS = [
  "coding_id",
  "coder",
  "iso3",
  "period_id",
  "reading",
  "set",
  "level",
  "missing",
  "rule_id",
  "finding_ids",
  "event_ids",
  "confidence",
  "note"
] as const;
const INDICATOR_COLUMNS = [
  "indicator_id",
  "set",
  "name",
  "description",
  "unit",
  "direction",
  "exclusion",
  "crossover",
  "inclusion",
  "exclusion_reason",
  "crossover_reason",
  "inclusion_reason",
  "aggregation",
  "year",
  "coverage",
  "source_id",
  "resource",
  "caution"
] as const;
const SETTING_COLUMNS = ["setting", "value"] as const;
const EXTRA = ["published", "data_version"] as const;

/**
 * A challenge as files: changed rows in the format of `codings.csv` and `indicators.csv` (a left-out indicator has no
 * set), and what no table holds as settings. Files without a row are left out; spreadsheets run nothing in them.
 */
export function patchFiles(evidence: Evidence, challenge: Challenge): TextFile[] {
  const data_version = evidence.tables.releases.at(-1)?.version ?? "";
  const file = (name: string, columns: readonly string[], rows: readonly Row[]): TextFile[] => {
    if (!rows.length) return [];
    const dated = rows.map((row) => ({...row, data_version}));
    const text = Papa.unparse(dated, {columns: [...columns, ...EXTRA], newline: "\n", escapeFormulae: true});
    return [{name: `challenge-${name}.csv`, text: `${text}\n`}];
  };
  return [
    ...file("codings", CODING_COLUMNS, codingRows(evidence, challenge)),
    ...file("indicators", INDICATOR_COLUMNS, indicatorRows(evidence, challenge)),
    ...file("settings", SETTING_COLUMNS, settingRows(challenge))
  ];
}

function codingRows(evidence: Evidence, {codings}: Challenge): Row[] {
  return codings.map(({periodId, reading, set, level}) => {
    const published = evidence.codingOf({periodId, reading, set});
    return {
      coding_id: `settled:${periodId}:${reading}:${set}`,
      coder: "settled",
      iso3: evidence.period(periodId)?.iso3,
      period_id: periodId,
      reading,
      set,
      level: level === null ? "" : String(level),
      missing: level === null ? "not-coded" : "",
      rule_id: level === null ? "" : `${set}-${LEVELS.indexOf(level)}`,
      finding_ids: published?.finding_ids.join(";"),
      event_ids: published?.event_ids.join(";"),
      confidence: level === null ? "" : "low",
      note: "Changed in a challenge; give the reason here.",
      published: levelCell(published?.level)
    };
  });
}

function indicatorRows(evidence: Evidence, {anchors, indicators}: Challenge): Row[] {
  const moved = new Map(anchors.map((d) => [d.indicatorId, d]));
  return [...new Set([...moved.keys(), ...indicators])].flatMap((id) => {
    const indicator = evidence.indicator(id);
    if (!indicator) return [];
    const {exclusion, crossover, inclusion} = moved.get(id) ?? indicator;
    const row = {
      ...indicator,
      exclusion,
      crossover,
      inclusion,
      set: indicators.includes(id) ? null : indicator.set
    };
    const cells = Object.entries(row).map(([key, value]) => [key, value === null ? "" : String(value)]);
    return [{...Object.fromEntries(cells), published: publishedAnchors(evidence, id)}];
  });
}

function publishedAnchors(evidence: Evidence, id: string): string {
  const indicator = evidence.indicator(id);
  return indicator ? [indicator.exclusion, indicator.crossover, indicator.inclusion].join(";") : "";
}

function settingRows({name, logOdds, aggregation, coder, sources}: Challenge): Row[] {
  const row = (setting: string, value: string, published: string) =>
    value === published ? [] : [{setting, value, published}];
  return [
    ...row("name", name, ""),
    ...row("log_odds", String(logOdds), String(PUBLISHED.logOdds)),
    ...row("rule", aggregation, PUBLISHED.aggregation),
    ...row("coder", coder, PUBLISHED.coder),
    ...sources.flatMap((id) => row("without_source", id, ""))
  ];
}

/**
 * Lays patches over a challenge. What no longer fits the evidence is left out, and a note names file, row, column,
 * value and what was expected; a row whose published value has changed since is kept, and a note says so.
 */
export function readPatches(
  files: readonly TextFile[],
  evidence: Evidence,
  challenge: Challenge
): {challenge: Challenge; notes: string[]} {
  const notes: string[] = [];
  let next = challenge;
  for (const {name, text} of files) {
    const {data, meta} = Papa.parse<Row>(text.replace(/^\uFEFF/, ""), {
      header: true,
      skipEmptyLines: "greedy"
    });
    const columns = new Set(meta.fields ?? []);
    const say = (i: number, words: string) => notes.push(`${shortText(name)}, row ${i + 2}: ${words}`);
    if (columns.has("setting")) next = withSettings(next, data, evidence, say);
    else if (columns.has("period_id") && columns.has("level")) next = withCodings(next, data, evidence, say);
    else if (columns.has("indicator_id") && columns.has("crossover"))
      next = withIndicators(next, data, evidence, say);
    else
      notes.push(
        `${shortText(name)} is no patch: expected the columns of codings.csv, of indicators.csv, or “setting” and “value”; found ${
          listText([...columns].slice(0, 6).map((d) => `“${shortText(d)}”`)) || "none"
        }.`
      );
  }
  return {challenge: next, notes};
}

type Say = (row: number, words: string) => void;

function withCodings(challenge: Challenge, rows: readonly Row[], evidence: Evidence, say: Say): Challenge {
  const codings = new Map(challenge.codings.map((d) => [`${d.periodId}:${d.reading}:${d.set}`, d]));
  for (const [i, row] of rows.entries()) {
    const d = readCoding(row, evidence);
    if (typeof d === "string") say(i, `${d}; the row was left out.`);
    else {
      const key = `${d.periodId}:${d.reading}:${d.set}`;
      const now = levelCell(evidence.codingOf(d)?.level);
      if (row.published !== undefined && row.published !== now)
        say(
          i,
          `the published level of ${key} was “${shortText(row.published)}” when the patch was made and is “${now}” now; the change is kept.`
        );
      codings.set(key, d);
    }
  }
  return {...challenge, codings: [...codings.values()]};
}

function readCoding(row: Row, evidence: Evidence): CodingOverride | string {
  const {period_id: periodId = "", reading = "", level = ""} = row;
  const set = MICE.find((d) => d === row.set);
  const read = levelOf(level);
  if (!evidence.period(periodId))
    return `period_id “${shortText(periodId)}” is no period of this version of the data`;
  if (reading !== "practice" && reading !== "official")
    return `reading “${shortText(reading)}” is not practice or official`;
  if (!set) return `set “${shortText(row.set ?? "")}” is not M, I, C or E`;
  if (read === undefined) return `level “${shortText(level)}” is not 0, 0.333333, 0.666667, 1 or empty`;
  return {periodId, reading, set, level: read};
}

function withIndicators(challenge: Challenge, rows: readonly Row[], evidence: Evidence, say: Say): Challenge {
  const anchors = new Map(challenge.anchors.map((d) => [d.indicatorId, d]));
  const left = new Set(challenge.indicators);
  for (const [i, row] of rows.entries()) {
    const d = readAnchors(row, evidence);
    if (typeof d === "string") {
      say(i, `${d}; the row was left out.`);
      continue;
    }
    const id = d.indicatorId;
    const now = publishedAnchors(evidence, id);
    if (row.published !== undefined && row.published !== now)
      say(
        i,
        `the published anchors of ${id} were “${shortText(row.published)}” when the patch was made and are “${now}” now; the change is kept.`
      );
    const {year} = evidence.indicator(id) ?? {};
    if (row.year && row.year !== String(year))
      say(i, `year “${shortText(row.year)}”: this version uses the wave of ${year}; the change is kept.`);
    if (!isPublishedAnchors(d, evidence)) anchors.set(id, d);
    if (!row.set) left.add(id);
  }
  return {...challenge, anchors: [...anchors.values()], indicators: [...left].sort()};
}

function readAnchors(row: Row, evidence: Evidence): AnchorOverride | string {
  const {indicator_id: indicatorId = ""} = row;
  const indicator = evidence.indicator(indicatorId);
  const own = indicator?.set ? anchorsOf(indicator) : undefined;
  if (!own)
    return `indicator_id “${shortText(indicatorId)}” is no indicator in use in this version of the data`;
  const moved: AnchorOverride = {
    indicatorId,
    exclusion: numberOf(row.exclusion),
    crossover: numberOf(row.crossover),
    inclusion: numberOf(row.inclusion)
  };
  const problem = anchorProblem(moved, own);
  const told = [row.exclusion, row.crossover, row.inclusion].join(", ");
  return problem ? `exclusion, crossover and inclusion “${shortText(told)}” cannot stand: ${problem}` : moved;
}

/** The names of settings in an address. */
const SETTINGS: Readonly<Record<string, string>> = {
  log_odds: "odds",
  rule: "rule",
  coder: "coder",
  without_source: "sources"
};

function withSettings(challenge: Challenge, rows: readonly Row[], evidence: Evidence, say: Say): Challenge {
  let next = challenge;
  for (const [i, {setting = "", value = ""}] of rows.entries()) {
    const name = Object.hasOwn(SETTINGS, setting) ? SETTINGS[setting] : undefined;
    if (setting === "name") next = {...next, name: [...value].slice(0, MAX_NAME).join("")};
    else if (!name)
      say(
        i,
        `setting “${shortText(setting)}” is not known here; expected ${listText(["name", ...Object.keys(SETTINGS)])}.`
      );
    else {
      const problems: string[] = [];
      const read = readChallenge(new URLSearchParams({[name]: value}), evidence, problems);
      for (const problem of problems) say(i, problem);
      if (setting === "log_odds") next = {...next, logOdds: read.logOdds};
      else if (setting === "rule") next = {...next, aggregation: read.aggregation};
      else if (setting === "coder") next = {...next, coder: read.coder};
      else next = {...next, sources: [...new Set([...next.sources, ...read.sources])].sort()};
    }
  }
  return next;
}

function levelCell(level: Level | null | undefined): string {
  return level === null || level === undefined ? "" : String(level);
}

/** A level as tables write it, or as people do: `2/3`, `0.67`; `null` for an empty cell, `undefined` for no level. */
export function levelOf(text: string): Level | null | undefined {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return null;
  const third = /^([0-3])\/3$/.exec(plain);
  const value = third ? Number(third[1]) / 3 : Number(plain);
  return LEVELS.find((d) => Math.abs(d - value) < 0.005);
}

function numberOf(text: string | undefined): number {
  return text?.trim() ? Number(text) : Number.NaN;
}
