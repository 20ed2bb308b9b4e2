import * as Plot from "@observablehq/plot";
import {MODELS} from "../analysis/idealTypes.js";
import {MICE} from "../analysis/membership.js";
import type {Evidence} from "../evidence/evidence.js";
import type {ModelKey} from "../evidence/tables.js";
import type {DrawOptions, Figure} from "./figure.js";
import {countText, listText, sentenceCase, textWidth, theCountry, thirdsText, wrapWidth} from "./format.js";
import {evident, plot} from "./marks.js";
import {
  basisWords,
  classVerb,
  cornerWords,
  highestFirst,
  instrumentOption,
  modelNames,
  readingOption,
  type StandingRow,
  setNames,
  spelledOut,
  standingRow,
  standingsOf,
  whenOption
} from "./standings.js";
import type {View} from "./view.js";

/** Membership of one standing in one model. */
interface MembershipRow extends StandingRow {
  model: ModelKey;
  membership: number | undefined;
  /** What the missing sets leave possible. */
  upper: number;
  isClass: boolean;
}

/** Memberships in the four models and the state before them, with the set that binds. */
export const membership: Figure<MembershipRow> = {
  id: "membership",
  name: "Memberships",
  question: "How far does each country belong to each of the four models?",
  options: [instrumentOption, readingOption, whenOption],
  countries: (evidence) => evidence.tables.countries.filter((d) => d.book_six).map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows(evidence, view) {
    return highestFirst(standingsOf(evidence, view)).flatMap((standing) => {
      const row = standingRow(standing, evidence);
      return standing.class.models.map((m) => ({
        ...row,
        key: `${row.key}:${m.model}`,
        model: m.model,
        membership: m.membership,
        upper: m.upper,
        isClass: standing.class.model === m.model,
        label: `${row.country}, ${row.when}: ${memberWords(m.membership, m.upper)} in ${modelNames[m.model].toLowerCase()}. ${sentenceCase(row.label.slice(row.label.indexOf(": ") + 2))}`
      }));
    });
  },
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Period", value: (d) => d.when},
    {name: "Model", value: (d) => modelNames[d.model]},
    {name: "Membership", value: (d) => d.membership ?? null, numeric: true, digits: 2},
    {name: "Highest possible", value: (d) => d.upper, numeric: true, digits: 2},
    {name: "Class", value: (d) => d.className},
    {name: "Binding set", value: (d) => d.standing.class.binding.join(", ") || null}
  ],
  title: () => "Membership in the four models",
  subtitle: (_rows, view) =>
    `${sentenceCase(basisWords(view))}. Area of a disc: membership from 0 to 1; filled: the class; dotted: the most that missing sets leave possible. Held by: the set with the lowest value for that class. ${spelledOut(MODELS)}`.trim(),
  finding: membershipFinding,
  draw: drawMembership
};

function memberWords(value: number | undefined, upper: number): string {
  return value === undefined
    ? `membership unknown, at most ${thirdsText(upper)}`
    : `membership ${thirdsText(value)}`;
}

function membershipFinding(rows: MembershipRow[], _view: View, _evidence: Evidence): string {
  const standings = [...new Map(rows.map((d) => [d.standing.key, d])).values()];
  if (!standings.length) return "No period of these countries has been coded; the evidence is too thin.";
  const classed = standings.filter((d) => d.standing.class.corner !== undefined);
  const [first] = standings;
  if (standings.length === 1 && first) {
    return sentenceCase(
      `${theCountry(first.country)} (${first.when}) ${classVerb(first)}${heldWords(first)}.`
    );
  }
  if (!classed.length) {
    return `None of the ${countText(standings.length)} countries or periods can be classed: at least one set is missing in each.`;
  }
  const parts = MODELS.map((model) => ({
    model,
    n: classed.filter((d) => d.standing.class.model === model).length
  })).filter((d) => d.n);
  const hybrids = classed.filter((d) => d.standing.class.model === "hybrid").length;
  const classes = parts.map((d) => `${countText(d.n)} as ${modelNames[d.model].toLowerCase()}`);
  if (hybrids) classes.push(`${countText(hybrids)} between the models`);
  const binding = MICE.map((set) => ({
    set,
    n: classed.filter((d) => d.standing.class.binding.includes(set)).length
  })).sort((a, b) => b.n - a.n)[0];
  const what = new Set(standings.map((d) => d.iso3)).size === standings.length ? "countries" : "periods";
  const head = `${countText(classed.length)} of ${countText(standings.length)} ${what} can be classed${leftOver(standings.length - classed.length)}`;
  const tail =
    binding && classed.length > 1
      ? `; the set that binds most often is ${binding.set}, ${setNames[binding.set].toLowerCase()}`
      : "";
  return `${sentenceCase(head)}: ${listText(classes)}${tail}.`;
}

/** What is said of those that cannot be classed. */
function leftOver(n: number): string {
  return n === 0 ? "" : n === 1 ? ", the other lacks a set" : ", the others lack a set";
}

/** Below this width, in pixels, names stand above their rows. */
const NARROW = 560;

function drawMembership(
  rows: MembershipRow[],
  _view: View,
  {document, width, theme}: DrawOptions
): SVGSVGElement {
  const heads = [...new Map(rows.map((d) => [d.standing.key, d])).values()];
  const narrow = width < NARROW;
  const several = new Set(rows.map((d) => d.iso3)).size < heads.length;
  const alone = new Set(rows.map((d) => d.iso3)).size === 1;
  const name = (d: StandingRow) =>
    alone && several ? d.when : several ? `${d.country}, ${d.when}` : d.country;
  const widest = (texts: string[]) => Math.max(0, ...texts.map((text) => textWidth(text, {size: 13})));
  const rowHeight = narrow ? 52 : heads.length > 12 ? 27 : 34;
  const marginLeft = narrow ? 2 : widest(heads.map(name)) + 16;
  const marginRight = narrow ? 2 : widest(heads.map(held)) + 12;
  const step = (width - marginLeft - marginRight) / MODELS.length;
  // Names of models only where their longest word has room.
  const isShort =
    Math.max(...MODELS.flatMap((m) => modelNames[m].split(" ")).map((d) => textWidth(d, {size: 12}))) >
    step - 8;
  const marginTop = isShort
    ? 26
    : 22 + 15 * Math.max(...MODELS.map((m) => wrapWidth(modelNames[m], step - 8).length));
  const radius = Math.min(rowHeight / 2 - 3, 13);
  const r = (m: number) => Math.max(2, Math.sqrt(m) * radius);
  const x = (model: ModelKey) => marginLeft + step * (MODELS.indexOf(model) + 0.5);
  const places = new Map(
    heads.map((d, i) => [d.standing.key, marginTop + rowHeight * i + (narrow ? 34 : rowHeight / 2)])
  );
  const y = (d: StandingRow) => places.get(d.standing.key) ?? 0;
  return plot(
    {
      height: marginTop + rowHeight * heads.length + 4,
      marks: [
        Plot.text(MODELS, {
          x,
          y: marginTop - 8,
          text: (m: ModelKey) => (isShort ? m : wrapWidth(modelNames[m], step - 8).join("\n")),
          lineAnchor: "bottom",
          lineHeight: 1.2,
          fontSize: 12,
          fill: theme.quiet
        }),
        Plot.ruleY(heads, {y, x1: marginLeft, x2: width - marginRight, stroke: theme.rule}),
        Plot.text(heads, {
          x: narrow ? marginLeft : marginLeft - 14,
          y: (d: MembershipRow) => y(d) - (narrow ? 23 : 0),
          textAnchor: narrow ? "start" : "end",
          text: name,
          fill: theme.ink
        }),
        Plot.text(heads, {
          x: width - (narrow ? 2 : marginRight - 8),
          y: (d: MembershipRow) => y(d) - (narrow ? 23 : 0),
          textAnchor: narrow ? "end" : "start",
          text: held,
          fill: theme.quiet,
          fontSize: 12
        }),
        Plot.dot(
          rows.filter((d) => d.membership === undefined && d.upper > 0),
          {
            x: (d: MembershipRow) => x(d.model),
            y,
            // In the order of the models, not of size.
            sort: null,
            r: (d: MembershipRow) => r(d.upper),
            fill: theme.background,
            stroke: theme.muted,
            strokeDasharray: "2,2",
            ...evident
          }
        ),
        Plot.dot(
          rows.filter((d) => d.membership !== undefined),
          {
            x: (d: MembershipRow) => x(d.model),
            y,
            sort: null,
            r: (d: MembershipRow) => r(d.membership ?? 0),
            fill: (d: MembershipRow) => (d.isClass ? theme.model[d.model] : theme.background),
            stroke: (d: MembershipRow) => theme.model[d.model],
            strokeWidth: 1.5,
            ...evident
          }
        )
      ]
    },
    {document, width, theme}
  );
}

/** What holds a standing where it is, in a word or two. */
function held({standing: {class: c}}: StandingRow): string {
  if (c.missing.length) return `no ${c.missing.join("·")}`;
  if (c.corner === undefined) return "undecided";
  return c.model === "hybrid" ? `hybrid ${cornerWords(c.corner)}` : `held by ${c.binding.join("·")}`;
}

function heldWords({standing: {class: c}}: StandingRow): string {
  return c.corner !== undefined && c.binding.length ? `, held there by ${listText(c.binding)}` : "";
}
