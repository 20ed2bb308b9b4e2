import {blended, contrast, isSaturatedRed} from "../../../src/figures/contrast.js";
import type {AnyFigure, FigureRow} from "../../../src/figures/figure.js";
import {dark, light, page, type Theme} from "../../../src/figures/theme.js";
import {seriesOf} from "../../../src/figures/touch.js";
import {defaultView} from "../../../src/figures/view.js";
import {ON_PAGE} from "../../../src/forms/drawing.js";
import type {Site} from "../site.js";
import {
  colour,
  coloursOf,
  holds,
  isGround,
  type Patterns,
  type Piece,
  patternsOf,
  piecesOf,
  shapeContrast
} from "./drawing.js";

/** What can be measured of a figure in its usual state, over both widths and both themes. */
export interface Measured {
  id: string;
  name: string;
  /** Marks of the wide picture that can be reached. */
  marks: number;
  /** Marks without a sentence. */
  unnamed: number;
  /** Most presses of a key from the first mark to any other. */
  presses: number;
  /** Lowest contrast of a text with what is under it, 1 to 21. */
  text: number;
  /** Lowest contrast of a mark with the background, by its fill or its edge, 1 to 21. */
  mark: number;
  /** Smallest text, in pixels as drawn. */
  smallest: number;
  /** Saturated reds among the colours. */
  reds: string[];
  /** Elements that move by themselves. */
  moving: number;
  title: string;
  question: string;
  finding: string;
  subtitle: string;
  /** Years of schooling its words ask for, by the Automated Readability Index. */
  grade: number;
  /** Rows and columns of its table. */
  rows: number;
  columns: number;
}

/** Draws a figure as its page shows it, and measures the drawing and the words. */
export function measure(figure: AnyFigure, {document, evidence}: Site): Measured {
  const view = defaultView(figure, evidence);
  const rows: FigureRow[] = figure.rows(evidence, view);
  const drawings = Object.entries(ON_PAGE).map(([name, width]) =>
    figure.draw(rows, view, {document, width, theme: page, id: `measured-${figure.id}-${name}`})
  );
  const words = {
    title: figure.title(view, evidence),
    question: figure.question,
    finding: figure.finding(rows, view, evidence),
    subtitle: figure.subtitle(rows, view, evidence)
  };
  const [wide] = drawings;
  const marks = [...(wide?.querySelectorAll("a") ?? [])];
  const contrasts = drawings.map(leastContrasts);
  const pieces = drawings.flatMap(piecesOf);
  const paints = new Set([
    ...pieces.flatMap((d) => [d.fill, d.stroke]),
    ...drawings.flatMap((d) => [...patternsOf(d).values()].flat())
  ]);
  const colours = [...paints]
    .flatMap((paint) => coloursOf(paint, new Map()))
    .flatMap((paint) => [light, dark].map((theme) => colour(paint, theme)));
  return {
    id: figure.id,
    name: figure.name,
    marks: marks.length,
    unnamed: marks.filter((d) => !d.getAttribute("aria-label")).length,
    presses: wide ? pressesTo(seriesOf(wide).map((d) => d.length)) : 0,
    text: Math.min(...contrasts.map((d) => d.text)),
    mark: Math.min(...contrasts.map((d) => d.mark)),
    smallest: Math.min(...pieces.filter((d) => d.isText && d.words).map((d) => d.fontSize)),
    reds: [...new Set(colours)].filter(isSaturatedRed),
    moving: drawings.reduce(
      (n, d) => n + d.querySelectorAll("animate, animateTransform, animateMotion, set").length,
      0
    ),
    ...words,
    grade: readingGrade(Object.values(words).join(" ")),
    rows: rows.length,
    columns: figure.columns.length
  };
}

/**
 * Most presses of a key that lead from the first mark to any other, given how many marks each series has: up and down
 * go from series to series, left and right along one, Home and End to its ends, with Ctrl to the ends of all.
 */
export function pressesTo(series: readonly number[]): number {
  const total = series.reduce((sum, n) => sum + n, 0);
  const furthest = (n: number, from: number) =>
    Math.max(0, ...Array.from({length: n}, (_, i) => Math.min(i + from, n - i)));
  const nested = series.length > 1 && series.some((n) => n > 1);
  return nested
    ? furthest(series.length, 0) + Math.max(...series.map((n) => furthest(n, 1)))
    : furthest(total, 0);
}

/**
 * Years of schooling that a text asks for by the Automated Readability Index (Smith and Senter 1967): 4.71 characters a
 * word and half the words a sentence, less 21.43.
 */
export function readingGrade(text: string): number {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,/-]*/gu) ?? [];
  const characters = words.join("").replace(/[^\p{L}\p{N}]/gu, "").length;
  const sentences = text.match(/[.?!](?=\s|$)/g)?.length || 1;
  if (!words.length) return 0;
  return 4.71 * (characters / words.length) + 0.5 * (words.length / sentences) - 21.43;
}

/** The lowest contrast of a text and of a mark of a drawing, in light and in dark. */
function leastContrasts(svg: Element): {text: number; mark: number} {
  const pieces = piecesOf(svg);
  const patterns = patternsOf(svg);
  const texts = pieces.filter((d) => d.tag === "text" && /[\p{L}\p{N}]/u.test(d.words));
  const marks = new Map<Element, Piece[]>();
  for (const piece of pieces)
    if (piece.link && !piece.isText) marks.set(piece.link, [...(marks.get(piece.link) ?? []), piece]);
  const themes = [light, dark];
  return {
    text: Math.min(...themes.flatMap((theme) => texts.map((d) => textContrast(d, pieces, theme)))),
    mark: Math.min(
      ...themes.flatMap((theme) =>
        [...marks.values()].map((shapes) => markContrast(shapes, pieces, theme, patterns))
      )
    )
  };
}

/**
 * Text stands on the last shape drawn before it that holds its place. A colour that belongs on a model says its ground
 * itself; where no ground can be told, it is the page or a band, whichever is worse.
 */
function textContrast(text: Piece, pieces: readonly Piece[], theme: Theme): number {
  const on = /^var\(--on-(\w+)\)$/.exec(text.fill)?.[1];
  const under = pieces.slice(0, pieces.indexOf(text)).findLast((d) => isGround(d) && holds(d, text));
  const grounds = on
    ? [colour(`var(--${on})`, theme)]
    : under
      ? [colour(under.fill, theme)]
      : [theme.background, theme.wash];
  return Math.min(
    ...grounds.map((ground) => contrast(blended(colour(text.fill, theme), ground, text.fillOpacity), ground))
  );
}

/** A mark is seen by the strongest of its shapes or, where it is only a place to touch, by what stands in that place. */
function markContrast(
  shapes: readonly Piece[],
  pieces: readonly Piece[],
  theme: Theme,
  patterns: Patterns
): number {
  const inside = pieces.filter((d) => !d.link && shapes.some((shape) => holds(shape, d)));
  return Math.max(
    ...shapes.map((d) => shapeContrast(d, theme, patterns)),
    ...inside.map((d) => (d.isText ? textContrast(d, pieces, theme) : shapeContrast(d, theme, patterns)))
  );
}
