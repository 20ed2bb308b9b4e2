import {describe, expect, it} from "vitest";
import {indicatorCases, indicatorRuns} from "../../src/analysis/indicatorRuns.js";
import {monteCarlo} from "../../src/analysis/monteCarlo.js";
import {indicatorStandings} from "../../src/analysis/standing.js";
import {emptyEvidence, syntheticEvidence} from "../figures/fixture.js";

const evidence = syntheticEvidence();

describe("runs of the indicator instrument", () => {
  it("start from the class that the standings give", () => {
    const classes = new Map(indicatorStandings(evidence).map((d) => [d.iso3, d.class.corner]));
    const runs = indicatorRuns(evidence);
    expect(runs.map((d) => d.id)).toEqual([...classes.keys()]);
    for (const {id, start} of runs) expect(start.corner).toBe(classes.get(id));
  });
  it("are those of the Monte Carlo with seed 1, worked out once", () => {
    const {cases, indicators} = indicatorCases(evidence);
    expect(indicatorRuns(evidence, "anchors")).toEqual(
      monteCarlo(cases, indicators, {draws: 10_000, seed: 1, aggregations: ["mean"]})
    );
    expect(indicatorRuns(evidence)).toBe(indicatorRuns(evidence));
    expect(indicatorRuns(evidence)).not.toBe(indicatorRuns(evidence, "anchors"));
  });
  it("are none without evidence", () => {
    expect(indicatorRuns(emptyEvidence())).toEqual([]);
  });
});
