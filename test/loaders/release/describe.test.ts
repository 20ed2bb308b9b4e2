import {readFileSync} from "node:fs";
import {join} from "node:path";
import {Cite} from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import {Ajv} from "ajv";
import addFormats from "ajv-formats";
import context from "ro-crate/lib/context.json" with {type: "json"};
import roCrateValidator from "ro-crate/lib/validator.js";
import {describe, expect, it} from "vitest";
import {parse} from "yaml";
import {citedPage, cslOfPage} from "../../../loaders/outputs/cite.js";
import {createSite} from "../../../loaders/pages/site.js";
import {cff} from "../../../loaders/release/describe/cff.js";
import {crate, crateName} from "../../../loaders/release/describe/crate.js";
import {datacite} from "../../../loaders/release/describe/datacite.js";
import {type Description, licencesOf} from "../../../loaders/release/describe/description.js";
import {dataSet, dataSetOfTable} from "../../../loaders/release/describe/schemaOrg.js";
import {zenodo} from "../../../loaders/release/describe/zenodo.js";
import {archived, releaseOf} from "../../../loaders/release/files.js";
import {citationOf} from "../../../src/forms/citations.js";
import {folder} from "../package/broken.js";

const root = join(folder, "..");
const site = createSite({folder});
const {description, published} = releaseOf(site);
const codebook = readFileSync(join(folder, "codebook.md"), "utf8");

/** The description with everything in it changed, to see that every form is made from it. */
const other: Description = {
  ...description,
  title: 'A title: with "quotes", # and é',
  text: "- A text\nthat YAML could trip over: yes, ’no’. It is long enough to stand alone in a list of sets.",
  version: "9.8.7",
  date: "2031-02-03",
  creators: ["An office", "Another: office"],
  keywords: ["one", "two: three"],
  home: "https://example.org/four"
};

interface Said {
  title: unknown;
  text: unknown;
  version: unknown;
  date: unknown;
  creators: unknown;
  keywords: unknown;
  licence: unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: what is read here is what others will read, without types.
type Read = any;

const names = (list: Read[]) => list.map((d) => d.name);

/** What a reader of each form learns of the data set. */
const readers: Record<string, (d: Description) => Said> = {
  "CITATION.cff": (d) => {
    const read = parse(cff(d)) as Read;
    return {
      title: read.title,
      text: read.abstract,
      version: read.version,
      date: read["date-released"],
      creators: names(read.authors),
      keywords: read.keywords,
      licence: read.license
    };
  },
  ".zenodo.json": (d) => {
    const read = JSON.parse(zenodo(d)) as Read;
    return {
      title: read.title,
      text: read.description,
      version: read.version,
      date: read.publication_date,
      creators: names(read.creators),
      keywords: read.keywords,
      licence: read.license.toUpperCase()
    };
  },
  "datacite.json": (d) => {
    const read = JSON.parse(datacite(d)) as Read;
    expect(read.publicationYear).toBe(d.date.slice(0, 4));
    return {
      title: read.titles[0].title,
      text: read.descriptions[0].description,
      version: read.version,
      date: read.dates[0].date,
      creators: names(read.creators),
      keywords: read.subjects.map((s: Read) => s.subject),
      licence: read.rightsList[0].rightsIdentifier
    };
  },
  "schema.org": (d) => {
    const read = JSON.parse(JSON.stringify(dataSet(d))) as Read;
    return {
      title: read.name,
      text: read.description,
      version: read.version,
      date: read.datePublished,
      creators: names(read.creator),
      keywords: read.keywords,
      licence: read.license === d.licence.path ? d.licence.name : read.license
    };
  },
  [crateName]: (d) => {
    const graph = JSON.parse(crate(d, new Map([["a.csv", "a"]])))["@graph"] as Read[];
    const read = graph.find((entity) => entity["@id"] === "./");
    const named = (ref: Read) => graph.find((entity) => entity["@id"] === ref["@id"]);
    return {
      title: read.name,
      text: read.description,
      version: read.version,
      date: read.datePublished,
      creators: names(read.creator.map(named)),
      keywords: read.keywords.split(", "),
      licence: named(read.license).name === d.licence.title ? d.licence.name : undefined
    };
  }
};

describe.each(Object.entries(readers))("the description as %s", (_, read) => {
  it.each([
    ["the package", description],
    ["a package of other words", other]
  ])("says what %s says", (_name, d) => {
    const {title, text, version, date, creators, keywords, licence} = d;
    expect(read(d)).toEqual({title, text, version, date, creators, keywords, licence: licence.name});
  });
});

describe("the description itself", () => {
  it("comes from the descriptor and the last release", () => {
    const written = JSON.parse(readFileSync(join(folder, "datapackage.json"), "utf8"));
    expect(description.title).toBe(written.title);
    expect(description.version).toBe(written.version);
    expect(description.version).toBe(site.version);
    const {version} = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(version, "package.json, by which the analysis and the bill of materials go").toBe(site.version);
    expect(description.date).toBe(site.date);
    expect(description.creators).toEqual(["Four Models"]);
  });

  it.each([
    ["CITATION.cff", cff],
    [".zenodo.json", zenodo]
  ])("stands in the repository as %s, up to date (else: npm run describe)", (path, form) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(form(description));
  });

  it("invents no identifier and no person", () => {
    const forms = [cff, zenodo, datacite].map((form) => form(description)).join("\n");
    expect(forms).not.toMatch(/orcid|10\.\d{4,}\/|family-names|given-names/i);
  });
});

describe("each form by the rules of its standard", () => {
  it("CITATION.cff by its schema, which also refuses a broken one", () => {
    const schema = JSON.parse(readFileSync(join(root, "test/fixtures/schemas/cff-1.2.0.json"), "utf8"));
    const ajv = new Ajv({strict: false});
    addFormats.default(ajv);
    const valid = ajv.compile(schema);
    for (const d of [description, other])
      expect(valid(parse(cff(d))), ajv.errorsText(valid.errors)).toBe(true);
    expect(valid({...parse(cff(description)), authors: []})).toBe(false);
    expect(valid({...parse(cff(description)), license: "free"})).toBe(false);
  });

  it("datapackage.json by the schema of Data Package 1, of which version 2 is an extension", () => {
    const schema = JSON.parse(readFileSync(join(root, "test/fixtures/schemas/data-package-1.json"), "utf8"));
    // The library reads later drafts; nothing in the schema differs between them.
    const {$schema: _, ...rules} = schema;
    const ajv = new Ajv({strict: false, logger: false});
    addFormats.default(ajv);
    const valid = ajv.compile(rules);
    const written = JSON.parse(readFileSync(join(folder, "datapackage.json"), "utf8"));
    expect(valid(written), ajv.errorsText(valid.errors)).toBe(true);
    expect(valid({...written, resources: []})).toBe(false);
    expect(valid({...written, licenses: [{name: "free for all"}]})).toBe(false);
  });

  it("RO-Crate 1.2 by the validator of the ro-crate library, which also refuses a broken one", () => {
    const files = archived(published, {codebook, described: description});
    const text = String(files.get(crateName));
    const errors = (crateText: string) => {
      const validator = new roCrateValidator.Validator();
      validator.parseJSON(crateText);
      validator.rootDataEntity();
      validator.checkFiles(Object.fromEntries([...files.keys()].map((path) => [path, {exists: true}])));
      return validator.results.filter((d) => d.status === "error");
    };
    expect(errors(text)).toEqual([]);
    expect(errors(text.replace('"datePublished"', '"dateOfIt"'))).not.toEqual([]);
    expect(errors(text.replaceAll('"codings.csv"', '"nowhere.csv"'))).not.toEqual([]);
  });

  it("RO-Crate with no word that its context does not know, and no entity that leads nowhere", () => {
    const graph = JSON.parse(crate(description, new Map([["a.csv", "a"]])))["@graph"] as Read[];
    const [known] = [context["@context"]].flat() as Record<string, unknown>[];
    const ids = new Set(graph.map((d) => d["@id"]));
    for (const entity of graph) {
      for (const [key, value] of Object.entries(entity)) {
        if (key.startsWith("@")) continue;
        expect(known, key).toHaveProperty([key]);
        const refs = [value].flat().filter((d: Read) => d?.["@id"] && !d["@id"].includes("w3id.org"));
        for (const ref of refs as Read[]) expect(ids, `${entity["@id"]} ${key}`).toContain(ref["@id"]);
      }
    }
  });

  it("schema.org: what a search engine for data sets asks of each, the tables included", () => {
    const whole = JSON.parse(JSON.stringify(dataSet(other))) as Read;
    const tables = description.parts.map((d) => JSON.parse(JSON.stringify(dataSetOfTable(d, other))) as Read);
    for (const d of [whole, ...tables, ...whole.hasPart]) {
      expect(d["@type"]).toBe("Dataset");
      expect(d.name.length).toBeGreaterThan(0);
      expect(d.description.length, d.name).toBeGreaterThanOrEqual(50);
      expect(d.description.length, d.name).toBeLessThanOrEqual(5000);
      expect(URL.canParse(d.url), d.url).toBe(true);
      for (const download of d.distribution ?? []) expect(URL.canParse(download.contentUrl)).toBe(true);
    }
    expect(whole.hasPart).toHaveLength(published.tables.length);
    for (const [i, d] of tables.entries()) {
      expect(d.distribution).toHaveLength(3);
      expect(d.variableMeasured).toHaveLength(published.tables[i]?.resource.schema.fields.length ?? -1);
    }
  });

  it("names every licence of every table", () => {
    const all = new Set(published.descriptor.resources.flatMap((d) => d.licenses.map((l) => l.title)));
    expect(new Set(licencesOf(description).map((d) => d.title))).toEqual(all);
  });
});

describe("the entry of a page", () => {
  const home = "https://example.org/four";
  it.each([
    ["data/index", description.title, "dataset"],
    ["data/codings", "Codings", "dataset"],
    ["countries/australia", "Australia", "webpage"],
    ["essays/a-b", "On & <on>", "webpage"]
  ])("%s reads back from BibTeX, RIS and CSL-JSON as it is", (path, title, type) => {
    const csl = cslOfPage(path, title, site, home);
    const {bibtex, ris} = citationOf(csl);
    expect(csl).toMatchObject({title, type, version: site.version});
    for (const text of [bibtex, ris, JSON.stringify([csl])]) {
      const [read] = new Cite(text).data as Read[];
      expect(read.title).toBe(title);
      expect(read.URL).toBe(csl.URL);
      expect(read.issued["date-parts"][0][0]).toBe(Number(site.date.slice(0, 4)));
    }
  });

  it("has an address only where the site has one", () => {
    expect(cslOfPage("data/index", "Data", site, "").URL).toBeUndefined();
    expect(cslOfPage("data/index", "Data", site, home).URL).toBe(`${home}/data/`);
    expect(cslOfPage("index", "Four Models", site, home).URL).toBe(`${home}/`);
  });

  it("is told to Zotero in the head, with what it was given escaped", () => {
    const {head, files} = citedPage("essays/a-b", '"On" <b>', site);
    expect(head).toContain('<meta name="citation_title" content="&quot;On&quot; &lt;b&gt;">');
    expect(head).toContain('<meta name="citation_author" content="Four Models">');
    expect(head).toContain(
      `<meta name="citation_publication_date" content="${site.date.replaceAll("-", "/")}">`
    );
    expect(head).toContain('rel="describedby" href="a-b.bib"');
    expect([...files.keys()]).toEqual(["bib", "ris", "csl.json"]);
  });

  it("is not made for pages that nobody cites", () => {
    expect(citedPage("404", "Not found", site)).toEqual({head: "", files: new Map()});
  });

  it("describes the data set on its page and a table on its own, and nothing closes the script early", () => {
    const said = (path: string) =>
      JSON.parse(/ld\+json">(.*?)<\/script>/s.exec(citedPage(path, "x", site).head)?.[1] ?? "null");
    expect(said("data/index").name).toBe(description.title);
    expect(said("data/codings").name).toBe("Codings");
    expect(said("countries/australia")).toBeNull();
  });
});
