import type {Evidence} from "../evidence/evidence.js";
import type {Theme} from "./theme.js";
import type {View} from "./view.js";

/** What every row of a figure carries, so that its mark leads to its evidence. */
export interface FigureRow {
  /** Names the row within the figure. */
  key: string;
  /** The sentence spoken for the mark and shown in its tip. */
  label: string;
  /** Address of the evidence on the site, from the root: `/countries/australia#aus-2013-practice`. */
  href: string;
  /** Ids of the codings, findings, events or observations the row rests on. */
  evidence: string[];
}

/** A column of the table behind the picture. */
export interface Column<Row> {
  name: string;
  value(row: Row): string | number | null;
  /** Numbers are set right-aligned with tabular figures. */
  numeric?: boolean;
  /** Decimals shown; the downloads keep all of them. */
  digits?: number;
}

/** One choice of a figure: a closed set of words, the first of which is the default. */
export interface Option {
  name: string;
  label: string;
  /** Values with a group stand under its name in a list, and make no named views. */
  values: readonly {value: string; label: string; group?: string}[];
}

/** Where and how a figure is drawn. `document` makes it work in Node as in the browser. */
export interface DrawOptions {
  document: Document;
  /** In CSS pixels, 280 or more. */
  width: number;
  theme: Theme;
  /** Unique on its page: prefix of the ids inside the picture. */
  id: string;
}

/** A question put to the evidence, its answer as rows, and its picture. */
export interface Figure<Row extends FigureRow = FigureRow> {
  id: string;
  /** What the figure is called in lists. */
  name: string;
  /** What it answers, in one line. */
  question: string;
  /** Its choices, or how they follow from the evidence; read them with `optionsOf`. */
  options: readonly Option[] | ((evidence: Evidence) => readonly Option[]);
  /** The countries shown when the view names none. */
  countries(evidence: Evidence): string[];
  /** How many countries it can show; others are left out with a note. */
  limits: {min: number; max: number};
  rows(evidence: Evidence, view: View): Row[];
  columns: readonly Column<Row>[];
  title(view: View, evidence: Evidence): string;
  /** What is drawn: unit, years, coverage. */
  subtitle(rows: Row[], view: View, evidence: Evidence): string;
  /** What it shows, in one plain sentence, computed from the rows. */
  finding(rows: Row[], view: View, evidence: Evidence): string;
  draw(rows: Row[], view: View, options: DrawOptions): SVGSVGElement;
}

/** A figure whose row type is not looked at. */
// biome-ignore lint/suspicious/noExplicitAny: rows differ by figure, and a list of figures holds them all.
export type AnyFigure = Figure<any>;
