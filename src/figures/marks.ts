import * as Plot from "@observablehq/plot";
import type {Classification} from "../analysis/idealTypes.js";
import type {ModelKey} from "../evidence/tables.js";

export {missingGlyph} from "./glyph.js";

import type {DrawOptions, FigureRow} from "./figure.js";
import {textWidth} from "./format.js";
import {figureFont, type Theme} from "./theme.js";

/** Channels that make every mark of a layer a link to its evidence, with its spoken sentence. */
export const evident = {
  href: (d: FigureRow) => d.href,
  ariaLabel: (d: FigureRow) => d.label
} as const;

/**
 * `Plot.plot` in the style of the figures: system font at 13 px, no injected style sheet, literal or custom-property
 * colours, and links without the `xlink` prefix so that the picture is valid in HTML and as a file. Marks say where they
 * stand in pixels, how large they are and in what colour: no scale comes between.
 */
export function plot(
  options: Plot.PlotOptions,
  {document, width, theme}: Pick<DrawOptions, "document" | "width" | "theme">
): SVGSVGElement {
  const svg = Plot.plot({
    document,
    width,
    className: "plot",
    style: {fontFamily: figureFont, fontSize: "13px", color: theme.ink, background: "none"},
    margin: 0,
    x: {type: "identity", axis: null},
    y: {type: "identity", axis: null},
    r: {type: "identity"},
    color: {type: "identity"},
    ...options
  } as Plot.PlotOptions) as unknown as SVGSVGElement;
  return dress(svg, width);
}

/** Strips what Plot adds for a page of its own, and gives the drawing the role of a document to be walked through. */
function dress(svg: SVGSVGElement, width: number): SVGSVGElement {
  for (const style of [...svg.querySelectorAll("style")]) style.remove();
  for (const link of [...svg.querySelectorAll("a")]) {
    const href =
      link.getAttribute("xlink:href") ?? link.getAttributeNS("http://www.w3.org/1999/xlink", "href");
    if (href) link.setAttribute("href", href);
    link.removeAttribute("xlink:href");
    const mark = link.firstElementChild;
    const label = mark?.getAttribute("aria-label");
    if (label) {
      link.setAttribute("aria-label", withVisible(label, link));
      mark?.removeAttribute("aria-label");
    }
  }
  // Layers that are not links are decoration for those who listen: the marks and the table say it all.
  for (const layer of [...svg.children]) {
    // A document of HTML without a browser writes names of elements in capitals.
    if (layer.tagName.toLowerCase() !== "g") continue;
    layer.removeAttribute("aria-label");
    if (!layer.querySelector("a")) layer.setAttribute("aria-hidden", "true");
  }
  for (const mark of svg.querySelectorAll("[transform], [x], [y], [cx], [x1], [y1], [d], [width]"))
    round(mark);
  // For hosts that strip styles.
  svg.setAttribute("font-size", "13");
  svg.setAttribute("font-family", figureFont);
  svg.setAttribute("role", "group");
  svg.setAttribute("viewBox", svg.getAttribute("viewBox") ?? `0 0 ${width} ${svg.getAttribute("height")}`);
  return svg;
}

/**
 * A label that holds the text that is seen, as whoever speaks to the machine says what they see (WCAG 2.5.3). A code of
 * a country stands before its sentence. Lines of one text get a space between them, or they would be read as one word.
 */
function withVisible(label: string, link: Element): string {
  const lines = [...link.querySelectorAll("tspan")];
  for (const line of lines.slice(0, -1)) {
    const text = line.textContent ?? "";
    if (text && !/[\s-]$/.test(text)) line.textContent = `${text} `;
  }
  const seen = (link.textContent ?? "").replace(/\s+/g, " ").trim();
  const words = (text: string) =>
    ` ${
      text
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(" ") ?? ""
    } `;
  const isWord = /\p{L}{2}/u.test(seen);
  return !isWord || words(label).includes(words(seen)) ? label : `${seen}: ${label}`;
}

/** Names a drawing on a page by the heading of the figure with this id, and describes it by its finding. */
export function nameDrawing(svg: SVGSVGElement, id: string): void {
  svg.setAttribute("aria-labelledby", `${id}-title`);
  svg.setAttribute("aria-describedby", `${id}-finding`);
}

/**
 * Adds a running text of links below a drawing, broken into lines no wider than `width`, and makes the drawing taller
 * to hold it. Each item leads to the evidence of its row.
 */
export function flowLinks(
  svg: SVGSVGElement,
  items: readonly {text: string; row: FigureRow}[],
  {
    x,
    y,
    width,
    lead,
    theme,
    lineHeight = 18
  }: {x: number; y: number; width: number; lead: string; theme: Theme; lineHeight?: number}
): SVGSVGElement {
  const {ownerDocument: document} = svg;
  const element = (name: string, attributes: Record<string, string | number>, text = "") => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    if (text) node.append(document.createTextNode(text));
    return node;
  };
  const size = 12;
  const group = element("g", {"font-size": size, "text-anchor": "start", fill: theme.quiet});
  let [right, line] = [textWidth(lead, {size}) + 4, 0];
  let text = element("text", {x, y}, `${lead} `);
  group.append(text);
  items.forEach(({text: words, row}, i) => {
    const end = i < items.length - 1 ? ", " : "";
    const room = textWidth(words + end, {size});
    if (right + room > width) {
      [right, line] = [0, line + 1];
      text = element("text", {x, y: y + line * lineHeight});
      group.append(text);
    }
    right += room;
    const link = element("a", {href: row.href, "aria-label": row.label, fill: theme.ink}, words);
    text.append(link, document.createTextNode(end));
  });
  svg.append(group);
  const height = Math.max(Number(svg.getAttribute("height")), y + line * lineHeight + 8);
  svg.setAttribute("height", String(height));
  svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${height}`);
  return svg;
}

/** Round years in a span: every 5, 10, 20 or 25, and no more than `count`. */
export function yearTicks([from, to]: [number, number], count: number): number[] {
  const step = [5, 10, 20].find((step) => (to - from) / step <= count) ?? 25;
  const first = Math.ceil(from / step) * step;
  return Array.from({length: Math.floor((to - first) / step) + 1}, (_, i) => first + i * step);
}

/** Hundredths of a pixel are enough, and make the file a third smaller. */
function round(mark: Element): void {
  for (const name of ["transform", "x", "y", "cx", "cy", "x1", "x2", "y1", "y2", "d", "width", "height"]) {
    const value = mark.getAttribute(name);
    if (value?.includes("."))
      mark.setAttribute(
        name,
        value.replace(/-?\d*\.\d{2,}(?:e-\d+)?/g, (n) => String(Number(Number(n).toFixed(2))))
      );
  }
}

/** The two models whose corners are nearest: what a hybrid is a mixture of. Empty when a set is missing. */
function nearestTwo({models}: Classification): ModelKey[] {
  const known = models.filter((m) => m.distance !== undefined);
  return [...known]
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0))
    .slice(0, 2)
    .map((m) => m.model);
}

/** How much of a light mark, from its top, is left for its name; its colours are below. */
export const LIGHT = 0.64;

/**
 * The fill of a class: the colour of its model; for a hybrid light with a band of the two nearest at its foot, or with
 * `small` the two alone; for a class that cannot be told, a hatch. Patterns are added to `patterns` under ids with the
 * given prefix.
 */
export function classFill(
  c: Classification,
  {theme, id, patterns, small = false}: {theme: Theme; id: string; patterns: Patterns; small?: boolean}
): string {
  if (c.model !== undefined && c.model !== "hybrid") return theme.model[c.model];
  if (c.model === "hybrid") {
    const [a = "PRE", b = "PRE"] = nearestTwo(c);
    const name = `${id}-${a}-${b}${small ? "-small" : ""}`.toLowerCase();
    return patterns.split(name, [theme.model[a], theme.model[b]], {theme, from: small ? 0 : LIGHT});
  }
  return patterns.hatch(`${id}-unknown`, theme);
}

/** Collects the patterns that a drawing uses and writes them into it. */
export class Patterns {
  readonly #found = new Map<string, string>();

  /** Two colours, one above the other, in the part of the mark below `from`; gives the paint to fill with. */
  split(id: string, [a, b]: readonly [string, string], {theme, from}: {theme: Theme; from: number}): string {
    const half = (1 - from) / 2;
    const light = from ? `<rect width="1" height="${from}" fill="${theme.wash}"></rect>` : "";
    const band = (y: number, fill: string) =>
      `<rect y="${y}" width="1" height="${half}" fill="${fill}"></rect>`;
    this.#found.set(
      id,
      `<pattern id="${id}" width="1" height="1" patternContentUnits="objectBoundingBox">${light}${band(from, a)}${band(from + half, b)}</pattern>`
    );
    return `url(#${id})`;
  }

  /** Thin lines on the background: something that is missing. */
  hatch(id: string, theme: Theme): string {
    this.#found.set(
      id,
      `<pattern id="${id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="${theme.background}"></rect><line y2="5" stroke="${theme.rule}" stroke-width="2"></line></pattern>`
    );
    return `url(#${id})`;
  }

  /** Puts the patterns at the front of the drawing. */
  writeTo(svg: SVGSVGElement): SVGSVGElement {
    if (this.#found.size) {
      // Written with closing tags: a parser of HTML nests `<rect/><rect/>`.
      const defs = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "defs");
      defs.innerHTML = [...this.#found.values()].join("");
      svg.prepend(defs);
    }
    return svg;
  }
}
