import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  countText,
  listText,
  numberText,
  sentenceCase,
  textWidth,
  theCountry,
  thirdsText,
  wrapEvenly,
  wrapWidth
} from "../../src/figures/format.js";

const text = fc
  .array(fc.constantFrom("a", "of", "performance", "Management", "1997–2008", "M·I"), {maxLength: 12})
  .map((d) => d.join(" "));

describe("numbers in words and figures", () => {
  it("writes levels as thirds and all else with two decimals", () => {
    expect([0, 1 / 3, 0.666667, 1, 0.5].map(thirdsText)).toEqual(["0", "⅓", "⅔", "1", "0.50"]);
  });
  it("uses a true minus sign and thin spaces", () => {
    expect([-1.25, 12345.678, 0, -0.001].map((d) => numberText(d))).toEqual([
      "−1.25",
      "12\u2009345.68",
      "0",
      "0"
    ]);
  });
  it("counts in words up to twelve", () => {
    expect([0, 1, 12, 13].map(countText)).toEqual(["no", "one", "twelve", "13"]);
  });
  it("lists with a comma and an and", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listText)).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c"
    ]);
  });
  it("gives the article to the countries that have one", () => {
    expect(["Netherlands", "United States", "Sweden"].map(theCountry)).toEqual([
      "the Netherlands",
      "the United States",
      "Sweden"
    ]);
    expect(sentenceCase(theCountry("Netherlands"))).toBe("The Netherlands");
  });
});

describe("texts in pixels", () => {
  it("are wider in bold, in a larger size and with wide letters", () => {
    expect(textWidth("")).toBe(0);
    expect(textWidth("MOP", {bold: true})).toBeGreaterThan(textWidth("MOP"));
    expect(textWidth("MOP", {size: 13})).toBeCloseTo((textWidth("MOP") * 13) / 12, 10);
    expect(textWidth("WWW")).toBeGreaterThan(textWidth("iii"));
  });
  it("are at least as wide as they come out in Inter, of the fonts named the widest", () => {
    const measured: [string, number][] = [
      ["Public Governance, Performance and Accountability Act 2013", 348.5],
      ["United Kingdom", 91.3],
      ["2013–2018", 61.7],
      ["AUS GBR NLD", 80.2]
    ];
    for (const [words, width] of measured) expect(textWidth(words)).toBeGreaterThanOrEqual(width);
  });
  it("break into lines that fit and lose no word", () => {
    fc.assert(
      fc.property(text, fc.integer({min: 20, max: 300}), (words, width) => {
        for (const wrap of [wrapWidth, wrapEvenly]) {
          const lines = wrap(words, width);
          expect(lines.join(" ")).toBe(words);
          for (const line of lines) expect(textWidth(line) <= width || !line.includes(" ")).toBe(true);
        }
        expect(wrapEvenly(words, width).length).toBe(wrapWidth(words, width).length);
      })
    );
  });
  it("leave no single word over where lines can be evened out", () => {
    const words = "Budget rules updated with a focus on evaluation";
    expect(wrapWidth(words, 240)).toEqual(["Budget rules updated with a focus on", "evaluation"]);
    expect(wrapEvenly(words, 240)).toEqual(["Budget rules updated", "with a focus on evaluation"]);
  });
});
