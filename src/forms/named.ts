import type {Evidence} from "../evidence/evidence.js";
import type {Country} from "../evidence/tables.js";
import type {AnyFigure, FigureRow} from "../figures/figure.js";
import {defaultView, optionsOf, toQuery, type View} from "../figures/view.js";

/** A view that has an address of its own, `/view/{figure}/{name}`, and is written in every form. */
export interface NamedView {
  /** `membership/six`: its address below `/view/`. */
  id: string;
  figure: AnyFigure;
  /** `six`, `australia`, `australia-canada`: small letters, digits, `-` and `_`. */
  name: string;
  /** What it is called in lists. */
  label: string;
  view: View;
  /** The canonical query of the view on the page of its figure; empty for the default. */
  query: string;
}

/** Pairs that are often laid side by side: same tradition, or a contrast that the literature makes. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["AUS", "CAN"],
  ["AUS", "NZL"],
  ["CAN", "GBR"],
  ["SWE", "NLD"],
  ["GBR", "USA"]
];

/** Figures of all countries at once that have something to say of a single one; pages of countries lead to them. */
const SINGLY = ["robustness", "agreement"];

const found = new WeakMap<Evidence, Map<string, readonly NamedView[]>>();

/**
 * The named views of one figure, the default among them, each with at least one row. Which there are follows from how
 * many countries the figure can show: none, two and more, or any; and from its choice of instrument and reading.
 */
export function namedViewsOf(figure: AnyFigure, evidence: Evidence): readonly NamedView[] {
  const views = found.get(evidence) ?? new Map<string, readonly NamedView[]>();
  found.set(evidence, views);
  const own = views.get(figure.id) ?? findViews(figure, evidence);
  views.set(figure.id, own);
  return own;
}

/** The named view of a state, by its canonical query; `undefined` when the state has no name. */
export function namedViewOf(figure: AnyFigure, query: string, evidence: Evidence): NamedView | undefined {
  return namedViewsOf(figure, evidence).find((d) => d.query === query);
}

interface Candidate {
  name: string;
  label: string;
  countries?: readonly string[];
  options?: Record<string, string>;
}

function findViews(figure: AnyFigure, evidence: Evidence): NamedView[] {
  const usual = defaultView(figure, evidence);
  const views = new Map<string, NamedView>();
  for (const {name, label, countries, options} of candidates(figure, usual, evidence)) {
    const view: View = {
      ...usual,
      countries: [...(countries ?? usual.countries)],
      options: {...usual.options, ...options}
    };
    const query = toQuery(view, figure, evidence);
    // Two names for one state would give it two addresses: the first one is kept.
    if (!views.has(query)) views.set(query, {id: `${figure.id}/${name}`, figure, name, label, view, query});
  }
  return [...views.values()];
}

function candidates(figure: AnyFigure, usual: View, evidence: Evidence): Candidate[] {
  const {min, max} = figure.limits;
  if (max === 0) return [{name: "all", label: "The whole figure"}];
  // A figure that only highlights the countries named: a view for each value of its first choice.
  if (min === 0) {
    const [option] = optionsOf(figure, evidence);
    const values = option?.values.filter((d) => d.group === undefined) ?? [];
    return values.map(({value, label}) => ({name: value, label, options: {[option?.name ?? ""]: value}}));
  }
  const {countries} = evidence.tables;
  const shown = shownCountries(figure, usual, evidence);
  const six = countries.filter((d) => d.book_six && shown.includes(d)).map((d) => d.iso3);
  const bookSix = six.length >= min ? [{name: "six", label: "The six of the book", countries: six}] : [];
  const pairs = PAIRS.flatMap((codes) => pairOf(codes, shown));
  if (min > 1) return max >= 6 ? [...pairs, ...bookSix] : pairs;
  const all = shown.map((d) => d.iso3);
  // A figure that shows all countries at once, as a map does, mostly says little about one of them.
  const whole = all.every((iso3) => usual.countries.includes(iso3));
  return [
    {name: "all", label: "All countries", countries: whole ? usual.countries : all.slice(0, max)},
    ...bookSix,
    ...variants(figure, usual, evidence),
    ...(whole && !SINGLY.includes(figure.id)
      ? []
      : shown.map((d) => ({name: d.slug, label: d.name, countries: [d.iso3]}))),
    ...(whole ? [] : pairs)
  ].filter((d) => d.countries.length);
}

/** All countries by the other instrument, and in the other reading. */
function variants(figure: AnyFigure, usual: View, evidence: Evidence): (Candidate & {countries: string[]})[] {
  const named = [
    {name: "indicators", label: "All countries, by indicators", option: "instrument", value: "indicator"},
    {name: "official", label: "All countries, the official model", option: "reading", value: "official"}
  ];
  const options = optionsOf(figure, evidence);
  return named
    .filter((d) => options.some((o) => o.name === d.option && o.values.some((v) => v.value === d.value)))
    .map(({name, label, option, value}) => {
      const view = {...usual, options: {...usual.options, [option]: value}};
      const countries = shownCountries(figure, view, evidence).map((d) => d.iso3);
      return {name, label, countries: countries.slice(0, figure.limits.max), options: {[option]: value}};
    });
}

/** The countries of which the figure has rows: those to whose pages its rows lead. */
function shownCountries(figure: AnyFigure, view: View, evidence: Evidence): Country[] {
  const {countries} = evidence.tables;
  const rows: FigureRow[] =
    figure.limits.min > 1 ? [] : figure.rows(evidence, {...view, countries: countries.map((d) => d.iso3)});
  const slugs = new Set(rows.map((row) => /^\/countries\/([^#]*)/.exec(row.href)?.[1]));
  return figure.limits.min > 1 ? [...countries] : countries.filter((d) => slugs.has(d.slug));
}

function pairOf(
  codes: readonly [string, string],
  shown: readonly Country[]
): (Candidate & {countries: string[]})[] {
  const [a, b] = codes.map((iso3) => shown.find((d) => d.iso3 === iso3));
  if (!a || !b) return [];
  return [{name: `${a.slug}-${b.slug}`, label: `${a.name} and ${b.name}`, countries: [...codes]}];
}
