import {type Claim, type Measure, readClaim, weigh} from "../../../src/analysis/claim.js";
import type {FragmentOptions} from "../fragments.js";
import {html} from "../html.js";
import {notesOf} from "./notes.js";
import {basisOf} from "./numbers.js";
import {readSettings} from "./settings.js";

/**
 * A claim that depends on a coding or an anchor: `if` says when it holds, `then` what is said in that case, `else` what
 * is said otherwise. Under it stands what would have to change for it to fall. Throws when it does not hold and has no
 * `else`: a page must not say what its evidence does not.
 */
export function claimBlock(text: string, o: FragmentOptions & {expand(text: string): string}): string {
  const {evidence} = o.site;
  const {path} = o.context;
  const settings = readSettings(text, {block: "claim", path, needs: ["id", "if", "then"], may: ["else"]});
  const id = `claim-${settings.get("id")}`;
  const {counts} = notesOf(o.context);
  if (counts.has(id)) throw new Error(`${path}: two claims are called ${settings.get("id")}`);
  counts.set(id, 1);
  const claim = claimOf(settings.get("if") ?? "", o);
  const {holds, left, right} = weigh(evidence, claim);
  const said = settings.get(holds ? "then" : "else");
  if (!said)
    throw new Error(
      `${path}: the evidence does not give the claim ${settings.get("id")} (${left} and ${right})`
    );
  const rest = html`<details class="claim-test"><summary>What this depends on</summary><p>${dependsOn(claim)}</p></details>`;
  return `<div class="claim" id="${id}">\n\n${o.expand(said)}\n\n${rest}\n</div>`;
}

function claimOf(words: string, {site: {evidence}, context}: FragmentOptions): Claim {
  try {
    return readClaim(words, evidence);
  } catch (error) {
    throw new Error(`${context.path}: ${error instanceof Error ? error.message : error}`);
  }
}

function dependsOn({left, right}: Claim): string {
  const bases = [left, right].flatMap((d: Measure) => (d.kind === "number" ? [] : [basisOf(d.selection)]));
  return `${[...new Set(bases)].join("; ")}.`;
}
