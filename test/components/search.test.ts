import {describe, expect, it} from "vitest";
import {rankEntries} from "../../src/components/search.js";

const entries = [
  {title: "Method", path: "method", text: "How Türkiye was coded."},
  {title: "Türkiye", path: "countries/turkiye", text: "Where it stands."},
  {
    title: "Türkiye 2003: A law on budgets",
    path: "countries/turkiye#tur-2003-01",
    text: "Performance budgets."
  },
  {title: "Budgets", path: "glossary#budgets", text: "Money, planned."}
];
const pathsOf = (...words: string[]) => rankEntries(entries, words).map((d) => d.path);

describe("rankEntries", () => {
  it("finds words with and without their accents, titles first", () => {
    expect(pathsOf("turkiye")).toEqual(["countries/turkiye", "countries/turkiye#tur-2003-01", "method"]);
  });

  it("wants every word, in title or text", () => {
    expect(pathsOf("turkiye", "coded")).toEqual(["method"]);
    expect(pathsOf("turkiye", "unicorn")).toEqual([]);
  });

  it("puts what has more of the words in its title first", () => {
    expect(pathsOf("budgets")).toEqual(["countries/turkiye#tur-2003-01", "glossary#budgets"]);
    expect(pathsOf("turkiye", "budgets")).toEqual(["countries/turkiye#tur-2003-01"]);
  });

  it("finds parts of words, and leaves its input as it is", () => {
    expect(pathsOf("budg")).toHaveLength(2);
    expect(entries.map((d) => d.path)[0]).toBe("method");
  });
});
