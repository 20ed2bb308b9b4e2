/** What notebooks elsewhere import from this site: `import {evidence, analysis, figures} from "…/four-models.js"`. */
import {createEvidence} from "../evidence/evidence.js";
import type {EvidenceTables} from "../evidence/tables.js";
import {figuresOf} from "./figures.js";
import {type Packed, unpack} from "./pack.js";

/** Put in when the site is built. */
declare const EVIDENCE: string;

const answer = await fetch(new URL(EVIDENCE, import.meta.url));
if (!answer.ok) throw new Error(`the evidence did not arrive: ${answer.status}`);

export * as analysis from "./analysis.js";
export const evidence = createEvidence(
  unpack<EvidenceTables>((await answer.json()) as Record<string, Packed>)
);
export const figures = figuresOf(evidence);
