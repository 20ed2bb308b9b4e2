import {type Classification, MODELS} from "../analysis/idealTypes.js";
import {MICE, type SetKey} from "../analysis/membership.js";
import {caseStandings, indicatorStandings, periodYears, type Standing} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {MissingKind, ModelKey, Reading} from "../evidence/tables.js";
import type {FigureRow, Option} from "./figure.js";
import {listText, thirdsText} from "./format.js";
import {missingGlyph} from "./glyph.js";
import type {View} from "./view.js";

/** A standing as a row of a figure. */
export interface StandingRow extends FigureRow {
  iso3: string;
  country: string;
  /** Years of the period, or the name of the instrument. */
  when: string;
  standing: Standing;
  /** Name of the class in words: a model, `hybrid M·E`, `not classed`. */
  className: string;
}

/** The choice of reading, with practice first: what is found to happen counts for more than what is written. */
export const readingOption: Option = {
  name: "reading",
  label: "Reading",
  values: [
    {value: "practice", label: "Practice"},
    {value: "official", label: "Official model"}
  ]
};

/** Which periods of the case instrument are shown. */
export const whenOption: Option = {
  name: "when",
  label: "Periods",
  values: [
    {value: "latest", label: "Latest period"},
    {value: "all", label: "All periods"}
  ]
};

/** The choice between the two instruments; they are never mixed. */
export const instrumentOption: Option = {
  name: "instrument",
  label: "Instrument",
  values: [
    {value: "case", label: "Case codings"},
    {value: "indicator", label: "Indicators"}
  ]
};

/** Names of the sets as labels. */
export const setNames: Record<SetKey, string> = {
  M: "Measured",
  I: "Incorporated and used",
  C: "Coherent",
  E: "External and open"
};

/** Names of the models as labels. */
export const modelNames: Record<ModelKey, string> = {
  PRE: "Before performance",
  PA: "Performance administration",
  MOP: "Managements of performances",
  PM: "Performance management",
  PG: "Performance governance"
};

/** The abbreviations of the models that the rows are classed as, spelled out; empty when there are none. */
export function abbreviations(rows: readonly StandingRow[]): string {
  const found = new Set(rows.map((d) => d.standing.class.model));
  return spelledOut(MODELS.filter((model) => found.has(model)));
}

/** The abbreviations of models spelled out, as a sentence with a space after it; empty when there are none. */
export function spelledOut(models: readonly ModelKey[]): string {
  const parts = models.map((model) => `${model} ${modelNames[model].toLowerCase()}`);
  return parts.length ? `${parts.join(", ")}. ` : "";
}

/** What the two colours of a hybrid and the letters on it mean, where there is one; with a space before it. */
export function hybridKey(rows: readonly StandingRow[]): string {
  return rows.some((d) => d.standing.class.model === "hybrid")
    ? " Two-coloured: between two models, with the sets it is in (M measured, I used, C coherent, E open)."
    : "";
}

/** The kinds of missing in words that fit after a colon. */
export const missingNames: Record<MissingKind, string> = {
  "not-applicable": "does not apply",
  "source-silent": "the sources are silent",
  "not-coded": "not coded",
  contested: "the sources contradict each other"
};

/** What the signs for missing values mean, of the kinds that the rows have: ` ×: the sources are silent.` */
export function missingKey(rows: readonly {missing: MissingKind | undefined}[]): string {
  const kinds = (Object.keys(missingNames) as MissingKind[]).filter((kind) =>
    rows.some((d) => d.missing === kind)
  );
  const parts = kinds.map((kind) => `${missingGlyph(kind)}: ${missingNames[kind]}`);
  return parts.length ? ` ${parts.join(", ")}.` : "";
}

/** The standings that a view asks for, of one instrument. */
export function standingsOf(evidence: Evidence, view: View): Standing[] {
  const {countries, options} = view;
  if (options.instrument === "indicator") return indicatorStandings(evidence, {countries});
  const reading = (options.reading ?? "practice") as Reading;
  const all = caseStandings(evidence, {reading, countries});
  return options.when === "all" ? all : latestOf(all);
}

/** The last standing of each country, in the order in which the countries first come. */
export function latestOf(standings: readonly Standing[]): Standing[] {
  return [...new Map(standings.map((d) => [d.iso3, d])).values()];
}

/**
 * Standings from the one with most sets to the one with fewest: models before hybrids, then by membership, and
 * those that cannot be classed last. Periods of one country stay together in order of time.
 */
export function highestFirst(standings: readonly Standing[]): Standing[] {
  const latest = latestOf(standings).sort((a, b) => height(b) - height(a));
  return latest.flatMap(({iso3}) => standings.filter((d) => d.iso3 === iso3));
}

function height({class: {corner, model, membership}}: Standing): number {
  if (corner === undefined) return -1;
  const sets = [...corner].filter((bit) => bit === "1").length;
  return sets * 10 + (model === "hybrid" ? 0 : 5) + (membership ?? 0);
}

/** What the values of a view are, for a subtitle: the instrument and the reading. */
export function basisWords({options}: View): string {
  if (options.instrument === "indicator") return "by indicators, latest wave";
  return `${options.reading === "official" ? "the official model" : "practice"}, our codings, ${options.when === "all" ? "all periods" : "latest period"}`;
}

/** The class of a row as a verb phrase: `is coded as …`, `comes out as …`, `cannot be classed`. */
export function classVerb({standing: {class: c, instrument, sets}, className}: StandingRow): string {
  const missing = MICE.filter((set) => sets[set].value === undefined);
  if (missing.length) return `cannot be classed, for want of ${listText(missing)}`;
  if (c.corner === undefined) return "cannot be classed, with a set right at the middle";
  return `${instrument === "case" ? "is coded as" : "comes out as"} ${c.model === "hybrid" ? "a " : ""}${className}`;
}

/** A standing as a row: its words, its sentence and the address of its evidence. */
export function standingRow(standing: Standing, evidence: Evidence): StandingRow {
  const country = evidence.country(standing.iso3);
  const name = country?.name ?? standing.iso3;
  const when = periodWords(standing);
  const reading = standing.reading === "official" ? "official model" : standing.reading;
  const head = [name, when, reading].filter(Boolean).join(", ");
  return {
    key: standing.key,
    iso3: standing.iso3,
    country: name,
    when,
    standing,
    className: classWords(standing.class),
    label: `${head}: ${classSentence(standing)}`,
    href: `/countries/${country?.slug ?? ""}#${anchorOf(standing)}`,
    evidence: MICE.flatMap((set) => standing.sets[set].basis)
  };
}

/** Where on its country's page a standing is laid open: `aus-2013-practice` or `indicators`. */
export function anchorOf({instrument, period, reading}: Standing): string {
  return instrument === "case" && period ? `${period.period_id}-${reading}` : "indicators";
}

/** When a standing holds: the years of its period, or the name of the instrument. */
export function periodWords({period}: Standing): string {
  return period ? periodYears(period) : "indicators";
}

/** The class in a few words: `performance management`, `hybrid M·E (undecided)`, `not classed`. */
export function classWords({
  model,
  corner,
  status
}: Pick<Classification, "model" | "corner" | "status">): string {
  if (model === undefined || corner === undefined) return "not classed";
  const name = model === "hybrid" ? `hybrid ${cornerWords(corner)}` : modelNames[model].toLowerCase();
  return status === "undecided" ? `${name} (undecided)` : name;
}

/** The sets a corner is in: `1001` gives `M·E`, `0000` gives `none`. */
export function cornerWords(corner: string): string {
  return MICE.filter((_, i) => corner[i] === "1").join("·") || "none";
}

/** The class of a standing with its sets, as spoken: what is in, out, missing, and which set binds. */
export function classSentence({class: c, sets, instrument}: Standing): string {
  const parts = MICE.map((set) => `${set} ${valueWords(sets[set].value, instrument)}`).join(", ");
  const missing = MICE.filter((set) => sets[set].value === undefined);
  if (missing.length) {
    const why = [...new Set(missing.map((set) => missingNames[sets[set].missing ?? "not-coded"]))].join("; ");
    return `not classed, ${listText(missing)} missing (${why}). ${parts}.`;
  }
  const verb = instrument === "case" ? "coded as" : "by indicators";
  const binding = c.binding.length === 1 ? ` Binding set ${c.binding[0]}.` : "";
  const band = c.undecided.length ? ` Undecided: ${c.undecided.join(", ")} lies between .45 and .55.` : "";
  return `${verb} ${classWords(c)}. ${parts}.${binding}${band}`;
}

function valueWords(value: number | undefined, instrument: Standing["instrument"]): string {
  if (value === undefined) return "missing";
  return instrument === "case" ? thirdsText(value) : value.toFixed(2);
}
