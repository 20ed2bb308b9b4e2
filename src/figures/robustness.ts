import * as Plot from "@observablehq/plot";
import {classify} from "../analysis/idealTypes.js";
import {indicatorRuns, RUNS, type Varied} from "../analysis/indicatorRuns.js";
import {MICE} from "../analysis/membership.js";
import {type ClassShares, POSSIBLE_SHARE, ROBUST_SHARE} from "../analysis/monteCarlo.js";
import {indicatorStandings} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {DrawOptions, Figure, FigureRow, Option} from "./figure.js";
import {listText, noneText, numberText, ofCountries, sentenceCase, textWidth, theCountry} from "./format.js";
import {classFill, flowLinks, LIGHT, Patterns, plot} from "./marks.js";
import {classWords, cornerWords, missingNames} from "./standings.js";
import type {View} from "./view.js";

/** A class of a country with the share of runs that lead to it; a country without one has a row without a share. */
interface RobustnessRow extends FigureRow {
  iso3: string;
  country: string;
  /** Corner of the class, `1100`; `undefined` where a set is missing. */
  corner: string | undefined;
  className: string;
  /** 0 to 1. */
  share: number | undefined;
  /** It is the class that the anchors as given and the mean lead to. */
  own: boolean;
  /** How sure the country's own class is. */
  word: "robust" | "shaky" | undefined;
  /** The share of its own class, by which countries are sorted. */
  kept: number;
}

const variedOption: Option = {
  name: "varied",
  label: "What varies",
  values: [
    {value: "both", label: "Anchors and rule within sets"},
    {value: "anchors", label: "Anchors alone"}
  ]
};

/** How often each country keeps its class by indicators when the choices behind it vary. */
export const robustness: Figure<RobustnessRow> = {
  id: "robustness",
  name: "Robustness",
  question: "Does a country keep its class when anchors and rules vary?",
  options: [variedOption],
  countries: (evidence) => evidence.tables.countries.map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows: robustnessRows,
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Class", value: (d) => d.className},
    {name: "Share of runs", value: (d) => d.share ?? null, numeric: true, digits: 3},
    {name: "Its class by indicators", value: (d) => (d.share === undefined ? null : d.own ? "yes" : "no")},
    {name: "In words", value: (d) => wordOf(d) ?? null}
  ],
  title: ({countries}, evidence) =>
    countries.length === 1
      ? `How sure the class of ${theCountry(evidence.country(countries[0] ?? "")?.name ?? "a country")} is by indicators`
      : "How sure the classes by indicators are",
  subtitle: (rows, view) => {
    const rule =
      view.options.varied === "anchors"
        ? "each anchor moves by up to a tenth of the distance to the next"
        : "each anchor moves by up to a tenth of the distance to the next, and the rule within sets is the mean, the minimum or the geometric mean";
    const hybrid = rows.some((d) => d.share && !isModel(d))
      ? " Two-coloured: between two models, with the sets it is in."
      : "";
    return `Share of ${numberText(RUNS)} runs in each class: ${rule}. High bar: the class by indicators; lower, light bars: others. Robust from ${percent(ROBUST_SHARE)}, possible from ${percent(POSSIBLE_SHARE)}.${hybrid} M measured, I used, C coherent, E open. Indicators of their latest wave.`;
  },
  finding: robustnessFinding,
  draw: drawRobustness
};

function robustnessRows(evidence: Evidence, {countries, options}: View): RobustnessRow[] {
  const runs = new Map(indicatorRuns(evidence, (options.varied ?? "both") as Varied).map((d) => [d.id, d]));
  const standings = new Map(indicatorStandings(evidence).map((d) => [d.iso3, d]));
  const rows = countries.flatMap((iso3) => {
    const country = evidence.country(iso3);
    const standing = standings.get(iso3);
    const common = {
      iso3,
      country: country?.name ?? iso3,
      href: `/countries/${country?.slug ?? ""}#indicators`,
      evidence: standing ? MICE.flatMap((set) => standing.sets[set].basis) : []
    };
    return sharesOf(common, runs.get(iso3));
  });
  return rows.sort((a, b) => b.kept - a.kept || 0);
}

type Common = Pick<RobustnessRow, "iso3" | "country" | "href" | "evidence">;

function sharesOf(common: Common, run: ClassShares | undefined): RobustnessRow[] {
  const {iso3, country} = common;
  if (!run?.shares.length) {
    const {missing = []} = run?.start ?? {};
    const why = missing.length
      ? `${listText(missing)} missing, ${missingNames["source-silent"]}`
      : "no indicator covers it";
    const label = `${country}: no class by indicators, ${why}.`;
    const none = {corner: undefined, className: "no class", share: undefined, own: false, word: undefined};
    return [{...common, ...none, key: iso3, label, kept: -1}];
  }
  const kept = run.same.value ?? 0;
  const own = (corner: string) => corner === run.start.corner;
  return [...run.shares]
    .sort((a, b) => Number(own(b.corner)) - Number(own(a.corner)) || b.share - a.share)
    .map(({corner, share}): RobustnessRow => {
      const row = {
        ...common,
        key: `${iso3}:${corner}`,
        label: "",
        corner,
        className: cornerClass(corner),
        share,
        own: own(corner),
        word: run.word,
        kept
      };
      const word = wordOf(row);
      const runs = `in ${percent(share)} of ${numberText(RUNS)} runs`;
      row.label = row.own
        ? `${country}: its class by indicators, ${row.className}, ${runs}${word ? `: ${word}` : ""}.`
        : `${country}: ${row.className} ${runs}${word ? `: ${word}` : ""}.`;
      return row;
    });
}

/** The first row of each country: its own class where any run leads to it. */
function firstOf(rows: readonly RobustnessRow[]): RobustnessRow[] {
  return rows.filter((d, i) => rows.findIndex((other) => other.iso3 === d.iso3) === i);
}

/** `robust` or `shaky` for a country's own class, `possible` for another with a tenth of the runs. */
function wordOf({own, share, word}: RobustnessRow): string | undefined {
  if (own) return word;
  return (share ?? 0) >= POSSIBLE_SHARE ? "possible" : undefined;
}

function classAt(corner: string) {
  return classify(Object.fromEntries(MICE.map((set, i) => [set, Number(corner[i])])));
}

function cornerClass(corner: string): string {
  return classWords(classAt(corner));
}

function isModel({corner}: RobustnessRow): boolean {
  return corner !== undefined && classAt(corner).model !== "hybrid";
}

/** A share in whole per cents; what is not nothing is never shown as 0. */
function percent(share: number): string {
  const whole = Math.round(share * 100);
  return share > 0 && whole === 0 ? "under 1\u00a0%" : `${whole}\u00a0%`;
}

function robustnessFinding(rows: RobustnessRow[], view: View, evidence: Evidence): string {
  const own = firstOf(rows.filter((d) => d.share !== undefined));
  const [first] = own;
  if (!first) return "None of these countries has a class by indicators.";
  const varying =
    view.options.varied === "anchors" ? "when anchors move" : "when anchors move and rules vary";
  if (own.length === 1) {
    const {country, kept, word} = first;
    const others = rows.filter((d) => !d.own && (d.share ?? 0) >= POSSIBLE_SHARE).map((d) => d.className);
    const tail = others.length ? `; possible as well: ${listText(others)}` : "";
    const name = cornerClass(first.corner ?? "0000");
    return sentenceCase(
      first.own
        ? `${theCountry(country)} keeps its class by indicators, ${name}, in ${percent(kept)} of the runs ${varying} and is ${word}${tail}.`
        : `${theCountry(country)} never falls into its class by indicators ${varying}${tail}.`
    );
  }
  const robust = own.filter((d) => d.word === "robust");
  const names = robust.map((d) => theCountry(d.country));
  const who = robust.length && robust.length <= 4 ? ` (${listText(names)})` : "";
  const one = robust.length === 1 || (own.length === 2 && !robust.length);
  const head = `${ofCountries(robust.length, own.length)}${who} ${one ? "keeps its" : "keep their"} class in at least nine of ten runs ${varying}`;
  if (view.options.varied === "anchors") return sentenceCase(`${head}.`);
  const ids = new Set(own.map((d) => d.iso3));
  const alone = indicatorRuns(evidence, "anchors").filter((d) => ids.has(d.id) && d.word === "robust").length;
  return sentenceCase(
    `${head}; ${own.length === 2 && alone === 2 ? "both do" : `${noneText(alone)} ${alone === 1 ? "does" : "do"}`} when anchors move alone.`
  );
}

const ROW = 24;

/** A stretch of a bar. */
interface Segment {
  row: RobustnessRow;
  from: number;
  to: number;
}

function drawRobustness(rows: RobustnessRow[], _view: View, options: DrawOptions): SVGSVGElement {
  const {document, width, theme, id} = options;
  const patterns = new Patterns();
  const known = rows.filter((d) => d.share !== undefined);
  const lost = rows.filter((d) => d.share === undefined);
  const countries = firstOf(known);
  const marginLeft = Math.max(0, ...countries.map((d) => textWidth(d.country, {size: 13}))) + 12;
  const marginRight = textWidth("100\u00a0%") + 10;
  const x = (share: number) => marginLeft + share * (width - marginLeft - marginRight);
  // Countries stand in two groups, each under its word.
  const heads: {text: string; y: number}[] = [];
  const places = new Map<string, number>();
  let bottom = 26;
  for (const word of ["robust", "shaky", undefined] as const) {
    const group = countries.filter((d) => d.word === word);
    if (!group.length) continue;
    if (countries.length > 1) {
      const text = word
        ? `${sentenceCase(word)} ${group.length}`
        : `On the edge of two classes ${group.length}`;
      heads.push({text, y: bottom + 12});
      bottom += 26;
    }
    for (const d of group) {
      places.set(d.iso3, bottom);
      bottom += ROW;
    }
    bottom += 10;
  }
  const y = (d: RobustnessRow) => places.get(d.iso3) ?? 0;
  const segments = countries.flatMap(({iso3}) => {
    let from = 0;
    return known
      .filter((d) => d.iso3 === iso3)
      .map((row): Segment => {
        const segment = {row, from, to: from + (row.share ?? 0)};
        from = segment.to;
        return segment;
      });
  });
  const drawn = segments.filter((d) => x(d.to) - x(d.from) >= 1);
  const top = ({row}: Segment) => y(row) + (row.own ? 1 : 5);
  const labels = drawn.flatMap((d) => {
    const text = shortClass(d.row);
    return textWidth(text, {bold: true}) + 8 <= x(d.to) - x(d.from) ? [{...d, text}] : [];
  });
  const ticks = [
    {share: 0, text: "0"},
    {share: 0.5, text: percent(0.5)},
    {share: ROBUST_SHARE, text: percent(ROBUST_SHARE)}
  ];
  const svg = plot(
    {
      height: bottom,
      marks: [
        Plot.text(ticks, {x: (d) => x(d.share), y: 10, text: "text", fontSize: 12, fill: theme.quiet}),
        Plot.ruleX(ticks, {x: (d) => x(d.share), y1: 20, y2: bottom - 8, stroke: theme.rule}),
        Plot.text(heads, {x: 1, y: "y", text: "text", textAnchor: "start", fontWeight: 600, fill: theme.ink}),
        Plot.text(countries, {
          x: marginLeft - 10,
          y: (d: RobustnessRow) => y(d) + ROW / 2 - 1,
          text: "country",
          textAnchor: "end",
          fill: theme.ink
        }),
        Plot.rect(drawn, {
          x1: (d: Segment) => x(d.from),
          x2: (d: Segment) => x(d.to) - (d.row.own ? 2.5 : 1),
          y1: top,
          y2: (d: Segment) => y(d.row) + ROW - 3,
          rx: 1,
          fill: ({row}: Segment) =>
            row.own || !isModel(row)
              ? classFill(classAt(row.corner ?? "0000"), {theme, id, patterns})
              : lightFill(row, {theme, id, patterns}),
          href: ({row}: Segment) => row.href,
          ariaLabel: ({row}: Segment) => row.label
        }),
        Plot.ruleX([ROBUST_SHARE], {x, y1: 20, y2: bottom - 8, stroke: theme.accent, strokeDasharray: "2,3"}),
        ...[true, false].map((own) =>
          Plot.text(
            labels.filter((d) => d.row.own === own),
            {
              x: (d) => x(d.from) + 4,
              y: (d) => labelY(d, top(d), y(d.row) + ROW - 3),
              text: "text",
              textAnchor: "start",
              fontSize: 12,
              fontWeight: own ? 600 : 400,
              pointerEvents: "none",
              fill: ({row}) => onClass(row, theme)
            }
          )
        ),
        Plot.text(countries, {
          x: width - 1,
          y: (d: RobustnessRow) => y(d) + ROW / 2 - 1,
          text: (d: RobustnessRow) => percent(d.own ? d.kept : 0),
          textAnchor: "end",
          fontSize: 12,
          fontVariant: "tabular-nums",
          fill: theme.quiet
        })
      ]
    },
    {document, width, theme}
  );
  if (lost.length) {
    const items = lost.map((row) => ({text: row.country, row}));
    flowLinks(svg, items, {x: 1, y: bottom + 14, width: width - 2, lead: "No class:", theme});
  }
  return patterns.writeTo(svg);
}

function shortClass({corner = "0000"}: RobustnessRow): string {
  const {model} = classAt(corner);
  return model === undefined || model === "hybrid" ? cornerWords(corner) : model;
}

/** Classes other than a country's own are light, with their colour at the foot. */
function lightFill(
  {corner = "0000"}: RobustnessRow,
  {theme, id, patterns}: {theme: DrawOptions["theme"]; id: string; patterns: Patterns}
): string {
  const {model} = classAt(corner);
  const colour = model === undefined || model === "hybrid" ? theme.muted : theme.model[model];
  return patterns.split(`${id}-light-${model}`.toLowerCase(), [colour, colour], {theme, from: LIGHT});
}

/** The middle of the text in a bar: light bars carry it above their foot. */
function labelY({row}: Segment, y1: number, y2: number): number {
  return y1 + (y2 - y1) * (row.own && isModel(row) ? 0.5 : LIGHT / 2 + 0.02);
}

function onClass(row: RobustnessRow, theme: DrawOptions["theme"]): string {
  const {model} = classAt(row.corner ?? "0000");
  return row.own && model !== undefined && model !== "hybrid" ? theme.on[model] : theme.ink;
}
