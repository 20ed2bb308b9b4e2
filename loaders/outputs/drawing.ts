import {dark, light, page, type Theme} from "../../src/figures/theme.js";
import type {Site} from "../pages/site.js";
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
export const DRAWN = {wide: 720, narrow: 320};

/** The two drawings of a view, drawn once for all its forms. */
export function drawings(
  {figure, rows, view, id}: Content,
  {document}: Site
): {wide: Drawing; narrow: Drawing} {
  const prefix = id.replace(/\W/g, "-");
  const draw = (width: number, suffix: string): Drawing => {
    const svg = figure.draw([...rows], view, {document, width, theme: page, id: `${prefix}-${suffix}`});
    const [first, ...others] = [...svg.querySelectorAll("a")];
    first?.removeAttribute("tabindex");
    for (const link of others) link.setAttribute("tabindex", "-1");
    return {width, height: Math.ceil(Number(svg.getAttribute("height"))), inner: tidy(svg.innerHTML)};
  };
  return {wide: draw(DRAWN.wide, "w"), narrow: draw(DRAWN.narrow, "n")};
}

const PLACES = / (transform|d|c?[xyr]|[xy][12]|rx|d[xy]|width|height)="([^"]*)"/g;

/** Coordinates to a tenth of a pixel, and nothing that says what is so anyway. */
function tidy(inner: string): string {
  return inner
    .replace(
      PLACES,
      (_, name: string, value: string) => ` ${name}="${value.replace(/-?\d*\.\d{2,}(?!\d|em)/g, tenth)}"`
    )
    .replace(/(<a\b[^>]*?) fill="inherit"/g, "$1")
    .replace(/ \/>/g, "/>")
    .replaceAll("currentColor", page.ink);
}

function tenth(number: string): string {
  return String(Number(Number(number).toFixed(1)));
}

/** Puts colours in the place of custom properties: a file knows no style sheet. */
export function paint(svg: string, theme: Theme): string {
  return svg.replace(/var\(--([\w-]+)\)/g, (_, name: string) => colourOf(name, theme));
}

/** Puts the address of the site before links that begin at its root. */
export function lead(svg: string, home: string): string {
  return home ? svg.replace(/(<a\b[^>]*? href=")\//g, `$1${home}/`) : svg;
}

/** The two sets of colours that files come in. */
export const PAINTS = {light, dark};

function colourOf(name: string, theme: Theme): string {
  const {model, on} = theme;
  const key = name.replace(/^on-/, "").toUpperCase() as keyof Theme["model"];
  const colour = name.startsWith("on-")
    ? on[key]
    : (model[key] ?? (theme as unknown as Record<string, string>)[name]);
  if (typeof colour !== "string" || !colour.startsWith("#")) throw new Error(`no colour is called ${name}`);
  return colour;
}
