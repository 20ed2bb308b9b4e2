import * as Plot from "@observablehq/plot";
import type {Evidence} from "../evidence/evidence.js";
import type {Dynamic, DynamicKey} from "../evidence/tables.js";
import type {DrawOptions, Figure, FigureRow} from "./figure.js";
import {countText, sentenceCase, wrapWidth} from "./format.js";
import {plot} from "./marks.js";
import type {View} from "./view.js";

/** One statement on how a force moves another. */
interface DynamicRow extends FigureRow, Pick<Dynamic, "from" | "to" | "kind" | "statement"> {
  basis: Dynamic["basis"];
  source: string;
}

/** The forces in their order, with the sets of the codebook in which their work would show. */
const FORCES: readonly {key: DynamicKey; name: string; moves: string; sets: string}[] = [
  {key: "legitimacy", name: "political legitimacy", moves: "moves", sets: "shows in E"},
  {key: "design", name: "technical design", moves: "moves", sets: "shows in M and C"},
  {key: "processes", name: "functional processes", moves: "move", sets: "show in I"}
];

const SIGNS = {theory: "›", supports: "+", contradicts: "−"} as const;

/** The three dynamics of the third model: what each is said to move, and the records that speak for it or against it. */
export const dynamics: Figure<DynamicRow> = {
  id: "dynamics",
  name: "Three dynamics",
  question: "What moves a system of performance management, and what does the evidence say of it?",
  options: [
    {
      name: "pull",
      label: "Pull at",
      values: FORCES.map(({key, name}) => ({value: key, label: sentenceCase(name)}))
    }
  ],
  countries: () => [],
  limits: {min: 0, max: 0},
  rows: dynamicRows,
  columns: [
    {name: "Force", value: (d) => sentenceCase(nameOf(d.from))},
    {name: "Moves", value: (d) => nameOf(d.to)},
    {name: "Kind", value: (d) => (d.basis === "inferred" ? `${d.kind}, inferred` : d.kind)},
    {name: "Statement", value: (d) => d.statement},
    {name: "Source", value: (d) => d.source}
  ],
  title: (view) => `What ${nameOf(pulled(view))} ${verbOf(pulled(view))}`,
  subtitle: () =>
    `${SIGNS.theory} what the model says, ${SIGNS.supports} a record that speaks for it, ${SIGNS.contradicts} one that speaks against it. Which record bears on which link, and in which set a force would show, is our reading.`,
  finding: dynamicsFinding,
  draw: drawDynamics
};

function pulled({options}: View): DynamicKey {
  return FORCES.find((d) => d.key === options.pull)?.key ?? "legitimacy";
}

function nameOf(key: DynamicKey): string {
  return FORCES.find((d) => d.key === key)?.name ?? key;
}

/** A statement, with a word on it where no source says it in so many words. */
function saidOf({basis, statement}: Pick<DynamicRow, "basis" | "statement">): string {
  return basis === "inferred" ? `${statement.replace(/\.$/, "")} (inferred).` : statement;
}

function verbOf(key: DynamicKey): string {
  return FORCES.find((d) => d.key === key)?.moves ?? "moves";
}

function dynamicRows(evidence: Evidence): DynamicRow[] {
  return evidence.tables.dynamics.map((d) => {
    const id = d.evidence_id;
    const record =
      id === null
        ? undefined
        : (evidence.finding(id) ??
          evidence.event(id) ??
          evidence.tables.placements.find((p) => p.placement_id === id));
    const slug = record && evidence.country(record.iso3)?.slug;
    return {
      key: d.dynamic_id,
      label: `${sentenceCase(nameOf(d.from))} ${verbOf(d.from)} ${nameOf(d.to)}, ${d.kind}: ${saidOf(d)}`,
      href: slug ? `/countries/${slug}#${id}` : `/evidence/sources#${d.source_id}`,
      evidence: id === null ? [] : [id],
      from: d.from,
      to: d.to,
      kind: d.kind,
      basis: d.basis,
      statement: d.statement,
      source: `${d.source_id}, ${d.locator}`
    };
  });
}

function dynamicsFinding(rows: DynamicRow[], view: View): string {
  if (!rows.length) return "No statement on the dynamics is in this evidence.";
  const from = pulled(view);
  const links = FORCES.filter((d) => d.key !== from).map(({key, name}) => {
    const own = rows.filter((d) => d.from === from && d.to === key);
    const count = (kind: Dynamic["kind"]) => own.filter((d) => d.kind === kind).length;
    const [pro, contra] = [count("supports"), count("contradicts")];
    return `on ${name} ${pro ? countText(pro) : "none"} ${pro > 1 ? "speak" : "speaks"} for and ${contra ? countText(contra) : "none"} against`;
  });
  return `Of our records on the pull of ${nameOf(from)}: ${links.join("; ")}.`;
}

/** A line of the list beside the picture. */
interface Line {
  y: number;
  sign: string;
  words: string[];
  row: DynamicRow | undefined;
}

const SIZE = 13;
const STEP = 17;

function drawDynamics(rows: DynamicRow[], view: View, {document, width, theme}: DrawOptions): SVGSVGElement {
  const from = pulled(view);
  const narrow = width < 560;
  const wide = Math.min(width, 340);
  const left = narrow ? 0 : wide + 24;
  const foot = narrow ? 54 : 60;
  const lines = listed(rows, from, {top: narrow ? 336 : 14, room: width - left - 32});
  const last = lines.at(-1);
  const height = Math.max(316, last ? last.y + last.words.length * STEP + 2 : 0);
  const places: Record<DynamicKey, [number, number]> = {
    legitimacy: [wide / 2, 48],
    design: [foot, 244],
    processes: [wide - foot, 244]
  };
  const nodes = FORCES.map((d) => ({...d, x: places[d.key][0], y: places[d.key][1]}));
  const arrows = FORCES.flatMap((a) =>
    FORCES.filter((b) => b !== a).map((b) => {
      const [[x1, y1], [x2, y2]] = [places[a.key], places[b.key]];
      const own = rows.filter((d) => d.from === a.key && d.to === b.key);
      const count = (kind: Dynamic["kind"]) => own.filter((d) => d.kind === kind).length;
      const [dx, dy] = [x2 - x1, y2 - y1];
      const far = Math.hypot(dx, dy);
      const along = 0.5 + (narrow ? (dy > 0 ? 0.13 : 0) : 0.1 * Math.sign(dy));
      const off = 33 + 17 * (Math.abs(dy) / far);
      return {
        x1,
        y1,
        x2,
        y2,
        active: a.key === from,
        // Beside the bow, on the side to which it bends; on the slopes lower down, where there is more room, or one below
        // the other where there is not.
        tx: x1 + dx * along + (dy / far) * off,
        ty: y1 + dy * along - (dx / far) * off,
        words: `${SIGNS.supports}${count("supports")} ${SIGNS.contradicts}${count("contradicts")}`
      };
    })
  );
  return plot(
    {
      height,
      marks: [
        Plot.arrow(arrows, {
          x1: "x1",
          y1: "y1",
          x2: "x2",
          y2: "y2",
          bend: 24,
          insetStart: 46,
          insetEnd: 48,
          headLength: 9,
          stroke: (d) => (d.active ? theme.accent : theme.muted),
          strokeWidth: 1.5
        }),
        Plot.arrow(
          arrows.filter((d) => d.active),
          {
            x1: "x1",
            y1: "y1",
            x2: "x2",
            y2: "y2",
            bend: 24,
            insetStart: 46,
            insetEnd: 48,
            headLength: 9,
            stroke: theme.accent,
            strokeWidth: 3
          }
        ),
        ...[false, true].map((active) =>
          Plot.text(
            arrows.filter((d) => d.active === active),
            {
              x: "tx",
              y: "ty",
              text: "words",
              fontSize: 12,
              fontWeight: active ? 600 : 400,
              fill: active ? theme.ink : theme.quiet
            }
          )
        ),
        Plot.dot(nodes, {
          x: "x",
          y: "y",
          r: 44,
          fill: (d) => (d.key === from ? theme.accent : theme.background),
          stroke: (d) => (d.key === from ? theme.accent : theme.muted),
          strokeWidth: 1.5
        }),
        Plot.text(nodes, {
          x: "x",
          y: "y",
          text: (d) => d.name.replace(" ", "\n"),
          lineHeight: 1.25,
          fontSize: SIZE,
          fontWeight: 600,
          fill: (d) => (d.key === from ? theme.background : theme.ink)
        }),
        Plot.text(nodes.slice(0, 1), {
          x: (d) => d.x + 52,
          y: "y",
          text: "sets",
          textAnchor: "start",
          fontSize: 12,
          fill: theme.quiet
        }),
        Plot.text(nodes.slice(1), {
          x: "x",
          y: (d) => d.y + 60,
          text: "sets",
          fontSize: 12,
          fill: theme.quiet
        }),
        ...words(lines, {left, theme})
      ]
    },
    {document, width, theme}
  );
}

/** The statements of one force, link by link, broken into lines of `room` pixels from `top` down. */
function listed(rows: DynamicRow[], from: DynamicKey, {top, room}: {top: number; room: number}): Line[] {
  const lines: Line[] = [];
  let y = top;
  for (const {key, name} of FORCES.filter((d) => d.key !== from)) {
    const head = `${sentenceCase(nameOf(from))} ${verbOf(from)} ${name}`;
    const words = wrapWidth(head, room, {size: SIZE, bold: true});
    lines.push({y, sign: "", words, row: undefined});
    y += words.length * STEP + 5;
    for (const row of rows.filter((d) => d.from === from && d.to === key)) {
      const text = saidOf(row);
      const own = wrapWidth(text, room, {size: SIZE});
      lines.push({y, sign: SIGNS[row.kind], words: own, row});
      y += own.length * STEP + 7;
    }
    y += 12;
  }
  return lines;
}

function words(lines: readonly Line[], {left, theme}: {left: number} & Pick<DrawOptions, "theme">) {
  const style = {
    y: "y",
    textAnchor: "start",
    lineAnchor: "top",
    lineHeight: STEP / SIZE,
    fontSize: SIZE
  } as const;
  const heads = lines.filter((d) => !d.row);
  const statements = lines.filter((d) => d.row);
  return [
    Plot.text(heads, {
      ...style,
      x: left,
      text: (d: Line) => d.words.join("\n"),
      fontWeight: 600,
      fill: theme.ink
    }),
    Plot.text(statements, {...style, x: left, text: "sign", fontWeight: 600, fill: theme.quiet}),
    Plot.text(statements, {
      ...style,
      x: left + 20,
      text: (d: Line) => d.words.join("\n"),
      fill: (d: Line) => (d.row?.kind === "theory" ? theme.quiet : theme.ink),
      href: (d: Line) => d.row?.href ?? "",
      ariaLabel: (d: Line) => d.row?.label ?? ""
    })
  ];
}
