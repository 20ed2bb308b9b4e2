import * as Plot from "@observablehq/plot";
import {MODEL_CORNERS, MODELS, modelOf} from "../analysis/idealTypes.js";
import {MICE} from "../analysis/membership.js";
import {corners} from "../analysis/propertySpace.js";
import type {Evidence} from "../evidence/evidence.js";
import type {ModelKey} from "../evidence/tables.js";
import type {DrawOptions, Figure} from "./figure.js";
import {countText, sentenceCase, textWidth, theCountry, wrapWidth} from "./format.js";
import {flowLinks, plot} from "./marks.js";
import {
  basisWords,
  classVerb,
  cornerWords,
  highestFirst,
  instrumentOption,
  modelNames,
  readingOption,
  type StandingRow,
  standingRow,
  standingsOf
} from "./standings.js";
import type {View} from "./view.js";

/** The property space: all sixteen combinations of the four sets, the path of the models, and who sits where. */
export const space: Figure<StandingRow> = {
  id: "space",
  name: "Property space",
  question: "Which combination of the four sets is each country in?",
  options: [instrumentOption, readingOption],
  countries: (evidence) =>
    evidence.tables.countries.filter((d) => evidence.periodsOf(d.iso3).length).map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows: (evidence, view) => highestFirst(standingsOf(evidence, view)).map((d) => standingRow(d, evidence)),
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Period", value: (d) => d.when},
    {name: "Class", value: (d) => d.className},
    {
      name: "Sets it is in",
      value: ({standing: {class: c}}) => (c.corner === undefined ? null : cornerWords(c.corner))
    },
    ...MICE.map((set) => ({
      name: set,
      value: (d: StandingRow) => d.standing.sets[set].value ?? d.standing.sets[set].missing ?? null,
      numeric: true,
      digits: 2
    })),
    {name: "Membership", value: (d) => d.standing.class.membership ?? null, numeric: true, digits: 2},
    {name: "Undecided", value: (d) => d.standing.class.undecided.join(", ") || null}
  ],
  title: () => "Sixteen combinations, five of them named",
  subtitle: (rows, view) =>
    `Each box is a combination of the sets M measured, I incorporated and used, C coherent, E external and open; the heavy line is the path of the models, which adds one set at a time. ${sentenceCase(basisWords(view))}.${rows.some((d) => d.standing.class.undecided.length) ? " Hollow: undecided, with a set between .45 and .55." : ""}`,
  finding: spaceFinding,
  draw: drawSpace
};

function spaceFinding(rows: StandingRow[], _view: View, _evidence: Evidence): string {
  const [first] = rows;
  if (!first) return "No period of these countries has been coded; the evidence is too thin.";
  if (rows.length === 1)
    return sentenceCase(`${theCountry(first.country)} (${first.when}) ${classVerb(first)}.`);
  const classed = rows.filter((d) => d.standing.class.corner !== undefined);
  if (!classed.length)
    return `None of the ${countText(rows.length)} countries can be classed: at least one set is missing in each.`;
  const onPath = classed.filter((d) => d.standing.class.model !== "hybrid").length;
  const taken = new Set(classed.map((d) => d.standing.class.corner)).size;
  const lost = rows.length - classed.length;
  const groups = new Map<string, number>();
  for (const d of classed) groups.set(d.className, (groups.get(d.className) ?? 0) + 1);
  const [top] = [...groups].sort((a, b) => b[1] - a[1]);
  const tail = lost ? `; ${countText(lost)} cannot be classed` : "";
  const sit = onPath === 1 ? "sits" : "sit";
  const most = top && top[1] > 1 ? `, ${top[0]} most often (${countText(top[1])})` : "";
  return sentenceCase(
    `${countText(onPath)} of ${countText(classed.length)} classed countries ${sit} on the path of the models; ${countText(taken)} of the sixteen combinations ${taken === 1 ? "is" : "are"} taken${most}${tail}.`
  );
}

/** A box of the space, in pixels, with what is written in it. */
interface Box {
  corner: string;
  model: ModelKey | undefined;
  x: number;
  y: number;
  width: number;
  height: number;
  head: string[];
  members: {row: StandingRow; text: string; x: number; y: number}[];
}

const LINE = 17;
const PAD = 6;

function drawSpace(rows: StandingRow[], _view: View, {document, width, theme}: DrawOptions): SVGSVGElement {
  const narrow = width < 620;
  const {boxes, bottom} = narrow ? stacked(rows, width) : inColumns(rows, width);
  const at = new Map(boxes.map((d) => [d.corner, d]));
  const path = MODELS.map((model) => at.get(MODEL_CORNERS[model])).filter((d) => d !== undefined);
  const steps = path.slice(1).map((to, i) => ({from: path[i] ?? to, to}));
  const edges = boxes.flatMap((from) =>
    boxes.filter((to) => isStep(from.corner, to.corner)).map((to) => ({from, to}))
  );
  const boxColour = ({model}: Box) => (model ? theme.model[model] : theme.quiet);
  const members = boxes.flatMap((box) => box.members.map((d) => ({...d, box})));
  const outside = rows.filter((d) => d.standing.class.corner === undefined);
  const svg = plot(
    {
      height: bottom + 4,
      marks: [
        Plot.link(narrow ? [] : edges, {
          x1: ({from}) => from.x + from.width,
          x2: ({to}) => to.x,
          y1: ({from}) => from.y + 13,
          y2: ({to}) => to.y + 13,
          stroke: theme.rule
        }),
        Plot.link(steps, {
          x1: ({from}) => (narrow ? from.x + 16 : from.x + from.width),
          x2: ({to}) => (narrow ? to.x + 16 : to.x),
          y1: ({from}) => (narrow ? from.y + from.height : from.y + 13),
          y2: ({to}) => (narrow ? to.y : to.y + 13),
          stroke: theme.ink,
          strokeWidth: 3
        }),
        Plot.rect(boxes, {
          x1: "x",
          x2: (d: Box) => d.x + d.width,
          y1: "y",
          y2: (d: Box) => d.y + d.height,
          rx: 2,
          fill: theme.background,
          stroke: (d: Box) => (d.model ? theme.model[d.model] : d.members.length ? theme.muted : theme.rule),
          strokeWidth: (d: Box) => (d.model ? 1.75 : 1)
        }),
        Plot.rect(
          boxes.filter((d) => d.model),
          {
            x1: "x",
            x2: (d: Box) => d.x + d.width,
            y1: "y",
            y2: (d: Box) => d.y + headHeight(d.head),
            rx: 2,
            fill: (d: Box) => (d.model ? theme.model[d.model] : "none")
          }
        ),
        ...[true, false].map((named) =>
          Plot.text(
            boxes.filter((d) => Boolean(d.model) === named),
            {
              x: (d: Box) => d.x + PAD,
              y: (d: Box) => d.y + 6,
              text: (d: Box) => d.head.join("\n"),
              textAnchor: "start",
              lineAnchor: "top",
              lineHeight: 1.2,
              fontSize: 12,
              fontWeight: named ? 600 : 400,
              fill: (d: Box) => (d.model ? theme.on[d.model] : theme.quiet)
            }
          )
        ),
        Plot.dot(members, {
          x: (d) => d.x + 3.5,
          y: "y",
          r: 3.5,
          fill: (d) => (d.row.standing.class.undecided.length ? theme.background : boxColour(d.box)),
          stroke: (d) => boxColour(d.box),
          strokeWidth: 1.25
        }),
        Plot.text(members, {
          x: (d) => d.x + 11,
          y: "y",
          text: "text",
          textAnchor: "start",
          fontSize: 12,
          fill: theme.ink,
          href: (d) => d.row.href,
          ariaLabel: (d) => d.row.label
        })
      ]
    },
    {document, width, theme}
  );
  const isEmpty = (d: StandingRow) => d.standing.class.missing.length === MICE.length;
  const lists = [
    {
      lead: "Not classed:",
      items: outside.filter((d) => !isEmpty(d)).map((row) => ({text: `${row.country} (${lack(row)})`, row}))
    },
    {lead: "No value on any set:", items: outside.filter(isEmpty).map((row) => ({text: row.country, row}))}
  ];
  for (const {lead, items} of lists.filter((d) => d.items.length)) {
    flowLinks(svg, items, {x: 1, y: Number(svg.getAttribute("height")) + 18, width: width - 2, lead, theme});
  }
  return svg;
}

function lack({standing: {class: c}}: StandingRow): string {
  return c.missing.length ? `no ${c.missing.join("·")}` : "at the middle";
}

/** Whether two corners differ by one set that the second adds. */
function isStep(a: string, b: string): boolean {
  const differing = [...a].map((bit, i) => `${bit}${b[i]}`).filter((pair) => pair[0] !== pair[1]);
  return differing.length === 1 && differing[0] === "01";
}

function count(corner: string): number {
  return [...corner].filter((bit) => bit === "1").length;
}

/** Corners with so many sets, the model first, then in the order of the sets. */
function level(n: number): string[] {
  const all = corners()
    .filter((corner) => count(corner) === n)
    .sort((a, b) => (a < b ? 1 : -1));
  return [
    ...all.filter((corner) => modelOf(corner) !== "hybrid"),
    ...all.filter((corner) => modelOf(corner) === "hybrid")
  ];
}

/** Five columns by the number of sets; the models form the top row. */
function inColumns(rows: StandingRow[], width: number): {boxes: Box[]; bottom: number} {
  const gap = 24;
  const wide = (width - 2 - 4 * gap) / 5;
  const heads = MODELS.map((model) => headOf(model, wide).length);
  const boxes = [0, 1, 2, 3, 4].flatMap((n) => {
    let y = 1;
    return level(n).map((corner, i) => {
      const box = boxOf(corner, rows, {
        x: 1 + n * (wide + gap),
        y,
        width: wide,
        lines: i ? undefined : Math.max(...heads)
      });
      y += box.height + 14;
      return box;
    });
  });
  return {boxes, bottom: Math.max(...boxes.map((d) => d.y + d.height))};
}

/** Five bands from top to bottom; the models down the left, the other combinations beside them. */
function stacked(rows: StandingRow[], width: number): {boxes: Box[]; bottom: number} {
  const boxes: Box[] = [];
  let y = 1;
  for (const n of [0, 1, 2, 3, 4]) {
    const [named = "", ...others] = level(n);
    const left = others.length ? (width - 10) * 0.52 : width - 2;
    const model = boxOf(named, rows, {x: 1, y, width: left});
    boxes.push(model);
    let side = y;
    for (const corner of others) {
      const box = boxOf(corner, rows, {x: left + 9, y: side, width: width - left - 10});
      boxes.push(box);
      side += box.height + 5;
    }
    y = Math.max(y + model.height, side - 5) + 18;
  }
  return {boxes, bottom: y - 18};
}

/** A box with its members packed in lines: by name where a box is wide enough for few, else by code. */
function boxOf(
  corner: string,
  rows: StandingRow[],
  {x, y, width, lines}: {x: number; y: number; width: number; lines?: number}
): Box {
  const found = modelOf(corner);
  const model = found === "hybrid" ? undefined : found;
  const head = model ? headOf(model, width) : [cornerWords(corner)];
  while (lines !== undefined && head.length < lines) head.push("");
  const here = rows.filter((d) => d.standing.class.corner === corner);
  const inner = width - 2 * PAD;
  const cellOf = (texts: string[]) => Math.max(0, ...texts.map((text) => textWidth(text))) + 11;
  const across = (cell: number) => Math.max(1, Math.floor((inner + 8) / (cell + 8)));
  const names = cellOf(here.map((d) => d.country));
  const byName = names <= inner && here.length / across(names) <= 8;
  const cell = byName ? names : cellOf(here.map((d) => d.iso3));
  const first = y + headHeight(head) + (here.length ? 12 : 0);
  const members = here.map((row, i) => ({
    row,
    text: byName ? row.country : row.iso3,
    x: x + PAD + (i % across(cell)) * (cell + 8),
    y: first + Math.floor(i / across(cell)) * LINE
  }));
  const line = members.at(-1)?.y ?? first;
  const height = (members.length ? line + 11 : y + headHeight(head)) - y;
  return {corner, model, x, y, width, height, head, members};
}

function headOf(model: ModelKey, width: number): string[] {
  return [...wrapWidth(modelNames[model], width - 2 * PAD, {bold: true}), cornerWords(MODEL_CORNERS[model])];
}

function headHeight(head: string[]): number {
  return head.length * 14.5 + 11;
}
