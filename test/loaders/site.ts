import {parseHTML} from "linkedom";
import {shortReferences} from "../../loaders/pages/references.js";
import type {Site} from "../../loaders/pages/site.js";
import {createEvidence} from "../../src/evidence/evidence.js";
import {
  type Country,
  type EvidenceTables,
  type Finding,
  type GlossaryTerm,
  type Source,
  tableNames
} from "../../src/evidence/tables.js";

/** A site of a few invented rows; tables that are not given are empty. */
export function smallSite(tables: Partial<EvidenceTables> = {}): Site {
  const empty = Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as EvidenceTables;
  return {
    folder: "data",
    evidence: createEvidence({...empty, ...tables}),
    references: shortReferences(tables.sources ?? []),
    document: parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document,
    version: "9.8.7",
    date: "2031-02-03",
    noncommercial: true,
    surveys: [],
    failures: new Map()
  };
}

/** An invented source. */
export function source(changes: Partial<Source> = {}): Source {
  return {
    source_id: "ROE2001",
    type: "report",
    title: "Counting & being counted",
    authors: "Roe JA; Doe B",
    author_type: "person",
    year: "2001",
    publisher: "A press",
    doi: null,
    url: "https://example.org/a?b=1&c=2",
    licence: null,
    accessed: "2031-01-01",
    same_as: null,
    note: null,
    ...changes
  };
}

/** An invented term. */
export function glossaryTerm(changes: Partial<GlossaryTerm> = {}): GlossaryTerm {
  return {
    term: "Single loop",
    slug: "single-loop",
    definition: 'Learning that keeps its "frame" <as it is>.',
    source_id: "ROE2001",
    ...changes
  };
}

/** An invented country. */
export function country(changes: Partial<Country> = {}): Country {
  return {
    iso3: "ZZA",
    iso2: "ZA",
    name: "Aland",
    slug: "aland",
    oecd_since: 1961,
    book_six: false,
    depth: "partial",
    grid_col: 0,
    grid_row: 0,
    source_id: "ROE2001",
    locator: "p. 2",
    ...changes
  };
}

/** An invented finding. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    finding_id: "zza-f01",
    iso3: "ZZA",
    period: "2001-2003",
    dimension: "quality_framework",
    finding: "Ministries use a frame.",
    confidence: "high",
    source_id: "ROE2001",
    locator: "p. 3",
    ...changes
  };
}
