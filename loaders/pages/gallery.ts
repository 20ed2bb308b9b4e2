import type {AnyFigure, FigureRow} from "../../src/figures/figure.js";
import {figureById, figures} from "../../src/figures/index.js";
import {page} from "../../src/figures/theme.js";
import {defaultView, type View} from "../../src/figures/view.js";
import {html, type Markup, raw} from "./html.js";
import type {Site} from "./site.js";

/** A shelf of the gallery: a question, and the figures that answer it. */
interface Shelf {
  title: string;
  figures: readonly string[];
}

const SHELVES: readonly Shelf[] = [
  {title: "What are the models?", figures: ["models", "dynamics", "space"]},
  {title: "Where does each country stand?", figures: ["map", "membership", "sets"]},
  {title: "How did it get there?", figures: ["trajectory", "timeline", "trend"]},
  {title: "How do countries differ?", figures: ["pair", "compare", "indicator"]},
  {title: "How do the sets hang together?", figures: ["ladder", "scatter"]},
  {title: "How far can the classes be trusted?", figures: ["robustness", "agreement"]}
];

/** How wide a picture is drawn to be shown small, in pixels. */
const DRAWN = 340;

/** The part of the drawing that is shown, in pixels. */
const CUT = {x: -8, y: -4, width: 356, height: 222};

/** All figures by the question they answer, each with a small picture of what it is. */
export function gallery(site: Site): Markup {
  const shelved = SHELVES.map((shelf) => ({
    title: shelf.title,
    figures: shelf.figures.flatMap((id) => figureById(id) ?? [])
  }));
  const rest = figures.filter((d) => !SHELVES.some((shelf) => shelf.figures.includes(d.id)));
  if (rest.length) shelved.push({title: "More", figures: rest});
  return html`${shelved.map(
    (shelf) =>
      html`<h2>${shelf.title}</h2><ul class="gallery">${shelf.figures.map(
        (figure) =>
          html`<li><a href="/figures/${figure.id}">${miniature(figure, site)}<b>${figure.name}</b><span class="quiet">${figure.question}</span></a></li>`
      )}</ul>`
  )}`;
}

/**
 * A small picture of a figure: its drawing for phones, cut to one size and without links, as they would be too small
 * to hit. It is decoration beside the name of the figure.
 */
function miniature(figure: AnyFigure, {document, evidence}: Site): Markup {
  const view = smallView(figure, defaultView(figure, evidence), evidence);
  const rows: FigureRow[] = figure.rows(evidence, view);
  const svg = figure.draw(rows, view, {document, width: DRAWN, theme: page, id: `small-${figure.id}`});
  for (const link of [...svg.querySelectorAll("a")]) link.replaceWith(...link.childNodes);
  for (const element of [...svg.querySelectorAll("*")]) {
    for (const {name, value} of [...element.attributes]) {
      if (/^(aria-|role$|tabindex$|pointer-events$)/.test(name)) element.removeAttribute(name);
      else if (/\.\d/.test(value)) element.setAttribute(name, rounded(value));
    }
  }
  const {x, y, width, height} = CUT;
  return html`<svg viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">${raw(svg.innerHTML)}</svg>`;
}

/** Tenths of a pixel are enough for a small picture. */
function rounded(value: string): string {
  return value.replace(/-?\d*\.\d+/g, (n) => String(Number(Number(n).toFixed(1))));
}

/** Few countries are enough for a small picture: the six of the book where the figure lets one choose. */
function smallView(figure: AnyFigure, view: View, evidence: Site["evidence"]): View {
  const six = evidence.tables.countries.filter((d) => d.book_six).map((d) => d.iso3);
  const {min, max} = figure.limits;
  const few = view.countries.length > 12 && min <= six.length && max >= six.length;
  return few && !["map", "scatter", "agreement", "ladder", "robustness", "space"].includes(figure.id)
    ? {...view, countries: six}
    : view;
}
