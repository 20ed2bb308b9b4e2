import {textWidth, wrapEvenly} from "../figures/format.js";
import {figureFont, page as theme} from "../figures/theme.js";
import type {Content} from "./content.js";
import {type Drawing, lead} from "./drawing.js";
import {escapeText} from "./text.js";

/** A complete picture: a file of its own, with all that a reader needs to know of it inside. */
export interface Picture {
  width: number;
  height: number;
  svg: string;
}

/** A paragraph of a picture. */
export interface Block {
  lines: string[];
  size: number;
  leading: number;
  fill: string;
  bold?: boolean;
  /** Room above, in pixels. */
  above: number;
}

/** Room round what a picture shows; in one for phones there is none to spare. */
export const MARGIN = {wide: 16, narrow: 8};

/**
 * The picture of a view as a file: title, finding, drawing, what is drawn, source, date, licence and address. It names
 * nothing outside itself but its links, and holds no script and no style sheet. Its colours are still custom
 * properties, so that one layout serves light and dark: see `paint`.
 */
export function picture(content: Content, drawing: Drawing): Picture {
  const {title, finding, subtitle} = content;
  const inner = drawing.width;
  const small = inner < 500;
  const margin = small ? MARGIN.narrow : MARGIN.wide;
  const width = inner + 2 * margin;
  // A reader's machine may have none of the fonts but a wider one, and in a narrow picture there is no room to spare.
  const room = small ? 0.9 * inner : inner;
  const block = (text: string, size: number, fill: string, {above = 0, bold = false} = {}): Block => ({
    lines: wrapEvenly(text, room, {size, bold}),
    size,
    leading: Math.round(size * 1.4),
    fill,
    above,
    bold
  });
  const top = layOut(
    [
      block(title, small ? 17 : 19, theme.ink, {bold: true}),
      block(finding, small ? 14 : 15, theme.ink, {above: 5})
    ],
    12,
    {left: margin}
  );
  const at = Math.round(top.end + 14);
  const bottom = layOut(
    [
      block(subtitle, 12, theme.quiet, {above: 14}),
      block(`${content.note} Version ${content.version}.`, 12, theme.quiet, {above: 6}),
      {...block("", 12, theme.quiet), lines: breakAddress(content.address, inner)}
    ],
    at + drawing.height,
    {left: margin}
  );
  const height = Math.round(bottom.end + 12);
  const ids = content.id.replace(/\W/g, "-");
  const text = [...top.texts, ...bottom.texts].join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="${ids}-t" aria-describedby="${ids}-d" font-family="${figureFont}" font-size="13"><title id="${ids}-t">${escapeText(title)}</title><desc id="${ids}-d">${escapeText(finding)}</desc><rect width="${width}" height="${height}" fill="${theme.background}"/><g aria-hidden="true">${text}</g><g transform="translate(${margin},${at})" text-anchor="middle" fill="${theme.ink}">${lead(drawing.inner, content.home)}</g></svg>\n`;
  return {width, height, svg};
}

/** Sets paragraphs below each other from `start` and tells where the last one ends. */
export function layOut(
  blocks: readonly Block[],
  start: number,
  {left}: {left: number}
): {texts: string[]; end: number} {
  let y = start;
  const texts: string[] = [];
  for (const {lines, size, leading, fill, bold, above} of blocks) {
    y += above;
    for (const line of lines) {
      y += leading;
      const weight = bold ? ' font-weight="600"' : "";
      texts.push(
        `<text x="${left}" y="${Math.round(y - leading * 0.26)}" font-size="${size}"${weight} fill="${fill}">${escapeText(line)}</text>`
      );
    }
  }
  return {texts, end: y};
}

/** A long address has no spaces: it is broken after a slash where it must be. */
function breakAddress(address: string, width: number): string[] {
  const lines: string[] = [""];
  for (const part of address.split(/(?<=[^/]\/)(?=[^/])/)) {
    const last = lines.at(-1) ?? "";
    if (last && textWidth(last + part) > width) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines;
}
