import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {crc32, deflate} from "node:zlib";
import {renderAsync} from "@resvg/resvg-js";
import {dark, light} from "../../src/figures/theme.js";
import {coloursUsed, paint, paintOf} from "../../src/forms/paint.js";
import {keyed, type Rgb, recolour} from "./recolour.js";

const pack = promisify(deflate);
const PACKED = {level: 4, memLevel: 9};

/** The fonts that pictures are set in; the licence stands beside them. */
const fontFiles = ["Inter-Regular.ttf", "Inter-SemiBold.ttf"].map((name) =>
  fileURLToPath(new URL(`fonts/${name}`, import.meta.url))
);

const PAINTS = {light: paintOf(light), dark: paintOf(dark)};
const KEYED = keyed(PAINTS.light);

/**
 * A picture whose colours are custom properties as two PNG files with a palette, `scale` pixels for each of its own. It
 * is drawn and packed once, outside the main thread; light and dark differ in their palette alone. Only the project's
 * own font is used, so that every machine gives the same bytes.
 */
export async function pngs(
  svg: string,
  {scale = 2}: {scale?: number} = {}
): Promise<{light: Buffer; dark: Buffer}> {
  const used = [...new Set(["background", ...coloursUsed(svg)])];
  const [lit, dimmed] = recolour(used, KEYED, [PAINTS.light, PAINTS.dark]);
  const image = await pixelsOf(paint(svg, KEYED), scale);
  const {palette, rows} = quantise(image, (colour) => [...lit(colour), ...dimmed(colour)]);
  const data = await pack(rows, PACKED);
  return {
    light: assembled(
      image,
      palette.map((d) => d.slice(0, 3)),
      data
    ),
    dark: assembled(
      image,
      palette.map((d) => d.slice(3)),
      data
    )
  };
}

/** A picture in literal colours as one PNG file, drawn as it is. */
export async function png(svg: string, {scale = 2}: {scale?: number} = {}): Promise<Buffer> {
  const image = await pixelsOf(svg, scale);
  const {palette, rows} = quantise(image, (colour) => colour);
  return assembled(image, palette, await pack(rows, PACKED));
}

interface Pixels {
  width: number;
  height: number;
  /** 0xAABBGGRR, in rows. */
  pixels: Uint32Array;
}

async function pixelsOf(svg: string, scale: number): Promise<Pixels> {
  const {width, height, pixels} = await renderAsync(svg, {
    font: {fontFiles, loadSystemFonts: false, defaultFontFamily: "Inter", sansSerifFamily: "Inter"},
    fitTo: {mode: "zoom", value: scale}
  });
  return {width, height, pixels: new Uint32Array(pixels.buffer, pixels.byteOffset, width * height)};
}

function assembled({width, height}: Pixels, palette: readonly (readonly number[])[], data: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits to a pixel, of a palette.
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flat())),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0))
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/**
 * The 256 most frequent colours as they `look`, and rows of places among them: for each pixel the one that looks
 * nearest. Pictures have few: only edges blend. Transparency is left out, since pictures have a background. Rows like
 * the one above, and runs of pixels, are read at once, which makes this several times faster.
 */
function quantise(
  {pixels, width, height}: Pixels,
  look: (colour: Rgb) => readonly number[]
): {palette: (readonly number[])[]; rows: Buffer} {
  const {colours, counts, places} = numbered(pixels, width, height);
  const order = colours.map((_, i) => i);
  order.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || (colours[a] ?? 0) - (colours[b] ?? 0));
  const seen = (i: number) => {
    const colour = colours[i] as number;
    return look([colour & 255, (colour >> 8) & 255, colour >> 16]);
  };
  const palette = order.slice(0, 256).map(seen);
  const entries = new Uint8Array(colours.length);
  for (const [rank, i] of order.entries()) entries[i] = rank < 256 ? rank : nearest(seen(i), palette);
  // A byte before each row says that it is not filtered.
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0, i = 0, at = 0; y < height; y += 1) {
    at += 1;
    for (const end = i + width; i < end; i += 1, at += 1) rows[at] = entries[places[i] as number] as number;
  }
  return {palette, rows};
}

/** Room for one number a pixel, used again for each picture. */
let room = new Uint32Array(0);

/** The colours of a picture in the order in which they are met, how often each stands in it, and which each pixel has. */
function numbered(
  pixels: Uint32Array,
  width: number,
  height: number
): {colours: number[]; counts: number[]; places: Uint32Array} {
  const colours: number[] = [];
  const counts: number[] = [];
  if (room.length < pixels.length) room = new Uint32Array(pixels.length);
  const places = room;
  const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const table = createPlaces();
  /** How often the rows at hand are the same. */
  let rows = 1;
  for (let y = 0; y < height; y += rows) {
    const start = y * width;
    const row = bytes.subarray(4 * start, 4 * (start + width));
    rows = 1;
    while (y + rows < height) {
      const next = 4 * (start + rows * width);
      if (row.compare(bytes, next, next + row.length)) break;
      rows += 1;
    }
    const end = start + width;
    for (let i = start; i < end; ) {
      const pixel = pixels[i] as number;
      const from = i;
      while (i < end && pixels[i] === pixel) i += 1;
      const colour = pixel & 0xffffff;
      const place = table.placeOf(colour);
      if (place === colours.length) {
        colours.push(colour);
        counts.push(0);
      }
      counts[place] = (counts[place] as number) + (i - from) * rows;
      if (i - from > 8) places.fill(place, from, i);
      else for (let j = from; j < i; j += 1) places[j] = place;
    }
    for (let same = 1; same < rows; same += 1) places.copyWithin(start + same * width, start, end);
  }
  return {colours, counts, places};
}

/** Numbers colours from zero as they come: a table with open addresses, small enough for the nearest cache. */
function createPlaces(): {placeOf(colour: number): number} {
  let bits = 12;
  let keys = new Int32Array(1 << bits).fill(-1);
  let values = new Uint32Array(1 << bits);
  let count = 0;
  const find = (colour: number) => {
    let at = Math.imul(colour, 0x9e3779b1) >>> (32 - bits);
    while (keys[at] !== -1 && keys[at] !== colour) at = (at + 1) & (keys.length - 1);
    return at;
  };
  const grow = () => {
    const [oldKeys, oldValues] = [keys, values];
    bits += 1;
    keys = new Int32Array(1 << bits).fill(-1);
    values = new Uint32Array(1 << bits);
    for (const [i, colour] of oldKeys.entries()) {
      if (colour === -1) continue;
      const at = find(colour);
      keys[at] = colour;
      values[at] = oldValues[i] as number;
    }
  };
  return {
    placeOf(colour) {
      const at = find(colour);
      if (keys[at] === colour) return values[at] as number;
      keys[at] = colour;
      values[at] = count;
      count += 1;
      if (count > keys.length / 2) grow();
      return count - 1;
    }
  };
}

/** Place in the palette of the colour nearest to one, by the distance of their channels. */
function nearest(colour: readonly number[], palette: readonly (readonly number[])[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < palette.length; i += 1) {
    const other = palette[i] as readonly number[];
    let distance = 0;
    for (let c = 0; c < other.length && distance < least; c += 1) {
      distance += ((colour[c] as number) - (other[c] as number)) ** 2;
    }
    if (distance < least) {
      best = i;
      least = distance;
    }
  }
  return best;
}
