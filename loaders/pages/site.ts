import {parseHTML} from "linkedom";
import {createEvidence, type Evidence} from "../../src/evidence/evidence.js";
import {withSurveys} from "../oecd/items.js";
import {type FailedRefresh, readFailures} from "../oecd/snapshot.js";
import {readSurveys, type Survey} from "../oecd/survey.js";
import {readPackage} from "../package/read.js";
import {shortReferences} from "./references.js";

/** What all pages of one build share: the evidence, read once, and a document to draw in. */
export interface Site {
  /** Folder of the data package. */
  folder: string;
  evidence: Evidence;
  /** Short references by source id, told apart by letters. */
  references: ReadonlyMap<string, string>;
  /** For drawing; nothing is ever attached to it. */
  document: Document;
  version: string;
  /** Day of the release, ISO 8601. */
  date: string;
  /** Whether the resources for non-commercial use are part of it. */
  noncommercial: boolean;
  /** Surveys of the OECD that have been fetched. */
  surveys: readonly Survey[];
  /** Refreshes that failed last, by the short name of the dataset. */
  failures: ReadonlyMap<string, FailedRefresh>;
}

/** Reads the data package in `folder` and makes what pages need. Throws with the errors of a broken package. */
export function createSite({
  folder = process.env.FM_DATA ?? "data",
  noncommercial = process.env.FM_NONCOMMERCIAL !== "no"
} = {}): Site {
  const packaged = readPackage(folder, {noncommercial});
  const surveys = readSurveys(folder, new Set(packaged.countries.map((d) => d.iso3)));
  const tables = withSurveys(packaged, surveys);
  const release = tables.releases.at(-1);
  return {
    folder,
    evidence: createEvidence(tables),
    references: shortReferences(tables.sources),
    document: parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document,
    version: release?.version ?? "0.0.0",
    date: release?.date ?? "",
    noncommercial,
    surveys,
    failures: readFailures(folder)
  };
}
