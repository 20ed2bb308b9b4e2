import {describe, expect, it} from "vitest";
import {choiceIndices, sobol} from "../../src/analysis/index.js";
import {cases, indicators} from "./d15.js";
import {off, vector} from "./vectors.js";

const d16 = vector("d16_sobol_linear");
const linear = (x: Float64Array) => 4 * (x[0] ?? 0) + 2 * (x[1] ?? 0) + (x[2] ?? 0);

describe("sobol", () => {
  it.each([1, 2, 3, 4, 5])("finds the analytic indices of a linear function with seed %i (d16)", (seed) => {
    const {value} = sobol(linear, 3, {n: 2 ** 14, seed});
    for (const i of [0, 1, 2]) {
      expect(off(value?.first[i], d16.expected.Si[i])).toBeLessThanOrEqual(0.02);
      expect(off(value?.total[i], d16.expected.STi[i])).toBeLessThanOrEqual(0.02);
    }
    expect(value?.runs).toBe(2 ** 14 * 5);
    expect(value?.mean).toBeCloseTo(3.5, 1);
    expect(value?.variance).toBeCloseTo(21 / 12, 1);
  });
  it("gives the same for the same seed, and takes groups as one input", () => {
    expect(sobol(linear, 3, {n: 64, seed: 9})).toEqual(sobol(linear, 3, {n: 64, seed: 9}));
    const {value} = sobol(linear, 3, {groups: [[0, 1], [2]]});
    expect(off(value?.first[0], d16.expected.Si[0] + d16.expected.Si[1])).toBeLessThanOrEqual(0.02);
    expect(value?.runs).toBe(2 ** 14 * 4);
  });
  it("tells an interaction from an effect of its own", () => {
    const {value} = sobol((x) => ((x[0] ?? 0) - 0.5) * ((x[1] ?? 0) - 0.5), 2);
    expect(off(value?.first[0], 0)).toBeLessThanOrEqual(0.03);
    expect(off(value?.total[0], 1)).toBeLessThanOrEqual(0.03);
  });
  it("is not defined for an output that does not vary", () => {
    expect(sobol(() => 2, 1, {n: 8}).reason).toBe("the output is always 2");
    expect(() => sobol(() => NaN, 1, {n: 8})).toThrow("output not finite: NaN");
    expect(() => sobol(linear, 3, {n: 1})).toThrow("base sample not above 1: 1");
  });
});

describe("choiceIndices", () => {
  const eta = cases.find(({id}) => id === "Etaland");
  it("tells which choice matters for a case", () => {
    const {value} = choiceIndices(eta ?? {id: "", values: {}}, indicators);
    expect(value).toHaveLength(9);
    expect(value?.map(({choice}) => choice)).toContain("aggregation");
    // Etaland is held in its class by C.
    expect(["c1", "c2", "aggregation"]).toContain(value?.[0]?.choice);
    expect(value?.find(({choice}) => choice === "m1")?.total).toBeCloseTo(0, 6);
  });
  it("is not defined without a class or without spread", () => {
    expect(choiceIndices({id: "x", values: {}}, indicators).reason).toBe("no value for M, I, C, E");
    const coded = (["M", "I", "C", "E"] as const).map((set) => ({id: set, set}));
    expect(choiceIndices({id: "x", values: {M: 1, I: 1, C: 0, E: 0}}, coded, {n: 8}).reason).toBe(
      "the output is always 1"
    );
  });
});
