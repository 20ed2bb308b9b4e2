import type {Code} from "./krippendorff.js";
import {defined, isMissing, type Maybe, type Result, undefinedBecause} from "./result.js";

/** How disagreement grows with distance: not at all, with |i - j|, with (i - j)^2. */
export type KappaWeights = "unweighted" | "linear" | "quadratic";

/** How often the first rater gave category i and the second category j. */
export interface CrossTable {
  readonly categories: readonly Code[];
  /** Rows: first rater; columns: second. */
  readonly table: readonly (readonly number[])[];
  /** Units rated by both. */
  readonly n: number;
  readonly of: number;
}

/** Kappa with its large-sample errors. */
export type Kappa = Result & {
  readonly weights: KappaWeights;
  readonly n: number;
  /** Standard error for an interval round kappa; undefined with fewer than two units. */
  readonly standardError: number | undefined;
  /** 95 per cent interval, kappa -/+ 1.96 standard errors. */
  readonly interval: readonly [number, number] | undefined;
  /** Kappa over its standard error under independence. */
  readonly z: number | undefined;
};

const NORMAL_975 = 1.959963984540054;

/**
 * Counts the ratings of two raters. The list of categories matters for weighted kappa (vector d14): give the
 * whole scale, in order; without a list only the categories that occur are used, sorted.
 *
 * @example
 * ```ts
 * crossTable([0, 1, 1, 2], [0, 1, 2, 2], {categories: [0, 1, 2]}).table
 * // [[1, 0, 0], [0, 1, 1], [0, 0, 1]]
 * ```
 */
export function crossTable(
  first: readonly Maybe<Code>[],
  second: readonly Maybe<Code>[],
  {categories}: {categories?: readonly Code[]} = {}
): CrossTable {
  if (first.length !== second.length) {
    throw new RangeError(`first rater has ${first.length} units, second has ${second.length}`);
  }
  const pairs: [Code, Code][] = [];
  first.forEach((a, i) => {
    const b = second[i];
    if (!isMissing(a) && !isMissing(b)) pairs.push([a, b]);
  });
  const list = categories ?? sorted(new Set(pairs.flat()));
  const index = new Map(list.map((category, i) => [category, i]));
  const table = list.map(() => list.map(() => 0));
  for (const [a, b] of pairs) {
    const i = index.get(a);
    const j = index.get(b);
    if (i === undefined || j === undefined)
      throw new RangeError(`not in the list of categories: ${i === undefined ? a : b}`);
    table[i]![j]! += 1;
  }
  return {categories: list, table, n: pairs.length, of: first.length};
}

function sorted(codes: ReadonlySet<Code>): Code[] {
  return [...codes].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1
  );
}

/**
 * Cohen's kappa from a square table: 1 - S w p_ij / S w p_i. p_.j with disagreement weights 0/1, |i-j| or
 * (i-j)^2 (IRR, STATSMODELS). Neighbouring categories of the table are one apart.
 * Standard errors by the large-sample formulas of Fleiss, Cohen and Everitt (1969), which PROC FREQ prints
 * and STATSMODELS tests against. Not defined when chance alone would give no disagreement.
 *
 * @example
 * ```ts
 * cohenKappa([
 *   [20, 5],
 *   [10, 15]
 * ]).value
 * // 0.4
 * ```
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  {weights = "unweighted"}: {weights?: KappaWeights} = {}
): Kappa {
  checkSquare(table);
  const k = table.length;
  const n = table.reduce((sum, row) => sum + row.reduce((s, count) => s + count, 0), 0);
  const nothing = {weights, n, standardError: undefined, interval: undefined, z: undefined};
  if (n === 0) return {...undefinedBecause("no unit was rated by both"), ...nothing};

  const p = table.map((row) => row.map((count) => count / n));
  const rows = p.map((row) => row.reduce((sum, share) => sum + share, 0));
  const columns = p.map((_, j) => p.reduce((sum, row) => sum + row[j]!, 0));
  const agreement = (i: number, j: number) =>
    1 - disagreement(weights, i, j) / disagreement(weights, 0, k - 1);
  let observed = 0;
  let chance = 0;
  each(k, (i, j) => {
    observed += agreement(i, j) * p[i]![j]!;
    chance += agreement(i, j) * rows[i]! * columns[j]!;
  });
  if (k < 2 || 1 - chance < 1e-12) {
    return {...undefinedBecause("both raters gave one and the same category throughout"), ...nothing};
  }
  const kappa = (observed - chance) / (1 - chance);
  if (n < 2) return {...defined(kappa), ...nothing};

  const rowMean = rows.map((_, i) => columns.reduce((sum, share, j) => sum + agreement(i, j) * share, 0));
  const columnMean = columns.map((_, j) => rows.reduce((sum, share, i) => sum + agreement(i, j) * share, 0));
  let spread = 0;
  let spread0 = 0;
  each(k, (i, j) => {
    const mean = rowMean[i]! + columnMean[j]!;
    spread += p[i]![j]! * (agreement(i, j) - mean * (1 - kappa)) ** 2;
    spread0 += rows[i]! * columns[j]! * (agreement(i, j) - mean) ** 2;
  });
  const scale = n * (1 - chance) ** 2;
  const variance = Math.max(0, spread - (kappa - chance * (1 - kappa)) ** 2) / scale;
  const variance0 = Math.max(0, spread0 - chance ** 2) / scale;
  const standardError = Math.sqrt(variance);
  return {
    ...defined(kappa),
    weights,
    n,
    standardError,
    interval: [kappa - NORMAL_975 * standardError, kappa + NORMAL_975 * standardError],
    z: variance0 > 0 ? kappa / Math.sqrt(variance0) : undefined
  };
}

function disagreement(weights: KappaWeights, i: number, j: number): number {
  switch (weights) {
    case "unweighted":
      return i === j ? 0 : 1;
    case "linear":
      return Math.abs(i - j);
    case "quadratic":
      return (i - j) ** 2;
    default:
      throw new RangeError(`unknown weights: ${weights}`);
  }
}

function each(k: number, visit: (i: number, j: number) => void): void {
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) visit(i, j);
}

function checkSquare(table: readonly (readonly number[])[]): void {
  table.forEach((row, i) => {
    if (row.length !== table.length)
      throw new RangeError(`row ${i} has ${row.length} columns, table has ${table.length} rows`);
    const bad = row.find((count) => !(count >= 0 && count < Infinity));
    if (bad !== undefined) throw new RangeError(`not a count: ${bad}`);
  });
}
