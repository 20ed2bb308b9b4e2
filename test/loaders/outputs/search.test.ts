import {describe, expect, it} from "vitest";
import {searchIndex} from "../../../loaders/outputs/search.js";
import {country, finding, glossaryTerm, smallSite, source} from "../site.js";

describe("the search index", () => {
  const site = smallSite({
    countries: [country()],
    findings: [finding()],
    events: [
      {
        event_id: "zza-2001-01",
        iso3: "ZZA",
        year: 2001,
        end_year: null,
        title: "A law",
        kind: "law",
        summary: "It says so.",
        source_id: "ROE2001",
        locator: "p. 1"
      }
    ],
    sources: [source({note: "copy <cut>"})],
    glossary: [glossaryTerm()]
  });
  const pages = [{title: "Home", path: "", text: "All."}];
  const index = searchIndex(pages, site);

  it("has pages first, then a place for every term, event, finding and source", () => {
    expect(index.map((d) => d.path)).toEqual([
      "",
      "glossary#single-loop",
      "countries/aland#zza-2001-01",
      "countries/aland#zza-f01",
      "evidence/sources#ROE2001"
    ]);
  });

  it("has titles and text in words, without markup or column names", () => {
    expect(index.map((d) => d.title)).toEqual([
      "Home",
      "Single loop",
      "Aland 2001: A law",
      "Aland, quality framework, 2001-2003",
      "Counting & being counted"
    ]);
    expect(index.at(-1)?.text).toContain("Counting & being counted");
    expect(index.at(-1)?.text).toContain("copy <cut>");
    expect(index.map((d) => d.text).join()).not.toMatch(/&\w+;|<a |<span/);
  });

  it("leaves what it is given as it is", () => {
    expect(pages).toHaveLength(1);
  });
});
