import type {ModelKey} from "../evidence/tables.js";
import {inOrder, type Memberships, MICE, type SetKey, TOLERANCE} from "./membership.js";
import {type Corner, cornerName, cornerOf, corners, minimumRule} from "./propertySpace.js";
import {defined, type Result, undefinedBecause} from "./result.js";

/** The four models and the stage before them, in the order in which each adds one set. */
export const MODELS = ["PRE", "PA", "MOP", "PM", "PG"] as const satisfies readonly ModelKey[];

/**
 * PRE before performance, PA administration, MOP managements of performances, PM management, PG governance.
 */
export type {ModelKey};

/** The corner of each model over M, I, C, E. */
export const MODEL_CORNERS: Readonly<Record<ModelKey, Corner>> = {
  PRE: "0000",
  PA: "1000",
  MOP: "1100",
  PM: "1110",
  PG: "1111"
};

/** Memberships from here to its mirror image are too close to .5 to be called (own rule). */
export const UNDECIDED_BAND: readonly [number, number] = [0.45, 0.55];

/** How a case stands to one model. With sets missing only the bounds are known. */
export interface ModelMembership {
  readonly model: ModelKey;
  readonly corner: Corner;
  /** Minimum rule, 0 to 1; undefined if a set is missing. */
  readonly membership: number | undefined;
  /**
   * Lowest and highest membership that the missing sets leave possible; both equal `membership` if none is.
   */
  readonly lower: number;
  readonly upper: number;
  /** Root mean square difference from the corner, 0 to 1; undefined if a set is missing. */
  readonly distance: number | undefined;
}

/** Where a case stands. Which fields are there follows from `status`. */
export interface Classification {
  /** `undecided`: a set lies in the band round .5; `incomplete`: a set is missing, so there is no class. */
  readonly status: "classified" | "undecided" | "incomplete";
  /** The corner the case is in; undefined if a set is missing or exactly at .5. */
  readonly corner: Corner | undefined;
  /** The model of that corner, or `hybrid`. */
  readonly model: ModelKey | "hybrid" | undefined;
  /** The model, or for a hybrid its corner spelled out, such as `M*~I*~C*E`. */
  readonly name: string | undefined;
  /** Membership in that corner, above .5 and up to 1. */
  readonly membership: number | undefined;
  /** Why there is no class. */
  readonly reason: string | undefined;
  /** The set that gives the minimum in that corner; several if they tie. */
  readonly binding: readonly SetKey[];
  /** The sets in the band round .5. */
  readonly undecided: readonly SetKey[];
  /** The sets without a value. */
  readonly missing: readonly SetKey[];
  /** Every model, in order. */
  readonly models: readonly ModelMembership[];
  /** The best model other than the class; of two with the same membership, the nearer. */
  readonly runnerUp: ModelMembership | undefined;
  /** The model whose corner is nearest. Shown beside the class, never instead of it. */
  readonly nearest: ModelMembership | undefined;
  /** The corners the case can still be in, given the sets that are known: one if it has a class. */
  readonly possible: readonly {readonly corner: Corner; readonly name: string; readonly upper: number}[];
}

/**
 * The model at a corner of M, I, C, E, or `hybrid` for the eleven corners that no model names.
 *
 * @example
 * ```ts
 * [modelOf("1110"), modelOf("1010")]
 * // ["PM", "hybrid"]
 * ```
 */
export function modelOf(corner: Corner): ModelKey | "hybrid" {
  return MODELS.find((model) => MODEL_CORNERS[model] === corner) ?? "hybrid";
}

/**
 * The name of a class: the model, or the corner spelled out. Throws RangeError if it is not a corner.
 *
 * @example
 * ```ts
 * className("1010")
 * // "M*~I*C*~E"
 * ```
 */
export function className(corner: Corner): string {
  const model = modelOf(corner);
  return model === "hybrid" ? cornerName(corner) : model;
}

/**
 * Distance of a case to a corner: sqrt(mean over sets of (m - b)^2), 0 to 1 (own choice; the idea of
 * proximity to ideal profiles: DOTYGLICK1994, CHIUPPESI). `undefined` if a set is missing.
 *
 * @example
 * ```ts
 * distance({M: 0.9, I: 0.8, C: 0.7, E: 0.4}, "1110")
 * // 0.273861
 * ```
 */
export function distance(memberships: Memberships<SetKey>, corner: Corner): number | undefined {
  return rootMeanSquare(inOrder(memberships, MICE), corner);
}

/**
 * The class of a case: the model or hybrid whose corner it is in, by the minimum rule (KVIST2007,
 * CICCIAVERLOO2012, RAGIN2005), with what holds it there and what comes next. A set near .5 makes it
 * undecided, on top of the class; a missing set leaves it without one.
 *
 * @example
 * ```ts
 * classify({M: 0.9, I: 0.8, C: 0.7, E: 0.4}).name
 * // "PM"
 * ```
 */
export function classify(
  memberships: Memberships<SetKey>,
  {band = UNDECIDED_BAND}: {band?: readonly [number, number]} = {}
): Classification {
  const values = inOrder(memberships, MICE);
  const missing = MICE.filter((_, j) => values[j] === undefined);
  const undecided = MICE.filter((_, j) => inBand(values[j], band));
  const models = MODELS.map((model) => modelMembership(model, values));
  const corner = cornerOf(memberships);
  const model = corner.value === undefined ? undefined : modelOf(corner.value);
  const membership = corner.value === undefined ? undefined : minimumRule(values, corner.value);
  return {
    status: missing.length ? "incomplete" : undecided.length || !model ? "undecided" : "classified",
    corner: corner.value,
    model,
    name: corner.value === undefined ? undefined : className(corner.value),
    membership,
    reason: corner.reason,
    binding: corner.value === undefined ? [] : bindingSets(values, corner.value),
    undecided,
    missing,
    models,
    runnerUp: missing.length ? undefined : best(models.filter((m) => m.model !== model)),
    nearest: missing.length ? undefined : nearest(models),
    possible: missing.length ? possibleCorners(values) : onlyCorner(corner.value, membership)
  };
}

/**
 * The sets that give the minimum in a corner: what to move to move the case. Empty if a set is missing.
 *
 * @example
 * ```ts
 * binding({M: 0.9, I: 0.8, C: 0.7, E: 0.4}, "1110")
 * // ["E"]
 * ```
 */
export function binding(memberships: Memberships<SetKey>, corner: Corner): SetKey[] {
  return bindingSets(inOrder(memberships, MICE), corner);
}

/**
 * Lead of the class over the runner-up in membership, 0 to 1; undefined without a class.
 *
 * @example
 * ```ts
 * lead(classify({M: 0.9, I: 0.8, C: 0.7, E: 0.4})).value
 * // 0.2
 * ```
 */
export function lead({membership, runnerUp, reason}: Classification): Result {
  return membership === undefined || runnerUp?.membership === undefined
    ? undefinedBecause(reason ?? "no class")
    : defined(membership - runnerUp.membership);
}

type Values = readonly (number | undefined)[];

function inBand(m: number | undefined, [from, to]: readonly [number, number]): boolean {
  return m !== undefined && m >= from - TOLERANCE && m <= to + TOLERANCE;
}

function modelMembership(model: ModelKey, values: Values): ModelMembership {
  const corner = MODEL_CORNERS[model];
  const membership = minimumRule(values, corner);
  return {
    model,
    corner,
    membership,
    lower: membership ?? 0,
    upper: membership ?? upperBound(values, corner),
    distance: rootMeanSquare(values, corner)
  };
}

function upperBound(values: Values, corner: Corner): number {
  const known = [...corner].filter((_, j) => values[j] !== undefined).join("");
  return (
    minimumRule(
      values.filter((m) => m !== undefined),
      known
    ) ?? 1
  );
}

function rootMeanSquare(values: Values, corner: Corner): number | undefined {
  let sum = 0;
  for (let j = 0; j < values.length; j++) {
    const m = values[j];
    if (m === undefined) return undefined;
    sum += (m - Number(corner[j])) ** 2;
  }
  return Math.sqrt(sum / values.length);
}

function bindingSets(values: Values, corner: Corner): SetKey[] {
  const minimum = minimumRule(values, corner);
  if (minimum === undefined) return [];
  return MICE.filter((_, j) => {
    const m = values[j]!;
    return (corner[j] === "1" ? m : 1 - m) <= minimum + TOLERANCE;
  });
}

function best(models: readonly ModelMembership[]): ModelMembership | undefined {
  return [...models].sort((a, b) => {
    const more = b.membership! - a.membership!;
    return Math.abs(more) > TOLERANCE ? more : a.distance! - b.distance!;
  })[0];
}

function nearest(models: readonly ModelMembership[]): ModelMembership | undefined {
  return [...models].sort((a, b) => a.distance! - b.distance!)[0];
}

function onlyCorner(corner: Corner | undefined, membership: number | undefined): Classification["possible"] {
  return corner === undefined || membership === undefined
    ? []
    : [{corner, name: className(corner), upper: membership}];
}

function possibleCorners(values: Values): Classification["possible"] {
  return corners(MICE.length)
    .map((corner) => ({corner, name: className(corner), upper: upperBound(values, corner)}))
    .filter(({upper}) => upper > 0.5 + TOLERANCE)
    .sort((a, b) => b.upper - a.upper || Number(a.name.includes("*")) - Number(b.name.includes("*")));
}
