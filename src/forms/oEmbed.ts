import {CARD} from "./card.js";
import type {Content} from "./content.js";
import {GROWTH} from "./drawing.js";
import {escapeText} from "./text.js";

/** In CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/**
 * Height of a frame until it has told its own, from that of the picture of its view: enough for the drawing at its
 * largest, and for the word that opens the table. In pixels.
 */
export function frameHeight({height}: Pick<Size, "height">): number {
  return Math.ceil(GROWTH.wide * height);
}

/** Height of the picture of a view, from that of its frame before it has told its own. */
export function pictureHeight(frame: number): number {
  return Math.floor(frame / GROWTH.wide);
}

/**
 * The oEmbed answer of a view (oembed.com, version 1.0): what a host needs to set its frame. `width` and `height` are
 * those of its picture, in pixels; those of its picture for phones are told beside what oEmbed asks. Without a known
 * address of the site its own addresses begin at the root.
 */
export function oEmbed(
  {address, title, home, finding}: Content,
  {width, height}: Size,
  narrow: Size
): string {
  const tall = frameHeight({height});
  const answer = {
    version: "1.0",
    type: "rich",
    provider_name: "Four Models",
    provider_url: home || "/",
    title,
    description: finding,
    cache_age: 86400,
    width,
    height: tall,
    narrow_width: narrow.width,
    narrow_height: narrow.height,
    html: `<iframe src="${escapeText(address)}.html" width="100%" height="${tall}" title="${escapeText(title)}" frameborder="0" loading="lazy"></iframe>`,
    thumbnail_url: `${address}.card.png`,
    thumbnail_width: CARD.width,
    thumbnail_height: CARD.height
  };
  return `${JSON.stringify(answer)}\n`;
}
