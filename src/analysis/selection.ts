import type {Evidence} from "../evidence/evidence.js";
import type {Reading} from "../evidence/tables.js";
import {MODELS, type ModelKey} from "./idealTypes.js";
import {MICE, type SetKey} from "./membership.js";
import {caseStandings, indicatorStandings, type Standing} from "./standing.js";

/** A comparison of one set with a bound: `E>=2/3`. */
export interface Bound {
  set: SetKey;
  sign: Sign;
  bound: number;
}

/** How a value is compared. */
export type Sign = ">=" | "<=" | ">" | "<" | "=";

/** A class as it is asked for: a model, a hybrid, any class at all, none for want of a set. */
export type ClassKey = ModelKey | "hybrid" | "any" | "none";

/** Which standings are meant: the universe they are taken from, and the conditions they must all meet. */
export interface Selection {
  instrument: "case" | "indicator";
  reading: Reading;
  /** `latest`: the last period of each country; `all`: every period; `ever`: countries with a period that fits. */
  when: "latest" | "all" | "ever";
  /** ISO codes; `undefined` for all countries. */
  countries: readonly string[] | undefined;
  classes: readonly ClassKey[];
  corner: string | undefined;
  bounds: readonly Bound[];
  missing: readonly SetKey[];
}

const SIGNS = /^([MICE])(>=|<=|=|>|<)(0|1\/3|2\/3|1|0?\.\d+)$/;

/**
 * Reads a selection from words such as `class=PG reading=practice`, `E>=2/3 when=all countries=AUS,CAN`.
 * `countries=six` are those of the book. Throws with the word that cannot be read.
 */
export function readSelection(words: string, evidence: Evidence): Selection {
  const selection: Selection = {
    instrument: "case",
    reading: "practice",
    when: "latest",
    countries: undefined,
    classes: [],
    corner: undefined,
    bounds: [],
    missing: []
  };
  const bounds: Bound[] = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const bound = SIGNS.exec(word);
    if (bound) {
      const [, set, sign, value = ""] = bound;
      const [above = 0, below = 1] = value.split("/").map(Number);
      bounds.push({set: set as SetKey, sign: sign as Sign, bound: above / below});
      continue;
    }
    const [key = "", value = ""] = word.split("=");
    if (key === "in" || key === "out") {
      for (const set of sets(value, word)) bounds.push({set, sign: key === "in" ? ">" : "<", bound: 0.5});
    } else if (key === "missing") selection.missing = sets(value, word);
    else if (key === "instrument") selection.instrument = oneOf(value, ["case", "indicator"], word);
    else if (key === "reading") selection.reading = oneOf(value, ["practice", "official"], word);
    else if (key === "when") selection.when = oneOf(value, ["latest", "all", "ever"], word);
    else if (key === "corner") selection.corner = /^[01]{4}$/.test(value) ? value : fail(word);
    else if (key === "class") {
      selection.classes = value.split(",").map((d) => oneOf(d, [...MODELS, "hybrid", "any", "none"], word));
    } else if (key === "countries") selection.countries = countries(value, evidence, word);
    else fail(word);
  }
  return {...selection, bounds};
}

function oneOf<T extends string>(value: string, allowed: readonly T[], word: string): T {
  return allowed.find((d) => d === value) ?? fail(word);
}

function sets(value: string, word: string): SetKey[] {
  return value.split(",").map((d) => oneOf(d, MICE, word));
}

function countries(value: string, evidence: Evidence, word: string): string[] | undefined {
  if (value === "all") return undefined;
  if (value === "six") return evidence.tables.countries.filter((d) => d.book_six).map((d) => d.iso3);
  const codes = value.split(",");
  return codes.every((code) => evidence.country(code)) ? codes : fail(word);
}

function fail(word: string): never {
  throw new RangeError(`cannot read “${word}” in a selection of standings`);
}

/** Prose asks the same few questions over and over: standings are computed once for each evidence. */
const computed = new WeakMap<Evidence, Map<string, readonly Standing[]>>();

/** All standings that a selection looks at, whether they meet its conditions or not. */
export function universe(
  evidence: Evidence,
  {instrument, reading, when, countries}: Selection
): readonly Standing[] {
  const known = computed.get(evidence) ?? new Map<string, readonly Standing[]>();
  computed.set(evidence, known);
  const key = [instrument, reading, when === "latest", countries].join();
  const found = known.get(key);
  if (found) return found;
  const chosen = countries ? {countries} : {};
  const all =
    instrument === "indicator"
      ? indicatorStandings(evidence, chosen)
      : caseStandings(evidence, {reading, ...chosen});
  const latest = instrument === "case" && when === "latest";
  const kept = latest ? [...new Map(all.map((d) => [d.iso3, d])).values()] : all;
  known.set(key, kept);
  return kept;
}

/** Whether a standing meets all conditions of a selection. A set without a value meets no bound. */
export function meets({sets, class: c}: Standing, {classes, corner, bounds, missing}: Selection): boolean {
  return (
    (!classes.length || classes.some((key) => isClass(key, c))) &&
    (corner === undefined || c.corner === corner) &&
    bounds.every(({set, sign, bound}) => holds(sets[set].value, sign, bound)) &&
    missing.every((set) => sets[set].value === undefined)
  );
}

function isClass(key: ClassKey, {model, corner}: Standing["class"]): boolean {
  if (key === "any") return corner !== undefined;
  if (key === "none") return corner === undefined;
  return model === key;
}

/** Whether a value stands in this relation to a bound, to the last bits of arithmetic; a missing value never does. */
export function holds(value: number | undefined, sign: Sign, bound: number): boolean {
  if (value === undefined) return false;
  const gap = value - bound;
  if (Math.abs(gap) < 1e-6) return sign === ">=" || sign === "<=" || sign === "=";
  return gap > 0 ? sign.startsWith(">") : sign.startsWith("<");
}

/** The standings that a selection means; with `when=ever` the first that fits of each country. */
export function select(evidence: Evidence, selection: Selection): Standing[] {
  return selectFrom(universe(evidence, selection), selection);
}

/** Those of a universe that a selection means. */
export function selectFrom(all: readonly Standing[], selection: Selection): Standing[] {
  const found = all.filter((d) => meets(d, selection));
  if (selection.when !== "ever") return found;
  return found.filter((d, i) => found.findIndex((e) => e.iso3 === d.iso3) === i);
}
