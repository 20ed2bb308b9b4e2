import {readFileSync} from "node:fs";
import {join} from "node:path";
import {Ajv} from "ajv";
import addFormats from "ajv-formats";
import {describe, expect, it} from "vitest";
import {cslOfPage} from "../../../loaders/outputs/cite.js";
import {createSite} from "../../../loaders/pages/site.js";
import {datacite} from "../../../loaders/release/describe/datacite.js";
import {zenodo} from "../../../loaders/release/describe/zenodo.js";
import {releaseOf} from "../../../loaders/release/files.js";
import {bibliography, citationStore, cslOf} from "../../../src/forms/citations.js";
import {viewContent} from "../../../src/forms/content.js";
import {namedViewById} from "../../../src/forms/views.js";
import {folder} from "../package/broken.js";
import {CSL, DATACITE, dataPackageFaults, ZENODO} from "./standards.js";

const site = createSite({folder});
const {description} = releaseOf(site);
const ajv = new Ajv({allErrors: true, strictRequired: false});
addFormats.default(ajv);

/** What a record breaks of rules. */
function faults(rules: Record<string, unknown>, record: unknown): string[] {
  ajv.validate(rules, record);
  return (ajv.errors ?? []).map((d) => `${d.instancePath} ${d.message}`);
}

/** A record with parts of it replaced. */
const but = (record: object, change: object) => ({...record, ...change});

describe("DataCite 4.6", () => {
  const archive = {path: "data/a.zip", mediaType: "application/zip", size: 3, sha256: ""};
  const here = {...description, home: "https://example.org/four", archive};
  it("holds of the record, with and without an address", () => {
    for (const d of [description, here]) expect(faults(DATACITE, JSON.parse(datacite(d)))).toEqual([]);
    expect(JSON.parse(datacite(here)).url).toBe("https://example.org/four/data/");
    expect(JSON.parse(datacite(description))).not.toHaveProperty("url");
  });
  it.each([
    ["no creator", {creators: []}, /creators/],
    ["a year that is a number", {publicationYear: 2026}, /publicationYear/],
    ["a type that is not in the list", {types: {resourceType: "a", resourceTypeGeneral: "Data"}}, /types/],
    ["a property it does not know", {licence: "x"}, /additional/],
    ["a related address that is none", {relatedIdentifiers: [{relatedIdentifier: "there"}]}, /uri/]
  ])("refuses %s", (_, change, says) => {
    expect(faults(DATACITE, but(JSON.parse(datacite(here)), change)).join("\n")).toMatch(says);
  });
});

describe("Zenodo", () => {
  const record = JSON.parse(zenodo(description));
  it("holds of .zenodo.json", () => expect(faults(ZENODO, record)).toEqual([]));
  it.each([
    ["an open record without a licence", {license: undefined}, /license/],
    ["a language in words", {language: "English"}, /language/],
    ["a property it does not know", {licence: "x"}, /additional/]
  ])("refuses %s", (_, change, says) => {
    expect(faults(ZENODO, JSON.parse(JSON.stringify(but(record, change)))).join("\n")).toMatch(says);
  });
});

describe("CSL-JSON", () => {
  const home = "https://example.org";
  const named = namedViewById("membership/six", site.evidence);
  if (!named) throw new Error("no view membership/six");
  const ofView = JSON.parse(bibliography(viewContent(named, site, {home}), citationStore()).csl);
  const items = [
    ...site.evidence.tables.sources.map(cslOf),
    ...ofView,
    cslOfPage("data/codings", "Codings", site, home),
    cslOfPage("countries/australia", "Australia", site, home)
  ];
  it("holds of every source, of pages and of a view", () => {
    expect(faults(CSL, items)).toEqual([]);
  });
  it.each([
    ["a word it has not", {license: "CC-BY-4.0"}, /additional/],
    ["a type it has not", {type: "website"}, /type/],
    ["a date of four parts", {issued: {"date-parts": [[2026, 1, 1, 1]]}}, /date-parts/]
  ])("refuses %s", (_, change, says) => {
    expect(faults(CSL, [but(items[0] ?? {}, change)]).join("\n")).toMatch(says);
  });
});

describe("Data Package 2.0", () => {
  const text = readFileSync(join(folder, "datapackage.json"), "utf8");
  it("holds of the descriptor", () => expect(dataPackageFaults(JSON.parse(text))).toEqual([]));
  it.each([
    [
      "a key of a column that is not there",
      /"primaryKey": \[\s*"iso3"/,
      '"primaryKey": ["iso4"',
      /primaryKey/
    ],
    ["a type it does not know", '"type": "year"', '"type": "annum"', /Field Types/],
    ["a constraint on the wrong type", '"minimum": 1961', '"pattern": "19"', /Field Constraints: pattern/],
    ["a path out of the package", '"path": "countries.csv"', '"path": "../countries.csv"', /URL or Path/],
    ["the profile of another version", "profiles/2.0/", "profiles/1.0/", /\$schema/]
  ])("refuses %s", (_, found, instead, says) => {
    const broken = text.replace(found, instead);
    expect(broken).not.toBe(text);
    expect(dataPackageFaults(JSON.parse(broken)).join("\n")).toMatch(says);
  });
});
