import {inOrder, type Memberships, MICE, TOLERANCE} from "./membership.js";
import {defined, type Result, undefinedBecause} from "./result.js";

/** A corner of the property space: one bit per set, in the order of the sets. `1100` is M*I*~C*~E. */
export type Corner = string;

/** A corner and the membership of a case in it (`undefined` if a set is missing). */
export interface CornerMembership {
  readonly corner: Corner;
  readonly membership: number | undefined;
}

/** Sets in the order of the bits; M, I, C, E unless told otherwise. */
export interface SetOrder<S extends string = string> {
  readonly sets?: readonly S[];
}

/**
 * All 2^k corners in binary order, `0000` to `1111`.
 *
 * @example
 * ```ts
 * corners(2)
 * // ["00", "01", "10", "11"]
 * ```
 */
export function corners(k: number = MICE.length): Corner[] {
  if (!(Number.isInteger(k) && k >= 1 && k <= 20)) throw new RangeError(`number of sets not 1 to 20: ${k}`);
  return Array.from({length: 2 ** k}, (_, i) => i.toString(2).padStart(k, "0"));
}

/**
 * The corner spelled out: `1100` is `M*I*~C*~E`.
 *
 * @example
 * ```ts
 * cornerName("1100")
 * // "M*I*~C*~E"
 * ```
 */
export function cornerName(corner: Corner, {sets = MICE}: SetOrder = {}): string {
  checkCorner(corner, sets);
  return sets.map((set, j) => (corner[j] === "1" ? set : `~${set}`)).join("*");
}

/**
 * Membership in one corner: the minimum over the sets of m where the bit is 1, of 1 - m where it is 0
 * (HKSLIDES2007; KVIST1999, KVIST2007). `undefined` if a set is missing.
 *
 * @example
 * ```ts
 * cornerMembership({M: 0.9, I: 0.8, C: 0.7, E: 0.4}, "1110")
 * // 0.6
 * ```
 */
export function cornerMembership<S extends string>(
  memberships: Memberships<S>,
  corner: Corner,
  {sets = MICE as readonly string[] as readonly S[]}: SetOrder<S> = {}
): number | undefined {
  checkCorner(corner, sets);
  return minimumRule(inOrder(memberships, sets), corner);
}

/**
 * Membership of a case in every corner, in binary order.
 *
 * @example
 * ```ts
 * propertySpace({M: 0.9, I: 0.4}, {sets: ["M", "I"]})
 * // [{corner: "00", membership: 0.1}, {corner: "01", membership: 0.1}, {corner: "10", membership: 0.6},
 * {corner: "11", membership: 0.4}]
 * ```
 */
export function propertySpace<S extends string>(
  memberships: Memberships<S>,
  {sets = MICE as readonly string[] as readonly S[]}: SetOrder<S> = {}
): CornerMembership[] {
  const values = inOrder(memberships, sets);
  return corners(sets.length).map((corner) => ({corner, membership: minimumRule(values, corner)}));
}

/**
 * The one corner in which the case is more in than out. Undefined if a set is missing or at .5, where
 * a case is neither in nor out.
 *
 * @example
 * ```ts
 * cornerOf({M: 0.9, I: 0.8, C: 0.5, E: 0.4})
 * // {reason: "neither in nor out of C"}
 * ```
 */
export function cornerOf<S extends string>(
  memberships: Memberships<S>,
  {sets = MICE as readonly string[] as readonly S[]}: SetOrder<S> = {}
): Result<Corner> {
  const values = inOrder(memberships, sets);
  const missing = sets.filter((_, j) => values[j] === undefined);
  if (missing.length) return undefinedBecause(`no value for ${missing.join(", ")}`);
  const between = sets.filter((_, j) => isHalf(values[j]));
  if (between.length) return undefinedBecause(`neither in nor out of ${between.join(", ")}`);
  return defined(values.map((m) => (m! > 0.5 ? "1" : "0")).join(""));
}

/**
 * True for a membership of .5, give or take the last bits of arithmetic.
 *
 * @example
 * ```ts
 * [isHalf(0.5), isHalf(0.51), isHalf(undefined)]
 * // [true, false, false]
 * ```
 */
export function isHalf(membership: number | undefined): boolean {
  return membership !== undefined && Math.abs(membership - 0.5) <= TOLERANCE;
}

/** The minimum rule over memberships already checked and in order. */
export function minimumRule(values: readonly (number | undefined)[], corner: Corner): number | undefined {
  let minimum = 1;
  for (let j = 0; j < values.length; j++) {
    const m = values[j];
    if (m === undefined) return undefined;
    const inCorner = corner[j] === "1" ? m : 1 - m;
    if (inCorner < minimum) minimum = inCorner;
  }
  return minimum;
}

function checkCorner(corner: Corner, sets: readonly string[]): void {
  if (corner.length !== sets.length || /[^01]/.test(corner)) {
    throw new RangeError(`not a corner of ${sets.length} sets: ${corner}`);
  }
}
