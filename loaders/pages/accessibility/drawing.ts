import {blended, contrast} from "../../../src/figures/contrast.js";
import {type Theme, themeProperties} from "../../../src/figures/theme.js";

/** A shape or a text of a drawing, with what it inherits worked out. */
export interface Piece {
  tag: string;
  isText: boolean;
  /** Text, without what stands in other texts. */
  words: string;
  /** The link it stands in. */
  link: Element | undefined;
  fill: string;
  stroke: string;
  /** From 0 to 1, that of its ancestors included. */
  fillOpacity: number;
  strokeOpacity: number;
  /** In pixels. */
  fontSize: number;
  box: Box | undefined;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What an element hands down. */
interface Given {
  link: Element | undefined;
  fill: string;
  stroke: string;
  opacity: number;
  fillOpacity: number;
  strokeOpacity: number;
  fontSize: number;
  x: number;
  y: number;
}

const START: Given = {
  link: undefined,
  fill: "#000000",
  stroke: "none",
  opacity: 1,
  fillOpacity: 1,
  strokeOpacity: 1,
  fontSize: 16,
  x: 0,
  y: 0
};

const SHAPES = /^(?:rect|circle|ellipse|line|path|polygon|polyline|text|tspan)$/;

/** All shapes and texts of a drawing in the order of drawing; those of patterns are left out. */
export function piecesOf(svg: Element): Piece[] {
  const pieces: Piece[] = [];
  const walk = (element: Element, from: Given) => {
    const tag = element.tagName.toLowerCase();
    if (tag === "defs") return;
    const given = handedDown(element, tag, from);
    if (SHAPES.test(tag)) {
      const {link, fill, stroke, opacity, fontSize} = given;
      const isText = tag === "text" || tag === "tspan";
      pieces.push({
        tag,
        isText,
        words: isText ? (element.textContent ?? "").trim() : "",
        link,
        fill,
        stroke,
        fillOpacity: opacity * given.fillOpacity,
        strokeOpacity: opacity * given.strokeOpacity,
        fontSize,
        box: boxOf(element, tag, given)
      });
    }
    for (const child of element.children) walk(child, given);
  };
  walk(svg, START);
  return pieces;
}

function handedDown(element: Element, tag: string, from: Given): Given {
  const value = (name: string) => {
    const found = element.getAttribute(name);
    return found === "inherit" ? null : found;
  };
  const number = (name: string, usual: number) => Number(value(name) ?? usual);
  const [, x = "0", y = "0"] = /translate\(([-\d.]+)[ ,]+([-\d.]+)\)/.exec(value("transform") ?? "") ?? [];
  return {
    link: tag === "a" ? element : from.link,
    fill: value("fill") ?? from.fill,
    stroke: value("stroke") ?? from.stroke,
    opacity: from.opacity * number("opacity", 1),
    fillOpacity: number("fill-opacity", from.fillOpacity),
    strokeOpacity: number("stroke-opacity", from.strokeOpacity),
    fontSize: Number.parseFloat(value("font-size") ?? "") || from.fontSize,
    x: from.x + Number(x),
    y: from.y + Number(y)
  };
}

/** Where a shape lies, or a text is set; `undefined` for paths and whatever else needs a browser to tell. */
function boxOf(element: Element, tag: string, {x, y}: Given): Box | undefined {
  const n = (name: string) => Number.parseFloat(element.getAttribute(name) ?? "0") || 0;
  const box = (left: number, top: number, right: number, bottom: number): Box => ({
    left: left + x,
    top: top + y,
    right: right + x,
    bottom: bottom + y
  });
  if (tag === "rect") return box(n("x"), n("y"), n("x") + n("width"), n("y") + n("height"));
  if (tag === "circle") return box(n("cx") - n("r"), n("cy") - n("r"), n("cx") + n("r"), n("cy") + n("r"));
  if (tag === "line")
    return box(
      Math.min(n("x1"), n("x2")),
      Math.min(n("y1"), n("y2")),
      Math.max(n("x1"), n("x2")),
      Math.max(n("y1"), n("y2"))
    );
  // A text that is moved to its place says the rest of it in parts of its own size.
  const down = /em$/.test(element.getAttribute("y") ?? "") ? 0 : n("y");
  return tag === "text" ? box(n("x"), down, n("x"), down) : undefined;
}

/** Whether the middle of a piece lies in another. */
export function holds({box: outer}: Piece, {box: inner}: Piece): boolean {
  if (!outer || !inner) return false;
  const [x, y] = [(inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2];
  return outer.left <= x && x <= outer.right && outer.top <= y && y <= outer.bottom;
}

/** Whether what stands on a piece has its colour behind it. */
export function isGround({tag, fill, fillOpacity}: Piece): boolean {
  return (
    /^(?:rect|circle|ellipse)$/.test(tag) && !/^(?:none|transparent|url)/.test(fill) && fillOpacity > 0.9
  );
}

/** The better contrast of fill and edge with the page; that of a pattern is its strongest line. */
export function shapeContrast(
  {fill, stroke, fillOpacity, strokeOpacity}: Piece,
  theme: Theme,
  patterns: Patterns
): number {
  const over = (paint: string, opacity: number) =>
    coloursOf(paint, patterns).map((d) => blended(colour(d, theme), theme.background, opacity));
  const inks = [...over(fill, fillOpacity), ...over(stroke, strokeOpacity)];
  return Math.max(1, ...inks.map((d) => contrast(d, theme.background)));
}

/** The paints within each pattern of a drawing, by its id. */
export type Patterns = ReadonlyMap<string, readonly string[]>;

/** Reads the patterns of a drawing. */
export function patternsOf(svg: Element): Patterns {
  return new Map(
    [...svg.querySelectorAll("pattern")].map((pattern) => [
      pattern.getAttribute("id") ?? "",
      [...pattern.querySelectorAll("*")].flatMap((d) =>
        ["fill", "stroke"].flatMap((name) => d.getAttribute(name) ?? [])
      )
    ])
  );
}

/** The colours of a paint: none, one, or those of a pattern. */
export function coloursOf(paint: string, patterns: Patterns): string[] {
  const id = /^url\(["']?#([\w-]+)["']?\)$/.exec(paint)?.[1];
  return (id ? [...(patterns.get(id) ?? [])] : [paint]).filter((d) => d !== "none" && d !== "transparent");
}

/** `#rrggbb` of a paint in a theme. Throws for a paint that is not understood, so that none goes unmeasured. */
export function colour(paint: string, theme: Theme): string {
  const name = paint === "currentColor" ? "ink" : /^var\(--([\w-]+)\)$/.exec(paint)?.[1];
  const known = name ? propertiesOf(theme).get(name) : {white: "#ffffff", black: "#000000"}[paint];
  const hex = known ?? (/^#[0-9a-f]{6}$/i.test(paint) ? paint : undefined);
  if (!hex) throw new Error(`a figure is painted with ${paint}, whose contrast cannot be told`);
  return hex;
}

const read = new WeakMap<Theme, Map<string, string>>();

function propertiesOf(theme: Theme): Map<string, string> {
  const pairs = themeProperties(theme).matchAll(/--([\w-]+): (#\w+);/g);
  const known = read.get(theme) ?? new Map([...pairs].map(([, name = "", hex = ""]) => [name, hex]));
  read.set(theme, known);
  return known;
}
