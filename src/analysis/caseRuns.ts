import type {Evidence} from "../evidence/evidence.js";
import type {CoderKey, Reading} from "../evidence/tables.js";
import {className} from "./idealTypes.js";
import {MICE, type SetKey} from "./membership.js";
import {type ClassShares, POSSIBLE_SHARE, ROBUST_SHARE} from "./monteCarlo.js";
import {defined, undefinedBecause} from "./result.js";
import {caseStandings, type Standing} from "./standing.js";

const CODERS: readonly CoderKey[] = ["settled", "reader-a", "reader-b"];

/**
 * How sure the class of each country-period is: each of its four levels is drawn from the settled one and
 * those of the two readers, each with the same chance, and all combinations are counted, so the shares are
 * exact (coder choice of
 *). A reader without a level has no vote. Keys of the map are those of the standings.
 */
export function caseRuns(
  evidence: Evidence,
  {reading = "practice"}: {reading?: Reading} = {}
): Map<string, ClassShares> {
  return new Map(caseStandings(evidence, {reading}).map((d) => [d.key, sharesOf(d, evidence)]));
}

function sharesOf(standing: Standing, evidence: Evidence): ClassShares {
  const {key: id, class: start} = standing;
  const base = {id, start};
  if (start.corner === undefined) {
    const same = undefinedBecause(start.reason ?? "a set is missing");
    return {...base, shares: [], unclassed: 0, same, word: undefined, possible: []};
  }
  let corners = new Map([["", 1]]);
  for (const set of MICE) {
    const inside = insideShare(standing, set, evidence);
    const next = new Map<string, number>();
    for (const [corner, share] of corners) {
      if (inside > 0) next.set(`${corner}1`, share * inside);
      if (inside < 1) next.set(`${corner}0`, share * (1 - inside));
    }
    corners = next;
  }
  const shares = [...corners]
    .map(([corner, share]) => ({corner, name: className(corner), share}))
    .sort((a, b) => b.share - a.share || (a.corner < b.corner ? -1 : 1));
  const own = shares.find(({corner}) => corner === start.corner)?.share ?? 0;
  return {
    ...base,
    shares,
    unclassed: 0,
    same: defined(own),
    word: own >= ROBUST_SHARE ? "robust" : "shaky",
    possible: shares
      .filter(({corner, share}) => corner !== start.corner && share >= POSSIBLE_SHARE)
      .map(({name}) => name)
  };
}

/** The share of the coders with a level who put the case more in than out. */
function insideShare({period, reading}: Standing, set: SetKey, evidence: Evidence): number {
  if (!period || !reading) return 0;
  const levels = CODERS.map(
    (coder) => evidence.codingOf({coder, periodId: period.period_id, reading, set})?.level
  ).filter((level) => level !== null && level !== undefined);
  return levels.filter((level) => level > 0.5).length / levels.length;
}
