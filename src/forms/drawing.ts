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

/** Widths of the drawings in files and frames: within a picture of 760 pixels, and on a phone of 360. */
const DRAWN = {wide: 720, narrow: 320};

/** The two drawings of a view, drawn once for all its forms. */
export function drawings(
  {figure, rows, view, id}: Content,
  {document}: {document: Document}
): {wide: Drawing; narrow: Drawing} {
  const prefix = id.replace(/\W/g, "-");
  const draw = (width: number, suffix: string): Drawing => {
    const svg = figure.draw([...rows], view, {document, width, theme: page, id: `${prefix}-${suffix}`});
    const [first, ...others] = [...svg.querySelectorAll("a")];
    first?.removeAttribute("tabindex");
    for (const link of others) link.setAttribute("tabindex", "-1");
    return {
      width,
      height: Math.ceil(Number(svg.getAttribute("height"))),
      inner: lean(svg.innerHTML).replaceAll("currentColor", page.ink)
    };
  };
  return {wide: draw(DRAWN.wide, "w"), narrow: draw(DRAWN.narrow, "n")};
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
