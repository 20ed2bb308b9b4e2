import * as Plot from "@observablehq/plot";
import {UNDECIDED_BAND} from "../analysis/idealTypes.js";
import {MICE, type SetKey} from "../analysis/membership.js";
import {caseStandings, indicatorStandings, type Standing} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {Confidence, MissingKind, Reading} from "../evidence/tables.js";
import type {DrawOptions, Figure, FigureRow} from "./figure.js";
import {countText, listText, sentenceCase, textWidth, theCountry, thirdsText, wrapWidth} from "./format.js";
import {evident, missingGlyph, plot} from "./marks.js";
import {
  anchorOf,
  instrumentOption,
  latestOf,
  missingKey,
  missingNames,
  periodWords,
  setNames,
  whenOption
} from "./standings.js";
import type {View} from "./view.js";

/** Membership of one country-period in one set, in one reading or by indicators. */
interface SetRow extends FigureRow {
  iso3: string;
  country: string;
  when: string;
  set: SetKey;
  /** Names the line it stands on: `aus-2013` or `AUS`. */
  line: string;
  source: Reading | "indicators";
  /** 0 to 1. */
  value: number | undefined;
  missing: MissingKind | undefined;
  confidence: Confidence | undefined;
  /** How many indicators gave a value, and how many could have. */
  n: number;
  of: number;
}

/** The four sets of each country: how far it is in each, on paper, in practice or by indicators. */
export const sets: Figure<SetRow> = {
  id: "sets",
  name: "Sets",
  question: "How far is each country in the four sets that make up the models?",
  options: [instrumentOption, whenOption],
  countries: (evidence) => evidence.tables.countries.filter((d) => d.book_six).map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows(evidence, view) {
    return mostFirst(standingPairs(evidence, view)).flatMap(({line, standings}) =>
      MICE.flatMap((set) => standings.map((standing) => setRow(standing, set, line, evidence)))
    );
  },
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Period", value: (d) => d.when},
    {name: "Set", value: (d) => d.set},
    {name: "Name of the set", value: (d) => setNames[d.set]},
    {name: "Reading", value: (d) => d.source},
    {name: "Membership", value: (d) => d.value ?? null, numeric: true, digits: 2},
    {name: "Missing because", value: (d) => (d.missing ? missingNames[d.missing] : null)},
    {name: "Confidence", value: (d) => d.confidence ?? null},
    {
      name: "Indicators with a value",
      value: (d) => (d.source === "indicators" ? d.n : null),
      numeric: true,
      digits: 0
    },
    {
      name: "Indicators of the set",
      value: (d) => (d.source === "indicators" ? d.of : null),
      numeric: true,
      digits: 0
    }
  ],
  title: (view, evidence) =>
    view.countries.length === 1
      ? `How far ${theCountry(evidence.country(view.countries[0] ?? "")?.name ?? "a country")} is in the four sets`
      : "How far countries are in the four sets",
  subtitle: (rows, view) => {
    const what =
      view.options.instrument === "indicator"
        ? "By indicators, latest wave. Dot: mean of the indicators that have a value."
        : `Our codings, ${view.options.when === "all" ? "all periods" : "latest period"}. Filled dot: practice. Ring: the official model.`;
    return `Membership from 0 (out) to 1 (in); the band round .5 is undecided. ${what}${missingKey(rows)} M measured, I incorporated and used, C coherent, E external and open.`;
  },
  finding: setsFinding,
  draw: drawSets
};

interface Pair {
  line: string;
  iso3: string;
  standings: Standing[];
}

/** The standings of one country-period in both readings, or the one by indicators. */
function standingPairs(evidence: Evidence, {countries, options}: View): Pair[] {
  if (options.instrument === "indicator") {
    return indicatorStandings(evidence, {countries}).map((d) => ({
      line: d.iso3,
      iso3: d.iso3,
      standings: [d]
    }));
  }
  const [official, practice] = (["official", "practice"] as const).map((reading) =>
    caseStandings(evidence, {reading, countries})
  ) as [Standing[], Standing[]];
  const chosen = options.when === "all" ? practice : latestOf(practice);
  return chosen.map((d) => {
    const other = official.find((o) => o.period === d.period);
    return {line: d.period?.period_id ?? d.iso3, iso3: d.iso3, standings: other ? [other, d] : [d]};
  });
}

/** Countries by the sum of their latest memberships, where a missing set adds nothing; periods in order of time. */
function mostFirst(pairs: readonly Pair[]): Pair[] {
  const sum = ({standings}: Pair) =>
    MICE.reduce((total, set) => total + (standings.at(-1)?.sets[set].value ?? 0), 0);
  const latest = [...new Map(pairs.map((d) => [d.iso3, d])).values()].sort((a, b) => sum(b) - sum(a));
  return latest.flatMap(({iso3}) => pairs.filter((d) => d.iso3 === iso3));
}

function setRow(standing: Standing, set: SetKey, line: string, evidence: Evidence): SetRow {
  const {value, missing, basis, n, of} = standing.sets[set];
  const source = standing.reading ?? "indicators";
  const country = evidence.country(standing.iso3);
  const name = country?.name ?? standing.iso3;
  const when = periodWords(standing);
  const confidence =
    value === undefined ? undefined : (evidence.coding(basis[0] ?? "")?.confidence ?? undefined);
  const said =
    value === undefined
      ? `missing, ${missingNames[missing ?? "not-coded"]}`
      : source === "indicators"
        ? `${value.toFixed(2)} from ${countText(n)} of ${countText(of)} indicators`
        : `${thirdsText(value)}${confidence ? `, confidence ${confidence}` : ""}`;
  return {
    key: `${standing.key}:${set}`,
    label: `${name}, ${when}, ${set} ${setNames[set].toLowerCase()}, ${sourceNames[source]}: ${said}.`,
    href: `/countries/${country?.slug ?? ""}#${anchorOf(standing)}`,
    evidence: basis,
    iso3: standing.iso3,
    country: name,
    when,
    set,
    line,
    source,
    value,
    missing,
    confidence,
    n,
    of
  };
}

const sourceNames = {official: "official model", practice: "practice", indicators: "by indicators"};

function setsFinding(rows: SetRow[], view: View): string {
  const told = rows.filter((d) => d.source !== "official");
  const lines = [...new Set(told.map((d) => d.line))];
  if (!lines.length) return "No period of these countries has been coded; the evidence is too thin.";
  const means = view.options.instrument === "indicator" ? "by indicators" : "in practice";
  const [first] = told;
  if (lines.length === 1 && first) {
    const inside = told.filter((d) => (d.value ?? 0) > 0.5).map((d) => d.set);
    const lost = told.filter((d) => d.value === undefined).map((d) => d.set);
    const tail = lost.length ? `; ${listText(lost)} ${lost.length > 1 ? "are" : "is"} missing` : "";
    return sentenceCase(
      `${theCountry(first.country)} (${first.when}) is more in than out of ${inside.length ? listText(inside) : "none of the four sets"} ${means}${tail}.`
    );
  }
  const counts = MICE.map((set) => ({
    set,
    inside: told.filter((d) => d.set === set && (d.value ?? 0) > 0.5).length,
    known: told.filter((d) => d.set === set && d.value !== undefined).length
  }));
  const lost = told.filter((d) => d.value === undefined).length;
  const what = new Set(told.map((d) => d.iso3)).size === lines.length ? "countries" : "periods";
  const parts = counts.map(
    (d, i) => `${d.inside} of ${d.known}${i ? "" : ` ${what} with a value are more in than out`} of ${d.set}`
  );
  return sentenceCase(
    `${means} ${listText(parts)}${lost ? `; ${countText(lost)} ${lost > 1 ? "values are" : "value is"} missing` : ""}.`
  );
}

function drawSets(rows: SetRow[], view: View, {document, width, theme}: DrawOptions): SVGSVGElement {
  const narrow = width < 560;
  const lines = [...new Map(rows.map((d) => [d.line, d])).values()];
  const grouped = view.options.when === "all" && view.options.instrument !== "indicator";
  const alone = new Set(rows.map((d) => d.iso3)).size === 1;
  // On narrow screens a name stands above its row, so that the four scales keep the whole width.
  const rowHeight = narrow ? 42 : 22;
  const nameDy = narrow ? -17 : 0;
  // A line for each row, and one for each name above its periods.
  const places = new Map<string, number>();
  const names: {text: string; y: number; bold: boolean}[] = [];
  const marginTop = narrow ? 44 : 62;
  let bottom = marginTop + (narrow ? 27 : rowHeight / 2);
  for (const [i, d] of lines.entries()) {
    if (grouped && !alone && lines[i - 1]?.iso3 !== d.iso3) {
      names.push({text: d.country, y: bottom + (narrow ? nameDy : 0), bold: true});
      bottom += narrow ? 30 : rowHeight - 2;
    }
    places.set(d.line, bottom);
    names.push({text: grouped ? d.when : d.country, y: bottom + nameDy, bold: false});
    bottom += rowHeight + (grouped && !alone && lines[i + 1] && lines[i + 1]?.iso3 !== d.iso3 ? 8 : 0);
  }
  const end = bottom - rowHeight / 2 + nameDy / 2;
  const marginLeft = narrow
    ? -6
    : Math.max(0, ...names.filter((d) => !d.bold).map((d) => textWidth(d.text, {size: 13}))) + 8;
  const gap = narrow ? 6 : width < 620 ? 12 : 18;
  const slot = narrow ? 8 : 10;
  const slots = rows.some((d) => d.source === "official") ? 2 : 1;
  const panel = (width - marginLeft - 4 * gap) / 4;
  const left = (set: SetKey) => marginLeft + gap + MICE.indexOf(set) * (panel + gap);
  const from = (set: SetKey) => left(set) + slots * slot + (narrow ? 4 : 5);
  const to = (set: SetKey) => left(set) + panel - 8;
  const x = (set: SetKey, value: number) => from(set) + value * (to(set) - from(set));
  const y = (d: SetRow) => places.get(d.line) ?? 0;
  const known = rows.filter((d) => d.value !== undefined);
  const missing = rows.filter((d) => d.value === undefined);
  const pairs = known.flatMap((practice) => {
    const official = known.find(
      (d) => d.line === practice.line && d.set === practice.set && d.source === "official"
    );
    return practice.source === "practice" && official && official.value !== practice.value
      ? [{practice, official}]
      : [];
  });
  const radius = narrow ? 4 : 4.5;
  const inside = (d: SetRow) => (d.value ?? 0) > UNDECIDED_BAND[1];
  const colour = (d: SetRow) => (inside(d) ? theme.ink : theme.muted);
  // One line through all rows, or one for each row where names stand between them.
  const spans = narrow ? lines.map((d) => ({y1: y(d) - 9, y2: y(d) + 9})) : [{y1: marginTop - 2, y2: end}];
  const middles = MICE.flatMap((set) => spans.map((span) => ({set, ...span})));
  const ticks = MICE.flatMap((set) => [0, 0.5, 1].map((value) => ({set, value})));
  return plot(
    {
      height: end + (narrow ? 2 : 6),
      marks: [
        Plot.rect(middles, {
          x1: (d) => x(d.set, UNDECIDED_BAND[0]),
          x2: (d) => x(d.set, UNDECIDED_BAND[1]),
          y1: "y1",
          y2: "y2",
          fill: theme.wash
        }),
        Plot.ruleY(
          lines.flatMap((d) => MICE.map((set) => ({set, y: y(d)}))),
          {y: "y", x1: (d) => from(d.set), x2: (d) => to(d.set), stroke: theme.rule}
        ),
        Plot.ruleX(middles, {x: (d) => x(d.set, 0.5), y1: "y1", y2: "y2", stroke: theme.quiet}),
        Plot.text(MICE, {
          x: from,
          y: 0,
          text: (set: SetKey) => set,
          textAnchor: "start",
          lineAnchor: "top",
          lineHeight: 1.15,
          fontWeight: 700,
          fill: theme.ink
        }),
        Plot.text(narrow ? [] : MICE, {
          x: (set: SetKey) => from(set) + 18,
          y: 0,
          text: (set: SetKey) => wrapWidth(setNames[set], panel - slots * slot - 24, {size: 13}).join("\n"),
          textAnchor: "start",
          lineAnchor: "top",
          lineHeight: 1.15,
          fill: theme.ink
        }),
        Plot.text(ticks, {
          x: (d) => x(d.set, d.value),
          y: marginTop - 12,
          text: (d) => (d.value === 0.5 ? ".5" : String(d.value)),
          fontSize: 12,
          fill: theme.quiet
        }),
        ...[true, false].map((bold) =>
          Plot.text(
            names.filter((d) => d.bold === bold),
            {x: 0, y: "y", text: "text", textAnchor: "start", fontWeight: bold ? 600 : 400, fill: theme.ink}
          )
        ),
        Plot.link(pairs, {
          x1: ({official}) => x(official.set, official.value ?? 0),
          x2: ({practice}) => x(practice.set, practice.value ?? 0),
          y1: ({practice}) => y(practice),
          y2: ({practice}) => y(practice),
          stroke: theme.muted,
          strokeWidth: 1.5
        }),
        Plot.dot(known, {
          x: (d: SetRow) => x(d.set, d.value ?? 0),
          y,
          // The ring goes round the dot where both readings agree.
          r: (d: SetRow) => (d.source === "official" ? radius + 1.5 : radius - (narrow ? 0.5 : 0)),
          fill: (d: SetRow) => (d.source === "official" ? theme.background : colour(d)),
          stroke: (d: SetRow) => (d.source === "official" ? theme.quiet : "none"),
          strokeWidth: 1.25,
          ...evident
        }),
        Plot.text(missing, {
          x: (d: SetRow) => left(d.set) + slot * (d.source === "official" ? 0.5 : slots - 0.5),
          y,
          text: (d: SetRow) => missingGlyph(d.missing),
          fontSize: 13,
          fill: (d: SetRow) => (d.source === "official" ? theme.muted : theme.ink),
          ...evident
        })
      ]
    },
    {document, width, theme}
  );
}
