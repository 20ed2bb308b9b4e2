import {fitNecessity, type NecessityFit} from "./fit.js";
import {checkMembership, type Memberships, type SetKey, TOLERANCE} from "./membership.js";

/** A case with its memberships. */
export interface Case<S extends string = SetKey> {
  readonly id: string;
  readonly memberships: Memberships<S>;
}

/** A case that is more in the higher set than in the one that should come first. */
export interface Contradiction {
  readonly id: string;
  /** Membership in the set that should come first. */
  readonly condition: number;
  /** Membership in the higher set. */
  readonly outcome: number;
  /** By how much the higher set is ahead, above 0 to 1. */
  readonly excess: number;
  /** `kind`: in the higher set and not in the lower; `degree`: ahead, but on the same side of .5. */
  readonly by: "kind" | "degree";
}

/** One rung: is `condition` necessary for `outcome`? */
export interface Rung<S extends string = SetKey> {
  readonly condition: S;
  readonly outcome: S;
  readonly fit: NecessityFit;
  /** Largest excess first. */
  readonly contradictions: readonly Contradiction[];
  /** Ids of cases that lack one of the two sets. */
  readonly missing: readonly string[];
}

/** The rungs that cumulation predicts: M before I, I before C, C before E. */
export const RUNGS: readonly (readonly [SetKey, SetKey])[] = [
  ["M", "I"],
  ["I", "C"],
  ["C", "E"]
];

/**
 * Tests the ladder: whether each set is necessary for the next, by inclN and RoN (RAGIN2006, SETMETHODS-R),
 * and which cases contradict it. A low inclN is a finding about the theory (RHODES2012 expects one).
 *
 * @example
 * ```ts
 * ladderTest([
 *   {id: "a", memberships: {M: 0.9, I: 0.8, C: 0.7, E: 0.4}},
 *   {id: "b", memberships: {M: 0.8, I: 0.7, C: 0.4, E: 0.6}},
 *   {id: "c", memberships: {M: 0.6, I: 0.3, C: 0.2, E: 0.7}},
 *   {id: "d", memberships: {M: 0.2, I: 0.3, C: 0.6, E: 0.1}}
 * ]).map((d) => [d.condition, d.outcome, d.contradictions.map((c) => c.id)])
 * // [["M", "I", ["d"]], ["I", "C", ["d"]], ["C", "E", ["c", "b"]]]
 * ```
 */
export function ladderTest<S extends string = SetKey>(
  cases: readonly Case<S>[],
  {
    rungs = RUNGS as readonly (readonly [string, string])[] as readonly (readonly [S, S])[]
  }: {
    rungs?: readonly (readonly [S, S])[];
  } = {}
): Rung<S>[] {
  return rungs.map(([condition, outcome]) => {
    const x = cases.map(({memberships}) => memberships[condition]);
    const y = cases.map(({memberships}) => memberships[outcome]);
    const fit = fitNecessity(x, y);
    const contradictions: Contradiction[] = [];
    const missing: string[] = [];
    cases.forEach(({id}, i) => {
      const first = checkMembership(x[i]);
      const next = checkMembership(y[i]);
      if (first === undefined || next === undefined) missing.push(id);
      else if (next - first > TOLERANCE) {
        const by = next > 0.5 && first < 0.5 ? "kind" : "degree";
        contradictions.push({id, condition: first, outcome: next, excess: next - first, by});
      }
    });
    contradictions.sort((a, b) => b.excess - a.excess || (a.id < b.id ? -1 : 1));
    return {condition, outcome, fit, contradictions, missing};
  });
}
