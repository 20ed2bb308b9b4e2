import {smallestCovers} from "./cover.js";
import {
  type Expression,
  evaluate,
  formatExpression,
  formatTerm,
  type Term,
  termMembership
} from "./expression.js";
import {fitSufficiency, fitTerms, type SufficiencyFit, type TermFit} from "./fit.js";
import type {Case} from "./ladder.js";
import {contains, type Pattern, type Prime, primeImplicants} from "./primes.js";
import type {Corner} from "./propertySpace.js";
import {defined, type Result, undefinedBecause} from "./result.js";
import type {TruthTable} from "./truthTable.js";

/** Which remainders may be used: none, all that help, or of those the ones that expectations allow. */
export type SolutionKind = "complex" | "parsimonious" | "intermediate";

/** Whether presence (1) or absence (0) of a condition is expected to contribute; left out: no expectation. */
export type Expectations = Readonly<Record<string, 0 | 1>>;

/** One minimal solution. Several are equally good when the table leaves the choice open. */
export interface SolutionModel {
  /** Written out, such as `DEV*STB + ~IND`. */
  readonly name: string;
  readonly terms: Expression;
  /** Remainders that the solution treats as if the outcome had been seen there, in binary order. */
  readonly assumptions: readonly Corner[];
}

/** All minimal solutions of one kind. */
export interface Solution {
  readonly kind: SolutionKind;
  /** Fewest terms first, then fewest literals, then by name. */
  readonly models: readonly SolutionModel[];
  /** Prime implicants that explain at least one row; those of the first pair for an intermediate solution. */
  readonly primes: readonly string[];
  /** Primes that alone explain some row, so that every model needs them. */
  readonly essential: readonly string[];
  /** False if there may be more models of the same size than were listed. */
  readonly complete: boolean;
}

export interface MinimiseOptions {
  /** `parsimonious`. */
  readonly kind?: SolutionKind;
  /** Directional expectations, for the intermediate solution. */
  readonly expectations?: Expectations;
  /** Most models to list; 100. */
  readonly limit?: number;
}

/**
 * Minimises a truth table to its shortest solutions (Quine-McCluskey with an exactly solved chart; QCA-R):
 * the fewest terms that explain every row coded 1, with no row coded 0. Throws RangeError above twelve
 * conditions.
 *
 * The intermediate solution widens each complex term towards each parsimonious term that contains it by the
 * literals that expectations say are not needed, takes the remainders so reached as easy counterfactuals,
 * and minimises with those alone (Ragin's counterfactual analysis, as in QCA-R).
 *
 * @example
 * ```ts
 * minimise(
 *   truthTable(
 *     [
 *       {id: "a", memberships: {M: 0.9, I: 0.8, C: 0.7, E: 0.4}},
 *       {id: "b", memberships: {M: 0.8, I: 0.7, C: 0.4, E: 0.6}},
 *       {id: "c", memberships: {M: 0.6, I: 0.3, C: 0.2, E: 0.7}},
 *       {id: "d", memberships: {M: 0.2, I: 0.3, C: 0.6, E: 0.1}}
 *     ],
 *     "I",
 *     ["M", "C"],
 *     {inclCut: 0.8}
 *   )
 * ).value?.models.map((d) => d.name)
 * // ["M"]
 * ```
 */
export function minimise(
  table: TruthTable,
  {kind = "parsimonious", expectations = {}, limit = 100}: MinimiseOptions = {}
): Result<Solution> {
  const stray = Object.keys(expectations).find((set) => !table.conditions.includes(set));
  if (stray !== undefined) throw new RangeError(`expectation for an unknown condition: ${stray}`);
  const sets = table.conditions;
  const rows = cornersOf(table, 1);
  const remainders = cornersOf(table, "remainder");
  if (!rows.length) return undefinedBecause("no row of the truth table is coded 1");
  if (rows.length + (kind === "complex" ? 0 : remainders.length) === table.rows.length) {
    return undefinedBecause("no row is coded 0, so there is nothing to tell apart");
  }
  if (kind === "complex") return defined(shape(kind, shortest(rows, [], {sets, limit}), sets, remainders));
  const parsimonious = shortest(rows, remainders, {sets, limit});
  if (kind === "parsimonious") return defined(shape(kind, parsimonious, sets, remainders));
  const complex = shortest(rows, [], {sets, limit});
  return defined(intermediate({complex, parsimonious, rows, remainders, sets, limit}, expectations));
}

/** A solution with its own fit and that of each of its terms. */
export interface SolutionFit {
  readonly whole: SufficiencyFit;
  readonly terms: readonly (TermFit & {readonly name: string})[];
}

/**
 * Consistency and coverage of a solution and its terms for an outcome (RAGIN2006).
 *
 * @example
 * ```ts
 * fitSolution(
 *   parseExpression("M*C"),
 *   [
 *     {id: "a", memberships: {M: 0.9, I: 0.8, C: 0.7, E: 0.4}},
 *     {id: "b", memberships: {M: 0.8, I: 0.7, C: 0.4, E: 0.6}},
 *     {id: "c", memberships: {M: 0.6, I: 0.3, C: 0.2, E: 0.7}},
 *     {id: "d", memberships: {M: 0.2, I: 0.3, C: 0.6, E: 0.1}}
 *   ],
 *   "I"
 * ).whole.covS.value
 * // 0.714286
 * ```
 */
export function fitSolution(terms: Expression, cases: readonly Case<string>[], outcome: string): SolutionFit {
  const negated = outcome.startsWith("~");
  const y = cases.map(({memberships}) =>
    termMembership([{set: outcome.replace("~", ""), present: !negated}], memberships)
  );
  const columns = terms.map((term) => cases.map(({memberships}) => termMembership(term, memberships)));
  const whole = cases.map(({memberships}) => evaluate(terms, memberships));
  return {
    whole: fitSufficiency(whole, y),
    terms: fitTerms(columns, y).map((fit, t) => ({...fit, name: formatTerm(terms[t]!)}))
  };
}

interface Minimum {
  /** Each model as patterns. */
  readonly models: readonly (readonly Pattern[])[];
  readonly primes: readonly Prime[];
  readonly essential: readonly Pattern[];
  readonly complete: boolean;
}

function cornersOf(table: TruthTable, output: 1 | "remainder"): Corner[] {
  return table.rows.filter((row) => row.output === output).map(({corner}) => corner);
}

function shortest(
  rows: readonly Corner[],
  free: readonly Corner[],
  {sets, limit}: {sets: readonly string[]; limit: number}
): Minimum {
  const primes = primeImplicants(rows, free, sets.length);
  const chart = {rows: rows.length, columns: primes.map(({covers}) => covers)};
  const {covers, essential, complete} = smallestCovers(chart, {limit});
  return {
    // Fewest literals first, so that the first pair for an intermediate solution is the simplest.
    models: covers
      .map((cover) => cover.map((p) => primes[p]!.pattern))
      .sort((a, b) => literals(a) - literals(b)),
    primes,
    essential: essential.map((p) => primes[p]!.pattern),
    complete
  };
}

function shape(
  kind: SolutionKind,
  {models, primes, essential, complete}: Minimum,
  sets: readonly string[],
  remainders: readonly Corner[]
): Solution {
  const name = (pattern: Pattern) => formatTerm(termOf(pattern, sets));
  return {
    kind,
    models: sortModels(models.map((patterns) => modelOf(patterns, sets, remainders))),
    primes: primes.map(({pattern}) => name(pattern)),
    essential: essential.map(name),
    complete
  };
}

function literals(patterns: readonly Pattern[]): number {
  return patterns.join("").replaceAll("-", "").length;
}

function termOf(pattern: Pattern, sets: readonly string[]): Term {
  return sets.flatMap((set, j) => (pattern[j] === "-" ? [] : [{set, present: pattern[j] === "1"}]));
}

function modelOf(
  patterns: readonly Pattern[],
  sets: readonly string[],
  remainders: readonly Corner[]
): SolutionModel {
  const terms = patterns
    .map((pattern) => termOf(pattern, sets))
    .sort((a, b) => a.length - b.length || (formatTerm(a) < formatTerm(b) ? -1 : 1));
  const assumptions = remainders.filter((corner) => patterns.some((pattern) => contains(pattern, corner)));
  return {name: formatExpression(terms), terms, assumptions};
}

function sortModels(models: readonly SolutionModel[]): SolutionModel[] {
  const words = ({terms}: SolutionModel) => terms.reduce((sum, term) => sum + term.length, 0);
  return [...models].sort(
    (a, b) => a.terms.length - b.terms.length || words(a) - words(b) || (a.name < b.name ? -1 : 1)
  );
}

interface Ends {
  readonly complex: Minimum;
  readonly parsimonious: Minimum;
  readonly rows: readonly Corner[];
  readonly remainders: readonly Corner[];
  readonly sets: readonly string[];
  readonly limit: number;
}

// Pairs of complex and parsimonious models multiply; past this many the list is marked as incomplete.
const MOST_PAIRS = 100;

function intermediate(ends: Ends, expectations: Expectations): Solution {
  const {complex, parsimonious, rows, remainders, sets, limit} = ends;
  const pairs = complex.models.flatMap((from) => parsimonious.models.map((to) => ({from, to})));
  let complete = complex.complete && parsimonious.complete && pairs.length <= MOST_PAIRS;
  const seen = new Set<string>();
  const models = new Map<string, SolutionModel>();
  let first: Minimum | undefined;
  for (const {from, to} of pairs.slice(0, MOST_PAIRS)) {
    const terms = widen(from, to, {sets, expectations});
    const easy = remainders.filter((corner) => terms.some((pattern) => contains(pattern, corner)));
    if (seen.has(easy.join())) continue;
    seen.add(easy.join());
    if (models.size >= limit) {
      complete = false;
      break;
    }
    const minimum = shortest(rows, easy, {sets, limit});
    first ??= minimum;
    complete &&= minimum.complete;
    for (const patterns of minimum.models) {
      const model = modelOf(patterns, sets, remainders);
      models.set(model.name, model);
    }
  }
  const shaped = shape("intermediate", first!, sets, remainders);
  return {...shaped, models: sortModels([...models.values()]).slice(0, limit), complete};
}

function widen(
  complex: readonly Pattern[],
  parsimonious: readonly Pattern[],
  {sets, expectations}: {sets: readonly string[]; expectations: Expectations}
): Pattern[] {
  return complex.flatMap((from) =>
    parsimonious
      .filter((to) => contains(to, from))
      .map((to) =>
        sets
          .map((set, j) => {
            const expected = expectations[set];
            const against = expected !== undefined && from[j] !== "-" && Number(from[j]) !== expected;
            return to[j] === "-" && against ? "-" : from[j];
          })
          .join("")
      )
  );
}
