import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {crc32, deflate} from "node:zlib";
import {renderAsync} from "@resvg/resvg-js";
import {dark, light} from "../../src/figures/theme.js";
import {coloursUsed, paint, paintOf} from "../../src/forms/paint.js";
import {keyed, type Rgb, recolour} from "./recolour.js";

const pack = promisify(deflate);

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
  const {palette, indices} = quantise(image, (colour) => [...lit(colour), ...dimmed(colour)]);
  const data = await packed(indices, image);
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
  const {palette, indices} = quantise(image, (colour) => colour);
  return assembled(image, palette, await packed(indices, image));
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

/** Rows of places in a palette, each with a byte before it that says it is not filtered, deflated. */
function packed(indices: Uint8Array, {width, height}: Pixels): Promise<Buffer> {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  return pack(rows, {level: 4, memLevel: 9});
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

/** For every colour its place among those of the picture at hand, counted from one; all zero between pictures. */
const places = new Uint32Array(1 << 24);

/**
 * The 256 most frequent colours as they `look`, and for each pixel the one that looks nearest. Pictures have few: only
 * edges blend. Transparency is left out, since pictures have a background. Reading runs of pixels makes this several
 * times faster.
 */
function quantise(
  {pixels}: Pixels,
  look: (colour: Rgb) => readonly number[]
): {palette: (readonly number[])[]; indices: Uint8Array} {
  const colours: number[] = [];
  const counts: number[] = [];
  const {length} = pixels;
  for (let i = 0; i < length; ) {
    const pixel = pixels[i] as number;
    const start = i;
    while (i < length && pixels[i] === pixel) i += 1;
    const colour = pixel & 0xffffff;
    const place = places[colour] as number;
    if (place) counts[place - 1] = (counts[place - 1] ?? 0) + i - start;
    else {
      places[colour] = colours.push(colour);
      counts.push(i - start);
    }
  }
  const order = colours.map((_, i) => i);
  order.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || (colours[a] ?? 0) - (colours[b] ?? 0));
  const palette: (readonly number[])[] = [];
  for (const i of order) {
    const colour = colours[i] ?? 0;
    const seen = look([colour & 255, (colour >> 8) & 255, colour >> 16]);
    places[colour] = palette.length < 256 ? palette.push(seen) - 1 : nearest(seen, palette);
  }
  const indices = new Uint8Array(length);
  for (let i = 0; i < length; ) {
    const pixel = pixels[i] as number;
    const start = i;
    while (i < length && pixels[i] === pixel) i += 1;
    const at = places[pixel & 0xffffff] as number;
    if (i - start > 8) indices.fill(at, start, i);
    else for (let j = start; j < i; j += 1) indices[j] = at;
  }
  for (const colour of colours) places[colour] = 0;
  return {palette, indices};
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
