import {describe, expect, it} from "vitest";
import {
  answersOf,
  CROWDED,
  criticalTests,
  SPACED_OUT
} from "../../../loaders/pages/accessibility/chartability.js";
import {measure, pressesTo, readingGrade} from "../../../loaders/pages/accessibility/measure.js";
import {accessibilityFragments, measured} from "../../../loaders/pages/accessibility/page.js";
import {createSite} from "../../../loaders/pages/site.js";
import {blended, contrast, isSaturatedRed} from "../../../src/figures/contrast.js";
import type {AnyFigure} from "../../../src/figures/figure.js";
import {figures} from "../../../src/figures/index.js";

const site = createSite();
const all = measured(site);
const answerOf = (id: string, figure: (typeof all)[number]) =>
  criticalTests.find((d) => d.id === id)?.answer(figure);

/** An invented figure of which as much as can be is wrong. */
const bad: AnyFigure = {
  id: "bad",
  name: "Bad",
  question: "",
  options: [],
  countries: () => [],
  limits: {min: 0, max: 0},
  rows: () => [],
  columns: [],
  title: () => "",
  finding: () => "",
  subtitle: () =>
    "Interdepartmental operationalisation of multidimensional performance-informational instrumentation characteristically necessitates institutionalised intergovernmental conceptualisations.",
  draw(_rows, _view, {document}) {
    const box = document.createElement("div");
    box.innerHTML = `<svg font-size="13"><text fill="var(--rule)" font-size="9">Faint and small</text><a href="/x"><circle cx="90" cy="90" r="5" fill="var(--pm)" fill-opacity="0.1"><animate></animate></circle></a><a href="/y" aria-label="Y."><rect x="200" width="5" height="5" fill="#ff0000"></rect></a></svg>`;
    return box.firstElementChild as SVGSVGElement;
  }
};

describe("what is measured of a figure", () => {
  it("finds faint, small and long words, faint marks, red, movement, and marks without a sentence", () => {
    const found = measure(bad, site);
    expect(found.text).toBeLessThan(1.5);
    expect(found.mark).toBeLessThan(1.5);
    expect(found).toMatchObject({smallest: 9, reds: ["#ff0000"], moving: 2, unnamed: 1, marks: 2, rows: 0});
    expect(found.grade).toBeGreaterThan(20);
  });

  it("takes a mark by its edge where its fill is faint, and words on a model by the model", () => {
    const draw: AnyFigure["draw"] = (_rows, _view, {document}) => {
      const box = document.createElement("div");
      box.innerHTML = `<svg fill="none"><a href="/x"><rect fill="var(--wash)" stroke="var(--ink)"></rect><text fill="var(--on-pm)">In</text></a></svg>`;
      return box.firstElementChild as SVGSVGElement;
    };
    const found = measure({...bad, draw}, site);
    expect(found.mark).toBeGreaterThan(10);
    expect(found.text).toBeGreaterThanOrEqual(4.5);
  });

  it("stops at a paint it does not know, so that none goes unmeasured", () => {
    const draw: AnyFigure["draw"] = (_rows, _view, {document}) => {
      const box = document.createElement("div");
      box.innerHTML = `<svg><text fill="color-mix(in srgb, red, blue)">a</text></svg>`;
      return box.firstElementChild as SVGSVGElement;
    };
    expect(() => measure({...bad, draw}, site)).toThrow("color-mix");
  });

  it.each([
    [[1], 0],
    [[5], 2],
    [[1, 1, 1, 1], 2],
    [[5, 5, 5, 5, 5, 5], 6]
  ])("counts the keys over series of %j marks", (series, presses) => {
    expect(pressesTo(series)).toBe(presses);
  });

  it("reads a grade as the index defines it", () => {
    // 4.71 · 13/4 + 0.5 · 4/1 − 21.43
    expect(readingGrade("The cat sat down.")).toBeCloseTo(4.71 * (13 / 4) + 2 - 21.43, 10);
    expect(readingGrade("")).toBe(0);
  });

  it("reckons contrast and blending as browsers do", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 10);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(blended("#000000", "#ffffff", 0.5)).toBe("#808080");
    expect(isSaturatedRed("#ff0000")).toBe(true);
    expect(isSaturatedRed("#b3401c")).toBe(true);
    expect(isSaturatedRed("#ff9a6c")).toBe(false);
  });
});

describe("the audit", () => {
  it("has Chartability’s fourteen critical tests, each once", () => {
    expect(criticalTests).toHaveLength(14);
    expect(new Set(criticalTests.map((d) => d.name)).size).toBe(14);
    expect(criticalTests.map((d) => d.principle)).toEqual(
      expect.arrayContaining([
        "Perceivable",
        "Operable",
        "Understandable",
        "Compromising",
        "Assistive",
        "Flexible"
      ])
    );
  });

  it("answers each for every figure, in words", () => {
    expect(all.map((d) => d.id)).toEqual(figures.map((d) => d.id));
    for (const test of criticalTests)
      for (const {verdict, figure} of answersOf(test, all)) {
        expect(["yes", "no", "open"]).toContain(verdict.answer);
        expect(verdict.says, `${test.id} ${figure.id}`).toMatch(/\S/);
      }
  });

  it("says no where a figure fails what can be measured", () => {
    const found = measure(bad, site);
    for (const id of ["contrast", "visual", "size", "seizure", "explanation", "title", "level", "table"])
      expect(answerOf(id, found)?.answer, id).toBe("no");
  });

  it("names no figure that is not there", () => {
    const ids = new Set(figures.map((d) => d.id));
    for (const id of [...Object.keys(CROWDED), ...Object.keys(SPACED_OUT)]) expect(ids, id).toContain(id);
  });

  it("says on the page what is not met, and shows every answer", () => {
    const context = {path: "/accessibility"};
    const say = (name: string) => String(accessibilityFragments[name]?.({site, context, words: ""}));
    const unmet = say("accessibility.unmet");
    for (const test of criticalTests) {
      const fails = answersOf(test, all).some((d) => d.verdict.answer !== "yes");
      expect(unmet.includes(`#${test.id}`), test.id).toBe(fails);
    }
    expect(say("accessibility.matrix").match(/<td /g)).toHaveLength(14 * figures.length);
    expect(say("accessibility.tests").match(/<h3 /g)).toHaveLength(14);
  });
});
