import {inflateSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {png, pngs} from "../../../loaders/outputs/png.js";
import {createSite} from "../../../loaders/pages/site.js";
import {dark, light} from "../../../src/figures/theme.js";
import {card} from "../../../src/forms/card.js";
import {viewContent} from "../../../src/forms/content.js";
import {drawing} from "../../../src/forms/drawing.js";
import {paint, paintOf} from "../../../src/forms/paint.js";
import {picture} from "../../../src/forms/picture.js";
import {namedViewById} from "../../../src/forms/views.js";

const site = createSite();

/** Size and colours of an indexed PNG without filters, as our own writer makes them. */
function read(file: Buffer): {width: number; height: number; pixel(i: number): number[]; colours: number} {
  expect([...file.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    chunks.set(file.toString("latin1", at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const head = chunks.get("IHDR") as Buffer;
  const palette = chunks.get("PLTE") as Buffer;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const rows = inflateSync(chunks.get("IDAT") as Buffer);
  expect(rows.length).toBe((width + 1) * height);
  const used = new Set<number>();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) used.add(rows[y * (width + 1) + x + 1] as number);
  }
  return {
    width,
    height,
    colours: used.size,
    pixel(i) {
      const at = 3 * (rows[Math.floor(i / width) * (width + 1) + (i % width) + 1] as number);
      return [...palette.subarray(at, at + 3)];
    }
  };
}

function drawn(id: string) {
  const named = namedViewById(id, site.evidence);
  if (!named) throw new Error(`no view ${id}`);
  const content = viewContent(named, site);
  return {
    file: picture(content, drawing(content, "wide", site)),
    cardOf: card(content, drawing(content, "card", site))
  };
}

describe("a picture in pixels", () => {
  it.each([
    "models/all",
    "trajectory/six",
    "map/all"
  ])("%s has two pixels for each of its own, and is not blank", async (id) => {
    const {file} = drawn(id);
    const both = await pngs(file.svg);
    for (const [name, theme] of [
      ["light", light],
      ["dark", dark]
    ] as const) {
      const image = read(both[name]);
      expect([image.width, image.height]).toEqual([2 * file.width, 2 * file.height]);
      expect(image.colours).toBeGreaterThan(20);
      expect(image.pixel(0)).toEqual(channels(theme.background));
    }
  });

  it.each([
    "trajectory/six",
    "map/all"
  ])("%s looks in both palettes as if it had been drawn in their colours", async (id) => {
    const {svg} = drawn(id).file;
    const both = await pngs(svg);
    for (const [name, theme] of [
      ["light", light],
      ["dark", dark]
    ] as const) {
      const made = read(both[name]);
      const straight = read(await png(paint(svg, paintOf(theme))));
      const total = made.width * made.height;
      let sum = 0;
      let far = 0;
      for (let i = 0; i < total; i += 1) {
        const [a, b] = [made.pixel(i), straight.pixel(i)];
        const off = Math.max(...a.map((value, c) => Math.abs(value - (b[c] ?? 0))));
        sum += off;
        if (off > 48) far += 1;
      }
      expect(sum / total).toBeLessThan(0.5);
      expect(far / total).toBeLessThan(0.001);
    }
  });

  it("is the same bytes every time", async () => {
    const {svg} = drawn("space/six").file;
    const [one, two] = [await pngs(svg), await pngs(svg)];
    expect(one.light.equals(two.light) && one.dark.equals(two.dark)).toBe(true);
  });

  it("shows nothing but the background where nothing is drawn", async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="5"><rect width="9" height="5" fill="var(--background)"/></svg>`;
    expect(read((await pngs(svg)).dark)).toMatchObject({width: 18, height: 10, colours: 1});
  });

  it("names a colour that does not exist", async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="5"><rect fill="var(--blue)"/></svg>`;
    await expect(pngs(svg)).rejects.toThrow("blue");
  });
});

describe("a card", () => {
  it.each(["membership/all", "trajectory/australia", "models/all"])("%s is 1200 by 630", async (id) => {
    const image = read(await png(paint(drawn(id).cardOf, paintOf(light)), {scale: 1}));
    expect([image.width, image.height]).toEqual([1200, 630]);
    expect(image.colours).toBeGreaterThan(20);
  });
});

function channels(hex: string): number[] {
  return (hex.match(/[0-9a-f]{2}/g) ?? []).map((d) => Number.parseInt(d, 16));
}
