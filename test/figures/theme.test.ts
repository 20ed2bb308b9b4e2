import {describe, expect, it} from "vitest";
import type {ModelKey} from "../../src/evidence/tables.js";
import {contrast, linear, luminance} from "../../src/figures/contrast.js";
import {dark, light, page, type Theme, themeProperties} from "../../src/figures/theme.js";

type Triple = [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/**
 * What is left of a colour when one kind of cone is missing: severity 1 in the tables of Machado, Oliveira and
 * Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009;
 * applied to linear RGB.
 */
const VISION: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
};

function times(matrix: Matrix, [r, g, b]: Triple): Triple {
  return matrix.map((row) => Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b))) as Triple;
}

/** CIE L*, 0 to 100. */
function lightness(hex: string): number {
  const y = luminance(hex);
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y;
}

/** OKLab of linear RGB (Ottosson 2020). */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ];
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}

const keys: readonly ModelKey[] = ["PRE", "PA", "MOP", "PM", "PG"];

describe.each([light, dark].map((theme): [string, Theme] => [theme.name, theme]))("theme %s", (_, theme) => {
  it("writes colours in full", () => {
    const {name: _name, model, on, ...others} = theme;
    for (const colour of [...Object.values(others), ...Object.values(model), ...Object.values(on)]) {
      expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    }
  });

  it("gives text 4.5:1 on the background and on the bands", () => {
    for (const text of [theme.ink, theme.quiet, theme.accent, theme.second]) {
      expect(contrast(text, theme.background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, theme.wash)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("gives marks 3:1 on the background", () => {
    for (const mark of [theme.muted, theme.accent, theme.second, ...Object.values(theme.model)]) {
      expect(contrast(mark, theme.background)).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(keys)("gives text on %s 4.5:1", (key) => {
    expect(contrast(theme.on[key], theme.model[key])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(VISION))("tells the models apart with %s vision", (_vision, matrix) => {
    for (const [a, b] of pairs(keys)) {
      const [p, q] = [a, b].map((key) => oklab(times(matrix, linear(theme.model[key])))) as [Triple, Triple];
      expect(Math.hypot(...p.map((v, i) => v - (q[i] ?? 0))), `${a} and ${b}`).toBeGreaterThanOrEqual(0.1);
    }
  });

  it.each(
    Object.entries(VISION)
  )("tells the two countries of a pair apart with %s vision", (_vision, matrix) => {
    const [p, q] = [theme.accent, theme.second].map((c) => oklab(times(matrix, linear(c)))) as [
      Triple,
      Triple
    ];
    expect(Math.hypot(...p.map((v, i) => v - (q[i] ?? 0)))).toBeGreaterThanOrEqual(0.1);
  });

  it("tells the models apart in greyscale", () => {
    for (const [a, b] of pairs(keys)) {
      expect(
        Math.abs(lightness(theme.model[a]) - lightness(theme.model[b])),
        `${a} and ${b}`
      ).toBeGreaterThanOrEqual(8);
    }
  });
});

describe("the theme of pages", () => {
  it("asks for no property that the style sheet's block does not set", () => {
    const {name: _name, model, on, ...others} = page;
    for (const theme of [light, dark]) {
      const block = themeProperties(theme);
      for (const colour of [...Object.values(others), ...Object.values(model), ...Object.values(on)]) {
        const name = /^var\((--[a-z-]+)\)$/.exec(colour)?.[1];
        expect(block).toContain(`${name}: #`);
      }
    }
  });
});
