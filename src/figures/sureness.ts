import {caseRuns} from "../analysis/caseRuns.js";
import {modelOf} from "../analysis/idealTypes.js";
import {indicatorRun} from "../analysis/indicatorRuns.js";
import type {ClassShares} from "../analysis/monteCarlo.js";
import type {Standing} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import {listText} from "./format.js";
import {classWords} from "./standings.js";

/** How sure a class is, in words. */
export interface Sureness {
  /** `robust`, `shaky`, or with other classes `shaky; possible: performance management`. */
  short: string;
  /** A sentence with the share behind it. */
  long: string;
}

/** What is known of how sure a class is: the runs over coders for a coding, over anchors and rules for an indicator. */
function runOf(standing: Standing, evidence: Evidence): ClassShares | undefined {
  return standing.instrument === "indicator"
    ? indicatorRun(evidence, standing.iso3)
    : casesOf(evidence, standing.reading ?? "practice").get(standing.key);
}

/** How sure a coded class is; quick, where the runs over indicators take their time. */
export function codingSureness(standing: Standing, evidence: Evidence): Sureness | undefined {
  const run = casesOf(evidence, standing.reading ?? "practice").get(standing.key);
  return run && surenessOf(run, "case");
}

const found = new WeakMap<Evidence, Map<string, Map<string, ClassShares>>>();

function casesOf(evidence: Evidence, reading: "practice" | "official"): Map<string, ClassShares> {
  const known = found.get(evidence) ?? new Map<string, Map<string, ClassShares>>();
  found.set(evidence, known);
  const runs = known.get(reading) ?? caseRuns(evidence, {reading});
  known.set(reading, runs);
  return runs;
}

/** A function that says of each standing how sure its class is; `undefined` for one without a class. */
export function sureWords(evidence: Evidence): (standing: Standing) => Sureness | undefined {
  return (standing) => {
    const run = runOf(standing, evidence);
    return run && surenessOf(run, standing.instrument);
  };
}

/** A run in words: `robust` from nine tenths, `shaky` below, `possible` for another class from one tenth. */
export function surenessOf(
  {word, same, shares, start, possible}: ClassShares,
  instrument: Standing["instrument"]
): Sureness | undefined {
  if (!word || same.value === undefined) return undefined;
  const others = shares
    .filter((d) => d.corner !== start.corner && possible.includes(d.name))
    .map(({corner}) => classWords({corner, model: modelOf(corner), status: "classified"}));
  const kept = `${Math.round(same.value * 100)} %`;
  const how =
    instrument === "case"
      ? `of the ways to mix the levels of the two readers and the settled ones`
      : `of 10\u2009000 draws of anchors and rules`;
  return {
    short: others.length ? `${word}; possible: ${listText(others)}` : word,
    long: `The class holds in ${kept} ${how}${others.length ? `; possible: ${listText(others)}` : ""}.`
  };
}
