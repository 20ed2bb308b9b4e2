import * as Plot from "@observablehq/plot";
import {MICE} from "../analysis/membership.js";
import {caseStandings} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {Reading} from "../evidence/tables.js";
import type {DrawOptions, Figure} from "./figure.js";
import {countText, listText, ofCountries, sentenceCase, textWidth, theCountry, wrapWidth} from "./format.js";
import {classFill, evident, Patterns, plot, yearTicks} from "./marks.js";
import {
  abbreviations,
  classVerb,
  cornerWords,
  highestFirst,
  hybridKey,
  latestOf,
  modelNames,
  type StandingRow,
  standingRow
} from "./standings.js";
import type {View} from "./view.js";

/** A stretch of years of one country in one reading. */
interface Stretch extends StandingRow {
  start: number;
  end: number;
  /** The end is that of the present evidence, not of the regime. */
  open: boolean;
  reading: Reading;
}

/** The last year of the evidence; open periods are drawn to its end. */
const PRESENT = 2026;

/** Below this width, in pixels, names stand above their bars. */
const NARROW = 520;

/** How countries moved through the classes: two bars per country, the official model above, practice below. */
export const trajectory: Figure<Stretch> = {
  id: "trajectory",
  name: "Trajectories",
  question: "Through which models did governments move, on paper and in practice?",
  options: [],
  countries: (evidence) => evidence.tables.countries.filter((d) => d.book_six).map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows(evidence, view) {
    const readings: Reading[] = ["official", "practice"];
    const {countries} = view;
    const order = latestOf(highestFirst(caseStandings(evidence, {countries}))).map((d) => d.iso3);
    return order.flatMap((iso3) =>
      readings.flatMap((reading) =>
        caseStandings(evidence, {reading, countries: [iso3]}).map((standing) => ({
          ...standingRow(standing, evidence),
          reading,
          start: standing.period?.start ?? PRESENT,
          end: (standing.period?.end ?? PRESENT - 1) + 1,
          open: standing.period?.end === null
        }))
      )
    );
  },
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Years", value: (d) => d.when},
    {name: "Period", value: (d) => d.standing.period?.label ?? null},
    {name: "Reading", value: (d) => d.reading},
    {name: "Class", value: (d) => d.className},
    ...MICE.map((set) => ({
      name: set,
      value: (d: Stretch) => d.standing.sets[set].value ?? d.standing.sets[set].missing ?? null,
      numeric: true,
      digits: 2
    })),
    {name: "Membership", value: (d) => d.standing.class.membership ?? null, numeric: true, digits: 2}
  ],
  title: (view, evidence) =>
    view.countries.length === 1
      ? `How ${theCountry(evidence.country(view.countries[0] ?? "")?.name ?? "a country")} moved through the models`
      : "How countries moved through the models",
  subtitle: (rows) => {
    const years = rows.length
      ? `${Math.min(...rows.map((d) => d.start))} to ${Math.max(...rows.map((d) => d.end - 1))}`
      : "";
    const bars =
      new Set(rows.map((d) => d.iso3)).size > 1 ? " Thin bar: the official model. Thick bar: practice." : "";
    return `Class of each period, ${years}.${bars}${hybridKey(rows)}${rows.some((d) => d.standing.class.corner === undefined) ? " Hatched: not classed." : ""} ${abbreviations(rows)}Our codings.`;
  },
  finding: trajectoryFinding,
  draw: drawTrajectory
};

function trajectoryFinding(rows: Stretch[], view: View, _evidence: Evidence): string {
  const countries = view.countries.filter((iso3) => rows.some((d) => d.iso3 === iso3));
  const last = (iso3: string, reading: Reading) =>
    rows.filter((d) => d.iso3 === iso3 && d.reading === reading).at(-1);
  const latest = countries.flatMap((iso3) => {
    const [official, practice] = [last(iso3, "official"), last(iso3, "practice")];
    return official && practice ? [{official, practice}] : [];
  });
  const [first] = latest;
  if (!first) return "No period of these countries has been coded; the evidence is too thin.";
  if (latest.length === 1) {
    const {official, practice} = first;
    const same = official.className === practice.className && official.standing.class.corner !== undefined;
    const head = sentenceCase(`${theCountry(practice.country)} (${practice.when})`);
    const [onPaper, inPractice] = [classVerb(official), classVerb(practice)];
    const both = onPaper.startsWith("is coded") && inPractice.startsWith("is coded");
    return same
      ? `${head} ${inPractice}, on paper as in practice.`
      : `${head} ${onPaper} on paper${both ? ` and ${inPractice.slice("is coded ".length)}` : `, and ${inPractice}`} in practice.`;
  }
  const short = latest.filter(({official, practice}) =>
    MICE.some((set) => (practice.standing.sets[set].value ?? 1) < (official.standing.sets[set].value ?? 0))
  ).length;
  const groups = new Map<string, string[]>();
  for (const {practice} of latest) {
    if (practice.standing.class.corner === undefined) continue;
    groups.set(practice.className, [...(groups.get(practice.className) ?? []), theCountry(practice.country)]);
  }
  const [largest, next] = [...groups].sort((a, b) => b[1].length - a[1].length);
  const gap = `In ${ofCountries(short, latest.length)} practice is coded below the official model on at least one set, in the latest period`;
  if (!largest) return `${gap}, and none can be classed in practice.`;
  const [name, members] = largest;
  if (members.length === 1 && next) return `${gap}; no class is coded in practice more than once.`;
  const who = members.length > 5 ? `${countText(members.length)} countries` : listText(members);
  return `${gap}; the class most often coded in practice is ${name} (${who}).`;
}

function drawTrajectory(rows: Stretch[], _view: View, options: DrawOptions): SVGSVGElement {
  const countries = [...new Set(rows.map((d) => d.iso3))];
  return countries.length === 1 ? drawOne(rows, options) : drawLanes(rows, countries, options);
}

/** One country: a named bar for each reading, and under them what each period was. */
function drawOne(rows: Stretch[], options: DrawOptions): SVGSVGElement {
  const {width, theme} = options;
  const narrow = width < NARROW;
  const marginLeft = narrow ? 2 : 92;
  const bar = 28;
  const head = narrow ? 20 : 0;
  const top = {official: 26 + head, practice: 26 + head + bar + 4 + (narrow ? head + 4 : 0)};
  const domain = yearsOf(rows);
  const x = (year: number) =>
    marginLeft + ((year - domain[0]) / (domain[1] - domain[0])) * (width - marginLeft - 14);
  const periods = rows.filter((d) => d.reading === "practice");
  const foot = top.practice + bar + 10;
  const {captions, height} = captionsOf(periods, {x, marginLeft, foot, width});
  const readings: [string, number][] = [
    ["On paper", top.official],
    ["In practice", top.practice]
  ];
  return drawBars(rows, {
    ...options,
    height,
    marginLeft,
    domain,
    y1: (d) => top[d.reading],
    y2: (d) => top[d.reading] + bar,
    named: rows,
    gridTo: foot - 6,
    marks: [
      Plot.text(readings, {
        x: narrow ? marginLeft : marginLeft - 12,
        y: ([, y]) => (narrow ? y - 10 : y + bar / 2),
        frameAnchor: "left",
        text: ([name]) => name,
        textAnchor: narrow ? "start" : "end",
        fill: theme.ink,
        fontWeight: 600
      }),
      Plot.text(
        captions.filter((d) => d.years),
        {
          x: "x",
          y: "y",
          text: "years",
          textAnchor: "start",
          lineAnchor: "top",
          lineHeight: 1.25,
          fontSize: 12,
          fill: theme.ink
        }
      ),
      Plot.text(captions, {
        x: (d) => d.x + (d.years ? YEARS : 0),
        y: "y",
        text: (d) => d.lines.join("\n"),
        textAnchor: "start",
        lineAnchor: "top",
        lineHeight: 1.25,
        fontSize: 12,
        fill: theme.quiet
      })
    ]
  });
}

/** A text under the bars: below its own bar, or with its years in a list. */
interface Caption {
  x: number;
  y: number;
  lines: string[];
  years?: string;
}

/** Room for `2013–2018` before the entries of the list. */
const YEARS = 78;

function captionsOf(
  periods: Stretch[],
  {x, marginLeft, foot, width}: {x(year: number): number; marginLeft: number; foot: number; width: number}
): {captions: Caption[]; height: number} {
  const under = periods.map((d) => {
    const from = Math.max(x(d.start), marginLeft);
    const room = x(d.end) - from - 10;
    const lines = wrapWidth(d.standing.period?.label ?? "", room);
    return {
      x: from + 1,
      y: foot,
      lines,
      fits: lines.length <= 5 && lines.every((line) => textWidth(line) <= room)
    };
  });
  if (under.every((d) => d.fits))
    return {captions: under, height: foot + Math.max(...under.map((d) => d.lines.length)) * 15 + 4};
  let y = foot + 6;
  const captions = periods.map((d) => {
    const lines = wrapWidth(d.standing.period?.label ?? "", width - marginLeft - YEARS - 4);
    const caption = {x: marginLeft, y, lines, years: d.when};
    y += lines.length * 15 + 5;
    return caption;
  });
  return {captions, height: y};
}

/** Several countries: a lane for each, the official model as a thin bar above practice. */
function drawLanes(rows: Stretch[], countries: string[], options: DrawOptions): SVGSVGElement {
  const {width, theme} = options;
  const narrow = width < NARROW;
  const many = countries.length > 12;
  const [official, practice, gap] = many ? [6, 20, 12] : [9, 24, narrow ? 13 : 20];
  const head = narrow ? 19 : 0;
  const lane = official + 2 + practice + gap + head;
  const names = new Map(rows.map((d) => [d.iso3, d.country]));
  const marginLeft = narrow
    ? 2
    : Math.max(...[...names.values()].map((name) => textWidth(name, {size: 13, bold: true})), 0) + 16;
  const top = (iso3: string) => 30 + countries.indexOf(iso3) * lane + head;
  const y1 = (d: Stretch) => top(d.iso3) + (d.reading === "official" ? 0 : official + 2);
  return drawBars(rows, {
    ...options,
    height: 30 + countries.length * lane - gap + 6,
    marginLeft,
    domain: yearsOf(rows),
    y1,
    y2: (d) => y1(d) + (d.reading === "official" ? official : practice),
    named: rows.filter((d) => d.reading === "practice"),
    marks: [
      Plot.text(countries, {
        x: narrow ? marginLeft : marginLeft - 12,
        y: (iso3: string) => (narrow ? top(iso3) - 9 : top(iso3) + official + 2 + practice / 2),
        text: (iso3: string) => names.get(iso3) ?? iso3,
        textAnchor: narrow ? "start" : "end",
        fill: theme.ink,
        fontWeight: 600
      })
    ]
  });
}

/** What the two drawings have in common; places are in pixels, years apart. */
interface BarOptions extends DrawOptions {
  height: number;
  marginLeft: number;
  domain: [number, number];
  y1(d: Stretch): number;
  y2(d: Stretch): number;
  /** The bars that carry the name of their class where it fits. */
  named: Stretch[];
  /** Where the lines of the years end, from the top. */
  gridTo?: number;
  marks: Plot.Markish[];
}

function drawBars(
  rows: Stretch[],
  {document, width, theme, id, height, marginLeft, domain, y1, y2, named, gridTo = height, marks}: BarOptions
) {
  const patterns = new Patterns();
  const marginRight = 14;
  const perYear = (width - marginLeft - marginRight) / (domain[1] - domain[0]);
  const x = (year: number) => marginLeft + (Math.max(year, domain[0]) - domain[0]) * perYear;
  const ticks = yearTicks(domain, (width - marginLeft) / 62);
  const labels = named.flatMap((d) => {
    const text = nameIn(d, x(d.end) - x(d.start) - 12, domain);
    return text ? [{d, text}] : [];
  });
  const svg = plot(
    {
      height,
      marks: [
        Plot.ruleX(ticks, {x, y1: 22, y2: gridTo, stroke: theme.rule}),
        Plot.text(
          ticks.filter((year) => x(year) > 16),
          {x, y: 10, text: (year) => String(year), fill: theme.quiet}
        ),
        Plot.rect(rows, {
          x1: (d: Stretch) => x(d.start),
          x2: (d: Stretch) => x(d.end) - 1.5,
          y1,
          y2,
          rx: 1.5,
          fill: (d: Stretch) => classFill(d.standing.class, {theme, id, patterns, small: y2(d) - y1(d) < 14}),
          stroke: (d: Stretch) => (d.standing.class.corner === undefined ? theme.muted : "none"),
          strokeWidth: 0.75,
          ...evident
        }),
        Plot.text(labels, {
          x: ({d}) => x(d.start) + 6,
          // The name of a hybrid stands in the light part of its bar.
          y: ({d}) => y1(d) + (y2(d) - y1(d)) * (d.standing.class.model === "hybrid" ? 0.34 : 0.5),
          text: "text",
          textAnchor: "start",
          fontSize: 12,
          fontWeight: 600,
          pointerEvents: "none",
          fill: ({d}) => onFill(d, theme)
        }),
        ...marks
      ]
    },
    {document, width, theme}
  );
  return patterns.writeTo(svg);
}

/** The years shown: the last fifty at most, so that one long stretch does not press all others together. */
function yearsOf(rows: readonly Stretch[]): [number, number] {
  return [Math.max(PRESENT - 50, Math.min(...rows.map((d) => d.start), PRESENT - 20)), PRESENT];
}

function onFill({standing: {class: c}}: StandingRow, theme: DrawOptions["theme"]): string {
  return c.model !== undefined && c.model !== "hybrid" ? theme.on[c.model] : theme.ink;
}

/** The longest form of the name of a class that fits into so many pixels; nothing when none does. */
function nameIn(d: Stretch, room: number, domain: [number, number]): string | undefined {
  const {model, corner} = d.standing.class;
  const names =
    model === undefined || corner === undefined
      ? ["not classed"]
      : model === "hybrid"
        ? [`hybrid ${cornerWords(corner)}`, cornerWords(corner)]
        : [modelNames[model], model];
  const since = d.start < domain[0] ? names.map((name) => `${name}, from ${d.start}`) : [];
  return [...since, ...names].find((name) => textWidth(name, {bold: true}) <= room);
}
