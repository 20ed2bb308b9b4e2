import {describe, expect, it} from "vitest";
import {overlaps, parseSpan} from "../../../loaders/package/span.ts";

describe("parseSpan", () => {
  it.each([
    ["2013-2024", 2013, 2024],
    ["2006 (historical overview)", 2006, 2006],
    ["about 2015", 2013, 2017],
    ["to 2020", -Infinity, 2020],
    ["before 2008", -Infinity, 2008],
    ["from 2005", 2005, Infinity],
    ["after 2014", 2014, Infinity],
    ["2005 onwards", 2005, Infinity],
    ["2017 and later", 2017, Infinity],
    ["2002 to later reform (undated)", 2002, Infinity]
  ])("reads %s", (words, start, end) => {
    expect(parseSpan(words)).toEqual({start, end});
  });

  it.each(["undated", "after EU accession", "", "undated (recent)"])("finds no year in %j", (words) => {
    expect(parseSpan(words)).toBeUndefined();
  });
});

describe("overlaps", () => {
  it("counts a shared boundary year", () => {
    expect(overlaps({start: 2000, end: 2005}, {start: 2005, end: 2010})).toBe(true);
    expect(overlaps({start: 2000, end: 2004}, {start: 2005, end: Infinity})).toBe(false);
    expect(overlaps({start: -Infinity, end: Infinity}, {start: 1, end: 1})).toBe(true);
  });
});
