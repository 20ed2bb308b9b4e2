import * as Plot from "@observablehq/plot";
import {fitSufficiency} from "../analysis/fit.js";
import type {Result} from "../analysis/result.js";
import type {Evidence} from "../evidence/evidence.js";
import {
  type Axis,
  type AxisValue,
  axesOf,
  axisValues,
  type PairedRow,
  scaleOf,
  unknownValue
} from "./axes.js";
import {drawCells} from "./cells.js";
import type {DrawOptions, Figure, Option} from "./figure.js";
import {countText, noneText, sentenceCase, textWidth, theCountry} from "./format.js";
import {flowLinks, plot} from "./marks.js";
import {type LabelPlace, placeLabels, swarm} from "./places.js";
import {missingNames} from "./standings.js";
import type {View} from "./view.js";

/** Two sets or indicators against each other; with two sets of one instrument also the relation between them. */
export const scatter: Figure<PairedRow> = {
  id: "scatter",
  name: "Scatter",
  question: "How do two sets or indicators go together?",
  options: (evidence): readonly Option[] => {
    const values = axesOf(evidence).map(({id, name}) => ({value: id, label: name}));
    const [measured, used, ...others] = values;
    const across = measured && used ? [used, measured, ...others] : values;
    return [
      {name: "x", label: "Across", values: across},
      {name: "y", label: "Up", values}
    ];
  },
  countries: (evidence) => evidence.tables.countries.map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows: scatterRows,
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Across", value: (d) => d.axes.x.name},
    {name: "Years across", value: (d) => d.x.when || null},
    {name: "Value across", value: (d) => d.x.value ?? null, numeric: true, digits: 3},
    {name: "Missing across because", value: (d) => (d.x.missing ? missingNames[d.x.missing] : null)},
    {name: "Up", value: (d) => d.axes.y.name},
    {name: "Years up", value: (d) => d.y.when || null},
    {name: "Value up", value: (d) => d.y.value ?? null, numeric: true, digits: 3},
    {name: "Missing up because", value: (d) => (d.y.missing ? missingNames[d.y.missing] : null)}
  ],
  title: (view, evidence) => {
    const {x, y} = chosenAxes(view, evidence);
    return x.set && y.set && sameInstrument(x, y)
      ? `Is ${shortName(x, y)} a subset of ${shortName(y, x)}?`
      : `${x.name} and ${sentenceCase(y.name).replace(/^./, (c) => (y.set ? c.toLowerCase() : c))}`;
  },
  subtitle: (rows, view, evidence) => {
    const {x, y} = chosenAxes(view, evidence);
    const basis = [x, y].some((d) => d.kind === "coded") ? " Codings are ours, of the latest period." : "";
    const fit = relationOf(rows);
    const relation = fit
      ? ` Consistency: the share of X that lies in Y, ${shareWords(fit.inclS)}; coverage: the share of Y that X accounts for, ${shareWords(fit.covS)}; ${fit.n} of ${fit.of} countries have both values. Shaded: at least as far in Y as in X.`
      : x.middle === undefined && y.middle === undefined
        ? ""
        : " Thin lines: one half, or the crossover of an indicator.";
    return `Across: ${lower(x)} (${x.unit}). Up: ${lower(y)} (${y.unit}).${basis}${relation}`;
  },
  finding: scatterFinding,
  draw: drawScatter
};

function chosenAxes({options}: View, evidence: Evidence): {x: Axis; y: Axis} {
  const all = axesOf(evidence);
  const find = (id: string | undefined, usual: string) =>
    all.find((d) => d.id === id) ?? all.find((d) => d.id === usual) ?? all[0];
  const x = find(options.x, "indicators-I");
  const y = find(options.y, "indicators-M");
  if (!x || !y) throw new Error("there is nothing to draw across or up");
  return {x, y};
}

function lower({name, set}: Axis): string {
  return set ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** The name of a set; with its reading where the other one is of another reading. */
function shortName(axis: Axis, other: Axis): string {
  const [name = "", way = ""] = axis.name.split(", ");
  const inside = `“${name.toLowerCase()}”`;
  const one = axis.id.split("-")[0] === other.id.split("-")[0];
  return one ? inside : `${inside} in ${way === "practice" ? way : `the ${way}`}`;
}

/** The two instruments are never mixed in a relation between sets. */
function sameInstrument(x: Axis, y: Axis): boolean {
  return x.set !== undefined && y.set !== undefined && x.kind === y.kind;
}

function scatterRows(evidence: Evidence, view: View): PairedRow[] {
  const axes = chosenAxes(view, evidence);
  const xs = axisValues(axes.x, evidence);
  const ys = axisValues(axes.y, evidence);
  const {countries} = evidence.tables;
  const some = countries.some((d) => !view.countries.includes(d.iso3));
  return countries.map(({iso3, name, slug}) => {
    const x = xs.get(iso3) ?? unknownValue(axes.x);
    const y = ys.get(iso3) ?? unknownValue(axes.y);
    const said = ({name}: Axis, {said, when, value}: AxisValue) =>
      `${name}${when ? ` (${when})` : ""}: ${value === undefined ? `no value, ${said}` : said}`;
    return {
      key: iso3,
      label: `${name}. ${said(axes.x, x)}. ${said(axes.y, y)}.`,
      href: `/countries/${slug}#${x.anchor}`,
      evidence: [...new Set([...x.evidence, ...y.evidence])],
      iso3,
      country: name,
      chosen: some && view.countries.includes(iso3),
      some,
      axes,
      x,
      y
    };
  });
}

function bothKnown(rows: readonly PairedRow[]): PairedRow[] {
  return rows.filter((d) => d.x.value !== undefined && d.y.value !== undefined);
}

function relationOf(rows: readonly PairedRow[]): ReturnType<typeof fitSufficiency> | undefined {
  const [first] = rows;
  if (!first || !sameInstrument(first.axes.x, first.axes.y)) return undefined;
  return fitSufficiency(
    rows.map((d) => d.x.value),
    rows.map((d) => d.y.value)
  );
}

function shareWords({value, reason}: Result): string {
  return value === undefined ? `not defined (${reason})` : value.toFixed(2);
}

function scatterFinding(rows: PairedRow[], _view: View, _evidence: Evidence): string {
  const both = bothKnown(rows);
  const [first] = both;
  if (!first) return "No country has a value on both.";
  const {x, y} = first.axes;
  if (x.id === y.id)
    return "The same is drawn across and up, so that every country lies on one line: choose another for one of the axes.";
  const head = `of ${countText(both.length)} countries with both values`;
  const fit = relationOf(rows);
  if (fit) {
    const inside = both.filter((d) => (d.y.value ?? 0) >= (d.x.value ?? 0) - 1e-9).length;
    const rate =
      fit.inclS.value === undefined
        ? `nothing can be said of consistency: ${fit.inclS.reason}`
        : `consistency is ${shareWords(fit.inclS)}, coverage ${shareWords(fit.covS)}`;
    return sentenceCase(
      `${head}, ${countText(inside)} ${inside === 1 ? "is" : "are"} at least as far in ${shortName(y, x)} as in ${shortName(x, y)}; ${rate}.`
    );
  }
  if (x.middle !== undefined && y.middle !== undefined) {
    const [mx, my] = [x.middle, y.middle];
    const above = both.filter((d) => (d.x.value ?? 0) > mx && (d.y.value ?? 0) > my).length;
    const below = both.filter((d) => (d.x.value ?? 0) < mx && (d.y.value ?? 0) < my).length;
    return sentenceCase(
      `${head}, ${noneText(above)} ${above === 1 ? "lies" : "lie"} above the middle on both, ${noneText(below)} below it on both and ${noneText(both.length - above - below)} elsewhere.`
    );
  }
  const top = (of: "x" | "y") =>
    both.reduce((a, b) => ((b[of].value ?? 0) > (a[of].value ?? 0) ? b : a)).country;
  const [across, up] = [theCountry(top("x")), theCountry(top("y"))];
  return sentenceCase(
    across === up
      ? `${head}, ${across} is highest on both ${lower(x)} and ${lower(y)}.`
      : `${head}, ${across} is highest on ${lower(x)} and ${up} on ${lower(y)}.`
  );
}

/** A dot with its label. */
interface Dot {
  row: PairedRow;
  x: number;
  y: number;
  text: string;
  r: number;
  must: boolean;
  place: LabelPlace | undefined;
}

function drawScatter(rows: PairedRow[], _view: View, options: DrawOptions): SVGSVGElement {
  const {width, theme} = options;
  const both = bothKnown(rows);
  const axes = rows[0]?.axes;
  const relation = relationOf(rows);
  const narrow = width < 520;
  // What the relation comes to stands beside the name of the upright axis, or below it.
  const words = relation
    ? [`X ⊆ Y: consistency ${shareWords(relation.inclS)}, coverage ${shareWords(relation.covS)}`]
    : [];
  const below = textWidth(`${words[0] ?? ""}${axes?.y.name ?? ""}`, {size: 13}) > width - 40;
  const top = below && words.length ? 52 : 34;
  const head = [
    Plot.text(axes ? [axes.y.name] : [], {
      x: 0,
      y: 10,
      text: (d) => `↑ ${d}`,
      textAnchor: "start",
      fill: theme.ink
    }),
    Plot.text(words, {
      x: below ? 0 : width - 2,
      y: below ? 29 : 10,
      text: (d) => d,
      textAnchor: below ? "start" : "end",
      fontSize: 12,
      fill: theme.quiet
    })
  ];
  const coded = axes?.x.kind === "coded" && axes.y.kind === "coded";
  const {svg, bottom} = coded
    ? drawCells(both, {...options, top, head, relation: relation !== undefined})
    : drawDots(both, {...options, top, head, narrow, relation: relation !== undefined});
  const lost = rows.filter((d) => !both.includes(d));
  if (lost.length) {
    const items = lost.map((row) => ({text: row.country, row}));
    flowLinks(svg, items, {x: 1, y: bottom + 20, width: width - 2, lead: "Not both values:", theme});
  }
  return svg;
}

interface DotOptions extends DrawOptions {
  top: number;
  head: Plot.Markish[];
  narrow: boolean;
  /** Draws the line on which both memberships are the same. */
  relation: boolean;
}

function drawDots(
  both: PairedRow[],
  {document, width, theme, top, head, narrow, relation}: DotOptions
): {svg: SVGSVGElement; bottom: number} {
  const axes = both[0]?.axes;
  const xScale = scaleOf(
    axes?.x,
    both.map((d) => d.x.value ?? 0),
    narrow ? 4 : 6
  );
  const yScale = scaleOf(
    axes?.y,
    both.map((d) => d.y.value ?? 0),
    5
  );
  const marginLeft = Math.max(12, ...yScale.ticks.map((d) => textWidth(d.text))) + 12;
  const right = width - (narrow ? 12 : 24);
  const bottom = top + Math.min(right - marginLeft, narrow ? 400 : 470);
  const inset = 14;
  const x = (v: number) => marginLeft + inset + xScale.at(v) * (right - marginLeft - 2 * inset);
  const y = (v: number) => bottom - inset - yScale.at(v) * (bottom - top - 2 * inset);
  const dots = dotsOf(both, {x, y, bounds: {x1: marginLeft, x2: width, y1: top - 8, y2: bottom}});
  const known = dots.filter((d) => d.place !== undefined);
  const shade = [0, 1].map((v) => ({x: x(v), y: y(v)}));
  const svg = plot(
    {
      height: bottom + 44,
      marks: [
        ...(relation
          ? [
              Plot.areaY(shade, {x: "x", y1: "y", y2: y(1), fill: theme.wash}),
              Plot.link([0], {x1: x(0), x2: x(1), y1: y(0), y2: y(1), stroke: theme.quiet})
            ]
          : []),
        Plot.ruleX(xScale.ticks, {x: (d) => x(d.value), y1: top, y2: bottom, stroke: theme.rule}),
        Plot.ruleY(yScale.ticks, {y: (d) => y(d.value), x1: marginLeft, x2: right, stroke: theme.rule}),
        Plot.ruleX(axes?.x.middle === undefined ? [] : [axes.x.middle], {
          x,
          y1: top,
          y2: bottom,
          stroke: theme.quiet,
          strokeWidth: 0.75
        }),
        Plot.ruleY(axes?.y.middle === undefined ? [] : [axes.y.middle], {
          y,
          x1: marginLeft,
          x2: right,
          stroke: theme.quiet,
          strokeWidth: 0.75
        }),
        Plot.text(xScale.ticks, {
          x: (d) => x(d.value),
          y: bottom + 12,
          text: "text",
          fontSize: 12,
          fill: theme.quiet
        }),
        Plot.text(yScale.ticks, {
          x: marginLeft - 8,
          y: (d) => y(d.value),
          text: "text",
          textAnchor: "end",
          fontSize: 12,
          fill: theme.quiet
        }),
        ...head,
        Plot.text(axes ? [axes.x.name] : [], {
          x: right,
          y: bottom + 34,
          text: (d) => `${d} →`,
          textAnchor: "end",
          fill: theme.ink
        }),
        Plot.link(
          known.filter((d) => d.place?.far),
          {x1: "x", y1: "y", x2: (d: Dot) => d.place?.x, y2: (d: Dot) => d.place?.y, stroke: theme.muted}
        ),
        Plot.dot(dots, {
          x: "x",
          y: "y",
          r: "r",
          fill: ({row}: Dot) => (!row.some ? theme.ink : row.chosen ? theme.accent : theme.muted),
          stroke: theme.background,
          strokeWidth: 1,
          href: ({row}: Dot) => row.href,
          ariaLabel: ({row}: Dot) => row.label
        }),
        ...(["start", "middle", "end"] as const).flatMap((anchor) =>
          [true, false].map((must) =>
            Plot.text(
              known.filter((d) => d.place?.anchor === anchor && d.must === must),
              {
                x: (d: Dot) => d.place?.x,
                y: (d: Dot) => d.place?.y,
                text: "text",
                textAnchor: anchor,
                fontSize: 12,
                fontWeight: must ? 600 : 400,
                fill: must ? theme.accent : theme.quiet,
                stroke: theme.background,
                strokeWidth: 3,
                pointerEvents: "none"
              }
            )
          )
        )
      ]
    },
    {document, width, theme}
  );
  return {svg, bottom: bottom + 42};
}

function dotsOf(
  rows: readonly PairedRow[],
  {x, y, bounds}: {x(v: number): number; y(v: number): number; bounds: Parameters<typeof placeLabels>[1]}
): Dot[] {
  const sorted = [...rows].sort((a, b) => Number(b.chosen) - Number(a.chosen));
  const places = sorted.map((d) => ({x: x(d.x.value ?? 0), y: y(d.y.value ?? 0)}));
  const coded = rows[0]?.axes.x.kind === "coded" ? "x" : rows[0]?.axes.y.kind === "coded" ? "y" : undefined;
  const shifts = coded ? swarm(places, {apart: 11, along: coded}) : places.map(() => 0);
  const dots = sorted.map((row, i) => {
    const at = places[i] ?? {x: 0, y: 0};
    const shift = shifts[i] ?? 0;
    const must = row.chosen;
    return {
      row,
      x: at.x + (coded === "x" ? shift : 0),
      y: at.y + (coded === "y" ? shift : 0),
      text: must ? row.country : row.iso3,
      r: must ? 5.5 : 4.5,
      must
    };
  });
  const labels = placeLabels(dots, bounds);
  return dots.map((d, i) => ({...d, place: labels[i]})).reverse();
}
