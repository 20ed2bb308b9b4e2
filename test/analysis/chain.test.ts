import {describe, expect, it} from "vitest";
import {
  calibrateCase,
  classify,
  cornerName,
  type Indicator,
  ladderTest,
  membershipsOf,
  type RawValues,
  type SetKey,
  setMemberships
} from "../../src/analysis/index.js";
import {d15, indicators, cases as rawCases} from "./d15.js";
import {off} from "./vectors.js";

const cases = rawCases.map(({id, values}) => [id, values] as const);

describe("the chain from raw values to classes (d15)", () => {
  it.each(cases)("%s", (id, values) => {
    const expected = d15.expected[id];
    const memberships = membershipsOf(setMemberships(values, indicators));
    for (const set of Object.keys(expected.sets) as SetKey[]) {
      expect(off(memberships[set], expected.sets[set])).toBeLessThanOrEqual(d15.tolerance);
    }
    const c = classify(memberships);
    for (const {model, membership, distance} of c.models) {
      expect(off(membership, expected.ideal[model])).toBeLessThanOrEqual(d15.tolerance);
      expect(off(distance, expected.distance[model])).toBeLessThanOrEqual(d15.tolerance);
    }
    expect(cornerName(c.corner ?? "")).toBe(expected.highest_corner);
    expect(off(c.membership, expected.highest)).toBeLessThanOrEqual(d15.tolerance);
    expect(c.model).toBe(expected.class);
    expect(c.nearest?.model).toBe(expected.nearest);
    expect(c.undecided).toEqual(d15.expected_undecided_sets[id]);
    expect(c.status).toBe(c.undecided.length ? "undecided" : "classified");
  });
  it.each(cases)("%s with the minimum within sets", (id, values) => {
    const expected = d15.expected_with_min_aggregation[id];
    const memberships = membershipsOf(setMemberships(values, indicators, {aggregation: "minimum"}));
    for (const set of Object.keys(expected.sets) as SetKey[]) {
      expect(off(memberships[set], expected.sets[set])).toBeLessThanOrEqual(d15.tolerance);
    }
    const c = classify(memberships);
    expect(c.model).toBe(expected.class);
    expect(off(c.membership, expected.highest)).toBeLessThanOrEqual(d15.tolerance);
  });
  it("climbs the ladder as expected", () => {
    const rungs = ladderTest(
      cases.map(([id, values]) => ({id, memberships: membershipsOf(setMemberships(values, indicators))}))
    );
    for (const {condition, outcome, fit} of rungs) {
      const name = `${condition} <- ${outcome} (${condition} necessary for ${outcome})`;
      expect(off(fit.inclN.value, d15.expected_cumulation_tests[name])).toBeLessThanOrEqual(d15.tolerance);
    }
    expect(rungs[2]?.contradictions[0]).toMatchObject({id: "Zetaland", by: "kind"});
  });
});

describe("setMemberships", () => {
  const zeta = d15.cases.Zetaland as RawValues;
  it("keeps count of missing indicators", () => {
    const sets = setMemberships({...zeta, i2: undefined, c1: null, c2: NaN}, indicators);
    expect(sets.M).toMatchObject({n: 2, of: 2});
    expect(sets.I).toMatchObject({n: 1, of: 2});
    expect(sets.I.value).toBe(calibrateCase(zeta, indicators).i1);
    expect(sets.C).toEqual({value: undefined, reason: "none of 2 indicators has a value", n: 0, of: 2});
    expect(classify(membershipsOf(sets))).toMatchObject({status: "incomplete", missing: ["C"]});
  });
  it("takes the value of an indicator without anchors as the membership", () => {
    const coded: Indicator[] = [
      {id: "M", set: "M"},
      {id: "I", set: "I"}
    ];
    const sets = setMemberships({M: 0.666667, I: 0}, coded);
    expect(sets.M.value).toBe(0.666667);
    expect(sets.C.reason).toBe("the set has no indicator");
    expect(() => setMemberships({M: 7}, coded)).toThrow("value of M outside 0 to 1: 7");
  });
  it("names an indicator of an unknown set", () => {
    expect(() => setMemberships({}, [{id: "x1", set: "X"}])).toThrow(
      "indicator x1 belongs to no known set: X"
    );
  });
});
