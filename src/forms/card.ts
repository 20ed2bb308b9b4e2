import {wrapWidth} from "../figures/format.js";
import {figureFont, page as theme} from "../figures/theme.js";
import type {Content} from "./content.js";
import type {Drawing} from "./drawing.js";
import {type Block, layOut} from "./picture.js";
import {escapeText} from "./text.js";

/** What hosts show of a link: 1200 by 630 pixels. */
export const CARD = {width: 1200, height: 630};

const MARGIN = 56;

/**
 * The card of a view for hosts that show links: title, finding, the drawing, where it comes from. A drawing that is
 * taller than its place is shown from its top and fades out below, rather than too small to read. Its colours are
 * still custom properties.
 */
export function card(content: Content, drawing: Drawing): string {
  const {title, finding, version, home, id} = content;
  const room = CARD.width - 2 * MARGIN;
  const block = (text: string, size: number, lines: number, options: Partial<Block>): Block => ({
    lines: atMost(wrapWidth(text, room, {size, bold: options.bold ?? false}), lines),
    size,
    leading: Math.round(size * 1.3),
    fill: theme.ink,
    above: 0,
    ...options
  });
  const top = layOut([block(title, 42, 2, {bold: true}), block(finding, 26, 3, {above: 6})], MARGIN - 20, {
    left: MARGIN
  });
  const from = Math.round(top.end + 22);
  const foot = CARD.height - 62;
  const fit = Math.min(room / drawing.width, (foot - from) / drawing.height);
  const scale = Math.max(fit, 1.25);
  const left = Math.max(MARGIN, Math.round((CARD.width - drawing.width * scale) / 2));
  const cut = drawing.height * scale > foot - from;
  const place = home ? `${home.replace(/^https?:\/\//, "")}/view/${id}` : `view/${id}`;
  const bottom = layOut(
    [{...block("", 22, 1, {fill: theme.quiet}), lines: [`Four Models, version ${version}. ${place}`]}],
    foot + 8,
    {left: MARGIN}
  );
  const fade = cut
    ? `<linearGradient id="fade" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${theme.background}" stop-opacity="0"/><stop offset="1" stop-color="${theme.background}"/></linearGradient><rect x="0" y="${foot - 70}" width="${CARD.width}" height="70" fill="url(#fade)"/><rect x="0" y="${foot}" width="${CARD.width}" height="${CARD.height - foot}" fill="${theme.background}"/>`
    : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" viewBox="0 0 ${CARD.width} ${CARD.height}" font-family="${figureFont}" font-size="13"><title>${escapeText(title)}</title><rect width="${CARD.width}" height="${CARD.height}" fill="${theme.background}"/>${top.texts.join("")}<g transform="translate(${left},${from}) scale(${Math.round(scale * 1000) / 1000})" text-anchor="middle" fill="${theme.ink}">${drawing.inner}</g>${fade}${bottom.texts.join("")}</svg>\n`;
}

/** The first lines of a text; the last of them says with an ellipsis that there was more. */
function atMost(lines: readonly string[], count: number): string[] {
  if (lines.length <= count) return [...lines];
  return [...lines.slice(0, count - 1), `${(lines[count - 1] ?? "").replace(/\W*$/, "")}…`];
}
