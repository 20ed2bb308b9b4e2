import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {calibrateDirect} from "../../src/analysis/calibration.js";
import {type Indicator, membershipsOf} from "../../src/analysis/chain.js";
import {anchorMoves, codingMoves, neededMembership} from "../../src/analysis/moves.js";
import {classifyCases} from "../../src/analysis/robustness.js";
import {AGGREGATIONS, combine} from "../../src/analysis/sets.js";
import {caseStandings} from "../../src/analysis/standing.js";
import {syntheticEvidence} from "../figures/fixture.js";

const aggregation = fc.constantFrom(...AGGREGATIONS);
const share = fc.double({min: 0.01, max: 0.99, noNaN: true});

/** A case on eight indicators, two to a set, some of which fall. */
const anchors = fc
  .record({start: fc.integer({min: -50, max: 50}), low: share, high: share, falls: fc.boolean()})
  .map(({start, low, high, falls}) => {
    const [exclusion, crossover, inclusion] = [start, start + low * 10, start + (low + high) * 10];
    return falls
      ? {exclusion: inclusion, crossover, inclusion: exclusion}
      : {exclusion, crossover, inclusion};
  });
const problem = fc.array(fc.record({anchors, at: fc.double({min: -0.3, max: 1.3, noNaN: true})}), {
  minLength: 8,
  maxLength: 8
});

describe("the least moves of anchors", () => {
  it("lead to the other class just beyond the place they name, and not before", () => {
    let seen = 0;
    fc.assert(
      fc.property(problem, aggregation, fc.double({min: 1, max: 5, noNaN: true}), (list, rule, logOdds) => {
        const indicators = list.map(
          ({anchors}, i): Indicator => ({
            id: `i${i}`,
            set: (["M", "I", "C", "E"] as const)[i >> 1] ?? "M",
            anchors
          })
        );
        const values = Object.fromEntries(
          list.map(({anchors: {exclusion, inclusion}, at}, i) => [
            `i${i}`,
            exclusion + at * (inclusion - exclusion)
          ])
        );
        const options = {aggregation: rule, logOdds};
        const before = classifyCases([{id: "a", values}], indicators, options)[0]?.class;
        for (const move of anchorMoves({id: "a", values}, indicators, options)) {
          const at = (factor: number) => {
            const moved = indicators.map((d) =>
              d.id === move.indicator && d.anchors
                ? {...d, anchors: {...d.anchors, [move.anchor]: move.from + (move.to - move.from) * factor}}
                : d
            );
            return classifyCases([{id: "a", values}], moved, options)[0]?.class.name;
          };
          if (Math.abs(move.to - move.from) < 1e-4 || move.share > 0.99) continue;
          seen += 1;
          // Where a membership hardly changes, it stays within the tolerance of one half on both sides.
          expect([before?.name, undefined], JSON.stringify(move)).toContain(at(1 - 1e-3));
          expect([move.name, undefined], JSON.stringify(move)).toContain(at(1 + 1e-3));
        }
      }),
      {numRuns: 300}
    );
    expect(seen).toBeGreaterThan(50);
  });

  it("miss no anchor that a search in small steps finds", () => {
    fc.assert(
      fc.property(problem, aggregation, (list, rule) => {
        const indicators = list.map(
          ({anchors}, i): Indicator => ({
            id: `i${i}`,
            set: (["M", "I", "C", "E"] as const)[i >> 1] ?? "M",
            anchors
          })
        );
        const values = Object.fromEntries(
          list.map(({anchors: {exclusion, inclusion}, at}, i) => [
            `i${i}`,
            exclusion + at * (inclusion - exclusion)
          ])
        );
        const start = classifyCases([{id: "a", values}], indicators, {aggregation: rule})[0]?.class;
        if (start?.corner === undefined) return;
        const found = new Set(
          anchorMoves({id: "a", values}, indicators, {aggregation: rule}).map(
            (d) => `${d.indicator}:${d.anchor}`
          )
        );
        for (const d of indicators) {
          if (!d.anchors) continue;
          const {exclusion, crossover, inclusion} = d.anchors;
          for (let t = 0.05; t < 0.95; t += 0.05) {
            for (const to of [
              crossover + t * (inclusion - crossover),
              crossover + t * (exclusion - crossover)
            ]) {
              const moved = indicators.map((o) =>
                o === d ? {...o, anchors: {exclusion, inclusion, crossover: to}} : o
              );
              const name = classifyCases([{id: "a", values}], moved, {aggregation: rule})[0]?.class.name;
              if (name !== undefined && name !== start.name) expect(found).toContain(`${d.id}:crossover`);
            }
          }
        }
      }),
      {numRuns: 60}
    );
  });

  it("need a membership that puts the set on one half", () => {
    fc.assert(
      fc.property(fc.array(share, {maxLength: 5}), aggregation, (others, rule) => {
        const needed = neededMembership(others, rule);
        if (needed !== undefined) expect(combine([...others, needed], rule)).toBeCloseTo(0.5, 9);
      })
    );
    expect(neededMembership([0.1], "minimum")).toBeUndefined();
    expect(neededMembership([0.9], "maximum")).toBeUndefined();
    expect(neededMembership([0.9, 0.9, 0.9], "mean")).toBeUndefined();
    expect(neededMembership([], "mean")).toBe(0.5);
  });

  it("do not exist where the case has no class", () => {
    expect(anchorMoves({id: "a", values: {}}, [])).toEqual([]);
    expect(calibrateDirect(1, {exclusion: 0, crossover: 1, inclusion: 2})).toBe(0.5);
  });
});

describe("the least moves of codings", () => {
  it("name the step over one half for each set, nearest first", () => {
    const standing = caseStandings(syntheticEvidence(), {countries: ["XAA"]}).find(
      (d) => d.key === "xaa-2005:practice"
    );
    if (!standing) throw new Error("no standing");
    // M 1, I ⅔, C ⅔, E ⅓: performance management.
    expect(codingMoves(membershipsOf(standing.sets))).toEqual([
      {set: "I", from: 0.666667, to: 0.333333, steps: 1, corner: "1010", name: "M*~I*C*~E"},
      {set: "C", from: 0.666667, to: 0.333333, steps: 1, corner: "1100", name: "MOP"},
      {set: "E", from: 0.333333, to: 0.666667, steps: 1, corner: "1111", name: "PG"},
      {set: "M", from: 1, to: 0.333333, steps: 2, corner: "0110", name: "~M*I*C*~E"}
    ]);
  });

  it("do not exist where a set is missing", () => {
    const standing = caseStandings(syntheticEvidence(), {countries: ["XBB"]})[0];
    expect(standing && codingMoves(membershipsOf(standing.sets))).toEqual([]);
  });
});
