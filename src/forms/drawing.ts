import {page} from "../figures/theme.js";
import type {Content} from "./content.js";

/** A drawing without its outer element, so that it can stand in a picture, a frame or a card. */
export interface Drawing {
  /** In CSS pixels. */
  width: number;
  height: number;
  /** SVG with the custom properties of the site for colours, and addresses from the root of the site. */
  inner: string;
}

/**
 * Widths of the drawings in files and frames, in CSS pixels. A drawing that is shrunk has text below 12 pixels, so each
 * is as narrow as the narrowest place it is shown in: a column of 600 in a blog, with the edges of a frame or picture,
 * and a phone of 320 with the edges of a page. On a card of 1200 pixels there is room for more.
 */
export const DRAWN = {wide: 568, narrow: 288, card: 720} as const;

/** Widths of the drawings of a page: in its column, and in a window of 320 pixels. */
export const ON_PAGE = {wide: 760, narrow: 300} as const;

/** How far a drawing may grow in a wider place before its text looks blown up. */
export const GROWTH = {wide: 1.2, narrow: 1.35} as const;

/** The two drawings of a view, drawn once for all its forms but its card. */
export function drawings(
  content: Content,
  {document}: {document: Document}
): {wide: Drawing; narrow: Drawing} {
  return {wide: drawing(content, "wide", {document}), narrow: drawing(content, "narrow", {document})};
}

/** A view drawn for one kind of place. */
export function drawing(
  {figure, rows, view, id}: Content,
  kind: keyof typeof DRAWN,
  {document}: {document: Document}
): Drawing {
  const width = DRAWN[kind];
  const prefix = `${id.replace(/\W/g, "-")}-${kind.charAt(0)}`;
  const svg = figure.draw([...rows], view, {document, width, theme: page, id: prefix});
  const [first, ...others] = [...svg.querySelectorAll("a")];
  first?.removeAttribute("tabindex");
  for (const link of others) link.setAttribute("tabindex", "-1");
  return {
    width,
    height: Math.ceil(Number(svg.getAttribute("height"))),
    inner: lean(svg.innerHTML).replaceAll("currentColor", page.ink)
  };
}

const PLACES = / (transform|d|c?[xyr]|[xy][12]|rx|d[xy]|width|height)="([^"]*)"/g;

/**
 * A serialised drawing as XML has it: values hold no bare `<`, `>` or `&`, links are those of SVG 2, and no character
 * has a name that HTML alone knows. Documents of Node and of browsers differ in all three.
 */
function wellFormed(svg: string): string {
  return svg
    .replaceAll(" xlink:href=", " href=")
    .replaceAll("&nbsp;", "\u00a0")
    .replace(/="([^"]*)"/g, (whole, value: string) =>
      /[<>&]/.test(value)
        ? `="${value
            .replace(/&(?!(?:amp|lt|gt|quot|#\d+);)/g, "&amp;")
            .replace(/</g, "&lt;")
            .replace(/>/g, "&gt;")}"`
        : whole
    );
}

/** A serialised drawing with coordinates to a tenth of a pixel, and nothing that says what is so anyway. */
export function lean(svg: string): string {
  return wellFormed(svg)
    .replace(
      PLACES,
      (_, name: string, value: string) => ` ${name}="${value.replace(/-?\d*\.\d{2,}(?!\d|em)/g, tenth)}"`
    )
    .replace(/(<a\b[^>]*?) fill="inherit"/g, "$1")
    .replace(/ \/>/g, "/>");
}

function tenth(number: string): string {
  return String(Number(Number(number).toFixed(1)));
}

/** Puts the address of the site before links that begin at its root. */
export function lead(svg: string, home: string): string {
  return home ? svg.replace(/(<a\b[^>]*? href=")\//g, `$1${home}/`) : svg;
}
