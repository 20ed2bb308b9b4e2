import {checkMembership, TOLERANCE} from "./membership.js";
import {type Maybe, quotient, type Result} from "./result.js";

/** How many cases have both values (`n`), of how many (`of`). */
export interface CaseCount {
  readonly n: number;
  readonly of: number;
}

/** How well a set X is sufficient for Y (X -> Y); each figure 0 to 1, or undefined with a reason. */
export interface SufficiencyFit extends CaseCount {
  /** Consistency: share of X that lies in Y. */
  readonly inclS: Result;
  /** Coverage: share of Y that X accounts for. */
  readonly covS: Result;
  /** Proportional reduction in inconsistency: low when X is as consistent with not-Y. */
  readonly PRI: Result;
  /** Haesebrouck's consistency, which weighs an inconsistent case by how far it is in X. */
  readonly haesebrouck: Result;
}

/** How well a set X is necessary for Y (X <- Y); each figure 0 to 1, or undefined with a reason. */
export interface NecessityFit extends CaseCount {
  /** Consistency: share of Y that lies in X. */
  readonly inclN: Result;
  /** Coverage: share of X that lies in Y. */
  readonly covN: Result;
  /** Relevance of necessity: low when nearly all cases are in X anyway. */
  readonly RoN: Result;
}

interface Sums extends CaseCount {
  x: number;
  y: number;
  both: number;
  bothAndNot: number;
  outsideX: number;
  outsideBoth: number;
  haesebrouck: number;
}

function sums(x: readonly Maybe[], y: readonly Maybe[]): Sums {
  if (x.length !== y.length) throw new RangeError(`X has ${x.length} cases, Y has ${y.length}`);
  const total = {n: 0, of: x.length, x: 0, y: 0, both: 0, bothAndNot: 0};
  const rest = {outsideX: 0, outsideBoth: 0, haesebrouck: 0};
  for (let i = 0; i < x.length; i++) {
    const a = checkMembership(x[i], "X of case", i);
    const b = checkMembership(y[i], "Y of case", i);
    if (a === undefined || b === undefined) continue;
    const both = Math.min(a, b);
    total.n++;
    total.x += a;
    total.y += b;
    total.both += both;
    total.bothAndNot += Math.min(both, 1 - b);
    rest.outsideX += 1 - a;
    rest.outsideBoth += 1 - both;
    rest.haesebrouck += both + Math.sqrt(Math.max(a - b, 0) * a);
  }
  return {...total, ...rest};
}

function nobodyIn(set: string, n: number): string {
  return n ? `no case has any membership in ${set}` : "no case has both values";
}

function undecidedX({x, n}: Sums): string {
  return x > 0 ? "all of X lies in both Y and not-Y" : nobodyIn("X", n);
}

/**
 * X sufficient for Y (RAGIN2006; as coded in SETMETHODS-R, R/QCAfit.R). With sums over cases:
 * inclS = S min(x,y)/S x, covS = S min(x,y)/S y,
 * PRI = (S min(x,y) - S min(x,y,1-y))/(S x - S min(x,y,1-y)),
 * Haesebrouck = S min(x,y)/S (min(x,y) + sqrt(max(x-y,0) x)).
 * A case with a missing value is left out and counted.
 *
 * @example
 * ```ts
 * fitSufficiency([0.9, 0.6, 0.2], [0.8, 0.7, 0.1]).inclS
 * // {value: 0.882353}
 * ```
 */
export function fitSufficiency(x: readonly Maybe[], y: readonly Maybe[]): SufficiencyFit {
  const s = sums(x, y);
  const pri = s.x - s.bothAndNot;
  return {
    n: s.n,
    of: s.of,
    inclS: quotient(s.both, s.x, nobodyIn("X", s.n)),
    covS: quotient(s.both, s.y, nobodyIn("Y", s.n)),
    // Sums of the same memberships in another order can differ in the last bits.
    PRI: quotient(s.both - s.bothAndNot, pri > TOLERANCE ? pri : 0, undecidedX(s)),
    haesebrouck: quotient(s.both, s.haesebrouck, nobodyIn("X", s.n))
  };
}

/**
 * X necessary for Y (RAGIN2006; as coded in SETMETHODS-R, R/QCAfit.R). With sums over cases:
 * inclN = S min(x,y)/S y, covN = S min(x,y)/S x, RoN = S (1-x)/S (1-min(x,y)).
 * A case with a missing value is left out and counted.
 *
 * @example
 * ```ts
 * fitNecessity([0.9, 0.6, 0.2], [0.8, 0.7, 0.1]).RoN
 * // {value: 0.866667}
 * ```
 */
export function fitNecessity(x: readonly Maybe[], y: readonly Maybe[]): NecessityFit {
  const s = sums(x, y);
  return {
    n: s.n,
    of: s.of,
    inclN: quotient(s.both, s.y, nobodyIn("Y", s.n)),
    covN: quotient(s.both, s.x, nobodyIn("X", s.n)),
    RoN: quotient(
      s.outsideX,
      s.outsideBoth,
      s.n ? "every case is fully in X and Y" : "no case has both values"
    )
  };
}

/** A term of a solution with its own fit and the part of the outcome that only it covers. */
export interface TermFit extends SufficiencyFit {
  /** Coverage of the whole solution less coverage of the other terms. */
  readonly uniqueCoverage: Result;
}

/**
 * Fit of each term of a solution joined by OR, with its unique coverage: covS of the whole less covS of
 * the other terms together (RAGIN2006; SETMETHODS-R). Each term is a membership per case. For the terms
 * to be compared over the same cases, a case that is missing in one term is left out of all.
 *
 * @example
 * ```ts
 * fitTerms(
 *   [
 *     [0.9, 0.1],
 *     [0.2, 0.7]
 *   ],
 *   [0.8, 0.9]
 * ).map((d) => d.uniqueCoverage.value)
 * // [0.352941, 0.352941]
 * ```
 */
export function fitTerms(terms: readonly (readonly Maybe[])[], y: readonly Maybe[]): TermFit[] {
  const columns = terms.map((term, t) => {
    if (term.length !== y.length)
      throw new RangeError(`term ${t} has ${term.length} cases, Y has ${y.length}`);
    return term.map((m, i) => checkMembership(m, `term ${t} of case ${i}`));
  });
  const kept = y.map((value, i) => (columns.every((column) => column[i] !== undefined) ? value : undefined));
  const union = (others: readonly (readonly (number | undefined)[])[]) =>
    kept.map((_, i) => others.reduce((most, column) => Math.max(most, column[i] ?? 0), 0));
  const whole = fitSufficiency(union(columns), kept).covS;
  return columns.map((column, t) => {
    const others = fitSufficiency(union(columns.filter((_, o) => o !== t)), kept).covS;
    const uniqueCoverage =
      whole.value === undefined || others.value === undefined
        ? whole
        : {value: Math.max(0, whole.value - others.value)};
    return {...fitSufficiency(column, kept), uniqueCoverage};
  });
}
