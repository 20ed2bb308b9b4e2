import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import {plain, sortKey, sortRows} from "../../src/components/tables.js";

describe("sortKey", () => {
  it.each([
    ["12", 12],
    [" 3.50 ", 3.5],
    ["−0.25", -0.25],
    ["12\u2009345", 12345],
    ["1,200", 1200],
    ["45 %", 45],
    ["⅓", 1 / 3],
    ["⅔", 2 / 3],
    ["0", 0],
    ["Aland", "Aland"],
    ["2001–2003", "2001–2003"],
    ["PM", "PM"]
  ])("of %j is %j", (text, key) => {
    expect(sortKey(text)).toBe(key);
  });

  it.each(["", "  ", "–"])("of %j is missing", (text) => {
    expect(sortKey(text)).toBeNull();
  });
});

describe("sortRows", () => {
  const rowsOf = (...texts: string[]) => {
    const {document} = parseHTML(
      `<table><tbody>${texts.map((text) => `<tr><td>x</td><td>${text}</td></tr>`).join("")}</tbody></table>`
    );
    // linkedom leaves `cells` out, which is all that is read of a row.
    return [...document.querySelectorAll("tr")].map((row) =>
      Object.assign(row, {cells: [...row.querySelectorAll("td")]})
    ) as unknown as HTMLTableRowElement[];
  };
  const textsOf = (rows: HTMLTableRowElement[]) => rows.map((row) => row.cells[1]?.textContent);

  it("puts numbers by size, not by their letters", () => {
    const rows = rowsOf("10", "9", "−1", "⅔", "1");
    expect(textsOf(sortRows(rows, 1, true))).toEqual(["−1", "⅔", "1", "9", "10"]);
    expect(textsOf(sortRows(rows, 1, false))).toEqual(["10", "9", "1", "⅔", "−1"]);
  });

  it("puts what is missing last, either way", () => {
    const rows = rowsOf("–", "2", "", "1");
    expect(textsOf(sortRows(rows, 1, true))).toEqual(["1", "2", "–", ""]);
    expect(textsOf(sortRows(rows, 1, false))).toEqual(["2", "1", "–", ""]);
  });

  it("puts numbers before words, and words as their language does", () => {
    expect(textsOf(sortRows(rowsOf("Zeta", "3", "Épsilon", "Delta"), 1, true))).toEqual([
      "3",
      "Delta",
      "Épsilon",
      "Zeta"
    ]);
  });

  it("keeps the order of equals, and its input", () => {
    const rows = rowsOf("1", "1", "0");
    const sorted = sortRows(rows, 1, true);
    expect(sorted.slice(1)).toEqual(rows.slice(0, 2));
    expect(textsOf(rows)).toEqual(["1", "1", "0"]);
    expect(sortRows(rows, 7, true)).toEqual(rows);
  });
});

describe("plain", () => {
  it.each([
    ["Türkiye", "turkiye"],
    ["CÔTE d’Ivoire", "cote d’ivoire"],
    ["São Tomé", "sao tome"],
    ["İstanbul", "istanbul"]
  ])("makes %s %s", (text, words) => {
    expect(plain(text)).toBe(words);
  });
});
