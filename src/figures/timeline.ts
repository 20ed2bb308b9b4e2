import * as Plot from "@observablehq/plot";
import type {Evidence} from "../evidence/evidence.js";
import type {CountryEvent} from "../evidence/tables.js";
import type {DrawOptions, Figure, FigureRow} from "./figure.js";
import {countText, listText, sentenceCase, textWidth, theCountry, wrapEvenly} from "./format.js";
import {plot, yearTicks} from "./marks.js";
import type {View} from "./view.js";

/** A dated reform. */
interface EventRow extends FigureRow {
  iso3: string;
  country: string;
  year: number;
  end: number | null;
  title: string;
  kind: string;
  summary: string;
  source: string;
  locator: string;
}

/** How events of one kind are drawn, and the sign for it in the subtitle. */
interface Kind {
  kind: string;
  name: string;
  sign: string;
  symbol: "diamond" | "square" | "circle" | "triangle" | "times" | "star";
  filled: boolean;
}

/** What is set up is filled, what is looked into is hollow, what ends is crossed: told apart by shape, not by colour. */
const kinds: readonly Kind[] = [
  {kind: "law", name: "Laws", sign: "◆", symbol: "diamond", filled: true},
  {kind: "framework", name: "Frameworks", sign: "■", symbol: "square", filled: true},
  {kind: "reform", name: "Reforms", sign: "●", symbol: "circle", filled: true},
  {kind: "institution", name: "Institutions", sign: "▲", symbol: "triangle", filled: true},
  {kind: "audit", name: "Audits", sign: "○", symbol: "circle", filled: false},
  {kind: "review", name: "Reviews", sign: "□", symbol: "square", filled: false},
  {kind: "abolition", name: "Abolitions", sign: "×", symbol: "times", filled: false}
];

/** The first and the last year that are drawn in full; what is older stands at the left edge. */
const WINDOW = {from: 1976, to: 2027};

/** Dated reforms in lanes: by kind for one country, by country for several. */
export const timeline: Figure<EventRow> = {
  id: "timeline",
  name: "Reforms",
  question: "Which reforms came when?",
  options: [],
  countries: (evidence) => evidence.tables.countries.filter((d) => d.book_six).map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows: (evidence, view) =>
    view.countries.flatMap((iso3) => evidence.eventsOf(iso3).map((event) => eventRow(event, evidence))),
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Year", value: (d) => d.year, numeric: true, digits: 0},
    {name: "To", value: (d) => d.end, numeric: true, digits: 0},
    {name: "Kind", value: (d) => d.kind},
    {name: "Title", value: (d) => d.title},
    {name: "What happened", value: (d) => d.summary},
    {name: "Source", value: (d) => d.source},
    {name: "Where in the source", value: (d) => d.locator}
  ],
  title: (view, evidence) =>
    view.countries.length === 1
      ? `Reforms in ${theCountry(evidence.country(view.countries[0] ?? "")?.name ?? "a country")}`
      : "Reforms, audits and reviews by country",
  subtitle: (rows) => {
    const key = kindsOf(rows)
      .map((d) => `${d.sign} ${d.name.toLowerCase()}`)
      .join(", ");
    const years = rows.length ? `, ${yearsText(rows)}` : "";
    const bars = rows.some((d) => d.end !== null) ? " A bar runs to the year in which the event ended." : "";
    const older = rows.some((d) => d.year < WINDOW.from)
      ? ` What is older than ${WINDOW.from} stands at the left edge.`
      : "";
    return `Dated events in the evidence${years}: ${key || "none"}.${bars}${older} The list is as long as the sources read, not as long as history.`;
  },
  finding: timelineFinding,
  draw: (rows, _view, options) =>
    new Set(rows.map((d) => d.iso3)).size > 1 ? drawCountries(rows, options) : drawKinds(rows, options)
};

function eventRow(event: CountryEvent, evidence: Evidence): EventRow {
  const country = evidence.country(event.iso3);
  const name = country?.name ?? event.iso3;
  const years = event.end_year === null ? event.year : `${event.year}–${event.end_year}`;
  return {
    key: event.event_id,
    label: `${name}, ${years}, ${event.kind}: ${event.title}.`,
    href: `/countries/${country?.slug ?? ""}#${event.event_id}`,
    evidence: [event.event_id],
    iso3: event.iso3,
    country: name,
    year: event.year,
    end: event.end_year,
    title: event.title,
    kind: event.kind,
    summary: event.summary,
    source: event.source_id,
    locator: event.locator
  };
}

function yearsText(rows: readonly EventRow[]): string {
  return `${Math.min(...rows.map((d) => d.year))} to ${Math.max(...rows.map((d) => d.end ?? d.year))}`;
}

function timelineFinding(rows: EventRow[], view: View, evidence: Evidence): string {
  const names = view.countries.map((iso3) => theCountry(evidence.country(iso3)?.name ?? iso3));
  if (!rows.length)
    return `The evidence dates no reform in ${names.length > 5 ? "these countries" : listText(names)}.`;
  const decades = new Map<number, number>();
  for (const {year} of rows)
    decades.set(Math.floor(year / 10) * 10, (decades.get(Math.floor(year / 10) * 10) ?? 0) + 1);
  const [busiest] = [...decades].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  const ended = rows.filter((d) => d.kind === "abolition" || d.end !== null).length;
  const where =
    names.length === 1
      ? ` in ${names[0]}`
      : ` in ${countText(new Set(rows.map((d) => d.iso3)).size)} countries`;
  const one = rows.length === 1;
  const most =
    busiest && !one
      ? `, ${busiest[1] === rows.length ? "all" : countText(busiest[1])} of them in the ${busiest[0]}s`
      : "";
  const tail = ended ? `, and ${countText(ended)} ${ended === 1 ? "has" : "have"} a known end` : "";
  return sentenceCase(
    `${countText(rows.length)} dated ${one ? "event is" : "events are"} found${where}${most}${tail}.`
  );
}

/** One country: a lane for each kind; titles stand beside their marks wherever there is room. */
function drawKinds(rows: EventRow[], {document, width, theme}: DrawOptions): SVGSVGElement {
  const narrow = width < 560;
  const marginLeft = narrow ? 8 : 96;
  const marginRight = 10;
  const domain = domainOf(rows);
  const x = scaleOf(domain, marginLeft, width - marginRight);
  const lineHeight = 15;
  let top = 30;
  const places: Place[] = [];
  const lanes: {name: string; y: number; top: number}[] = [];
  for (const {kind, name} of kindsOf(rows)) {
    const own = rows.filter((d) => d.kind === kind);
    const first = top + (narrow ? 22 : 0);
    const {placed, height} = placeLabels(own, {
      x,
      left: narrow ? 0 : marginLeft,
      right: width - 2,
      room: narrow ? 170 : 250,
      lineHeight
    });
    lanes.push({name, y: narrow ? top + 6 : top + 9, top});
    for (const d of placed) places.push({...d, y: d.y + first});
    top = first + height + 10;
  }
  const height = top;
  const labelled = places.filter((d) => d.lines.length);
  return plot(
    {
      height,
      marks: [
        ...yearLines(yearTicks(domain, (width - marginLeft) / 62), {x, height, theme}),
        Plot.ruleY(lanes.slice(1), {y: (d) => d.top - 5, x1: 0, x2: width, stroke: theme.rule}),
        Plot.text(lanes, {
          x: 0,
          y: "y",
          text: "name",
          textAnchor: "start",
          fill: theme.ink,
          fontWeight: 600,
          stroke: theme.background,
          strokeWidth: 4
        }),
        ...eventMarks(places, {x, theme}),
        ...(["start", "end"] as const).map((textAnchor) =>
          Plot.text(
            labelled.filter((d) => d.anchor === textAnchor),
            {
              x: "textX",
              y: (d: Place) => d.y - lineHeight / 2,
              text: (d: Place) => d.lines.join("\n"),
              textAnchor,
              lineAnchor: "top",
              lineHeight: 1.25,
              fontSize: 12,
              fill: theme.ink,
              stroke: theme.background,
              strokeWidth: 3,
              pointerEvents: "none"
            }
          )
        )
      ]
    },
    {document, width, theme}
  );
}

/** Several countries: a lane for each, marks of the same time stacked. */
function drawCountries(rows: EventRow[], {document, width, theme}: DrawOptions): SVGSVGElement {
  const narrow = width < 560;
  const names = [...new Map(rows.map((d) => [d.iso3, d.country]))];
  const marginLeft = narrow ? 10 : Math.max(...names.map(([, name]) => textWidth(name, {size: 13}))) + 16;
  const domain = domainOf(rows);
  const x = scaleOf(domain, marginLeft, width - 10);
  let top = 28;
  const places: Place[] = [];
  const lanes: {name: string; y: number; top: number}[] = [];
  for (const [iso3, name] of names) {
    const own = rows.filter((d) => d.iso3 === iso3);
    const first = top + (narrow ? 22 : 0);
    const {placed, height} = stack(own, x);
    for (const d of placed) places.push({...d, y: d.y + first});
    lanes.push({name, y: narrow ? top + 8 : top + height / 2, top});
    top = first + height + 8;
  }
  const height = top;
  return plot(
    {
      height,
      marks: [
        ...yearLines(yearTicks(domain, (width - marginLeft) / 62), {x, height, theme}),
        Plot.ruleY(lanes.slice(1), {y: (d) => d.top - 4, x1: 0, x2: width, stroke: theme.rule}),
        Plot.text(lanes, {
          x: narrow ? 0 : marginLeft - 14,
          y: "y",
          text: "name",
          textAnchor: narrow ? "start" : "end",
          fill: theme.ink,
          stroke: theme.background,
          strokeWidth: 4
        }),
        ...eventMarks(places, {x, theme})
      ]
    },
    {document, width, theme}
  );
}

/** An event with its place in pixels; without lines when its title found no room. */
interface Place {
  row: EventRow;
  x: number;
  y: number;
  lines: string[];
  textX: number;
  anchor: "start" | "end";
}

function eventMarks(
  places: Place[],
  {x, theme}: {x(year: number): number; theme: DrawOptions["theme"]}
): Plot.Markish[] {
  const lasting = places.filter((d) => d.row.end !== null);
  return [
    Plot.rect(lasting, {
      x1: (d: Place) => d.x,
      x2: (d: Place) => x(d.row.end ?? d.row.year),
      y1: (d: Place) => d.y - 1.5,
      y2: (d: Place) => d.y + 1.5,
      fill: theme.muted
    }),
    ...kindsOf(places.map((d) => d.row)).map(({kind, symbol, filled}) =>
      Plot.dot(
        places.filter((d) => d.row.kind === kind),
        {
          x: "x",
          y: "y",
          symbol,
          r: 4.5,
          fill: filled ? theme.ink : kind === "abolition" ? "none" : theme.background,
          stroke: filled ? "none" : kind === "abolition" ? theme.accent : theme.quiet,
          strokeWidth: kind === "abolition" ? 2 : 1.75,
          href: (d: Place) => d.row.href,
          ariaLabel: (d: Place) => d.row.label
        }
      )
    )
  ];
}

/** The kinds that occur, in their order; a kind that the list does not know comes last, as a star. */
function kindsOf(rows: readonly EventRow[]): Kind[] {
  const unknown = [...new Set(rows.map((d) => d.kind))].filter((kind) => !kinds.some((d) => d.kind === kind));
  return [
    ...kinds.filter((d) => rows.some((row) => row.kind === d.kind)),
    ...unknown.map(
      (kind): Kind => ({kind, name: sentenceCase(kind), sign: "✶", symbol: "star", filled: true})
    )
  ];
}

function domainOf(rows: readonly EventRow[]): [number, number] {
  const first = Math.min(...rows.map((d) => d.year), WINDOW.to - 25);
  return [Math.max(WINDOW.from, Math.floor(first / 5) * 5), WINDOW.to];
}

/** To whole pixels: with hundreds of marks their tenths are a tenth of a page. */
function scaleOf([from, to]: [number, number], left: number, right: number): (year: number) => number {
  return (year) => Math.round(left + ((Math.max(year, from) - from) / (to - from)) * (right - left));
}

/** Marks of about the same year one above the other. */
function stack(rows: EventRow[], x: (year: number) => number): {placed: Place[]; height: number} {
  const ends: number[] = [];
  const placed = rows.map((row) => {
    const px = x(row.year);
    let line = ends.findIndex((end) => end <= px - 6);
    if (line < 0) line = ends.length;
    ends[line] = Math.max(px, x(row.end ?? row.year)) + 5;
    return {row, x: px, y: 9 + line * 13, lines: [], textX: px, anchor: "start" as const};
  });
  return {placed, height: ends.length * 13 + 5};
}

/**
 * Places titles greedily: each event goes to the first line of its lane where its mark and its title stand free, with
 * the title to the right or, at the edge, to the left. What finds no room in twelve lines keeps its mark and loses its title.
 */
function placeLabels(
  rows: EventRow[],
  {
    x,
    left,
    right,
    room,
    lineHeight
  }: {x(year: number): number; left: number; right: number; room: number; lineHeight: number}
): {placed: Place[]; height: number} {
  const taken: {x1: number; x2: number; y1: number; y2: number}[] = [];
  const free = (b: {x1: number; x2: number; y1: number; y2: number}) =>
    taken.every((t) => b.x2 < t.x1 || b.x1 > t.x2 || b.y2 <= t.y1 || b.y1 >= t.y2);
  const placed = rows.map((row): Place => {
    const [from, to] = [x(row.year), Math.max(x(row.year), x(row.end ?? row.year))];
    const lines = wrapEvenly(row.title, room);
    const wide = Math.max(...lines.map((line) => textWidth(line)));
    const tall = lines.length * lineHeight;
    const sides = [
      {textX: to + 9, x1: from - 7, x2: to + 9 + wide + 6, anchor: "start" as const},
      {textX: from - 9, x1: from - 9 - wide - 6, x2: to + 7, anchor: "end" as const}
    ].filter((d) => d.x1 >= left - 12 && d.x2 <= right + 6);
    for (let line = 0; line < 12 * 2; line++) {
      const y = 9 + line * (lineHeight + 3);
      for (const {textX, x1, x2, anchor} of sides) {
        const box = {x1, x2, y1: y - 8, y2: y - 8 + tall + 1};
        if (!free(box)) continue;
        taken.push(box);
        return {row, x: from, y, lines, textX, anchor};
      }
    }
    const y =
      [0, 1, 2, 3]
        .map((line) => 9 + line * (lineHeight + 3))
        .find((y) => free({x1: from - 6, x2: to + 6, y1: y - 6, y2: y + 6})) ?? 9;
    taken.push({x1: from - 6, x2: to + 6, y1: y - 6, y2: y + 6});
    return {row, x: from, y, lines: [], textX: from, anchor: "start"};
  });
  return {placed, height: Math.max(18, ...taken.map((d) => d.y2))};
}

/** A line down the lanes at each year, and the year above it. */
function yearLines(
  years: readonly number[],
  {x, height, theme}: {x: (year: number) => number; height: number; theme: DrawOptions["theme"]}
): Plot.Markish[] {
  return [
    Plot.ruleX(years, {x, y1: 20, y2: height, stroke: theme.rule}),
    Plot.text(
      years.filter((year) => x(year) > 16),
      {x, y: 9, text: (year: number) => String(year), fill: theme.quiet, fontSize: 12}
    )
  ];
}
