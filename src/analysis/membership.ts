import type {SetKey} from "../evidence/tables.js";
import {isMissing, type Maybe} from "./result.js";

/** The four sets of the models, in the order in which corners are written (models.md, section 6). */
export const MICE = ["M", "I", "C", "E"] as const satisfies readonly SetKey[];

/** M measured, I incorporated and used inside, C coherent, E external and open. */
export type {SetKey};

/** Membership of one case in each set, 0 to 1; a set that is missing is `undefined` or left out. */
export type Memberships<S extends string = string> = Readonly<Partial<Record<S, Maybe>>>;

/**
 * Two memberships closer than this are taken as equal: 1 - .81 and .19 differ in the last bit, and a
 * difference that small is arithmetic, not evidence.
 */
export const TOLERANCE = 1e-9;

/**
 * The membership, or `undefined` if missing. Throws RangeError outside 0 to 1, naming `what` and `which`;
 * these are put together only then, as this runs for every value of every computation.
 */
export function checkMembership(
  value: Maybe,
  what = "membership",
  which: string | number = ""
): number | undefined {
  if (isMissing(value)) return undefined;
  if (!(value >= 0 && value <= 1)) {
    throw new RangeError(`${which === "" ? what : `${what} ${which}`} outside 0 to 1: ${value}`);
  }
  return value;
}

/** The memberships of one case as an array in the order of the sets, checked. */
export function inOrder<S extends string>(
  memberships: Memberships<S>,
  sets: readonly S[]
): (number | undefined)[] {
  return sets.map((set) => checkMembership(memberships[set], "membership in", set));
}
