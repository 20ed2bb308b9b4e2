import {checkMembership, type Memberships} from "./membership.js";

/** A set or its negation. */
export interface Literal {
  readonly set: string;
  /** False for `~A`. */
  readonly present: boolean;
}

/** Sets joined by AND. The empty term holds everywhere. */
export type Term = readonly Literal[];

/** Terms joined by OR: a solution. */
export type Expression = readonly Term[];

/**
 * Reads `A*~B + C`. Throws SyntaxError naming what it cannot read.
 *
 * @example
 * ```ts
 * parseExpression("M*~E + C")
 * // [[{set: "M", present: true}, {set: "E", present: false}], [{set: "C", present: true}]]
 * ```
 */
export function parseExpression(text: string): Expression {
  return text.split("+").map((term) =>
    term.split("*").map((word) => {
      const match = /^\s*(~?)\s*([\p{L}_][\p{L}\p{N}_]*)\s*$/u.exec(word);
      if (!match) throw new SyntaxError(`not a set or its negation: "${word.trim()}" in "${text}"`);
      return {set: match[2]!, present: match[1] === ""};
    })
  );
}

/**
 * Writes `A*~B + C`; the empty term is `1`.
 *
 * @example
 * ```ts
 * formatExpression([
 *   [
 *     {set: "M", present: true},
 *     {set: "E", present: false}
 *   ],
 *   [{set: "C", present: true}]
 * ])
 * // "M*~E + C"
 * ```
 */
export function formatExpression(expression: Expression): string {
  return expression.map(formatTerm).join(" + ");
}

/**
 * Writes `A*~B`; the empty term is `1`.
 *
 * @example
 * ```ts
 * formatTerm([
 *   {set: "M", present: true},
 *   {set: "E", present: false}
 * ])
 * // "M*~E"
 * ```
 */
export function formatTerm(term: Term): string {
  return term.map(({set, present}) => (present ? set : `~${set}`)).join("*") || "1";
}

/**
 * Membership of a case in a term: the minimum (HKSLIDES2007). `undefined` if a set is missing.
 *
 * @example
 * ```ts
 * termMembership(
 *   [
 *     {set: "M", present: true},
 *     {set: "E", present: false}
 *   ],
 *   {M: 0.8, E: 0.3}
 * )
 * // 0.7
 * ```
 */
export function termMembership(term: Term, memberships: Memberships): number | undefined {
  let minimum = 1;
  for (const {set, present} of term) {
    const m = checkMembership(memberships[set], "membership in", set);
    if (m === undefined) return undefined;
    minimum = Math.min(minimum, present ? m : 1 - m);
  }
  return minimum;
}

/**
 * Membership of a case in a solution: the maximum of its terms (HKSLIDES2007). `undefined` if a set is
 * missing.
 *
 * @example
 * ```ts
 * evaluate("M*~E + C", {M: 0.8, E: 0.3, C: 0.4})
 * // 0.7
 * ```
 */
export function evaluate(expression: Expression | string, memberships: Memberships): number | undefined {
  const terms = typeof expression === "string" ? parseExpression(expression) : expression;
  let maximum = 0;
  for (const term of terms) {
    const m = termMembership(term, memberships);
    if (m === undefined) return undefined;
    maximum = Math.max(maximum, m);
  }
  return maximum;
}
