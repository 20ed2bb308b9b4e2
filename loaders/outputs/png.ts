import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {crc32, deflate} from "node:zlib";
import {renderAsync} from "@resvg/resvg-js";

const pack = promisify(deflate);

/** The fonts that pictures are set in; the licence stands beside them. */
export const fontFiles = ["Inter-Regular.ttf", "Inter-SemiBold.ttf"].map((name) =>
  fileURLToPath(new URL(`fonts/${name}`, import.meta.url))
);

/**
 * An SVG as a PNG with a palette, `scale` pixels for each of its own. Drawn and packed outside the main thread, with
 * the project's own font alone, so that every machine gives the same bytes.
 */
export async function png(svg: string, {scale = 2}: {scale?: number} = {}): Promise<Buffer> {
  const image = await renderAsync(svg, {
    font: {fontFiles, loadSystemFonts: false, defaultFontFamily: "Inter", sansSerifFamily: "Inter"},
    fitTo: {mode: "zoom", value: scale}
  });
  const {width, height, pixels} = image;
  return encode(new Uint32Array(pixels.buffer, pixels.byteOffset, width * height), width, height);
}

/** Pixels as 0xAABBGGRR, in rows, as an indexed PNG of at most 256 colours. */
export async function encode(pixels: Uint32Array, width: number, height: number): Promise<Buffer> {
  const {palette, indices} = quantise(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits to a pixel, of a palette.
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.alloc(palette.length * 3);
  palette.forEach((colour, i) => {
    colours.set([colour & 255, (colour >> 8) & 255, (colour >> 16) & 255], i * 3);
  });
  const data = await pack(rows, {level: 5, memLevel: 9});
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", head),
    chunk("PLTE", colours),
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
 * The 256 most frequent colours, and for each pixel the one that is nearest to it. Pictures have few: only edges blend.
 * Transparency is left out, since pictures have a background; small whole numbers make this several times faster.
 */
function quantise(pixels: Uint32Array): {palette: number[]; indices: Uint8Array} {
  const counts = new Map<number, number>();
  const {length} = pixels;
  for (let i = 0; i < length; ) {
    const pixel = pixels[i] as number;
    const start = i;
    while (i < length && pixels[i] === pixel) i += 1;
    const colour = pixel & 0xffffff;
    counts.set(colour, (counts.get(colour) ?? 0) + i - start);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const palette = sorted.slice(0, 256);
  const index = new Map(palette.map((colour, i) => [colour, i]));
  for (const colour of sorted.slice(256)) index.set(colour, nearest(colour, palette));
  const indices = new Uint8Array(length);
  for (let i = 0; i < length; ) {
    const pixel = pixels[i] as number;
    const start = i;
    while (i < length && pixels[i] === pixel) i += 1;
    const at = index.get(pixel & 0xffffff) ?? 0;
    if (i - start > 8) indices.fill(at, start, i);
    else for (let j = start; j < i; j += 1) indices[j] = at;
  }
  return {palette, indices};
}

/** Place in the palette of the colour nearest to one, by the distance of their channels. */
function nearest(colour: number, palette: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < palette.length; i += 1) {
    const other = palette[i] as number;
    const r = (colour & 255) - (other & 255);
    const g = ((colour >> 8) & 255) - ((other >> 8) & 255);
    const b = (colour >> 16) - (other >> 16);
    const distance = r * r + g * g + b * b;
    if (distance < least) {
      best = i;
      least = distance;
    }
  }
  return best;
}
