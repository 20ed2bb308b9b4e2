import * as Plot from "@observablehq/plot";
import {nice, ticks} from "d3";
import {directCalibration} from "../analysis/calibration.js";
import {anchorsOf} from "../analysis/standing.js";
import {type Evidence, observationId} from "../evidence/evidence.js";
import {isSurveyItem} from "../evidence/surveys.js";
import type {Indicator, MissingKind, Observation} from "../evidence/tables.js";
import type {DrawOptions, Figure, FigureRow, Option} from "./figure.js";
import {countText, listText, numberText, sentenceCase, textWidth, theCountry} from "./format.js";
import {evident, flowLinks, plot} from "./marks.js";
import {missingNames, setNames} from "./standings.js";
import type {View} from "./view.js";

/** A country on one indicator. */
interface IndicatorRow extends FigureRow {
  iso3: string;
  country: string;
  /** One of the countries that the view names. */
  chosen: boolean;
  indicator: Indicator;
  value: number | undefined;
  missing: MissingKind | undefined;
  /** The value of the earlier wave, where it can be compared. */
  before: number | undefined;
  /** Year of the earlier wave. */
  since: number | undefined;
  /** Membership in the set of the indicator, 0 to 1. */
  membership: number | undefined;
  source: string;
  locator: string;
}

/** Pixels from row to row: the same on a phone, so that its drawing packs well beside the wide one. */
const ROW = 20;

/** One indicator: all countries with a value, the chosen ones marked, two waves and the three anchors. */
export const indicator: Figure<IndicatorRow> = {
  id: "indicator",
  name: "Indicator",
  question: "Where do countries stand on one indicator?",
  options: indicatorOptions,
  countries: (evidence) => evidence.tables.countries.filter((d) => d.book_six).map((d) => d.iso3),
  limits: {min: 0, max: 42},
  rows: indicatorRows,
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Indicator", value: (d) => d.indicator.name},
    {name: "Year", value: (d) => d.indicator.year, numeric: true, digits: 0},
    {name: "Value", value: (d) => d.value ?? null, numeric: true, digits: 3},
    {name: "Missing because", value: (d) => (d.missing ? missingNames[d.missing] : null)},
    {name: "Earlier year", value: (d) => d.since ?? null, numeric: true, digits: 0},
    {name: "Earlier value", value: (d) => d.before ?? null, numeric: true, digits: 3},
    {name: "Set", value: (d) => d.indicator.set ?? "shown, not used"},
    {name: "Membership", value: (d) => d.membership ?? null, numeric: true, digits: 2},
    {name: "Source", value: (d) => d.source || null},
    {name: "Where in the source", value: (d) => d.locator || null}
  ],
  title: (view, evidence) => chosenIndicator(view, evidence)?.name ?? "Indicator",
  subtitle: (rows, view, evidence) => {
    const found = chosenIndicator(view, evidence);
    if (!found) return "No indicator is in the evidence.";
    const known = rows.filter((d) => d.value !== undefined).length;
    const since = rows.find((d) => d.since !== undefined)?.since;
    const waves = since === undefined ? "" : ` Ring: ${since}; dot: ${found.year}.`;
    const use = found.set
      ? ` One of the indicators of the set ${found.set}, ${setNames[found.set].toLowerCase()}; the lines are the anchors for out, the crossover and in.`
      : anchorsOf(found)
        ? " Used for no set; the lines are those of the producer."
        : isSurveyItem(found)
          ? " An answer to a survey, used for no set."
          : " Shown, used for no set.";
    return `${found.description} ${sentenceCase(found.unit)}, ${found.year}, ${countText(known)} countries.${waves}${use}`;
  },
  finding: indicatorFinding,
  draw: drawIndicator
};

function indicatorOptions(evidence: Evidence): readonly Option[] {
  const values = evidence.tables.indicators.map((d) => ({
    value: d.indicator_id,
    label: `${d.set ? `${d.set}: ` : ""}${d.name}`,
    ...(isSurveyItem(d) ? {group: evidence.series(d.indicator_id)?.producer ?? "Surveys"} : {})
  }));
  return [{name: "indicator", label: "Indicator", values}];
}

function chosenIndicator({options}: View, evidence: Evidence): Indicator | undefined {
  return evidence.indicator(options.indicator ?? "") ?? evidence.tables.indicators[0];
}

function indicatorRows(evidence: Evidence, view: View): IndicatorRow[] {
  const found = chosenIndicator(view, evidence);
  if (!found) return [];
  const anchors = anchorsOf(found);
  const membershipOf =
    anchors && found.set ? directCalibration(anchors, {logOdds: evidence.scheme.logOdds}) : () => undefined;
  const since = earlierWave(found, evidence);
  const chosen = new Set(view.countries);
  return evidence.tables.countries
    .map((country) => {
      const now = evidence.observation(country.iso3, found.indicator_id, found.year);
      const then =
        since === undefined ? undefined : evidence.observation(country.iso3, found.indicator_id, since);
      const value = now?.value ?? undefined;
      const before = value === undefined ? undefined : (then?.value ?? undefined);
      const missing = value === undefined ? (now?.missing ?? "source-silent") : undefined;
      const membership = membershipOf(value);
      const seen = [now, before === undefined ? undefined : then].filter(
        (d): d is Observation => d !== undefined
      );
      return {
        key: `${country.iso3}:${found.indicator_id}`,
        label: sentence(country.name, found, {value, missing, before, since, membership}),
        href: `/countries/${country.slug}#indicators`,
        evidence: seen.map(observationId),
        iso3: country.iso3,
        country: country.name,
        chosen: chosen.has(country.iso3),
        indicator: found,
        value,
        missing,
        before,
        since: before === undefined ? undefined : since,
        membership,
        source: now?.source_id ?? "",
        locator: now?.locator ?? ""
      };
    })
    .sort((a, b) => order(b) - order(a) || (b.before ?? -Infinity) - (a.before ?? -Infinity) || 0);
}

function order({value, indicator: {direction}}: IndicatorRow): number {
  if (value === undefined) return -1e12;
  return direction === "falls" ? -value : value;
}

function sentence(
  country: string,
  {name, year, unit, set}: Indicator,
  {
    value,
    missing,
    before,
    since,
    membership
  }: Pick<IndicatorRow, "value" | "missing" | "before" | "since" | "membership">
): string {
  if (value === undefined)
    return `${country}, ${name}, ${year}: no value, ${missingNames[missing ?? "source-silent"]}.`;
  const then = before === undefined ? "" : `, ${numberText(before)} in ${since}`;
  const member = membership === undefined ? "" : `, membership ${membership.toFixed(2)} in ${set}`;
  return `${country}, ${name}, ${year}: ${numberText(value)} (${unit})${then}${member}.`;
}

/**
 * The earliest wave of the ten years before that can be laid beside the one in use: at least three years older, for
 * three quarters of its countries, on a scale whose levels mean something of their own (it has anchors), and not
 * ruled out by the note on the indicator.
 */
function earlierWave(found: Indicator, evidence: Evidence): number | undefined {
  if (!anchorsOf(found) || /not comparable/i.test(found.caution ?? "")) return undefined;
  const known = evidence.observationsOf(found.indicator_id).filter((d) => d.value !== null);
  const count = (year: number) => known.filter((d) => d.year === year).length;
  const years = [...new Set(known.map((d) => d.year))].sort((a, b) => a - b);
  return years.find(
    (year) => year >= found.year - 10 && year <= found.year - 3 && count(year) >= 0.75 * count(found.year)
  );
}

function indicatorFinding(rows: IndicatorRow[], view: View, evidence: Evidence): string {
  const found = chosenIndicator(view, evidence);
  const known = rows.filter((d) => d.value !== undefined);
  const [top] = known;
  if (!found || !top) return "No country has a value on this indicator.";
  const anchors = anchorsOf(found);
  const lost = rows.filter((d) => d.chosen && d.value === undefined).map((d) => theCountry(d.country));
  const gap = lost.length
    ? `; for ${lost.length > 4 ? `${countText(lost.length)} of the chosen countries` : listText(lost)} there is no value`
    : "";
  if (anchors) {
    const rises = anchors.exclusion < anchors.inclusion;
    const side = rises ? "above" : "below";
    const inside = (d: IndicatorRow) =>
      rises ? (d.value ?? 0) > anchors.crossover : (d.value ?? 0) < anchors.crossover;
    const own = known.filter((d) => d.chosen);
    const chosen =
      own.length > 1
        ? `, ${own.some(inside) ? countText(own.filter(inside).length) : "none"} of the ${countText(own.length)} chosen ones among them`
        : own.length === 1 && own[0]
          ? `, ${theCountry(own[0].country)} ${inside(own[0]) ? "among them" : "not among them"}`
          : "";
    return sentenceCase(
      `${countText(known.filter(inside).length)} of ${countText(known.length)} countries ${known.filter(inside).length === 1 ? "lies" : "lie"} ${side} the crossover of ${numberText(anchors.crossover)}${chosen}${gap}.`
    );
  }
  if (isSurveyItem(found)) {
    const own = known.filter((d) => d.value === 1);
    const chosen = own.filter((d) => d.chosen).map((d) => theCountry(d.country));
    const among = chosen.length ? `, ${listText(chosen)} among them` : "";
    return sentenceCase(
      `${countText(own.length)} of the ${countText(known.length)} countries that answered selected this${among}${gap}.`
    );
  }
  const bottom = known.at(-1) ?? top;
  return sentenceCase(
    `${theCountry(top.country)} has the highest value (${numberText(top.value ?? 0)}) of ${countText(known.length)} countries and ${theCountry(bottom.country)} the lowest (${numberText(bottom.value ?? 0)})${gap}.`
  );
}

function drawIndicator(
  rows: IndicatorRow[],
  view: View,
  {document, width, theme}: DrawOptions
): SVGSVGElement {
  const known = rows.filter((d) => d.value !== undefined);
  const missing = rows.filter((d) => d.value === undefined);
  const found = rows[0]?.indicator;
  const anchors = found && anchorsOf(found);
  const narrow = width < 520;
  const marginLeft = Math.max(0, ...known.map((d) => textWidth(d.country, {size: 13, bold: d.chosen}))) + 12;
  const marginRight = Math.max(0, ...known.map((d) => textWidth((d.value ?? 0).toFixed(2)))) + 14;
  const item = found !== undefined && isSurveyItem(found);
  const domain: [number, number] = item ? [0, 1] : domainOf(known, anchors ? Object.values(anchors) : []);
  const [left, right] = [marginLeft + 6, width - marginRight - 6];
  const x = (value: number) => left + ((value - domain[0]) / (domain[1] - domain[0])) * (right - left);
  const labels = anchors
    ? anchorLabels(
        [
          {name: "out", value: anchors.exclusion},
          {name: "crossover", value: anchors.crossover},
          {name: "in", value: anchors.inclusion}
        ],
        {x, right: width}
      )
    : [];
  const marginTop = 14 + (labels.length ? 17 * (Math.max(...labels.map((d) => d.line)) + 1) : 17);
  const y = (d: IndicatorRow) => marginTop + 10 + known.indexOf(d) * ROW;
  const end = marginTop + known.length * ROW + 6;
  const marksOfScale = anchors ? [] : item ? [0, 1] : ticks(domain[0], domain[1], narrow ? 3 : 6);
  const digits = known.every((d) => Number.isInteger(d.value)) ? 0 : 2;
  const written = (d: IndicatorRow) => (d.value ?? 0).toFixed(digits).replace("-", "−");
  const moved = known.filter((d) => d.before !== undefined);
  const colour = (d: IndicatorRow) => (d.chosen || !view.countries.length ? theme.accent : theme.muted);
  const svg = plot(
    {
      height: end,
      marks: [
        Plot.ruleY(known, {y, x1: left, x2: right, stroke: theme.rule}),
        Plot.ruleX(labels, {
          x: "x",
          y1: (d) => marginTop - 8 - 17 * (labels.length ? d.line : 0),
          y2: end,
          stroke: (d) => (d.name === "crossover" ? theme.quiet : theme.muted)
        }),
        Plot.text(labels, {
          x: "textX",
          y: (d) => marginTop - 16 - 17 * d.line,
          text: "text",
          textAnchor: "middle",
          fontSize: 12,
          fill: theme.quiet,
          stroke: theme.background,
          strokeWidth: 4
        }),
        Plot.text(marksOfScale, {
          x,
          y: marginTop - 10,
          text: (d: number) => numberText(d),
          fontSize: 12,
          fill: theme.quiet
        }),
        ...[true, false].map((chosen) =>
          Plot.text(
            known.filter((d) => d.chosen === chosen),
            {
              x: marginLeft - 10,
              y,
              text: "country",
              textAnchor: "end",
              fill: chosen ? theme.ink : theme.quiet,
              fontWeight: chosen ? 600 : 400
            }
          )
        ),
        Plot.text(known, {
          x: width - 2,
          y,
          text: written,
          textAnchor: "end",
          fontSize: 12,
          fontVariant: "tabular-nums",
          fill: (d: IndicatorRow) => (d.chosen ? theme.ink : theme.quiet)
        }),
        Plot.link(moved, {
          x1: (d: IndicatorRow) => x(d.before ?? 0),
          x2: (d: IndicatorRow) => x(d.value ?? 0),
          y1: y,
          y2: y,
          stroke: colour,
          strokeWidth: 1.25
        }),
        Plot.dot(moved, {
          x: (d: IndicatorRow) => x(d.before ?? 0),
          y,
          r: 4,
          fill: theme.background,
          stroke: colour,
          strokeWidth: 1.25
        }),
        Plot.dot(known, {
          x: (d: IndicatorRow) => x(d.value ?? 0),
          y,
          r: (d: IndicatorRow) => (d.chosen ? 5.5 : 4.5),
          fill: colour,
          stroke: theme.background,
          strokeWidth: 1,
          ...evident
        })
      ]
    },
    {document, width, theme}
  );
  if (missing.length) {
    const items = missing.map((row) => ({
      text:
        row.missing && row.missing !== "source-silent"
          ? `${row.country} (${missingNames[row.missing]})`
          : row.country,
      row
    }));
    flowLinks(svg, items, {x: 1, y: end + 20, width: width - 2, lead: "No value:", theme});
  }
  return svg;
}

/** From the lowest to the highest of the values and anchors, with 0 where that is near. */
function domainOf(rows: readonly IndicatorRow[], anchors: readonly number[]): [number, number] {
  const values = [...rows.flatMap((d) => [d.value, d.before]), ...anchors].filter((v) => v !== undefined);
  if (!values.length) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const from = low >= 0 && low < (high - low) * 0.75 ? 0 : low;
  return from === high ? [from - 0.5, high + 0.5] : anchors.length ? [from, high] : nice(from, high, 6);
}

/** Labels of the anchors, one line up for each that would run into the one before. */
function anchorLabels(
  anchors: readonly {name: string; value: number}[],
  {x, right}: {x(value: number): number; right: number}
): {name: string; text: string; x: number; textX: number; line: number}[] {
  const ends: number[] = [];
  return [...anchors]
    .sort((a, b) => a.value - b.value)
    .map(({name, value}) => {
      const text = `${name} ${numberText(value)}`;
      const half = textWidth(text) / 2;
      const textX = Math.max(half + 1, Math.min(right - half - 1, x(value)));
      let line = ends.findIndex((end) => end < textX - half - 8);
      if (line < 0) line = ends.length;
      ends[line] = textX + half;
      return {name, text, x: x(value), textX, line};
    });
}
