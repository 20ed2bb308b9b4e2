import {fitSufficiency} from "./fit.js";
import type {Case} from "./ladder.js";
import {checkMembership} from "./membership.js";
import {type Corner, cornerName, cornerOf, corners, minimumRule} from "./propertySpace.js";
import type {Result} from "./result.js";

/** One row: a corner of the conditions and what happens in it. */
export interface TruthTableRow {
  readonly corner: Corner;
  /** The corner spelled out, such as `DEV*~URB`. */
  readonly name: string;
  /** Ids of the cases more in than out. */
  readonly cases: readonly string[];
  readonly n: number;
  /** Consistency of the corner with the outcome, over all complete cases. */
  readonly inclS: Result;
  readonly PRI: Result;
  /** `1` and `0`: coded; `remainder`: too few cases to say. */
  readonly output: 1 | 0 | "remainder";
}

/** All rows in binary order, with the cases that could not be used. */
export interface TruthTable {
  readonly conditions: readonly string[];
  /** With a leading `~` when its negation is explained. */
  readonly outcome: string;
  readonly rows: readonly TruthTableRow[];
  /** Ids of cases with a missing condition or outcome: in no sum. */
  readonly missing: readonly string[];
  /** Ids of cases at .5 in some condition: in the sums, but in no row. */
  readonly between: readonly string[];
}

export interface TruthTableOptions {
  /** Lowest consistency for a row to be coded 1; 1. */
  readonly inclCut?: number;
  /** Lowest PRI for a row to be coded 1; 0, that is no test. */
  readonly priCut?: number;
  /** Fewest cases for a row not to be a remainder; 1. */
  readonly nCut?: number;
  /** True to explain the negation of the outcome; false. */
  readonly negate?: boolean;
}

/**
 * Truth table over conditions, crisp or fuzzy (RAGIN2005, QCA-R): per corner the cases above .5,
 * consistency and PRI of the corner for the outcome; coded 1 if both reach their cuts. The negation of the
 * outcome needs a table of its own (`negate`): with fuzzy sets a row can be consistent with both or with
 * neither.
 *
 * @example
 * ```ts
 * truthTable(
 *   [
 *     {id: "a", memberships: {M: 0.9, I: 0.8, C: 0.7, E: 0.4}},
 *     {id: "b", memberships: {M: 0.8, I: 0.7, C: 0.4, E: 0.6}},
 *     {id: "c", memberships: {M: 0.6, I: 0.3, C: 0.2, E: 0.7}},
 *     {id: "d", memberships: {M: 0.2, I: 0.3, C: 0.6, E: 0.1}}
 *   ],
 *   "I",
 *   ["M", "C"],
 *   {inclCut: 0.8}
 * ).rows.map((d) => [d.name, d.n, d.output])
 * // [["~M*~C", 0, "remainder"], ["~M*C", 1, 0], ["M*~C", 2, 1], ["M*C", 1, 1]]
 * ```
 */
export function truthTable<S extends string>(
  cases: readonly Case<S>[],
  outcome: S,
  conditions: readonly S[],
  {inclCut = 1, priCut = 0, nCut = 1, negate = false}: TruthTableOptions = {}
): TruthTable {
  if (conditions.includes(outcome)) throw new RangeError(`outcome among the conditions: ${outcome}`);
  if (!(nCut >= 1)) throw new RangeError(`frequency cut below 1: ${nCut}`);
  const read = cases.map(({id, memberships}) => {
    const values = conditions.map((set) => checkMembership(memberships[set], `${set} of ${id}`));
    const inOutcome = checkMembership(memberships[outcome], `${outcome} of ${id}`);
    const y = inOutcome !== undefined && negate ? 1 - inOutcome : inOutcome;
    return {id, memberships, values, y};
  });
  const complete = read.filter(({values, y}) => y !== undefined && values.every((m) => m !== undefined));
  const at = new Map<Corner, string[]>();
  const between: string[] = [];
  for (const {id, memberships} of complete) {
    const corner = cornerOf(memberships, {sets: conditions}).value;
    if (corner === undefined) between.push(id);
    else if (at.has(corner)) at.get(corner)!.push(id);
    else at.set(corner, [id]);
  }
  const y = complete.map((c) => c.y);
  const rows = corners(conditions.length).map((corner): TruthTableRow => {
    const members = at.get(corner) ?? [];
    const x = complete.map(({values}) => minimumRule(values, corner));
    const {inclS, PRI} = fitSufficiency(x, y);
    const sufficient = reaches(inclS, inclCut) && (priCut <= 0 || reaches(PRI, priCut));
    return {
      corner,
      name: cornerName(corner, {sets: conditions}),
      cases: members,
      n: members.length,
      inclS,
      PRI,
      output: members.length < nCut ? "remainder" : sufficient ? 1 : 0
    };
  });
  const used = new Set(complete.map(({id}) => id));
  return {
    conditions,
    outcome: negate ? `~${outcome}` : outcome,
    rows,
    missing: read.map(({id}) => id).filter((id) => !used.has(id)),
    between
  };
}

// Sums of memberships that ought to reach a cut exactly can stop short in the last bits.
function reaches({value}: Result, cut: number): boolean {
  return value !== undefined && value >= cut - 1e-9;
}
