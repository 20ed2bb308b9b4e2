import type {Evidence} from "../evidence/evidence.js";
import {fitNecessity} from "./fit.js";
import {MICE, type SetKey} from "./membership.js";
import {
  holds as compare,
  readSelection,
  type Selection,
  type Sign,
  selectFrom,
  universe
} from "./selection.js";
import type {Standing} from "./standing.js";

/** What a side of a claim measures. */
export type Measure =
  | {kind: "number"; value: number}
  | {kind: "count"; selection: Selection}
  | {kind: "consistency"; condition: SetKey; outcome: SetKey; selection: Selection};

/** A statement about the evidence that is either true or not: `count class=PG = 0`. */
export interface Claim {
  left: Measure;
  sign: Sign;
  right: Measure;
}

/** How a claim stands: whether it holds, and both sides; a side that is not defined holds nothing. */
export interface Weighed {
  holds: boolean;
  left: number | undefined;
  right: number | undefined;
}

/**
 * Reads a claim: `count class=PG reading=official = 0`, `count class=hybrid > count class=PM,PG`,
 * `consistency C E when=all < 0.9` (is C needed for E?). Throws with what cannot be read.
 */
export function readClaim(words: string, evidence: Evidence): Claim {
  const [, left = "", sign, right = ""] = /^(.*\S)\s+(>=|<=|=|>|<)\s+(\S.*)$/.exec(words.trim()) ?? [];
  if (!sign) throw new RangeError(`cannot read the claim “${words}”: a sign between spaces is wanted`);
  return {left: readMeasure(left, evidence), sign: sign as Sign, right: readMeasure(right, evidence)};
}

function readMeasure(words: string, evidence: Evidence): Measure {
  const [kind = "", ...rest] = words.split(/\s+/);
  if (kind === "count") return {kind, selection: readSelection(rest.join(" "), evidence)};
  if (kind === "consistency") {
    const [condition, outcome, ...selection] = rest;
    if (!isSet(condition) || !isSet(outcome))
      throw new RangeError(`cannot read “${words}”: two sets are wanted`);
    return {kind, condition, outcome, selection: readSelection(selection.join(" "), evidence)};
  }
  const value = Number(words);
  if (words === "" || Number.isNaN(value)) throw new RangeError(`cannot read “${words}” in a claim`);
  return {kind: "number", value};
}

function isSet(word: string | undefined): word is SetKey {
  return MICE.includes(word as SetKey);
}

/** Weighs a claim by the evidence; hand in that of a challenge to see whether it would still hold. */
export function weigh(evidence: Evidence, claim: Claim): Weighed {
  return weighBy(claim, (selection) => universe(evidence, selection));
}

/** Weighs a claim by the standings that `of` gives for a selection. */
export function weighBy(
  {left, sign, right}: Claim,
  of: (selection: Selection) => readonly Standing[]
): Weighed {
  const [a, b] = [measure(left, of), measure(right, of)];
  return {holds: b !== undefined && compare(a, sign, b), left: a, right: b};
}

function measure(m: Measure, of: (selection: Selection) => readonly Standing[]): number | undefined {
  if (m.kind === "number") return m.value;
  const standings = of(m.selection);
  if (m.kind === "count") return selectFrom(standings, m.selection).length;
  const values = (set: SetKey) => standings.map((d) => d.sets[set].value);
  return fitNecessity(values(m.condition), values(m.outcome)).inclN.value;
}
