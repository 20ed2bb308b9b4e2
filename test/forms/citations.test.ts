import {Cite} from "@citation-js/core";
import {describe, expect, it} from "vitest";
import {createSite} from "../../loaders/pages/site.js";
import {bibliography, citationOf, citationStore, cslOf, cslOfView} from "../../src/forms/citations.js";
import {viewContent} from "../../src/forms/content.js";
import {namedViewById} from "../../src/forms/views.js";
import {source} from "../loaders/site.js";

const site = createSite();
const citation = citationStore();

function content(id: string, home = "https://example.org") {
  const named = namedViewById(id, site.evidence);
  if (!named) throw new Error(`no view ${id}`);
  return viewContent(named, site, {home});
}

/** What another program reads of a bibliography. */
function parsed(text: string): {title?: string; DOI?: string; URL?: string; issued?: unknown}[] {
  return new Cite(text).data as never;
}

/** Words alone: formats differ in how they protect capitals and write quotes. */
const words = (title = "") =>
  title
    .replace(/<[^>]*>/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();

describe("the bibliography of a view", () => {
  const view = content("membership/six");
  const {bib, ris, csl} = bibliography(view, citation);
  const expected = [view.title, ...view.sources.map((d) => d.title)].map(words);

  it.each([
    ["BibTeX", bib],
    ["RIS", ris],
    ["CSL-JSON", csl]
  ])("is parsed back from %s with all its entries", (_, text) => {
    const items = parsed(text);
    expect(items.map((d) => words(d.title))).toEqual(expected);
    expect(items[0]?.URL).toBe("https://example.org/view/membership/six");
    const dois = view.sources.flatMap((d) => d.doi ?? []);
    expect(dois.length).toBeGreaterThan(0);
    expect(items.flatMap((d) => d.DOI ?? [])).toEqual(dois);
  });

  it("breaks no word and no address of RIS in two", () => {
    for (const {url} of view.sources) if (url) expect(ris).toContain(`UR  - ${url}\n`);
    const ids = [...ris.matchAll(/^ID {2}- (.*)$/gm)].map((d) => d[1]);
    expect(ids.slice(1)).toEqual(view.sources.map((d) => d.source_id));
  });

  it("has a key of its own for every entry", () => {
    const keys = [...bib.matchAll(/^@\w+\{([^,]+),/gm)].map((d) => d[1]);
    expect(keys).toHaveLength(expected.length);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("has entries that Zotero's formats know: each RIS record has a type and an end", () => {
    const records = ris.split(/^ER {2}-.*$/m).filter((d) => d.trim());
    expect(records).toHaveLength(expected.length);
    for (const record of records) expect(record.trim()).toMatch(/^TY {2}- [A-Z]+/);
  });
});

describe("a view as an entry", () => {
  it("gives version, date, licence and address", () => {
    expect(cslOfView(content("sets/all"))).toMatchObject({
      author: [{literal: "Four Models"}],
      version: site.version,
      note: `Version ${site.version}, CC BY 4.0`,
      URL: "https://example.org/view/sets/all"
    });
  });

  it("has no address where that of the site is not known", () => {
    expect(cslOfView(content("sets/all", ""))).not.toHaveProperty("URL");
  });
});

describe("a source as an entry", () => {
  it("keeps people, organisations and names without initials apart", () => {
    expect(cslOf(source({authors: "Roe JA; Doe B-C; van der Berg M; Plato"})).author).toEqual([
      {family: "Roe", given: "J. A."},
      {family: "Doe", given: "B.-C."},
      {family: "van der Berg", given: "M."},
      {literal: "Plato"}
    ]);
    expect(cslOf(source({authors: "Ministry AB", author_type: "organisation"})).author).toEqual([
      {literal: "Ministry AB"}
    ]);
  });

  it("has the journal, volume and issue of an article", () => {
    expect(cslOf(source({type: "article", publisher: "A Journal 12(3)"}))).toMatchObject({
      type: "article-journal",
      "container-title": "A Journal",
      volume: "12",
      issue: "3"
    });
  });

  it("makes nothing up: what is not known is not there", () => {
    const item = cslOf(source({authors: null, year: "n.d.", doi: null, url: null, publisher: null}));
    for (const key of ["author", "issued", "DOI", "URL", "publisher"]) expect(item).not.toHaveProperty(key);
  });

  it("survives braces, per cent and ampersands in BibTeX", () => {
    const title = "50% & {more} of_the #1 $x$ \\ ~";
    const [item] = parsed(citationOf(cslOf(source({title}))).bibtex);
    expect(words(item?.title)).toBe(words(title));
  });
});
