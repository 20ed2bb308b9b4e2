import {describe, expect, it} from "vitest";
import {SHORT_NAMES} from "../../../loaders/pages/organisations.js";
import {
  citation,
  fullReference,
  shortReference,
  sourceLine,
  term
} from "../../../loaders/pages/references.js";
import {createSite} from "../../../loaders/pages/site.js";
import {glossaryTerm, smallSite, source} from "../site.js";

const site = smallSite({sources: [source()], glossary: [glossaryTerm()]});
const context = {path: "/a"};

describe("a short reference", () => {
  it.each([
    [{authors: "Roe JA"}, "Roe 2001"],
    [{authors: "Roe JA; Doe B"}, "Roe and Doe 2001"],
    [{authors: "Roe JA; Doe B; van der Poe C"}, "Roe and others 2001"],
    [{authors: "Roe JA", year: "n.d."}, "Roe undated"],
    [{authors: null, title: "A note"}, "A note 2001"],
    [{authors: null, title: "A note: on counting (revised)"}, "A note 2001"],
    [{authors: "Australian National Audit Office", author_type: "organisation"}, "ANAO 2001"]
  ] as const)("of %j is %s", (changes, words) => {
    expect(shortReference(source(changes))).toBe(words);
  });

  it("cuts a long title that stands for an author", () => {
    const words = shortReference(source({authors: null, title: "A".repeat(90)}));
    expect(words).toBe(`${"A".repeat(39)}… 2001`);
  });
});

describe("short names of organisations", () => {
  it("are those of authors in the bibliography, and shorter", () => {
    const authors = new Set(
      createSite().evidence.tables.sources.flatMap((d) => d.authors?.split("; ") ?? [])
    );
    for (const [name, short] of Object.entries(SHORT_NAMES)) {
      expect(authors).toContain(name);
      expect(short.length).toBeLessThan(name.length);
    }
  });
});

describe("references", () => {
  it("lead to the bibliography", () => {
    expect(citation("ROE2001", context, site).text).toContain('href="/evidence/sources#ROE2001"');
    expect(sourceLine({source_id: "ROE2001", locator: "p. 4 <5>"}, site).text).toBe(
      '<a href="/evidence/sources#ROE2001">Roe and Doe 2001</a>, p. 4 &lt;5&gt;'
    );
  });

  it("say which page asks for what is not there", () => {
    expect(() => citation("NOBODY", context, site)).toThrow(
      "/a: no source, finding, event or placement has the id NOBODY"
    );
    expect(() => term("nothing", undefined, context, site)).toThrow("/a: the glossary has no term nothing");
  });
});

describe("a full reference", () => {
  it("gives the name by which the text cites an organisation, and the letter of the year", () => {
    const audit = source({authors: "Australian National Audit Office", author_type: "organisation"});
    expect(fullReference(audit, "ANAO 2001b").text).toMatch(
      /^Australian National Audit Office \[ANAO\] \(2001b\)\. /
    );
    expect(fullReference(audit).text).toMatch(/^Australian National Audit Office \(2001\)\. /);
    expect(fullReference(source({year: "n.d."}), "Roe and Doe undated c").text).toContain("(n.d.c).");
  });

  it("prefers the DOI to another address, and marks it as leading out", () => {
    const {text} = fullReference(source({doi: "10.1000/1", note: "first pages only"}));
    expect(text).toContain(
      '<a href="https://doi.org/10.1000/1" rel="external">Counting &amp; being counted</a>'
    );
    expect(text).not.toContain("example.org");
    expect(text).toContain("first pages only");
    expect(text).toContain("Read 2031-01-01.");
  });

  it("stands without author, address and publisher", () => {
    const {text} = fullReference(
      source({authors: null, url: null, publisher: null, title: "A note", note: null})
    );
    expect(text).toContain("A note");
    expect(text).not.toMatch(/<a|null|undefined/);
  });
});
