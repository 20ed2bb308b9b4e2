import * as Plot from "@observablehq/plot";
import {UNDECIDED_BAND} from "../analysis/idealTypes.js";
import {MICE, type SetKey} from "../analysis/membership.js";
import {caseStandings, indicatorStandings, type Standing} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {MissingKind, Reading} from "../evidence/tables.js";
import type {DrawOptions, Figure, FigureRow} from "./figure.js";
import {countText, listText, sentenceCase, textWidth, theCountry, thirdsText, wrapEvenly} from "./format.js";
import {evident, missingGlyph, plot} from "./marks.js";
import {
  anchorOf,
  classWords,
  latestOf,
  missingKey,
  missingNames,
  periodWords,
  setNames
} from "./standings.js";
import type {View} from "./view.js";

type Way = Reading | "indicators";

const WAYS: readonly {way: Way; name: string}[] = [
  {way: "official", name: "official"},
  {way: "practice", name: "practice"},
  {way: "indicators", name: "indicators"}
];

/** Membership of one of the two countries in one set, in one reading or by indicators. */
interface PairRow extends FigureRow {
  iso3: string;
  country: string;
  /** 0 the first country, 1 the second. */
  place: number;
  way: Way;
  when: string;
  set: SetKey;
  /** 0 to 1. */
  value: number | undefined;
  missing: MissingKind | undefined;
  n: number;
  of: number;
  className: string;
}

/** Two countries side by side: every set, on paper, in practice and by indicators. */
export const pair: Figure<PairRow> = {
  id: "pair",
  name: "Two countries",
  question: "Where do two countries differ?",
  options: [],
  countries: (evidence) => {
    const usual = ["AUS", "CAN"];
    return usual.every((iso3) => evidence.country(iso3))
      ? usual
      : evidence.tables.countries.slice(0, 2).map((d) => d.iso3);
  },
  limits: {min: 2, max: 2},
  rows: (evidence, view) =>
    MICE.flatMap((set) =>
      WAYS.flatMap(({way}) =>
        view.countries.slice(0, 2).map((iso3, place) => pairRow({iso3, place, way, set}, evidence))
      )
    ),
  columns: [
    {name: "Set", value: (d) => d.set},
    {name: "Name of the set", value: (d) => setNames[d.set]},
    {name: "Reading", value: (d) => d.way},
    {name: "Country", value: (d) => d.country},
    {name: "Period", value: (d) => d.when},
    {name: "Membership", value: (d) => d.value ?? null, numeric: true, digits: 2},
    {name: "Missing because", value: (d) => (d.missing ? missingNames[d.missing] : null)},
    {
      name: "Indicators with a value",
      value: (d) => (d.way === "indicators" ? d.n : null),
      numeric: true,
      digits: 0
    },
    {
      name: "Indicators of the set",
      value: (d) => (d.way === "indicators" ? d.of : null),
      numeric: true,
      digits: 0
    },
    {name: "Class", value: (d) => sentenceCase(d.className)}
  ],
  title: (view, evidence) =>
    sentenceCase(`${listText(namesOf(view, evidence)) || "Two countries"} side by side`),
  subtitle: (rows) =>
    `Membership from 0 (out) to 1 (in); the band round .5 is undecided. Official and practice: our codings, latest period. Indicators: latest wave; the two instruments are never mixed.${missingKey(rows)}`,
  finding: pairFinding,
  draw: drawPair
};

function namesOf({countries}: View, evidence: Evidence): string[] {
  return countries.slice(0, 2).map((iso3) => theCountry(evidence.country(iso3)?.name ?? iso3));
}

function standingOf(iso3: string, way: Way, evidence: Evidence): Standing | undefined {
  return way === "indicators"
    ? indicatorStandings(evidence, {countries: [iso3]})[0]
    : latestOf(caseStandings(evidence, {reading: way, countries: [iso3]}))[0];
}

function pairRow(
  {iso3, place, way, set}: {iso3: string; place: number; way: Way; set: SetKey},
  evidence: Evidence
): PairRow {
  const standing = standingOf(iso3, way, evidence);
  const country = evidence.country(iso3);
  const name = country?.name ?? iso3;
  const {value, missing, basis, n, of} = standing?.sets[set] ?? {
    value: undefined,
    missing: undefined,
    basis: [],
    n: 0,
    of: 0
  };
  const kind = value === undefined ? (missing ?? "not-coded") : undefined;
  const when = standing ? periodWords(standing) : "no period";
  const said = value === undefined ? `missing, ${missingNames[kind ?? "not-coded"]}` : valueText(value, way);
  const from =
    way === "indicators" && value !== undefined ? ` from ${countText(n)} of ${countText(of)} indicators` : "";
  const reading =
    way === "indicators"
      ? "by indicators"
      : way === "official"
        ? `${when}, official model`
        : `${when}, practice`;
  return {
    key: `${set}:${way}:${place}:${iso3}`,
    label: `${name}, ${set} ${setNames[set].toLowerCase()}, ${reading}: ${said}${from}.`,
    href: `/countries/${country?.slug ?? ""}#${standing ? anchorOf(standing) : "indicators"}`,
    evidence: basis,
    iso3,
    country: name,
    place,
    way,
    when,
    set,
    value,
    missing: kind,
    n,
    of,
    className: standing ? classWords(standing.class) : "not classed"
  };
}

function valueText(value: number, way: Way): string {
  return way === "indicators" ? value.toFixed(2) : thirdsText(value);
}

function pairFinding(rows: PairRow[], view: View, evidence: Evidence): string {
  const [a, b] = namesOf(view, evidence);
  if (!a || !b) return "Two countries are needed for this comparison.";
  const practice = MICE.map((set) => {
    const [first, second] = [0, 1].map((place) =>
      rows.find((d) => d.set === set && d.way === "practice" && d.place === place)
    );
    return {set, first: first?.value, second: second?.value};
  });
  const known = practice.filter((d) => d.first !== undefined && d.second !== undefined);
  if (!known.length)
    return sentenceCase(`${a} and ${b} cannot be compared in practice: on no set do both have a coding.`);
  const higher = known.filter((d) => (d.first ?? 0) > (d.second ?? 0)).map((d) => d.set);
  const lower = known.filter((d) => (d.first ?? 0) < (d.second ?? 0)).map((d) => d.set);
  const same = known.filter((d) => d.first === d.second).map((d) => d.set);
  const lost = practice.filter((d) => !known.includes(d)).map((d) => d.set);
  const parts = [
    ...(higher.length ? [`${a} is coded above ${b} on ${listText(higher)}`] : []),
    ...(lower.length
      ? [`${higher.length ? "below it" : `${a} is coded below ${b}`} on ${listText(lower)}`]
      : []),
    ...(same.length
      ? [`${higher.length || lower.length ? "level" : `${a} and ${b} are level`} on ${listText(same)}`]
      : [])
  ];
  const tail = lost.length ? `; on ${listText(lost)} a coding is missing` : "";
  return `In practice ${listText(parts)}${tail}.`;
}

function drawPair(rows: PairRow[], _view: View, {document, width, theme}: DrawOptions): SVGSVGElement {
  const narrow = width < 520;
  const names = [0, 1].map((place) => rows.find((d) => d.place === place)?.country ?? "");
  const colours = [theme.accent, theme.second];
  const marginLeft = narrow ? 82 : 190;
  const slot = 12;
  const from = marginLeft + 2 * slot + 6;
  const to = width - 12;
  const x = (value: number) => from + value * (to - from);
  const rowHeight = 22;
  const head = narrow ? 24 : 0;
  const block = head + 3 * rowHeight + (narrow ? 10 : 14);
  const marginTop = 46;
  const keyX = (i: number) => (i ? 37 + textWidth(names[0] ?? "", {size: 13, bold: true}) : 0);
  const top = (set: SetKey) => marginTop + MICE.indexOf(set) * block;
  const y = (set: SetKey, way: Way) =>
    top(set) + head + WAYS.findIndex((d) => d.way === way) * rowHeight + rowHeight / 2;
  const end = top("E") + block;
  const lines = MICE.flatMap((set) => WAYS.map(({way, name}) => ({set, way, name, y: y(set, way)})));
  // Two dots in one place stand one above the other.
  const placed = rows.map((d) => {
    const other = rows.find((o) => o.set === d.set && o.way === d.way && o.place !== d.place);
    const near =
      d.value !== undefined && other?.value !== undefined && Math.abs(x(d.value) - x(other.value)) < 9;
    return {...d, y: y(d.set, d.way) + (near ? (d.place ? 4.5 : -4.5) : 0)};
  });
  const known = placed.filter((d) => d.value !== undefined);
  const links = lines.flatMap(({set, way, y}) => {
    const values = known.filter((d) => d.set === set && d.way === way).map((d) => x(d.value ?? 0));
    const [a, b] = values;
    return a !== undefined && b !== undefined ? [{y, a, b}] : [];
  });
  const classes = classLines(rows, width, narrow);
  const classTop = end + 30;
  const height = classTop + Math.max(0, ...classes.map((d) => d.y + d.lines.length * 15)) + 6;
  return plot(
    {
      height,
      marks: [
        Plot.rect(MICE, {
          x1: x(UNDECIDED_BAND[0]),
          x2: x(UNDECIDED_BAND[1]),
          y1: (set: SetKey) => y(set, "official") - 11,
          y2: (set: SetKey) => y(set, "indicators") + 11,
          fill: theme.wash
        }),
        Plot.ruleY(lines, {y: "y", x1: from, x2: to, stroke: theme.rule}),
        Plot.ruleX(MICE, {
          x: x(0.5),
          y1: (set: SetKey) => y(set, "official") - 11,
          y2: (set: SetKey) => y(set, "indicators") + 11,
          stroke: theme.quiet
        }),
        Plot.text([0, 0.5, 1], {
          x,
          y: marginTop - 10,
          text: (d: number) => (d === 0.5 ? ".5" : String(d)),
          fontSize: 12,
          fill: theme.quiet
        }),
        Plot.dot(names, {x: (_, i) => keyX(i) + 5.5, y: 8, r: 5, fill: (_, i) => colours[i]}),
        Plot.text(names, {
          x: (_, i) => keyX(i) + 15,
          y: 8,
          text: (d: string) => d,
          textAnchor: "start",
          fontWeight: 600,
          fill: (_, i) => colours[i]
        }),
        Plot.text(MICE, {
          x: 0,
          y: (set: SetKey) => (narrow ? top(set) + 10 : y(set, "official")),
          text: (set: SetKey) => set,
          textAnchor: "start",
          fontWeight: 700,
          fill: theme.ink
        }),
        Plot.text(MICE, {
          x: 18,
          y: (set: SetKey) => (narrow ? top(set) + 10 : y(set, "official")) - 8,
          text: (set: SetKey) =>
            narrow ? setNames[set] : wrapEvenly(setNames[set], 84, {size: 13}).join("\n"),
          textAnchor: "start",
          lineAnchor: "top",
          lineHeight: 1.2,
          fill: theme.ink
        }),
        Plot.text(lines, {
          x: marginLeft - 4,
          y: "y",
          text: "name",
          textAnchor: "end",
          fontSize: 12,
          fill: theme.quiet
        }),
        Plot.link(links, {x1: "a", x2: "b", y1: "y", y2: "y", stroke: theme.muted, strokeWidth: 1.5}),
        Plot.dot(known, {
          x: (d) => x(d.value ?? 0),
          y: "y",
          r: 5,
          fill: (d) => colours[d.place],
          stroke: theme.background,
          strokeWidth: 1,
          ...evident
        }),
        Plot.text(
          placed.filter((d) => d.value === undefined),
          {
            x: (d) => marginLeft + 4 + slot * (d.place + 0.5),
            y: "y",
            text: (d) => missingGlyph(d.missing),
            fontSize: 14,
            fontWeight: 600,
            fill: (d) => colours[d.place],
            ...evident
          }
        ),
        Plot.ruleY([end + 4], {x1: 0, x2: width, stroke: theme.rule}),
        Plot.text(classes, {
          x: "x",
          y: (d) => classTop + d.y,
          text: (d) => d.lines.join("\n"),
          textAnchor: "start",
          lineAnchor: "top",
          lineHeight: 1.25,
          fontSize: 12,
          fill: (d) => (d.place === undefined ? theme.quiet : colours[d.place])
        })
      ]
    },
    {document, width, theme}
  );
}

/** The class of both countries in each reading, as a small table under the scales. */
function classLines(
  rows: PairRow[],
  width: number,
  narrow: boolean
): {x: number; y: number; lines: string[]; place?: number}[] {
  const left = narrow ? 0 : 190;
  const wide = (width - left) / 2;
  let y = -14;
  return WAYS.flatMap(({way, name}) => {
    const cells = [0, 1].map((place) => {
      const row = rows.find((d) => d.way === way && d.place === place);
      const when = row && way !== "indicators" ? ` (${row.when})` : "";
      return {place, lines: wrapEvenly(`${sentenceCase(row?.className ?? "not classed")}${when}`, wide - 14)};
    });
    const at = y + (narrow ? 18 : 0);
    const line = [
      {x: 0, y, lines: [narrow ? sentenceCase(name) : `Class, ${name}`]},
      ...cells.map(({place, lines}) => ({x: left + place * wide, y: at, lines, place}))
    ];
    y = at + Math.max(...cells.map((d) => d.lines.length)) * 15 + 8;
    return line;
  });
}
