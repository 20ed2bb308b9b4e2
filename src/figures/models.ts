import * as Plot from "@observablehq/plot";
import {MODELS} from "../analysis/idealTypes.js";
import {MICE} from "../analysis/membership.js";
import type {Evidence} from "../evidence/evidence.js";
import type {Model, ModelKey, ModelTrait} from "../evidence/tables.js";
import type {DrawOptions, Figure, FigureRow} from "./figure.js";
import {countText, listText, sentenceCase, wrapEvenly, wrapWidth} from "./format.js";
import {plot} from "./marks.js";
import {cornerWords, modelNames, setNames} from "./standings.js";

/** One dimension across the models. */
interface DimensionRow extends FigureRow {
  dimension: string;
  /** The models themselves, in order: what the picture draws. */
  models: Model[];
  /** What each model says; without an entry where the sources say nothing. */
  traits: Partial<Record<ModelKey, Pick<ModelTrait, "statement" | "basis">>>;
}

/** The dimension of the first row: a model in one line. */
const IN_ONE_LINE = "in one line";

/** The four models and the state before them: which sets each is in, and what it says on each dimension. */
export const models: Figure<DimensionRow> = {
  id: "models",
  name: "The four models",
  question: "What are the four models, and how do they differ?",
  options: [],
  countries: () => [],
  limits: {min: 0, max: 0},
  rows: modelRows,
  columns: [
    {name: "Dimension", value: (d) => sentenceCase(d.dimension)},
    ...MODELS.map((model) => ({name: modelNames[model], value: (d: DimensionRow) => statement(d, model)}))
  ],
  title: () => "Four models, and the state before them",
  subtitle: () =>
    `Filled: the model is in the set. ${MICE.map((set) => `${set} ${setNames[set].toLowerCase()}`).join(", ")}. Wording ours, after the authors and a reader of their book.`,
  finding: modelsFinding,
  draw: drawModels
};

function modelRows(evidence: Evidence): DimensionRow[] {
  const {models: table, model_traits: traits} = evidence.tables;
  const ordered = [...table].sort((a, b) => a.order - b.order);
  if (!ordered.length) return [];
  const first: DimensionRow = {
    key: IN_ONE_LINE,
    label: `In one line. ${ordered.map((d) => `${d.name}: ${d.one_line}`).join(" ")}`,
    href: "/models/",
    evidence: unique(ordered.map((d) => d.source_id)),
    dimension: IN_ONE_LINE,
    models: ordered,
    traits: Object.fromEntries(ordered.map((d) => [d.model, {statement: d.one_line, basis: "seen" as const}]))
  };
  const dimensions = unique(traits.map((d) => d.dimension)).map((dimension): DimensionRow => {
    const own = traits.filter((d) => d.dimension === dimension);
    return {
      key: dimension,
      label: `${sentenceCase(dimension)}. ${own.map((d) => `${modelNames[d.model]}: ${d.statement}`).join(" ")}`,
      href: "/models/",
      evidence: unique(own.map((d) => d.source_id)),
      dimension,
      models: ordered,
      traits: Object.fromEntries(own.map(({model, statement, basis}) => [model, {statement, basis}]))
    };
  });
  return [first, ...dimensions];
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

function statement({traits}: DimensionRow, model: ModelKey): string | null {
  const trait = traits[model];
  if (!trait) return null;
  return trait.basis === "inferred" ? `${trait.statement} (inferred)` : trait.statement;
}

function modelsFinding(rows: DimensionRow[]): string {
  const ordered = rows[0]?.models ?? [];
  const steps = ordered.slice(1).map((model, i) => {
    const before = ordered[i]?.corner ?? "";
    return MICE.filter((_, j) => model.corner[j] === "1" && before[j] !== "1");
  });
  if (!steps.length) return "The models are not in this evidence.";
  const kept = ordered
    .slice(1)
    .every((model, i) => MICE.every((_, j) => ordered[i]?.corner[j] !== "1" || model.corner[j] === "1"));
  const added = steps.map((sets) => sets.map((set) => setNames[set].toLowerCase()).join(" and "));
  return kept && steps.every((sets) => sets.length === 1)
    ? `From the state before them, each of the ${countText(steps.length)} models adds one set to the one before: ${listText(added)}.`
    : `The ${countText(steps.length)} models are told apart by ${countText(MICE.length)} sets: ${listText(MICE.map((set) => setNames[set].toLowerCase()))}.`;
}

/** A model with its place in pixels. */
interface Card {
  model: Model;
  x: number;
  y: number;
  /** Its lower edge. */
  end: number;
  name: string[];
  words: string[];
}

const SQUARE = 22;

function drawModels(
  rows: DimensionRow[],
  _view: unknown,
  {document, width, theme}: DrawOptions
): SVGSVGElement {
  const ordered = rows[0]?.models ?? [];
  const narrow = width < 620;
  const gap = narrow ? 0 : 18;
  const wide = narrow
    ? width - 2
    : (width - 2 - gap * Math.max(0, ordered.length - 1)) / Math.max(1, ordered.length);
  const side = narrow ? 4 * (SQUARE + 4) + 14 : 0;
  const texts = ordered.map((model) => ({
    name: narrow ? [model.name] : wrapWidth(model.name, wide, {size: 14, bold: true}),
    words: (narrow ? wrapEvenly : wrapWidth)(model.one_line, wide - side, {size: 13})
  }));
  const nameLines = Math.max(1, ...texts.map((d) => d.name.length));
  const tops: number[] = [];
  let bottom = 2;
  for (const d of texts) {
    tops.push(narrow ? bottom : 2);
    const tall = narrow ? 26 + Math.max(SQUARE + 6, d.words.length * 17) : 0;
    bottom = narrow
      ? bottom + tall + 20
      : Math.max(bottom, 2 + SQUARE + 14 + nameLines * 18 + 8 + d.words.length * 17 + 4);
  }
  const cards: Card[] = ordered.map((model, i) => ({
    model,
    x: 1 + (narrow ? 0 : i * (wide + gap)),
    y: tops[i] ?? 0,
    end: narrow ? (tops[i + 1] ?? bottom) - 14 : bottom,
    name: texts[i]?.name ?? [],
    words: texts[i]?.words ?? []
  }));
  const squares = cards.flatMap((card) =>
    MICE.map((set, j) => ({
      card,
      set,
      filled: card.model.corner[j] === "1",
      x: card.x + 1 + j * (SQUARE + 4),
      y: card.y + (narrow ? 25 : 1)
    }))
  );
  return plot(
    {
      height: (narrow ? bottom - 14 : bottom) + 2,
      marks: [
        Plot.rect(squares, {
          x1: "x",
          x2: (d) => d.x + SQUARE,
          y1: "y",
          y2: (d) => d.y + SQUARE,
          rx: 2,
          fill: (d) => (d.filled ? theme.model[d.card.model.model as ModelKey] : theme.background),
          stroke: (d) => theme.model[d.card.model.model as ModelKey],
          strokeWidth: 1.5
        }),
        Plot.text(squares, {
          x: (d) => d.x + SQUARE / 2,
          y: (d) => d.y + SQUARE / 2 + 0.5,
          text: "set",
          fontSize: 12,
          fontWeight: 600,
          fill: (d) => (d.filled ? theme.on[d.card.model.model as ModelKey] : theme.quiet)
        }),
        Plot.text(cards, {
          x: "x",
          y: (d: Card) => d.y + (narrow ? 0 : SQUARE + 14),
          text: (d: Card) => d.name.join("\n"),
          textAnchor: "start",
          lineAnchor: "top",
          lineHeight: 1.25,
          fontSize: 14,
          fontWeight: 600,
          fill: theme.ink
        }),
        Plot.text(cards, {
          x: (d: Card) => d.x + side,
          y: (d: Card) => d.y + (narrow ? 26 : SQUARE + 14 + nameLines * 18 + 8),
          text: (d: Card) => d.words.join("\n"),
          textAnchor: "start",
          lineAnchor: "top",
          lineHeight: 1.3,
          fontSize: 13,
          fill: theme.quiet
        }),
        // The whole card leads to its model.
        Plot.rect(cards, {
          x1: "x",
          x2: (d: Card) => d.x + wide,
          y1: "y",
          y2: "end",
          fill: "transparent",
          href: (d: Card) => `/models/${d.model.slug}`,
          ariaLabel: (d: Card) => `${d.model.name}: ${cornerLabel(d.model)}. ${d.model.one_line}`
        })
      ]
    },
    {document, width, theme}
  );
}

function cornerLabel({corner}: Model): string {
  return corner.includes("1") ? `in ${cornerWords(corner)}` : "in none of the four sets";
}
