/**
 * What a computation answers with. Two rules hold in the whole library:
 *
 * - A step done value by value (calibrating, negating, a corner) takes a missing value and gives
 *   `undefined` back: the reason is the one the evidence gives for the missing value.
 * - A figure computed from many values is a {@link Result}: a `value`, or `undefined` with a `reason`.
 *   It is never 0, 1 or NaN in place of an answer that does not exist.
 *
 * What the caller got wrong (a membership of 1.2, anchors out of order) throws and names the value.
 */

/** A number as the evidence gives it: `undefined`, `null` and `NaN` all mean that it is missing. */
export type Maybe<T = number> = T | null | undefined;

/** An answer that exists. */
export interface Defined<T = number> {
  readonly value: T;
  readonly reason?: undefined;
}

/** An answer that does not exist, with a plain reason that can be shown to a reader. */
export interface Undefined {
  readonly value: undefined;
  readonly reason: string;
}

/** A value, or `undefined` with the reason. `if (result.value === undefined)` tells them apart. */
export type Result<T = number> = Defined<T> | Undefined;

/**
 * Wraps an answer that exists.
 *
 * @example
 * ```ts
 * defined(0.5)
 * // {value: 0.5}
 * ```
 */
export function defined<T>(value: T): Defined<T> {
  return {value};
}

/**
 * Says why there is no answer.
 *
 * @example
 * ```ts
 * undefinedBecause("no unit has two codes")
 * // {reason: "no unit has two codes"}
 * ```
 */
export function undefinedBecause(reason: string): Undefined {
  return {value: undefined, reason};
}

/** Numerator over denominator, or `undefined` with the given reason when the denominator is 0. */
export function quotient(numerator: number, denominator: number, reason: string): Result {
  return denominator === 0 ? undefinedBecause(reason) : defined(numerator / denominator);
}

/**
 * True for `undefined`, `null` and `NaN`.
 *
 * @example
 * ```ts
 * [null, undefined, Number.NaN, 0].map(isMissing)
 * // [true, true, true, false]
 * ```
 */
export function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null || Number.isNaN(value);
}

/** The numbers that are there, in order. */
export function present(values: Iterable<Maybe>): number[] {
  const kept: number[] = [];
  for (const value of values) if (!isMissing(value)) kept.push(value);
  return kept;
}
