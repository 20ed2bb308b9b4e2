import {fitSufficiency, type SufficiencyFit} from "./fit.js";
import type {Case} from "./ladder.js";
import {checkMembership} from "./membership.js";
import {type MinimiseOptions, minimise} from "./minimise.js";
import {type Maybe, quotient, type Result, undefinedBecause} from "./result.js";
import {type TruthTableOptions, truthTable} from "./truthTable.js";

/** How much of a solution survives in every alternative to it. */
export interface RobustFit {
  /** Membership in the robust core, per case: the minimum over the solution and all tests. */
  readonly core: readonly (number | undefined)[];
  /** Fit of the core for the outcome. */
  readonly fit: SufficiencyFit;
  /** inclS(initial)/inclS(core): near 1 when the core is no more consistent. */
  readonly RFcons: Result;
  /** covS(core)/covS(initial): near 1 when the core covers as much. */
  readonly RFcov: Result;
  /** Overlap of the solution with the minimum and the maximum of the tests, 0 to 1. */
  readonly RFscMin: Result;
  readonly RFscMax: Result;
}

/**
 * Robust core of a solution and its fit (OANASCHNEIDER2024; SETMETHODS-R), over all test solutions;
 * SetMethods 4.0 uses only the first and the last. Memberships per case; a case that is missing in one
 * solution is left out of all.
 *
 * @example
 * ```ts
 * robustFit(
 *   [0.8, 0.3],
 *   [
 *     [0.7, 0.4],
 *     [0.9, 0.2]
 *   ],
 *   [0.9, 0.4]
 * ).core
 * // [0.7, 0.2]
 * ```
 */
export function robustFit(
  initial: readonly Maybe[],
  tests: readonly (readonly Maybe[])[],
  y: readonly Maybe[]
): RobustFit {
  const solutions = [initial, ...tests].map((solution, s) => {
    if (solution.length !== y.length)
      throw new RangeError(`solution ${s} has ${solution.length} cases, Y has ${y.length}`);
    return solution.map((m, i) => checkMembership(m, `solution ${s} of case ${i}`));
  });
  const whole = y.map((_, i) => solutions.every((solution) => solution[i] !== undefined));
  const [first = [], ...others] = solutions.map((solution) =>
    solution.map((m, i) => (whole[i] ? m : undefined))
  );
  const along = (pick: (...m: number[]) => number, columns: readonly (readonly (number | undefined)[])[]) =>
    y.map((_, i) => (whole[i] && columns.length ? pick(...columns.map((column) => column[i]!)) : undefined));
  const core = along(Math.min, [first, ...others]);
  const fit = fitSufficiency(core, y);
  const start = fitSufficiency(first, y);
  const overlap = (other: readonly (number | undefined)[]): Result =>
    others.length
      ? quotient(
          total(along(Math.min, [first, other])),
          total(along(Math.max, [first, other])),
          "no case is in any solution"
        )
      : undefinedBecause("there is no test solution");
  return {
    core,
    fit,
    RFcons: share(start.inclS, fit.inclS),
    RFcov: share(fit.covS, start.covS),
    RFscMin: overlap(along(Math.min, others)),
    RFscMax: overlap(along(Math.max, others))
  };
}

function total(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((sum, m) => sum + (m ?? 0), 0);
}

function share(a: Result, b: Result): Result {
  if (a.value === undefined) return a;
  if (b.value === undefined) return b;
  return quotient(a.value, b.value, "the fit it is compared with is 0");
}

/** The cuts between which the solution stays the same; undefined end: it never changed on that side. */
export interface CutRange {
  readonly cut: "inclCut" | "nCut";
  readonly from: number;
  readonly to: number;
  /** The solution beyond each end, or why there is none. */
  readonly below: string;
  readonly above: string;
}

/**
 * Moves the consistency or the frequency cut of a truth table step by step until the solution changes, and
 * gives the last cuts at which it did not (OANASCHNEIDER2024; SETMETHODS-R, rob.inclrange and
 * rob.ncutrange). Compared are all models. `undefined` if there is no solution to begin with.
 *
 * @example
 * ```ts
 * cutRange(
 *   {
 *     cases: [
 *       {id: "a", memberships: {M: 0.9, I: 0.8, C: 0.7, E: 0.4}},
 *       {id: "b", memberships: {M: 0.8, I: 0.7, C: 0.4, E: 0.6}},
 *       {id: "c", memberships: {M: 0.6, I: 0.3, C: 0.2, E: 0.7}},
 *       {id: "d", memberships: {M: 0.2, I: 0.3, C: 0.6, E: 0.1}}
 *     ],
 *     outcome: "I",
 *     conditions: ["M", "C"]
 *   },
 *   "inclCut",
 *   {inclCut: 0.8, step: 0.05}
 * ).value
 * // {cut: "inclCut", from: 0.75, to: 0.8, below: "no row is coded 0, so there is nothing to tell apart",
 * above: "M*C"}
 * ```
 */
export function cutRange<S extends string>(
  {cases, outcome, conditions}: {cases: readonly Case<S>[]; outcome: S; conditions: readonly S[]},
  cut: "inclCut" | "nCut",
  options: TruthTableOptions & MinimiseOptions & {step?: number} = {}
): Result<CutRange> {
  const {inclCut = 1, nCut = 1, step = cut === "inclCut" ? 0.01 : 1} = options;
  if (!(step > 0)) throw new RangeError(`step not above 0: ${step}`);
  const solve = (value: number): Result<string> => {
    const {value: solution, reason} = minimise(
      truthTable(cases, outcome, conditions, {...options, [cut]: value}),
      options
    );
    return solution
      ? {value: solution.models.map(({name}) => name).join(" | ")}
      : undefinedBecause(reason ?? "");
  };
  const start = cut === "inclCut" ? inclCut : nCut;
  const [low, high] = cut === "inclCut" ? [0, 1] : [1, cases.length];
  const begin = solve(start);
  if (begin.value === undefined) return begin;
  const walk = (sign: 1 | -1): {last: number; beyond: string} => {
    for (let i = 1, last = start; ; i++) {
      // Counted from the start and rounded, so that .87 less two steps of .01 is .85.
      const next = Number((start + sign * i * step).toFixed(10));
      if (next < low || next > high) return {last, beyond: "no further cut to try"};
      const found = solve(next);
      if (found.value !== begin.value) return {last, beyond: found.value ?? found.reason};
      last = next;
    }
  };
  const down = walk(-1);
  const up = walk(1);
  return {value: {cut, from: down.last, to: up.last, below: down.beyond, above: up.beyond}};
}
