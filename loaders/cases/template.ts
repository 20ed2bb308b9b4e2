import Papa from "papaparse";
import type {Finding} from "../../src/evidence/tables.js";

/** The dimensions of findings, in the order in which a country's page shows them. */
export const DIMENSIONS = [
  "measuring",
  "incorporating",
  "using",
  "quality_framework",
  "audit",
  "citizen_involvement",
  "legitimacy",
  "limitation"
] as const;

/** For whom a template is made. */
export interface TemplateOptions {
  iso3: string;
  sourceId: string;
  /** Findings that there are: new ids go on from theirs. */
  findings: readonly Pick<Finding, "finding_id" | "iso3">[];
}

/**
 * A table of findings to fill in, one row for each dimension: key, country, dimension and source are there; years,
 * finding, place in the source and confidence are left to whoever reads it. Rows may be copied or stay empty.
 */
export function findingTemplate({iso3, sourceId, findings}: TemplateOptions): string {
  const own = findings.filter((d) => d.iso3 === iso3).map((d) => Number(d.finding_id.split("-f")[1]));
  const next = Math.max(0, ...own) + 1;
  const rows = DIMENSIONS.map((dimension, i) => ({
    finding_id: `${iso3.toLowerCase()}-f${String(next + i).padStart(2, "0")}`,
    iso3,
    period: "",
    dimension,
    finding: "",
    source_id: sourceId,
    locator: "",
    confidence: ""
  }));
  return `${Papa.unparse(rows, {newline: "\n"})}\n`;
}

/** A text with its paragraphs numbered, so that `para. 12` names a place in it that anybody finds again. */
export function numbered(text: string): {text: string; paragraphs: number; words: number} {
  const paragraphs = text
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .split(/\n\s*\n/)
    .map((d) => d.trim())
    .filter(Boolean);
  return {
    text: `${paragraphs.map((d, i) => `[para. ${i + 1}] ${d}`).join("\n\n")}\n`,
    paragraphs: paragraphs.length,
    words: paragraphs.join(" ").split(/\s+/).filter(Boolean).length
  };
}
