import {type CoderRow, unitsOf} from "./krippendorff.js";
import {defined, type Result, undefinedBecause} from "./result.js";

/** Kappa of Fleiss with the agreement in each subject. */
export type FleissKappa = Result & {
  /** Share of pairs of raters that agree, per subject. */
  readonly perSubject: readonly number[];
  readonly subjects: number;
  readonly raters: number;
};

/**
 * Fleiss' kappa from counts, subjects x categories, the same number m of raters in each subject: P_i = (S
 * n_ij^2 - m)/(m(m-1)), Pe = S p_j^2, kappa = (mean P_i - Pe)/(1 - Pe) (FLEISS1971; IRR, STATSMODELS). Not
 * defined with fewer than two raters or when one category was used throughout.
 *
 * @example
 * ```ts
 * fleissKappa([
 *   [3, 0],
 *   [2, 1],
 *   [0, 3]
 * ]).value
 * // 0.55
 * ```
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa {
  const total = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0);
  const subjects = counts.length;
  const raters = total(counts[0] ?? []);
  const nothing = {perSubject: [], subjects, raters};
  counts.forEach((row, i) => {
    const bad = row.find((count) => !(count >= 0 && count < Infinity));
    if (bad !== undefined) throw new RangeError(`not a count: ${bad}`);
    if (row.length !== counts[0]!.length) throw new RangeError(`subject ${i} has ${row.length} categories`);
    if (total(row) !== raters)
      throw new RangeError(`subject ${i} has ${total(row)} ratings, subject 0 has ${raters}`);
  });
  if (!subjects) return {...undefinedBecause("no subject was rated"), ...nothing};
  if (raters < 2) return {...undefinedBecause(`agreement needs two raters, there is ${raters}`), ...nothing};
  const perSubject = counts.map(
    (row) => (row.reduce((sum, count) => sum + count ** 2, 0) - raters) / (raters * (raters - 1))
  );
  const shares = counts[0]!.map(
    (_, j) => counts.reduce((sum, row) => sum + row[j]!, 0) / (subjects * raters)
  );
  const chance = shares.reduce((sum, share) => sum + share ** 2, 0);
  const basis = {perSubject, subjects, raters};
  if (1 - chance < 1e-12) return {...undefinedBecause("one category was used throughout"), ...basis};
  return {...defined((total(perSubject) / subjects - chance) / (1 - chance)), ...basis};
}

/** Share of pairs of codes that are equal, with the number of pairs. */
export type PercentAgreement = Result & {readonly pairs: number; readonly units: number; readonly of: number};

/**
 * Raw agreement, 0 to 1: of all pairs of codes given to the same unit, the share that are equal. Two coders:
 * the share of units coded alike. Says nothing about chance; shown beside alpha, never instead of it.
 *
 * @example
 * ```ts
 * percentAgreement([
 *   [1, 2, 3],
 *   [1, 2, 2]
 * ]).value
 * // 0.666667
 * ```
 */
export function percentAgreement(coders: readonly CoderRow[]): PercentAgreement {
  const all = unitsOf(coders);
  const units = all.filter((unit) => unit.length > 1);
  let pairs = 0;
  let equal = 0;
  for (const unit of units) {
    for (let a = 0; a < unit.length; a++) {
      for (let b = a + 1; b < unit.length; b++) {
        pairs++;
        if (unit[a] === unit[b]) equal++;
      }
    }
  }
  const counts = {pairs, units: units.length, of: all.length};
  return {...(pairs ? defined(equal / pairs) : undefinedBecause("no unit has two codes")), ...counts};
}
