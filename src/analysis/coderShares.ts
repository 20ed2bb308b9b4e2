import {type Classification, classify, className} from "./idealTypes.js";
import {type Memberships, MICE, type SetKey} from "./membership.js";
import {type ClassShares, POSSIBLE_SHARE, ROBUST_SHARE} from "./monteCarlo.js";
import {isHalf} from "./propertySpace.js";
import {defined, type Maybe, present, undefinedBecause} from "./result.js";

/** A case with the levels that several coders gave it in each set; missing where one gave none. */
export interface CodedCase {
  readonly id: string;
  readonly levels: Readonly<Record<SetKey, readonly Maybe[]>>;
  /** The memberships that give its class: the settled ones. */
  readonly start: Memberships<SetKey>;
}

/**
 * How sure the class of a coded case is: each of its four levels is drawn from those of its coders, each with the same
 * chance, and all combinations are counted. So the shares are exact, and are what `monteCarlo` comes near with a coder
 * drawn for each value. A coder without a level has no vote.
 *
 * @example
 * ```ts
 * coderShares({id: "a", start: {M: 1, I: 1, C: 0, E: 0}, levels: {M: [1, 1, 1], I: [1, 0, 1], C: [0, 0, 0], E: [0, 0, null]}})
 *   .shares.map((d) => [d.name, d.share])
 * // [["MOP", 0.666667], ["PA", 0.333333]]
 * ```
 */
export function coderShares({id, levels, start: settled}: CodedCase): ClassShares {
  const start: Classification = classify(settled);
  const base = {id, start};
  if (start.corner === undefined) {
    const same = undefinedBecause(start.reason ?? "a set is missing");
    return {...base, shares: [], unclassed: 0, same, word: undefined, possible: []};
  }
  let corners = new Map([["", 1]]);
  for (const set of MICE) {
    const given = present(levels[set]);
    if (!given.length) throw new RangeError(`no coder gave ${id} a level in ${set}`);
    const shareOf = (is: (level: number) => boolean) => given.filter(is).length / given.length;
    const inside = shareOf((d) => d > 0.5 && !isHalf(d));
    const outside = shareOf((d) => d < 0.5 && !isHalf(d));
    const next = new Map<string, number>();
    for (const [corner, share] of corners) {
      if (inside > 0) next.set(`${corner}1`, share * inside);
      if (outside > 0) next.set(`${corner}0`, share * outside);
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
    unclassed: Math.max(0, 1 - shares.reduce((sum, d) => sum + d.share, 0)),
    same: defined(own),
    word: own >= ROBUST_SHARE ? "robust" : "shaky",
    possible: shares
      .filter(({corner, share}) => corner !== start.corner && share >= POSSIBLE_SHARE)
      .map(({name}) => name)
  };
}
