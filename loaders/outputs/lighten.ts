import {dark, figureFont, light, themeProperties} from "../../src/figures/theme.js";
import {barePage, LATER} from "./later.js";

/** A page made lighter, and the files that hold what was taken out of it, by path below the folder of the page. */
export interface Lightened {
  page: string;
  files: Map<string, string>;
}

const THEME = `<style>:root{${themeProperties(light)}}@media screen and (prefers-color-scheme:dark){:root{${themeProperties(dark)}}}</style>`;

/**
 * Takes the pictures of all figures but the first out of a page, and the tables of all: a reader who has not scrolled
 * has no use for them. A picture becomes an image of its size with what it shows as its text; when it comes
 * near, a script puts the picture itself in its place. A table becomes a link to a page of
 * its own, which a script fetches when the table is opened. Without scripts both can be seen; on paper the pictures are.
 * Tables of fewer characters than `short` stay.
 */
export function lighten(page: string, {name, short = 0}: {name: string; short?: number}): Lightened {
  const files = new Map<string, string>();
  let count = 0;
  const lighter = page.replace(
    /<figure class="figure" id="([\w-]+)"[\s\S]*?<\/figure>/g,
    (whole, id: string) => {
      count += 1;
      const title = textOf(whole, `${id}-title`);
      const label = `${title}. ${textOf(whole, `${id}-finding`)}`;
      const file = (ending: string) => `${LATER}/${name}-${id}${ending}`;
      const pictures = (part: string) =>
        part.replace(
          /<div class="picture (\w+)">(<svg[\s\S]*?<\/svg>)(?=<\/div>)/g,
          (_, kind: string, svg: string) => {
            files.set(file(`-${kind}.svg`), framed(svg));
            const [width, height] = [sizeOf(svg, "width") + 2 * EDGE, sizeOf(svg, "height")];
            const image = later(file(`-${kind}.svg`), {width, height, alt: label});
            return `<div class="picture ${kind} coming" style="aspect-ratio:${width}/${height}">${image}`;
          }
        );
      const table = /(<details class="as-table"><summary>Table<\/summary>)([\s\S]*?)(<\/details>)/;
      const tabled = whole.replace(table, (table, open: string, body: string, close: string) => {
        if (body.length < short) return table;
        files.set(file(".html"), tablePage(title, body, {name, id}));
        return `${open}<a class="later" href="${file(".html")}">The table by itself</a>${close}`;
      });
      return count > 1 ? pictures(tabled) : tabled;
    }
  );
  return {page: lighter, files};
}

/** What a small picture has from the style sheet of its page. */
const OWN = `font-family="${figureFont}" font-size="13" text-anchor="middle" fill="var(--ink)"`;

/** How many small pictures of a gallery come with the page: about what a first look shows. */
const SEEN = 6;

/**
 * Takes the small pictures of a gallery out of its page, but for the first: they decorate names that stand beside them,
 * and come as images when they are near.
 */
export function lightenGallery(page: string, {name}: {name: string}): Lightened {
  const files = new Map<string, string>();
  let count = 0;
  const lighter = page.replace(
    /(<li><a href="[^"]*\/([\w-]+)">)(<svg[^>]* aria-hidden="true">[\s\S]*?<\/svg>)(?=<b>)/g,
    (whole, open: string, figure: string, svg: string) => {
      count += 1;
      if (count <= SEEN) return whole;
      const file = `${LATER}/${name}-${figure}.svg`;
      files.set(file, standalone(svg.replace("<svg", `<svg ${OWN}`)));
      const [width, height] = [sizeOf(svg, "width"), sizeOf(svg, "height")];
      const image = later(file, {width, height, alt: ""});
      return `${open}<span class="coming" style="aspect-ratio:${width}/${height}">${image}</span>`;
    }
  );
  return {page: lighter, files};
}

/** A picture that a browser without scripts loads by itself; with them it waits until it is near, in a box of its size. */
function later(file: string, {width, height, alt}: {width: number; height: number; alt: string}): string {
  return `<img class="later" loading="lazy" src="${file}" width="${width}" height="${height}" alt="${alt}">`;
}

function textOf(figure: string, id: string): string {
  const found = new RegExp(`id="${id}"[^>]*>([\\s\\S]*?)</(?:h\\d|p)>`).exec(figure)?.[1] ?? "";
  return found
    .replace(/<[^>]*>/g, "")
    .replace(/"/g, "&quot;")
    .trim();
}

function sizeOf(svg: string, side: "width" | "height"): number {
  return Number(new RegExp(`\\s${side}="([\\d.]+)"`).exec(svg)?.[1] ?? 0);
}

/** Room at both sides of a drawing in a file, in pixels: on a page words may stand out a little, an image cuts them. */
const EDGE = 4;

/** The drawing as a file, with room for what stands out; a page takes the drawing alone out of it. */
function framed(svg: string): string {
  const [width, height] = [sizeOf(svg, "width") + 2 * EDGE, sizeOf(svg, "height")];
  const drawing = svg.replace("<svg", `<svg overflow="visible"`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-${EDGE} 0 ${width} ${height}" width="${width}" height="${height}">${THEME}${drawing}</svg>`;
}

/** The drawing as a file: with its own colours, since those of a page do not reach into an image. */
function standalone(svg: string): string {
  const named = /<svg[^>]*\sxmlns="/.test(svg)
    ? svg
    : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return named.replace(/(<svg[^>]*>)/, `$1${THEME}`);
}

/** The table as a page; its links lead from one folder further down. */
function tablePage(title: string, table: string, {name, id}: {name: string; id: string}): string {
  const body = table.replace(/ href="(?=\.)/g, ' href="../');
  return barePage(title, body, {back: `../${name}#${id}`, where: "Back to the picture"});
}
