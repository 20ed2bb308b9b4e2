import {MICE, type SetKey} from "../../../src/analysis/membership.js";
import {readSelection, type Selection, select, universe} from "../../../src/analysis/selection.js";
import type {Standing} from "../../../src/analysis/standing.js";
import {periodYears} from "../../../src/analysis/standing.js";
import {
  countText,
  listText,
  numberText,
  sentenceCase,
  theCountry,
  thirdsText
} from "../../../src/figures/format.js";
import {classWords, modelNames, setNames} from "../../../src/figures/standings.js";
import type {Fragment, FragmentOptions} from "../fragments.js";
import type {Markup} from "../html.js";
import {changedSite} from "./changed.js";
import {datum} from "./notes.js";
import {citedWords, evidenceAddress, recordOf, sayOf} from "./records.js";
import {asksSeries, medianOf, seriesNames, seriesOf} from "./series.js";

/** Words of an essay that the evidence gives, by name. */
export const numberFragments: Readonly<Record<string, Fragment>> = {
  number: (o) => numberOf(o),
  Number: (o) => numberOf(o, {capital: true}),
  names: namesOf,
  class: classOf,
  level: levelOf,
  year: yearOf,
  from: fromOf,
  value: observedOf,
  median: medianValue
};

/** `words | one | many` in its parts. */
export function parts(words: string): [string, ...string[]] {
  const [first = "", ...rest] = words.split("|").map((d) => d.trim());
  return [first, ...rest];
}

/**
 * `{{number class=PG}}`: how many standings a selection means, in words up to twelve; with `| country | countries` the
 * noun follows; with `coder=reader-a` it counts by the codings of that reader alone. `{{number table=findings
 * iso3=AUS}}`: rows of a table whose columns hold these values.
 */
function numberOf(o: FragmentOptions, {capital = false} = {}): Markup {
  const [asked, one, many] = parts(o.words);
  const {count, how, href} = counted(asked, o);
  const noun = count === 1 || (count === 0 && !many) ? one : (many ?? one);
  const text = `${countText(count)}${noun ? ` ${noun}` : ""}`;
  return datum(capital ? sentenceCase(text) : text, {how, href}, o.context);
}

interface Counted {
  count: number;
  how: string;
  href: string;
}

function counted(words: string, published: FragmentOptions): Counted {
  const {words: asked, site, said, query} = changedSite({...published, words});
  const o = {...published, site};
  const {evidence} = site;
  const table = /^table=(\w+)\s*(.*)$/.exec(asked);
  if (table) return rowsCounted(table[1] ?? "", table[2] ?? "", o);
  if (asksSeries(asked)) {
    const {found, all, condition, basis, href} = seriesOf(asked, o);
    return {
      count: found.length,
      how: `${numberText(found.length, 0)} of ${numberText(all.length, 0)} countries ${condition}. ${basis}.`,
      href
    };
  }
  const selection = selectionOf(asked, o);
  const found = select(evidence, selection);
  const all = universe(evidence, selection);
  const of = selection.when === "ever" ? new Set(all.map((d) => d.iso3)).size : all.length;
  const names = found.length && found.length <= 12 ? `: ${nameList(found, o)}` : "";
  return {
    count: found.length,
    how: `${said}${numberText(found.length, 0)} of ${numberText(of, 0)} ${unitOf(selection)} ${conditionWords(selection)}${names}. ${basisOf(selection)}.`,
    href: viewOf(selection, query)
  };
}

function rowsCounted(
  name: string,
  conditions: string,
  {site: {evidence}, context}: FragmentOptions
): Counted {
  const rows = evidence.tables[name as keyof typeof evidence.tables] as readonly object[] | undefined;
  if (!rows) throw new Error(`${context.path}: no table is called ${name}`);
  const pairs = conditions
    .split(/\s+/)
    .filter(Boolean)
    .map((d) => d.split("=") as [string, string]);
  const stray = pairs.find(([key]) => rows[0] && !(key in rows[0]));
  if (stray) throw new Error(`${context.path}: the table ${name} has no column ${stray[0]}`);
  const count = rows.filter((row) =>
    pairs.every(([key, value]) => String((row as Record<string, unknown>)[key]) === value)
  ).length;
  const where = pairs.map(([key, value]) => `${key} ${value}`).join(", ");
  const page = ["findings", "events", "codings", "sources", "placements"].includes(name) ? name : "";
  return {
    count,
    how: `Rows of the table of ${name.replaceAll("_", " ")}${where ? ` with ${where}` : ""}: ${numberText(count, 0)}.`,
    href: `/evidence/${page}`
  };
}

/** Reads a selection on a page. Throws with the page and the word that cannot be read. */
export function selectionOf(words: string, {site: {evidence}, context}: FragmentOptions): Selection {
  try {
    return readSelection(words, evidence);
  } catch (error) {
    throw new Error(`${context.path}: ${error instanceof Error ? error.message : error}`);
  }
}

function unitOf({when, instrument}: Selection): string {
  if (instrument === "indicator") return "countries";
  return when === "all" ? "country-periods" : "countries";
}

/** The conditions of a selection as a verb phrase. */
export function conditionWords(selection: Selection): string {
  const {classes, corner, bounds, missing, when} = selection;
  const said: string[] = [];
  const verb = selection.instrument === "case" ? "coded as" : "classed as";
  if (classes.length)
    said.push(
      classes
        .map((key) =>
          key === "any"
            ? "classed at all"
            : key === "none"
              ? "without a class"
              : `${verb} ${key === "hybrid" ? "a hybrid" : modelNames[key].toLowerCase()}`
        )
        .join(" or ")
    );
  if (corner)
    said.push(
      `in the combination ${MICE.filter((_, i) => corner[i] === "1").join("·") || "of none of the sets"}`
    );
  for (const {set, sign, bound} of bounds) {
    const half = Math.abs(bound - 0.5) < 1e-9;
    said.push(
      half && (sign === ">" || sign === "<")
        ? `${sign === ">" ? "in" : "out of"} the set ${set} ${setNames[set].toLowerCase()}`
        : `with ${set} ${sign.replace(">=", "at least ").replace("<=", "at most ").replace(">", "above ").replace("<", "below ").replace("=", "at ")}${thirdsText(bound)}`
    );
  }
  for (const set of missing) said.push(`without a value on ${set}`);
  if (!said.length) said.push("looked at");
  return `${said.join(" and ")}${when === "ever" ? " in at least one period" : ""}`;
}

/** On what the standings of a selection rest. */
export function basisOf({instrument, reading, when}: Selection): string {
  if (instrument === "indicator") return "Indicators, latest wave; calibration by Four Models";
  const periods = when === "latest" ? "latest period of each country" : "all periods";
  return `Codings of Four Models, ${reading === "official" ? "official model" : "practice"}, ${periods}`;
}

/** The figure that shows the universe of a selection, with what is changed. */
function viewOf({instrument, reading, when, countries}: Selection, changes: string): string {
  const figure = when === "latest" ? "space" : "membership";
  const query = new URLSearchParams();
  if (countries) query.set("countries", countries.join(","));
  if (instrument === "indicator") query.set("instrument", instrument);
  else if (reading === "official") query.set("reading", reading);
  if (instrument === "case" && when !== "latest") query.set("when", "all");
  const text = [query.toString().replaceAll("%2C", ","), changes].filter(Boolean).join("&");
  return `/figures/${figure}${text ? `?${text}&v=1` : ""}`;
}

function nameList(found: readonly Standing[], {site: {evidence}}: FragmentOptions): string {
  return listText(
    found.map((d) => {
      const name = evidence.country(d.iso3)?.name ?? d.iso3;
      return d.period ? `${name} (${periodYears(d.period)})` : name;
    })
  );
}

/** `{{names class=PM}}`: the countries of a selection, each once; `| nobody` gives the words for none. */
function namesOf(o: FragmentOptions): Markup {
  const [asked, none = "no country"] = parts(o.words);
  const {how, href} = counted(asked, o);
  if (asksSeries(asked)) {
    const answer = seriesOf(asked, o);
    return datum(answer.found.length ? seriesNames(answer, o) : none, {how, href}, o.context);
  }
  const {words, site} = changedSite({...o, words: asked});
  const found = select(site.evidence, selectionOf(words, {...o, site}));
  const names = [...new Set(found.map((d) => d.iso3))].map((iso3) =>
    theCountry(site.evidence.country(iso3)?.name ?? iso3)
  );
  return datum(names.length ? listText(names) : none, {how, href}, o.context);
}

/**
 * `{{class AUS}}`, `{{class aus-1987 reading=official}}`: what the one standing of a country or period is coded as;
 * `{{class can-1995 code=can-1995:practice:E:1}}`: what it would be with a changed coding, as addresses write it.
 */
function classOf(o: FragmentOptions): Markup {
  const {words, site, said, query} = changedSite(o);
  const changed = {...o, site};
  const {standing, name} = oneStanding(words, changed);
  const how = `${said}${name}${standing.period ? `, ${periodYears(standing.period)}` : ""}: ${classWords(standing.class)}; ${MICE.map((set) => `${set} ${levelWords(standing, set)}`).join(", ")}. ${basisOf(selectionOf(words.replace(/^\S+/, ""), o))}.`;
  const href = query
    ? `/figures/trajectory?countries=${standing.iso3}&${query}&v=1`
    : standingAddress(standing, o);
  return datum(classWords(standing.class), {how, href}, o.context);
}

/** `{{level AUS E}}`: a level as it is written: 0, ⅓, ⅔, 1; or the kind of missing. */
function levelOf(o: FragmentOptions): Markup {
  const [code = "", set = "", ...rest] = o.words.split(/\s+/);
  if (!MICE.includes(set as SetKey)) throw new Error(`${o.context.path}: no set is called ${set}`);
  const {standing, name} = oneStanding([code, ...rest].join(" "), o);
  const text = levelWords(standing, set as SetKey);
  const how = `${name}${standing.period ? `, ${periodYears(standing.period)}` : ""}, ${set} ${setNames[set as SetKey].toLowerCase()}: ${text}. ${basisOf(selectionOf(rest.join(" "), o))}.`;
  return datum(text, {how, href: standingAddress(standing, o)}, o.context);
}

function levelWords({sets, instrument}: Standing, set: SetKey): string {
  const {value} = sets[set];
  if (value === undefined) return "missing";
  return instrument === "case" ? thirdsText(value) : value.toFixed(2);
}

/** A country, or one of its periods (`aus-2013`), with the words of a selection after it. */
function oneStanding(words: string, o: FragmentOptions): {standing: Standing; name: string} {
  const [code = "", ...rest] = words.split(/\s+/);
  const {evidence} = o.site;
  const period = evidence.period(code);
  const iso3 = period?.iso3 ?? code;
  const selection = selectionOf(`countries=${iso3} ${rest.join(" ")}${period ? " when=all" : ""}`, o);
  const found = universe(evidence, selection).filter((d) => !period || d.period === period);
  const [standing] = found;
  if (!standing || found.length > 1)
    throw new Error(`${o.context.path}: ${words} means ${found.length} standings; one is wanted`);
  return {standing, name: evidence.country(iso3)?.name ?? iso3};
}

function standingAddress({iso3, period, reading}: Standing, {site: {evidence}}: FragmentOptions): string {
  const slug = evidence.country(iso3)?.slug ?? "";
  return `/countries/${slug}#${period ? `${period.period_id}-${reading}` : "indicators"}`;
}

/** `{{year aus-1984-03}}`: the year, or years, of an event, a finding, a placement, a period or a source. */
function yearOf(o: FragmentOptions): Markup {
  const record = recordOf(o.words, o);
  if (!record.years) throw new Error(`${o.context.path}: ${o.words} has no year`);
  return datum(record.years, {how: sayOf(record, o), href: evidenceAddress(record, o)}, o.context);
}

/**
 * `{{from aus-f34 | 530 evaluations}}`: words of our own whose every number stands in what the record says. Throws when
 * one does not.
 */
function fromOf(o: FragmentOptions): Markup {
  const [id, words = ""] = parts(o.words);
  const record = recordOf(id, o);
  const stray = citedWords(words, record);
  if (stray.length)
    throw new Error(`${o.context.path}: ${id} does not say ${stray.join(", ")}: “${record.text}”`);
  return datum(words, {how: sayOf(record, o), href: evidenceAddress(record, o)}, o.context);
}

/** `{{value obs_participation CAN 2023}}`: an observation as it was published. */
function observedOf(o: FragmentOptions): Markup {
  const [series = "", iso3 = "", year = "", ...rest] = o.words.split(/\s+/);
  const {evidence} = o.site;
  const observation = evidence.observation(iso3, series, Number(year));
  const about = evidence.series(series);
  if (!about || !observation || observation.value === null)
    throw new Error(`${o.context.path}: no value of ${series} for ${iso3} in ${year}`);
  const digits = Number(/digits=(\d)/.exec(rest.join(" "))?.[1] ?? 2);
  const country = evidence.country(iso3);
  const how = `${about.label}, ${country?.name ?? iso3}, ${year}: ${numberText(observation.value, digits)} (${about.unit}). ${about.producer}; ${observation.locator}.`;
  const href = evidence.indicator(series)
    ? `/method#${series}`
    : `/evidence/sources#${observation.source_id}`;
  return datum(numberText(observation.value, digits), {how, href}, o.context);
}

/** `{{median series=obs_participation year=2023}}`: the value in the middle of the countries that have one. */
function medianValue(o: FragmentOptions): Markup {
  const [asked, ...rest] = o.words.split(/\s+(?=digits=)/);
  const {all, basis, href} = seriesOf(asked ?? "", o);
  const digits = Number(/digits=(\d)/.exec(rest.join(" "))?.[1] ?? 0);
  const text = numberText(medianOf(all.map((d) => d.value)), digits);
  return datum(
    text,
    {how: `The value in the middle of ${numberText(all.length, 0)} countries: ${text}. ${basis}.`, href},
    o.context
  );
}
