import type {Evidence} from "../evidence/evidence.js";
import type {Source} from "../evidence/tables.js";
import type {Column, FigureRow} from "../figures/figure.js";
import {sourceNote} from "./note.js";
import type {NamedView} from "./views.js";

/** What a view is computed from, and which edition of it this is. */
export interface Edition {
  evidence: Evidence;
  version: string;
  /** Day of the release, ISO 8601. */
  date: string;
}

/** A value of a table: a number as it was computed, a text, or nothing. */
export type Value = string | number | null;

/** A column as downloads describe it. */
export interface ContentColumn {
  name: string;
  numeric: boolean;
  /** Decimals shown on pages; downloads keep all. */
  digits: number | null;
  unit: string | null;
}

/** Under which terms a part of a view may be used. */
export interface Terms {
  what: string;
  licence: string;
}

/** A named view with everything its forms are made from, computed once: all forms show the same rows. */
export interface Content extends NamedView {
  rows: readonly FigureRow[];
  columns: readonly ContentColumn[];
  /** The table: a record for each row, a value for each column. */
  records: readonly (readonly Value[])[];
  title: string;
  subtitle: string;
  finding: string;
  /** Who made the values, when, and under which licence, in a line. */
  note: string;
  terms: readonly Terms[];
  /** Every source the rows rest on, each work once, in the order of the bibliography. */
  sources: readonly Source[];
  version: string;
  date: string;
  /** Where the site lives, without a slash at its end; empty when it is not known. */
  home: string;
  /** `https://…/view/membership/six`. */
  address: string;
  /** The page of the figure in this state. */
  page: string;
}

/** Computes a view. Addresses begin with `home`, or at the root of the site when it is not given. */
export function viewContent(named: NamedView, edition: Edition, {home = ""}: {home?: string} = {}): Content {
  const {figure, view, query, id} = named;
  const {evidence, version, date} = edition;
  const rows: FigureRow[] = figure.rows(evidence, view);
  const columns: readonly Column<FigureRow>[] = figure.columns;
  return {
    ...named,
    rows,
    columns: columns.map((column) => describe(column, named, evidence)),
    records: rows.map((row) => columns.map((column) => column.value(row))),
    title: figure.title(view, evidence),
    subtitle: figure.subtitle(rows, view, evidence),
    finding: figure.finding(rows, view, evidence),
    note: noteOf(rows, edition),
    terms: termsOf(rows, evidence),
    sources: sourcesOf(
      rows.flatMap((row) => row.evidence),
      evidence
    ),
    version,
    date,
    home,
    address: `${home}/view/${id}`,
    page: `${home}/figures/${figure.id}${query ? `?${query}` : ""}`
  };
}

const MEMBERSHIP = ["Membership", "Highest possible", "M", "I", "C", "E"];

function describe(
  {name, numeric = false, digits}: Column<FigureRow>,
  {view}: NamedView,
  evidence: Evidence
): ContentColumn {
  const indicator = evidence.indicator(view.options.indicator ?? "");
  const unit = !numeric
    ? null
    : MEMBERSHIP.includes(name)
      ? "membership, from 0 (out) to 1 (in)"
      : /^(To|.*[Yy]ear)$/.test(name)
        ? "year"
        : indicator && /[Vv]alue$/.test(name)
          ? indicator.unit
          : "number";
  return {name, numeric, digits: digits ?? null, unit};
}

function noteOf(rows: readonly FigureRow[], edition: Edition): string {
  const restricted = termsOf(rows, edition.evidence).filter((d) => /non-commercial/i.test(d.licence));
  return [
    sourceNote(rows, edition),
    ...restricted.map((d) => `Values of the ${d.what}: non-commercial and educational use only.`)
  ].join(" ");
}

/** Our own terms, and those of every producer whose observations stand behind the rows. */
function termsOf(rows: readonly FigureRow[], evidence: Evidence): Terms[] {
  const series = new Set(rows.flatMap((row) => row.evidence).map((id) => seriesOf(id, evidence)));
  const outside = new Map<string, Terms>();
  for (const d of series) {
    if (d) outside.set(`${d.producer}:${d.licence_note}`, {what: d.producer, licence: d.licence_note});
  }
  return [{what: "text, codings and calculations of Four Models", licence: "CC BY 4.0"}, ...outside.values()];
}

function seriesOf(id: string, evidence: Evidence) {
  return evidence.coding(id) ? undefined : evidence.series(id.split(":")[1] ?? "");
}

/**
 * The sources behind ids of evidence: of codings, through their findings and events; of findings, events, placements
 * and observations their own; of a source itself. A work that stands twice in the bibliography is given once.
 */
export function sourcesOf(ids: readonly string[], evidence: Evidence): Source[] {
  const found = new Set<Source>();
  for (const key of new Set([...new Set(ids)].flatMap((id) => sourceKeys(id, evidence)))) {
    const source = evidence.source(key);
    const listed = source?.same_as ? (evidence.source(source.same_as) ?? source) : source;
    if (listed) found.add(listed);
  }
  const name = (d: Source) => `${d.authors ?? d.title} ${d.year} ${d.source_id}`;
  return [...found].sort((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** The keys of the sources behind one id of evidence. */
function sourceKeys(id: string, evidence: Evidence): string[] {
  const coding = evidence.coding(id);
  if (coding)
    return [...coding.finding_ids, ...coding.event_ids].flatMap((d) =>
      evidence.coding(d) ? [] : sourceKeys(d, evidence)
    );
  const cited = evidence.finding(id) ?? evidence.event(id) ?? placement(id, evidence);
  if (cited) return [cited.source_id];
  const [iso3 = "", series = "", year = ""] = id.split(":");
  const observation = evidence.observation(iso3, series, Number(year));
  if (observation) return [observation.source_id, evidence.series(series)?.source_id ?? ""];
  return evidence.source(id) ? [id] : [];
}

function placement(id: string, {tables}: Evidence) {
  return tables.placements.find((d) => d.placement_id === id);
}
