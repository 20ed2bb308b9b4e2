import * as Plot from "@observablehq/plot";
import type {PairedRow} from "./axes.js";
import type {DrawOptions} from "./figure.js";
import {textWidth, thirdsText} from "./format.js";
import {plot} from "./marks.js";

interface CellOptions extends DrawOptions {
  /** Where the cells begin, from the top of the drawing. */
  top: number;
  /** What stands above them. */
  head: Plot.Markish[];
  /** Shades the cells in which Y is at least as high as X. */
  relation: boolean;
}

/** The four levels that a coding can have. */
const LEVELS = [0, 1 / 3, 2 / 3, 1];

const LINE = 17;
const PAD = 8;

/** Countries in the sixteen cells that two coded memberships span: a list in each, as dots would lie on each other. */
export function drawCells(
  rows: readonly PairedRow[],
  {document, width, theme, top, head, relation}: CellOptions
): {svg: SVGSVGElement; bottom: number} {
  const axes = rows[0]?.axes;
  const left = 26;
  const wide = (width - left - 2) / LEVELS.length;
  const places = (i: number, j: number) =>
    rows
      .filter((d) => levelOf(d.x.value) === i && levelOf(d.y.value) === j)
      .sort((a, b) => Number(b.chosen) - Number(a.chosen));
  const name = (d: PairedRow) =>
    d.chosen && textWidth(d.country, {bold: true}) <= wide - 2 * PAD - 12 ? d.country : d.iso3;
  const cells = LEVELS.flatMap((_, i) => LEVELS.map((_, j) => ({i, j, ...packed(places(i, j), name, wide)})));
  const heights = LEVELS.map((_, j) =>
    Math.max(44, ...cells.filter((d) => d.j === j).map((d) => d.lines * LINE + 2 * PAD))
  );
  // Level 3 is on top.
  const y2 = (j: number) => top + heights.slice(j).reduce((sum, d) => sum + d, 0);
  const y1 = (j: number) => y2(j) - (heights[j] ?? 0);
  const x1 = (i: number) => left + i * wide;
  const bottom = y2(0);
  const entries = cells.flatMap(({i, j, items}) =>
    items.map((d) => ({...d, x: x1(i) + PAD + d.x + 4, y: y1(j) + PAD + 9 + d.line * LINE}))
  );
  const edges = LEVELS.map((_, k) => k).slice(1);
  const svg = plot(
    {
      height: bottom + 44,
      marks: [
        Plot.rect(relation ? cells.filter((d) => d.j >= d.i) : [], {
          x1: (d) => x1(d.i),
          x2: (d) => x1(d.i + 1),
          y1: (d) => y1(d.j),
          y2: (d) => y2(d.j),
          fill: theme.wash
        }),
        Plot.rect([0], {x1: left, x2: x1(4), y1: top, y2: bottom, fill: "none", stroke: theme.rule}),
        // The edge between one third and two thirds is the one between out and in.
        Plot.ruleX(edges, {
          x: x1,
          y1: top,
          y2: bottom,
          stroke: (k: number) => (k === 2 ? theme.quiet : theme.rule)
        }),
        Plot.ruleY(edges, {
          y: y2,
          x1: left,
          x2: x1(4),
          stroke: (k: number) => (k === 2 ? theme.quiet : theme.rule)
        }),
        Plot.text(LEVELS, {
          x: (_: number, i: number) => x1(i) + wide / 2,
          y: bottom + 13,
          text: thirdsText,
          fontSize: 12,
          fill: theme.quiet
        }),
        Plot.text(LEVELS, {
          x: left - 8,
          y: (_: number, j: number) => (y1(j) + y2(j)) / 2,
          text: thirdsText,
          textAnchor: "end",
          fontSize: 12,
          fill: theme.quiet
        }),
        ...head,
        Plot.text(axes ? [axes.x.name] : [], {
          x: width - 2,
          y: bottom + 34,
          text: (d) => `${d} →`,
          textAnchor: "end",
          fill: theme.ink
        }),
        Plot.dot(entries, {
          x: "x",
          y: "y",
          r: 4,
          fill: ({row}) => (!row.some ? theme.ink : row.chosen ? theme.accent : theme.muted)
        }),
        ...[true, false].map((chosen) =>
          Plot.text(
            entries.filter((d) => d.row.chosen === chosen),
            {
              x: (d) => d.x + 8,
              y: "y",
              text: "text",
              textAnchor: "start",
              fontSize: 12,
              fontWeight: chosen ? 600 : 400,
              fill: ({row}) => (!row.some ? theme.ink : row.chosen ? theme.accent : theme.quiet),
              href: ({row}) => row.href,
              ariaLabel: ({row}) => row.label
            }
          )
        )
      ]
    },
    {document, width, theme}
  );
  return {svg, bottom: bottom + 42};
}

function levelOf(value: number | undefined): number {
  return Math.round((value ?? 0) * 3);
}

/** Names packed in lines from the left, each as wide as it is. */
function packed(
  rows: readonly PairedRow[],
  name: (row: PairedRow) => string,
  wide: number
): {items: {row: PairedRow; text: string; x: number; line: number}[]; lines: number} {
  let [x, line] = [0, 0];
  const items = rows.map((row) => {
    const text = name(row);
    const room = 12 + textWidth(text, {bold: row.chosen}) + 8;
    if (x > 0 && x + room - 8 > wide - 2 * PAD) [x, line] = [0, line + 1];
    const item = {row, text, x, line};
    x += room;
    return item;
  });
  return {items, lines: rows.length ? line + 1 : 0};
}
