import * as Plot from "@observablehq/plot";
import {ladderTest, type Rung} from "../analysis/ladder.js";
import {MICE, type SetKey} from "../analysis/membership.js";
import {isHalf} from "../analysis/propertySpace.js";
import type {Standing} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {DrawOptions, Figure, FigureRow} from "./figure.js";
import {
  countText,
  listText,
  noneText,
  numberText,
  sentenceCase,
  textWidth,
  theCountry,
  thirdsText
} from "./format.js";
import {plot} from "./marks.js";
import {
  basisWords,
  instrumentOption,
  readingOption,
  setNames,
  standingRow,
  standingsOf,
  whenOption
} from "./standings.js";
import type {View} from "./view.js";

/** Where a standing lies on a rung: in neither set, in the first alone, in both, in the higher alone, or unknown. */
const BINS = ["neither", "first", "both", "higher", "unknown"] as const;
type Bin = (typeof BINS)[number];

/** A country or period on one rung of the ladder. */
interface LadderRow extends FigureRow {
  iso3: string;
  country: string;
  when: string;
  condition: SetKey;
  outcome: SetKey;
  bin: Bin;
  first: number | undefined;
  next: number | undefined;
  /** How it contradicts: in the higher set and not in the first, or merely further in the higher one. */
  against: "kind" | "degree" | undefined;
  fit: Rung["fit"];
}

/** Whether each set is needed for the next, and who contradicts it. */
export const ladder: Figure<LadderRow> = {
  id: "ladder",
  name: "Ladder test",
  question: "Do countries take the sets one after the other, as steps of a ladder?",
  options: [instrumentOption, readingOption, whenOption],
  countries: (evidence) => evidence.tables.countries.map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows: ladderRows,
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Period", value: (d) => d.when},
    {name: "Step", value: (d) => `${d.condition} before ${d.outcome}`},
    {name: "First set", value: (d) => d.first ?? null, numeric: true, digits: 2},
    {name: "Higher set", value: (d) => d.next ?? null, numeric: true, digits: 2},
    {name: "In", value: (d) => binWords(d.bin, d)},
    {
      name: "Contradicts",
      value: (d) => (d.against === "kind" ? "in kind" : d.against === "degree" ? "in degree" : null)
    },
    {name: "Consistency of the step", value: (d) => d.fit.inclN.value ?? null, numeric: true, digits: 3},
    {name: "Relevance of the step", value: (d) => d.fit.RoN.value ?? null, numeric: true, digits: 3}
  ],
  title: () => "Is it a ladder?",
  subtitle: (rows, view) => {
    const ring = rows.some((d) => d.against === "degree")
      ? " Ring: on the same side of one half, yet further in the higher set."
      : "";
    return `Each dot is a ${view.options.when === "all" && view.options.instrument !== "indicator" ? "period of a country" : "country"}, ${basisWords(view)}. In a set: above one half. Named: those in the higher set without the one that should come first.${ring} Consistency: how nearly the first set is needed for the higher one (1: always); relevance: how far that says more than that nearly all are in the first. ${MICE.map((set) => `${set} ${setNames[set].toLowerCase()}`).join(", ")}.`;
  },
  finding: ladderFinding,
  draw: drawLadder
};

function ladderRows(evidence: Evidence, view: View): LadderRow[] {
  const standings = standingsOf(evidence, view);
  const cases = standings.map((d) => ({
    id: d.key,
    memberships: Object.fromEntries(MICE.map((set) => [set, d.sets[set].value]))
  }));
  return ladderTest<SetKey>(cases).flatMap((rung) => standings.map((d) => ladderRow(d, rung, evidence)));
}

function ladderRow(standing: Standing, rung: Rung, evidence: Evidence): LadderRow {
  const {condition, outcome, fit} = rung;
  const row = standingRow(standing, evidence);
  const [first, next] = [standing.sets[condition].value, standing.sets[outcome].value];
  const bin = binOf(first, next);
  const said = (value: number | undefined) =>
    value === undefined ? "missing" : standing.instrument === "case" ? thirdsText(value) : value.toFixed(2);
  const against = rung.contradictions.find((d) => d.id === standing.key)?.by;
  const verdict =
    against === "kind"
      ? "Contradicts the step"
      : against === "degree"
        ? "Further in the higher set, on the same side of one half"
        : bin === "unknown"
          ? "Says nothing of the step"
          : "Fits the step";
  return {
    key: `${row.key}:${condition}${outcome}`,
    label: `${row.country}, ${row.when}, ${condition} before ${outcome}: ${condition} ${said(first)}, ${outcome} ${said(next)}. ${verdict}.`,
    href: row.href,
    evidence: [...standing.sets[condition].basis, ...standing.sets[outcome].basis],
    iso3: row.iso3,
    country: row.country,
    when: row.when,
    condition,
    outcome,
    bin,
    first,
    next,
    against,
    fit
  };
}

function binOf(first: number | undefined, next: number | undefined): Bin {
  if (first === undefined || next === undefined || isHalf(first) || isHalf(next)) return "unknown";
  if (next > 0.5) return first > 0.5 ? "both" : "higher";
  return first > 0.5 ? "first" : "neither";
}

function binWords(bin: Bin, {condition, outcome}: Pick<LadderRow, "condition" | "outcome">): string {
  switch (bin) {
    case "neither":
      return "neither";
    case "first":
      return `${condition} alone`;
    case "both":
      return "both";
    case "higher":
      return `${outcome} alone`;
    default:
      return "unknown";
  }
}

/** The rungs that the rows are of, in order. */
function rungsOf(rows: readonly LadderRow[]): LadderRow[] {
  return rows.filter((d, i) => rows.findIndex((other) => other.condition === d.condition) === i);
}

function ladderFinding(rows: LadderRow[], view: View): string {
  const rungs = rungsOf(rows);
  if (!rows.some((d) => d.bin !== "unknown"))
    return "No step can be tested: these countries lack one of the two sets in each.";
  const parts = rungs.map(({condition, outcome}) => {
    const own = rows.filter((d) => d.condition === condition && d.against === "kind");
    const places = new Set(own.map((d) => d.iso3)).size;
    return {condition, outcome, own, places};
  });
  const one = rows.length === rungs.length ? rows[0] : undefined;
  if (one) {
    const against = parts.filter((d) => d.own.length).map((d) => `${d.condition} before ${d.outcome}`);
    return sentenceCase(
      `${theCountry(one.country)} (${one.when}) contradicts ${against.length ? `the step ${listText(against)}` : "no step"}.`
    );
  }
  const words = parts.map(
    ({condition, outcome, own}, i) =>
      `${noneText(own.length)}${i ? "" : own.length > 1 ? " contradict" : " contradicts"} the step ${condition} before ${outcome}`
  );
  const what =
    view.options.when === "all" && view.options.instrument !== "indicator" ? "periods" : "countries";
  return sentenceCase(`of ${countText(rows.length / rungs.length)} ${what} ${listText(words)}.`);
}

/** The distance of two dots, in pixels. */
const DOT = 15;

/** The distance of two names. */
const LINE = 18;

function drawLadder(rows: LadderRow[], _view: View, {document, width, theme}: DrawOptions): SVGSVGElement {
  const narrow = width < 520;
  const rungs = rungsOf(rows);
  const gap = narrow ? 7 : 18;
  // Those who contradict are named, and need more room than dots.
  const shares = narrow ? [1, 0.95, 0.85, 1.2, 1] : [1, 1, 1, 1.8, 0.8];
  const columns = shares.map((share, i) => {
    const unit = (width - 2 + gap) / shares.reduce((a, b) => a + b, 0);
    return {x: 1 + shares.slice(0, i).reduce((a, b) => a + b, 0) * unit, width: share * unit - gap};
  });
  const dots: {row: LadderRow; x: number; y: number}[] = [];
  const heads: {text: string; note: string; y: number}[] = [];
  const labels: {text: string; x: number; y: number; strong: boolean}[] = [];
  const names: {text: string; x: number; y: number; row: LadderRow}[] = [];
  let top = 4;
  for (const rung of rungs) {
    const own = rows.filter((d) => d.condition === rung.condition);
    heads.push({
      text: `Is ${rung.condition} needed for ${rung.outcome}?`,
      note: `consistency ${shareText(rung.fit.inclN)}, relevance ${shareText(rung.fit.RoN)}`,
      y: top + 8
    });
    const first = top + (narrow ? 60 : 30);
    let tall = DOT;
    BINS.forEach((bin, i) => {
      const {x = 0, width: room = 0} = columns[i] ?? {};
      const inside = own
        .filter((d) => d.bin === bin)
        .sort((a, b) => Number(!!a.against) - Number(!!b.against));
      const strong = bin === "higher" && inside.length > 0;
      const [words, count] = [binWords(bin, rung), String(inside.length)];
      // Side by side they would run into the next column.
      if (narrow) labels.push({text: words, x, y: first - 14, strong}, {text: count, x, y: first, strong});
      else labels.push({text: `${words} ${count}`, x, y: first, strong});
      const named = bin === "higher" ? namesOf(inside, room) : undefined;
      const wide = named?.wide ?? DOT;
      const high = named ? LINE : DOT;
      const perLine = Math.max(1, Math.floor((room + wide - 14) / wide));
      const lines = named ? Math.ceil(inside.length / named.columns) : Math.ceil(inside.length / perLine);
      inside.forEach((row, n) => {
        // Names run down, dots across.
        const [column, line] = named
          ? [Math.floor(n / lines), n % lines]
          : [n % perLine, Math.floor(n / perLine)];
        const at = {x: x + 5 + column * wide, y: first + 20 + line * high};
        dots.push({row, ...at});
        if (named) names.push({row, text: named.texts[n] ?? "", x: at.x + 9, y: at.y});
      });
      tall = Math.max(tall, lines * high);
    });
    top = first + 14 + tall + 18;
  }
  const kinds = {
    against: dots.filter((d) => d.row.against === "kind"),
    degree: dots.filter((d) => d.row.against === "degree"),
    unknown: dots.filter((d) => d.row.bin === "unknown"),
    fits: dots.filter((d) => !d.row.against && d.row.bin !== "unknown")
  };
  const evident = {
    x: "x",
    y: "y",
    href: (d: {row: LadderRow}) => d.row.href,
    ariaLabel: (d: {row: LadderRow}) => d.row.label
  };
  return plot(
    {
      height: top,
      marks: [
        Plot.ruleY(heads.slice(1), {y: (d) => d.y - 18, stroke: theme.rule}),
        Plot.text(heads, {x: 1, y: "y", text: "text", textAnchor: "start", fontWeight: 600, fill: theme.ink}),
        Plot.text(heads, {
          x: narrow ? 1 : width - 1,
          y: (d) => d.y + (narrow ? 18 : 0),
          text: "note",
          textAnchor: narrow ? "start" : "end",
          fontSize: 12,
          fill: theme.quiet
        }),
        ...[true, false].map((strong) =>
          Plot.text(
            labels.filter((d) => d.strong === strong),
            {
              x: "x",
              y: "y",
              text: "text",
              textAnchor: "start",
              fontSize: 12,
              fontWeight: strong ? 600 : 400,
              fill: strong ? theme.accent : theme.quiet
            }
          )
        ),
        Plot.dot(kinds.fits, {...evident, r: 4.5, fill: theme.ink}),
        Plot.dot(kinds.degree, {
          ...evident,
          r: 4,
          fill: theme.background,
          stroke: theme.ink,
          strokeWidth: 1.5
        }),
        Plot.dot(kinds.unknown, {
          ...evident,
          r: 4,
          fill: theme.background,
          stroke: theme.muted,
          strokeDasharray: "1.5,2"
        }),
        Plot.dot(kinds.against, {...evident, r: 4.5, fill: theme.accent}),
        Plot.text(names, {
          x: "x",
          y: "y",
          text: "text",
          textAnchor: "start",
          fontSize: 12,
          fill: theme.ink,
          pointerEvents: "none"
        })
      ]
    },
    {document, width, theme}
  );
}

/** The longest form of the names that stands in eight lines, else the shortest; and how many columns of them fit. */
function namesOf(rows: readonly LadderRow[], room: number): {texts: string[]; wide: number; columns: number} {
  const years = several(rows) && rows.some((d) => d.when !== "indicators");
  const forms: ((d: LadderRow) => string)[] = years
    ? [(d) => `${d.country}, ${d.when}`, (d) => `${d.iso3}, ${d.when}`, (d) => `${d.iso3} ${startOf(d)}`]
    : [(d) => d.country, (d) => d.iso3];
  const sets = forms.map((form) => {
    const texts = rows.map(form);
    const wide = Math.max(0, ...texts.map((text) => textWidth(text))) + 26;
    return {texts, wide, columns: Math.floor((room + 12) / wide)};
  });
  const found = sets.find(({columns}) => columns > 0 && rows.length / columns <= 8);
  const last = found ?? sets.at(-1) ?? {texts: [], wide: DOT, columns: 1};
  return {...last, columns: Math.max(1, last.columns)};
}

function startOf({when}: LadderRow): string {
  return when.match(/\d{4}/)?.[0] ?? when;
}

function several(rows: readonly LadderRow[]): boolean {
  return new Set(rows.map((d) => d.iso3)).size < rows.length;
}

function shareText({value}: Rung["fit"]["inclN"]): string {
  return value === undefined ? "not defined" : numberText(value, 2);
}
