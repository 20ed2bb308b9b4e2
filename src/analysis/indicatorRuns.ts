import type {Evidence} from "../evidence/evidence.js";
import type {Indicator} from "./chain.js";
import {type ClassShares, type MonteCarloOptions, monteCarlo, type RawCase} from "./monteCarlo.js";
import type {Aggregation} from "./sets.js";
import {anchorsOf} from "./standing.js";

/** The indicator instrument as the chain takes it: every country with a value, every indicator that is used. */
export interface IndicatorCases {
  readonly cases: readonly (RawCase & {readonly values: Readonly<Record<string, number | undefined>>})[];
  readonly indicators: readonly Indicator[];
}

/** The latest wave of each used indicator, by country; a country without any value is left out. */
export function indicatorCases(evidence: Evidence): IndicatorCases {
  const used = evidence.tables.indicators.flatMap((d) => {
    const anchors = anchorsOf(d);
    return d.set && anchors ? [{id: d.indicator_id, set: d.set, anchors, year: d.year}] : [];
  });
  const cases = evidence.tables.countries.map(({iso3}) => ({
    id: iso3,
    values: Object.fromEntries(
      used.map(({id, year}) => [id, evidence.observation(iso3, id, year)?.value ?? undefined])
    )
  }));
  return {
    cases: cases.filter((d) => Object.values(d.values).some((value) => value !== undefined)),
    indicators: used.map(({id, set, anchors}) => ({id, set, anchors}))
  };
}

/** What varies from run to run: the anchors alone, or the rule within sets as well. */
export type Varied = "anchors" | "both";

/** How many runs there are. */
export const RUNS = 10_000;

/** What is drawn: the rule and the log odds of the evidence come first, as they give each country its class. */
export function runOptions({scheme}: Evidence, varied: Varied = "both"): MonteCarloOptions & {draws: number} {
  const {aggregation, logOdds} = scheme;
  const others = varied === "both" ? RULES.filter((d) => d !== aggregation) : [];
  return {draws: RUNS, seed: 1, aggregations: [aggregation, ...others], logOdds: [logOdds]};
}

const found = new WeakMap<Evidence, Map<Varied, readonly ClassShares[]>>();

/** The rules within sets that are drawn from: each is a sensible reading of several measures of one thing. */
const RULES: readonly Aggregation[] = ["mean", "minimum", "geometric"];

/**
 * How often each country falls into each class when the indicators are classed {@link RUNS} times with seed 1:
 * anchors move by up to a tenth of the distance to the next, and with `both` the
 * rule within sets is the mean, the minimum or the geometric mean. The class it starts from is that of the
 * scheme of the evidence. Worked out once for each evidence.
 */
export function indicatorRuns(evidence: Evidence, varied: Varied = "both"): readonly ClassShares[] {
  const known = found.get(evidence) ?? new Map<Varied, readonly ClassShares[]>();
  found.set(evidence, known);
  let runs = known.get(varied);
  if (!runs) {
    const {cases, indicators} = indicatorCases(evidence);
    runs = monteCarlo(cases, indicators, runOptions(evidence, varied));
    known.set(varied, runs);
  }
  return runs;
}

const ones = new WeakMap<Evidence, Map<string, ClassShares | undefined>>();

/**
 * The runs of one country alone, the same as in {@link indicatorRuns} since a draw holds for all, at a
 * fraction of the time; `undefined` where no indicator covers it.
 */
export function indicatorRun(evidence: Evidence, iso3: string): ClassShares | undefined {
  const known = ones.get(evidence) ?? new Map<string, ClassShares | undefined>();
  ones.set(evidence, known);
  if (known.has(iso3)) return known.get(iso3);
  const {cases, indicators} = indicatorCases(evidence);
  const one = cases.find((d) => d.id === iso3);
  const run = one && monteCarlo([one], indicators, runOptions(evidence))[0];
  known.set(iso3, run);
  return run;
}
