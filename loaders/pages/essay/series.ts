import {holds, type Sign} from "../../../src/analysis/selection.js";
import type {Observation} from "../../../src/evidence/tables.js";
import {listText, numberText, theCountry} from "../../../src/figures/format.js";
import type {FragmentOptions} from "../fragments.js";

/** What a question about one series in one year comes to. */
export interface SeriesAnswer {
  /** Countries with a value that meets the bound; all with a value when there is none. */
  found: (Observation & {value: number})[];
  /** Countries with a value. */
  all: (Observation & {value: number})[];
  /** The condition as a verb phrase: `at 61 or above`. */
  condition: string;
  /** Series, year and producer. */
  basis: string;
  /** Where the series is laid open. */
  href: string;
}

const ASKED = /^series=(\w+)\s+year=(\d{4})(?:\s+(>=|<=|=|>|<)(\d+(?:\.\d+)?))?$/;

const SIGN_WORDS: Readonly<Record<Sign, (bound: string) => string>> = {
  ">=": (bound) => `at ${bound} or above`,
  "<=": (bound) => `at ${bound} or below`,
  ">": (bound) => `above ${bound}`,
  "<": (bound) => `below ${bound}`,
  "=": (bound) => `at ${bound}`
};

/** Whether words ask about a series, and not about standings. */
export function asksSeries(words: string): boolean {
  return words.startsWith("series=");
}

/** Reads `series=obs_participation year=2023 >=61`, members of the OECD alone. Throws for what it cannot read or does not hold. */
export function seriesOf(words: string, {site: {evidence}, context}: FragmentOptions): SeriesAnswer {
  const [, id = "", year = "", sign, bound = ""] = ASKED.exec(words) ?? [];
  const about = evidence.series(id);
  if (!about) throw new Error(`${context.path}: cannot read “${words}”: expected series=ID year=YYYY >=61`);
  const all = evidence
    .observationsOf(id)
    .filter((d) => d.year === Number(year) && evidence.country(d.iso3)?.oecd_since)
    .flatMap((d) => (d.value === null ? [] : [{...d, value: d.value}]));
  if (!all.length) throw new Error(`${context.path}: no value of ${id} in ${year}`);
  const found = sign ? all.filter((d) => holds(d.value, sign as Sign, Number(bound))) : all;
  return {
    found,
    all,
    condition: sign ? SIGN_WORDS[sign as Sign](numberText(Number(bound))) : "with a value",
    basis: `${about.label}, ${year}, members of the OECD. ${about.producer}`,
    href: evidence.indicator(id) ? `/method#${id}` : `/evidence/sources#${all[0]?.source_id}`
  };
}

/** The countries of an answer by name, highest value first. */
export function seriesNames({found}: SeriesAnswer, {site: {evidence}}: FragmentOptions): string {
  const ordered = [...found].sort((a, b) => b.value - a.value);
  return listText(ordered.map((d) => theCountry(evidence.country(d.iso3)?.name ?? d.iso3)));
}

/** The value in the middle: the mean of the two middle ones of an even number. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}
