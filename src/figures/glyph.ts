import type {MissingKind} from "../evidence/tables.js";

/** The sign that stands apart from the scale where there is no value, one for each kind of missing. */
export function missingGlyph(kind: MissingKind | undefined): string {
  return MISSING_GLYPHS[kind ?? "not-coded"];
}

const MISSING_GLYPHS: Readonly<Record<MissingKind, string>> = {
  "source-silent": "×",
  contested: "?",
  "not-applicable": "/",
  "not-coded": "-"
};
