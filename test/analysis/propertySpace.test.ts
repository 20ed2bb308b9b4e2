import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {cornerMembership, cornerName, cornerOf, corners, propertySpace} from "../../src/analysis/index.js";
import {decidedMice, mice} from "./arbitraries.js";
import {off, vector} from "./vectors.js";

describe("corners", () => {
  it("lists 2^k corners in binary order", () => {
    expect(corners(1)).toEqual(["0", "1"]);
    expect(corners()).toHaveLength(16);
    expect(corners()[12]).toBe("1100");
  });
  it("names a corner by its sets", () => {
    expect(cornerName("1100")).toBe("M*I*~C*~E");
    expect(cornerName("01", {sets: ["A", "B"]})).toBe("~A*B");
    expect(() => cornerName("110")).toThrow("not a corner of 4 sets: 110");
    expect(() => cornerName("11x0")).toThrow("11x0");
    expect(() => corners(0)).toThrow("number of sets not 1 to 20: 0");
  });
});

describe("propertySpace", () => {
  const d05 = vector("d05_property_space_3sets");
  const sets = ["DEV", "URB", "STB"];
  it("reproduces the eight corners of 18 cases (d05)", () => {
    for (const example of d05.expected_cases) {
      const space = propertySpace(example.sets, {sets});
      for (const {corner, membership} of space) {
        expect(off(membership, example.corners[cornerName(corner, {sets})])).toBeLessThanOrEqual(
          d05.tolerance
        );
        expect(membership).toBe(cornerMembership(example.sets, corner, {sets}));
      }
      expect(space.filter(({membership}) => (membership ?? 0) > 0.5)).toHaveLength(
        example.n_corners_above_half
      );
      const corner = cornerOf(example.sets, {sets}).value ?? "";
      expect(cornerName(corner, {sets})).toBe(example.highest);
      expect(off(cornerMembership(example.sets, corner, {sets}), example.highest_membership)).toBeLessThan(
        1e-9
      );
    }
  });
  it("leaves every corner missing when a set is", () => {
    const space = propertySpace({M: 0.9, I: 0.1, C: undefined, E: 0.2});
    expect(space.every(({membership}) => membership === undefined)).toBe(true);
    expect(cornerMembership({M: 0.9}, "1000")).toBeUndefined();
  });
  it("has exactly one corner above .5 when no set is at .5", () => {
    fc.assert(
      fc.property(decidedMice, (m) => {
        const above = propertySpace(m).filter(({membership}) => (membership ?? 0) > 0.5);
        expect(above.map(({corner}) => corner)).toEqual([cornerOf(m).value]);
      })
    );
  });
  it("has no corner above .5 when a set is at .5", () => {
    fc.assert(
      fc.property(mice, fc.constantFrom("M", "I", "C", "E"), (m, set) => {
        const space = propertySpace({...m, [set]: 0.5});
        expect(space.every(({membership}) => (membership ?? 1) <= 0.5)).toBe(true);
        expect(cornerOf({...m, [set]: 0.5}).value).toBeUndefined();
      })
    );
  });
  it("does not depend on the order of the sets", () => {
    fc.assert(
      fc.property(mice, (m) => {
        const turned = propertySpace(m, {sets: ["E", "C", "I", "M"]});
        for (const {corner, membership} of propertySpace(m)) {
          expect(turned.find((t) => t.corner === [...corner].reverse().join(""))?.membership).toBe(
            membership
          );
        }
      })
    );
  });
  it("does not change its input", () => {
    const m = Object.freeze({M: 0.9, I: 0.1, C: 0.4, E: 0.2});
    propertySpace(m);
    expect(m).toEqual({M: 0.9, I: 0.1, C: 0.4, E: 0.2});
  });
});

describe("cornerOf", () => {
  it("says which sets are missing or at .5", () => {
    expect(cornerOf({M: 0.9, I: 0.1}).reason).toBe("no value for C, E");
    expect(cornerOf({M: 0.9, I: 0.5, C: 0.1, E: 0.5}).reason).toBe("neither in nor out of I, E");
  });
  it("takes a membership a last bit off .5 as .5", () => {
    expect(cornerOf({M: 0.9, I: 0.5 + 2 ** -50, C: 0.1, E: 0.1}).value).toBeUndefined();
    expect(cornerOf({M: 0.9, I: 0.500001, C: 0.1, E: 0.1}).value).toBe("1100");
  });
});
