import * as Plot from "@observablehq/plot";
import {MICE, type SetKey} from "../analysis/membership.js";
import {caseStandings, indicatorStandings, periodYears, type Standing} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {DrawOptions, Figure, FigureRow} from "./figure.js";
import {countText, listText, sentenceCase, theCountry, thirdsText, wrapEvenly} from "./format.js";
import {classFill, evident, Patterns, plot} from "./marks.js";
import {classWords, latestOf, missingNames, setNames, standingRow} from "./standings.js";
import {sureWords} from "./sureness.js";
import type {View} from "./view.js";

/** One country on one instrument and reading; without a standing there is a gap, and `why` says which. */
interface CompareRow extends FigureRow {
  iso3: string;
  country: string;
  way: "Official model" | "Practice" | "Indicators";
  standing: Standing | undefined;
  why: string;
  /** How sure the class is: robust, shaky, and what else is possible. */
  sure: string | undefined;
}

/** One set of one row, as a bar. */
interface Cell extends FigureRow {
  set: SetKey;
  value: number | undefined;
  x: number;
  y: number;
}

/** Two to six countries side by side: both readings and the indicators, set by set, with the class. */
export const compare: Figure<CompareRow> = {
  id: "compare",
  name: "Side by side",
  question: "Where do two to six countries stand on both instruments, set by set?",
  options: [],
  countries: () => ["AUS", "CAN"],
  limits: {min: 2, max: 6},
  rows: (evidence, view) => view.countries.flatMap((iso3) => rowsOf(iso3, evidence)),
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Instrument", value: (d) => d.way},
    {name: "Period", value: (d) => (d.standing?.period ? periodYears(d.standing.period) : null)},
    ...MICE.map((set) => ({
      name: set,
      value: (d: CompareRow) => {
        const cell = d.standing?.sets[set];
        return cell?.value ?? (cell?.missing ? missingNames[cell.missing] : d.why);
      },
      numeric: true,
      digits: 2
    })),
    {name: "Class", value: (d) => (d.standing ? sentenceCase(classWords(d.standing.class)) : d.why)},
    {name: "How sure", value: (d) => d.sure ?? null},
    {name: "Membership", value: (d) => d.standing?.class.membership ?? null, numeric: true, digits: 2},
    {name: "Held by", value: (d) => d.standing?.class.binding.join(", ") || null}
  ],
  title: (view, evidence) =>
    `${sentenceCase(listText(view.countries.map((iso3) => theCountry(evidence.country(iso3)?.name ?? iso3))))} side by side`,
  subtitle: () =>
    `${MICE.map((set) => `${set} ${setNames[set].toLowerCase()}`).join(", ")}. Bars: membership from 0 to 1, the tick at one half. Codings of the latest period, ours; indicators of their latest wave. Two-coloured: a class between two models; hatched: no class.`,
  finding: compareFinding,
  draw: drawCompare
};

function rowsOf(iso3: string, evidence: Evidence): CompareRow[] {
  const country = evidence.country(iso3);
  const name = country?.name ?? iso3;
  const [official] = latestOf(caseStandings(evidence, {reading: "official", countries: [iso3]}));
  const [practice] = latestOf(caseStandings(evidence, {reading: "practice", countries: [iso3]}));
  const [indicators] = indicatorStandings(evidence, {countries: [iso3]});
  const observed = indicators && MICE.some((set) => indicators.sets[set].n > 0) ? indicators : undefined;
  const row = (way: CompareRow["way"], standing: Standing | undefined, why: string): CompareRow => ({
    key: `${iso3}:${way}`,
    label: `${name}, ${way.toLowerCase()}: ${why}.`,
    href: `/countries/${country?.slug ?? ""}#indicators`,
    evidence: [],
    ...(standing ? standingRow(standing, evidence) : {}),
    iso3,
    country: name,
    way,
    standing,
    why,
    sure: standing && sureWords(evidence)(standing)?.short
  });
  return [
    row("Official model", official, "not coded"),
    row("Practice", practice, "not coded"),
    row("Indicators", observed, "no indicator covers it")
  ];
}

function compareFinding(rows: CompareRow[], view: View): string {
  const practice = rows.filter((d) => d.way === "Practice" && d.standing);
  const apart = MICE.filter((set) => {
    const values = practice.map((d) => d.standing?.sets[set].value).filter((v) => v !== undefined);
    return values.length > 1 && Math.min(...values) < 0.5 && Math.max(...values) > 0.5;
  });
  if (practice.length < 2)
    return `In practice fewer than two of these ${countText(view.countries.length)} countries have been coded, so only the indicators can be compared.`;
  const sides = apart.length
    ? `they fall on different sides of one half in ${listText(apart.map((set) => setNames[set].toLowerCase()))}`
    : "on no set do they fall on different sides of one half";
  return `In practice ${listText(practice.map((d) => `${theCountry(d.country)} is coded as ${d.standing ? classWords(d.standing.class) : ""}`))}; ${sides}.`;
}

/** From one line of words to the next, in pixels. */
const LINE = 15;

function drawCompare(
  rows: CompareRow[],
  _view: View,
  {document, width, theme, id}: DrawOptions
): SVGSVGElement {
  const narrow = width < 620;
  const patterns = new Patterns();
  // On phones the words of a class take the whole width.
  const coloured = width >= 400;
  const way = (d: CompareRow) =>
    `${d.way === "Official model" ? "Official" : d.way}${d.standing?.period ? ` ${periodYears(d.standing.period)}` : ""}`;
  const lines = (d: CompareRow) =>
    wrapEvenly(
      `${way(d)}: ${d.standing ? classWords(d.standing.class) : d.why}`,
      width - (coloured ? 18 : 0)
    );
  /** Room for further lines of words over the bars. */
  const further = (d: CompareRow) => (narrow ? LINE * (lines(d).length - 1) : 0);
  const size = narrow
    ? {row: 46, gap: 14, head: 20, label: 0, track: (width - 40) / 4, bar: 9}
    : {row: 27, gap: 16, head: 0, label: 250, track: 58, bar: 11};
  const countries = [...new Set(rows.map((d) => d.iso3))];
  const heads = new Map<string, number>();
  const tops = new Map<CompareRow, number>();
  let height = 26;
  for (const iso3 of countries) {
    heads.set(iso3, height);
    height += size.head;
    for (const d of rows.filter((r) => r.iso3 === iso3)) {
      tops.set(d, height);
      height += size.row + further(d);
    }
    height += size.gap;
  }
  const head = (iso3: string) => heads.get(iso3) ?? 0;
  const top = (d: CompareRow) => tops.get(d) ?? 0;
  const column = (i: number) => size.label + i * (size.track + (narrow ? 12 : 14));
  const barY = (d: CompareRow) => top(d) + further(d) + (narrow ? 22 : 6);
  const cells: Cell[] = rows.flatMap((d) =>
    MICE.map((set, i) => {
      const value = d.standing?.sets[set].value;
      const missing = d.standing?.sets[set].missing;
      const said =
        value === undefined
          ? missing
            ? missingNames[missing]
            : d.why
          : d.standing?.instrument === "case"
            ? thirdsText(value)
            : value.toFixed(2);
      return {
        ...d,
        key: `${d.key}:${set}`,
        set,
        value,
        x: column(i),
        y: barY(d),
        label: `${d.country}, ${d.way.toLowerCase()}, ${setNames[set].toLowerCase()}: ${said}.${d.standing ? ` ${sentenceCase(classWords(d.standing.class))}${d.sure ? `, ${d.sure}` : ""}.` : ""}`
      };
    })
  );
  const classX = narrow ? 0 : column(4) + 4;
  const words = (d: CompareRow) =>
    d.standing ? sentenceCase(classWords(d.standing.class)) : sentenceCase(d.why);
  const svg = plot(
    {
      height,
      marks: [
        Plot.text(
          MICE.map((set, i) => ({set, x: column(i)})),
          {
            x: "x",
            y: 12,
            text: (d: {set: SetKey}) => (narrow && size.track < 90 ? d.set : headWords[d.set]),
            textAnchor: "start",
            fill: theme.quiet,
            fontSize: 12
          }
        ),
        Plot.ruleY(countries.slice(1), {
          y: (iso3: string) => head(iso3) - size.gap / 2,
          stroke: theme.rule
        }),
        Plot.text(countries, {
          x: 0,
          y: (iso3: string) => head(iso3) + (narrow ? 8 : 12),
          text: (iso3: string) => rows.find((d) => d.iso3 === iso3)?.country ?? iso3,
          textAnchor: "start",
          fontWeight: 600,
          fill: theme.ink
        }),
        Plot.text(rows, {
          x: !narrow ? 118 : coloured ? 18 : 0,
          // The last line stands over the bars, and what comes before it above.
          y: (d: CompareRow) => (narrow ? barY(d) - 12 - further(d) / 2 : top(d) + 12),
          text: (d: CompareRow) => (narrow ? lines(d).join("\n") : way(d)),
          ...(rows.some(further) ? {lineHeight: LINE / 12} : {}),
          textAnchor: "start",
          fill: theme.quiet,
          fontSize: 12
        }),
        Plot.rect(cells, {
          x1: "x",
          x2: (d: Cell) => d.x + size.track,
          y1: "y",
          y2: (d: Cell) => d.y + size.bar,
          fill: (d: Cell) => (d.value === undefined ? patterns.hatch(`${id}-gap`, theme) : theme.wash),
          stroke: theme.rule,
          ...evident
        }),
        Plot.rect(
          cells.filter((d) => d.value),
          {
            x1: "x",
            x2: (d: Cell) => d.x + size.track * (d.value ?? 0),
            y1: "y",
            y2: (d: Cell) => d.y + size.bar,
            fill: (d: Cell) => ((d.value ?? 0) > 0.5 ? theme.ink : theme.muted),
            pointerEvents: "none"
          }
        ),
        Plot.ruleX(cells, {
          x: (d: Cell) => d.x + size.track / 2,
          y1: (d: Cell) => d.y - 2,
          y2: (d: Cell) => d.y + size.bar + 2,
          stroke: theme.accent,
          pointerEvents: "none"
        }),
        Plot.rect(coloured ? rows : [], {
          x1: classX,
          x2: classX + 12,
          y1: (d: CompareRow) => top(d) + (narrow ? 4 : 5),
          y2: (d: CompareRow) => top(d) + (narrow ? 16 : 17),
          fill: (d: CompareRow) =>
            d.standing
              ? classFill(d.standing.class, {theme, id, patterns, small: true})
              : patterns.hatch(`${id}-gap`, theme),
          rx: 1
        }),
        Plot.text(narrow ? [] : rows, {
          x: classX + 18,
          y: (d: CompareRow) => top(d) + 12,
          text: (d: CompareRow) => wrapEvenly(words(d), width - classX - 20).join("\n"),
          lineHeight: 1.1,
          textAnchor: "start",
          fill: theme.ink,
          fontSize: 12
        })
      ]
    },
    {document, width, theme}
  );
  return patterns.writeTo(svg);
}

const headWords: Readonly<Record<SetKey, string>> = {M: "Measured", I: "Used", C: "Coherent", E: "Open"};
