import * as Plot from "@observablehq/plot";
import {group, nice, ticks} from "d3";
import {anchorsOf} from "../analysis/standing.js";
import {type Evidence, observationId} from "../evidence/evidence.js";
import type {Indicator, MissingKind} from "../evidence/tables.js";
import type {DrawOptions, Figure, FigureRow, Option} from "./figure.js";
import {countText, numberText, sentenceCase, textWidth, theCountry} from "./format.js";
import {evident, flowLinks, plot, yearTicks} from "./marks.js";
import {spread} from "./places.js";
import {missingNames} from "./standings.js";
import type {View} from "./view.js";

/** A country in one wave of a series. */
interface TrendRow extends FigureRow {
  iso3: string;
  country: string;
  /** One of the countries that the view names. */
  chosen: boolean;
  series: Indicator;
  year: number;
  value: number | undefined;
  missing: MissingKind | undefined;
  source: string;
  locator: string;
}

/** A series is offered when it has at least so many waves. */
const WAVES = 3;

/** From so many waves on, their marks are smaller and round years stand below them. */
const MANY = 12;

/** The series shown first: one of an instrument that is used, on a scale that leaves room to move. */
const FIRST = "oecd_ireg_sa_s";

/** One series over its waves: all countries, the chosen ones in front with their names at the end of their lines. */
export const trend: Figure<TrendRow> = {
  id: "trend",
  name: "Trend",
  question: "How did countries move on one series over the years?",
  options: (evidence): readonly Option[] => [
    {
      name: "series",
      label: "Series",
      values: seriesOf(evidence).map((d) => ({
        value: d.indicator_id,
        label: `${d.set ? `${d.set}: ` : ""}${d.name}`
      }))
    }
  ],
  countries: (evidence) => evidence.tables.countries.filter((d) => d.book_six).map((d) => d.iso3),
  limits: {min: 0, max: 12},
  rows: trendRows,
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Year", value: (d) => d.year, numeric: true, digits: 0},
    {name: "Value", value: (d) => d.value ?? null, numeric: true, digits: 3},
    {name: "Missing because", value: (d) => (d.missing ? missingNames[d.missing] : null)},
    {name: "Source", value: (d) => d.source || null},
    {name: "Where in the source", value: (d) => d.locator || null}
  ],
  title: (view, evidence) => {
    const found = chosenSeries(view, evidence);
    const years = found ? wavesOf(found, evidence) : [];
    return found ? `${found.name}, ${years[0]} to ${years.at(-1)}` : "Trend";
  },
  subtitle: (rows, view, evidence) => {
    const found = chosenSeries(view, evidence);
    if (!found) return "No series with three waves is in the evidence.";
    const waves = wavesOf(found, evidence);
    const covered = new Set(rows.filter((d) => d.value !== undefined).map((d) => d.iso3)).size;
    const broken = rows.some((d) => d.value === undefined && hasValues(d, rows)) || breaksOf(waves).length;
    const gap = broken
      ? " Lines stop where a wave is missing; dots alone are waves without a neighbour."
      : "";
    const warning = anchorsOf(found) || !found.caution ? "" : ` ${found.caution}`;
    return `${found.description} ${sentenceCase(found.unit)}; ${countText(waves.length)} waves, ${countText(covered)} countries.${gap}${warning}`;
  },
  finding: trendFinding,
  draw: drawTrend
};

/** The series among the indicators that have waves enough, the first one in front. */
function seriesOf(evidence: Evidence): Indicator[] {
  const all = evidence.tables.indicators.filter((d) => wavesOf(d, evidence).length >= WAVES);
  return [...all.filter((d) => d.indicator_id === FIRST), ...all.filter((d) => d.indicator_id !== FIRST)];
}

function chosenSeries({options}: View, evidence: Evidence): Indicator | undefined {
  const all = seriesOf(evidence);
  return all.find((d) => d.indicator_id === options.series) ?? all[0];
}

/** The years in which a country here has a value. */
function wavesOf({indicator_id}: Indicator, evidence: Evidence): number[] {
  const known = evidence
    .observationsOf(indicator_id)
    .filter((d) => d.value !== null && evidence.country(d.iso3));
  return [...new Set(known.map((d) => d.year))].sort((a, b) => a - b);
}

/** The waves after which at least one is missing: the step is more than half again as long as those beside it. */
function breaksOf(waves: readonly number[]): number[] {
  const step = (i: number) => (waves[i + 1] ?? NaN) - (waves[i] ?? NaN);
  return waves.filter((_, i) => {
    const beside = [step(i - 1), step(i + 1)].filter((d) => d > 0);
    return beside.length > 0 && step(i) > 1.5 * Math.max(...beside);
  });
}

function hasValues({iso3}: TrendRow, rows: readonly TrendRow[]): boolean {
  return rows.some((d) => d.iso3 === iso3 && d.value !== undefined);
}

function trendRows(evidence: Evidence, view: View): TrendRow[] {
  const series = chosenSeries(view, evidence);
  if (!series) return [];
  const waves = wavesOf(series, evidence);
  const countries = [...evidence.tables.countries].sort(
    (a, b) => Number(view.countries.includes(b.iso3)) - Number(view.countries.includes(a.iso3))
  );
  return countries.flatMap(({iso3, name, slug}) =>
    waves.map((year): TrendRow => {
      const found = evidence.observation(iso3, series.indicator_id, year);
      const value = found?.value ?? undefined;
      const missing = value === undefined ? (found?.missing ?? "source-silent") : undefined;
      return {
        key: `${iso3}:${series.indicator_id}:${year}`,
        label: `${name}, ${series.name}, ${year}: ${missing ? `no value, ${missingNames[missing]}` : `${numberText(value ?? 0)} (${series.unit})`}.`,
        href: `/countries/${slug}#indicators`,
        evidence: found ? [observationId(found)] : [],
        iso3,
        country: name,
        chosen: view.countries.includes(iso3),
        series,
        year,
        value,
        missing,
        source: found?.source_id ?? "",
        locator: found?.locator ?? ""
      };
    })
  );
}

function trendFinding(rows: TrendRow[], _view: View, _evidence: Evidence): string {
  const years = rows.map((d) => d.year);
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const moves = [...group(rows, (d) => d.iso3).values()].flatMap((own) => {
    const [a, b] = [from, to].map((year) => own.find((d) => d.year === year && d.value !== undefined));
    return a && b ? [{row: b, from: a.value ?? 0, to: b.value ?? 0}] : [];
  });
  if (!moves.length) return "No country has a value in both the first and the last wave.";
  const up = moves.filter((d) => d.to > d.from).length;
  const down = moves.filter((d) => d.to < d.from).length;
  const size = (d: {from: number; to: number}) => Math.abs(d.to - d.from);
  const [most] = moves.filter((d) => d.row.chosen).sort((a, b) => size(b) - size(a));
  const tail =
    most && size(most) > 0
      ? `; of the chosen ones ${theCountry(most.row.country)} moved furthest, from ${numberText(most.from)} to ${numberText(most.to)}`
      : "";
  return sentenceCase(
    `${countText(up)} of ${countText(moves.length)} countries lie higher in ${to} than in ${from} and ${countText(down)} lower${tail}.`
  );
}

/** A stretch of a country's line without a gap. */
interface Run {
  rows: TrendRow[];
  label: string;
}

function drawTrend(rows: TrendRow[], _view: View, {document, width, theme}: DrawOptions): SVGSVGElement {
  const narrow = width < 520;
  const known = rows.filter((d) => d.value !== undefined);
  const waves = [...new Set(known.map((d) => d.year))].sort((a, b) => a - b);
  const [from, to] = nice(...extent(known), 5);
  const marksOfScale = ticks(from, to, 5);
  const ends = [...group(known, (d) => d.iso3).values()]
    .flatMap((own) => own.filter((d) => d.chosen).slice(-1))
    .map((d) => ({d, name: narrow ? d.iso3 : d.country, value: (d.value ?? 0).toFixed(2).replace("-", "−")}));
  const bold = {size: 13, bold: true};
  const nameWidth = Math.max(0, ...ends.map((d) => textWidth(d.name, bold)));
  const valueWidth = Math.max(0, ...ends.map((d) => textWidth(d.value)));
  const marginLeft = Math.max(...marksOfScale.map((d) => textWidth(numberText(d)))) + 12;
  const marginRight = ends.length ? nameWidth + valueWidth + 26 : 14;
  const top = 10;
  const bottom = top + Math.max(narrow ? 280 : 360, ends.length * 17);
  const [first = 0, last = first + 1] = [waves[0], waves.at(-1)];
  const right = width - marginRight;
  const x = (year: number) =>
    marginLeft + 6 + ((year - first) / (last - first || 1)) * (right - marginLeft - 12);
  const y = (value: number) => bottom - ((value - from) / (to - from)) * (bottom - top);
  const yOf = (d: TrendRow) => y(d.value ?? 0);
  const runs = runsOf(known, waves);
  const chosen = runs.filter((d) => d.rows[0]?.chosen);
  const others = runs.filter((d) => !d.rows[0]?.chosen);
  const bridges = chosen.flatMap((run, i) => {
    const [a, b] = [run.rows.at(-1), chosen[i + 1]?.rows[0]];
    return a && b && a.iso3 === b.iso3 ? [{a, b}] : [];
  });
  const labelY = spread(
    ends.map(({d}) => yOf(d)),
    17,
    [top, bottom]
  );
  const labels = ends.map((d, i) => ({...d, y: labelY[i] ?? 0}));
  const line = (list: Run[]) =>
    list.filter((d) => d.rows.length > 1).flatMap((run) => run.rows.map((d) => ({d, run})));
  const alone = (list: Run[]) => list.filter((d) => d.rows.length === 1);
  const years = yearLabels(waves, x);
  const svg = plot(
    {
      height: bottom + 30,
      marks: [
        Plot.ruleY(marksOfScale, {y, x1: marginLeft, x2: right, stroke: theme.rule}),
        Plot.text(marksOfScale, {
          x: marginLeft - 6,
          y,
          text: (d: number) => numberText(d),
          textAnchor: "end",
          fontSize: 12,
          fill: theme.quiet
        }),
        Plot.ruleX(waves.length > MANY ? years : waves, {x, y1: bottom, y2: bottom + 5, stroke: theme.muted}),
        Plot.text(years, {x, y: bottom + 17, text: String, fontSize: 12, fill: theme.quiet}),
        Plot.line(line(others), {
          x: ({d}) => x(d.year),
          y: ({d}) => yOf(d),
          z: ({run}) => runs.indexOf(run),
          stroke: theme.muted,
          strokeWidth: 1,
          href: ({d}) => d.href,
          ariaLabel: ({run}) => run.label
        }),
        Plot.dot(alone(others), {
          x: ({rows: [d]}) => x(d?.year ?? 0),
          y: ({rows: [d]}) => (d ? yOf(d) : 0),
          r: 2,
          fill: theme.muted,
          href: ({rows: [d]}) => d?.href,
          ariaLabel: ({label}) => label
        }),
        Plot.link(bridges, {
          x1: ({a}) => x(a.year),
          x2: ({b}) => x(b.year),
          y1: ({a}) => yOf(a),
          y2: ({b}) => yOf(b),
          stroke: theme.accent,
          strokeWidth: 1.25,
          strokeDasharray: "1,4",
          strokeLinecap: "round"
        }),
        Plot.line(line(chosen), {
          x: ({d}) => x(d.year),
          y: ({d}) => yOf(d),
          z: ({run}) => runs.indexOf(run),
          stroke: theme.accent,
          strokeWidth: 2
        }),
        Plot.link(
          labels.filter(({d, y}) => Math.abs(yOf(d) - y) > 3),
          {
            x1: ({d}) => x(d.year) + 5,
            x2: right + 5,
            y1: ({d}) => yOf(d),
            y2: "y",
            stroke: theme.muted
          }
        ),
        Plot.dot(
          chosen.flatMap((d) => d.rows),
          {
            x: (d: TrendRow) => x(d.year),
            y: yOf,
            r: waves.length > MANY ? 2.75 : 4,
            fill: theme.accent,
            stroke: theme.background,
            strokeWidth: 1,
            ...evident
          }
        ),
        Plot.text(labels, {
          x: right + 8,
          y: "y",
          text: "name",
          textAnchor: "start",
          fontWeight: 600,
          fill: theme.accent
        }),
        Plot.text(labels, {
          x: width - 2,
          y: "y",
          text: "value",
          textAnchor: "end",
          fontSize: 12,
          fontVariant: "tabular-nums",
          fill: theme.quiet
        })
      ]
    },
    {document, width, theme}
  );
  const empty = [...group(rows, (d) => d.iso3).values()].flatMap((own) =>
    own.every((d) => d.value === undefined) ? own.slice(-1) : []
  );
  if (empty.length) {
    const items = empty.map((row) => ({text: row.country, row}));
    flowLinks(svg, items, {x: 1, y: bottom + 50, width: width - 2, lead: "No value:", theme});
  }
  return svg;
}

/** From the lowest to the highest value, with 0 where that is near. */
function extent(rows: readonly TrendRow[]): [number, number] {
  const values = rows.map((d) => d.value ?? 0);
  if (!values.length) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return [low - 0.5, high + 0.5];
  return [low >= 0 && low < (high - low) * 0.75 ? 0 : low, high];
}

/** The lines of all countries, broken where a wave is missing. */
function runsOf(known: readonly TrendRow[], waves: readonly number[]): Run[] {
  const breaks = new Set(breaksOf(waves));
  return [...group(known, (d) => d.iso3).values()].flatMap((own) => {
    const sorted = [...own].sort((a, b) => a.year - b.year);
    const runs: Run[] = [];
    let before: TrendRow | undefined;
    for (const row of sorted) {
      const next = before && waves[waves.indexOf(before.year) + 1] === row.year && !breaks.has(before.year);
      const last = runs.at(-1);
      if (next && last) last.rows.push(row);
      else runs.push({rows: [row], label: ""});
      before = row;
    }
    return runs.map((run) => ({...run, label: runLabel(run.rows)}));
  });
}

function runLabel(run: readonly TrendRow[]): string {
  const [a, b] = [run[0], run.at(-1)];
  if (!a || !b) return "";
  return a === b
    ? a.label
    : `${a.country}, ${a.series.name}: ${numberText(a.value ?? 0)} in ${a.year}, ${numberText(b.value ?? 0)} in ${b.year}.`;
}

/** The years that are written: of few waves those that fit, the first and the last among them; of many, round ones. */
function yearLabels(waves: readonly number[], x: (year: number) => number): number[] {
  const [first = 0, last = 0] = [waves[0], waves.at(-1)];
  if (waves.length > MANY) return yearTicks([first, last], Math.max(2, (x(last) - x(first)) / 50));
  const written = [first];
  for (const year of waves.slice(1, -1)) {
    if (x(year) - x(written.at(-1) ?? 0) >= 36 && x(last) - x(year) >= 36) written.push(year);
  }
  return last === first ? written : [...written, last];
}
