import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {binding, classify, className, distance, lead, MODELS, modelOf} from "../../src/analysis/index.js";
import {decidedMice, maybe} from "./arbitraries.js";

const sweden = {M: 0.9, I: 0.8, C: 0.3, E: 0.2};

describe("modelOf", () => {
  it("names five corners and calls the other eleven hybrid", () => {
    expect(["0000", "1000", "1100", "1110", "1111"].map(modelOf)).toEqual([...MODELS]);
    expect(modelOf("1001")).toBe("hybrid");
    expect(className("1001")).toBe("M*~I*~C*E");
    expect(className("1100")).toBe("MOP");
    expect(() => className("11")).toThrow("not a corner of 4 sets: 11");
  });
});

describe("classify", () => {
  it("gives the class, what holds it, what comes next and how near", () => {
    const c = classify(sweden);
    expect(c).toMatchObject({status: "classified", corner: "1100", model: "MOP", name: "MOP", missing: []});
    expect(c.membership).toBeCloseTo(0.7, 12);
    expect(c.binding).toEqual(["C"]);
    expect(c.runnerUp?.model).toBe("PM");
    expect(c.nearest?.model).toBe("MOP");
    expect(lead(c).value).toBeCloseTo(0.4, 12);
    expect(c.possible).toEqual([{corner: "1100", name: "MOP", upper: c.membership}]);
  });
  it("names a hybrid by its corner and still tells the best model", () => {
    const c = classify({M: 0.85, I: 0.31, C: 0.27, E: 0.87});
    expect(c).toMatchObject({status: "classified", model: "hybrid", name: "M*~I*~C*E"});
    expect(c.runnerUp?.model).toBe("PG");
    expect(c.nearest?.model).toBe("PA");
  });
  it("names every binding set of a tie", () => {
    expect(classify({M: 0.9, I: 0.19, C: 0.81, E: 0.19}).binding).toEqual(["I", "C", "E"]);
    expect(binding(sweden, "1110")).toEqual(["C"]);
    expect(binding({M: 0.9}, "1110")).toEqual([]);
  });
  it("breaks a tie for runner-up by distance", () => {
    // MOP and PM are both held down by I.
    expect(classify({M: 0.88, I: 0.13, C: 0.14, E: 0.1}).runnerUp?.model).toBe("MOP");
  });
  it("is undecided within .45 to .55, both ends included, with the class beside it", () => {
    for (const C of [0.45, 0.55, 1 - 0.55, 0.46]) {
      const c = classify({...sweden, C});
      expect(c).toMatchObject({status: "undecided", undecided: ["C"]});
      expect(c.model).toBe(C < 0.5 ? "MOP" : "PM");
    }
    expect(classify({...sweden, C: 0.4499}).status).toBe("classified");
    expect(classify({...sweden, C: 0.45}, {band: [0.48, 0.52]}).status).toBe("classified");
  });
  it("has no class at exactly .5", () => {
    const c = classify({...sweden, C: 0.5});
    expect(c).toMatchObject({
      status: "undecided",
      corner: undefined,
      model: undefined,
      membership: undefined
    });
    expect(c.reason).toBe("neither in nor out of C");
    expect(c.possible).toEqual([]);
    expect(c.runnerUp?.membership).toBe(0.5);
    expect(lead(c)).toEqual({value: undefined, reason: "neither in nor out of C"});
  });
  it("is incomplete, never a class, when a set is missing, and says what remains possible", () => {
    const c = classify({M: 0.9, I: 0.8, C: null, E: 0.2});
    expect(c).toMatchObject({status: "incomplete", missing: ["C"], model: undefined, name: undefined});
    expect(c.reason).toBe("no value for C");
    expect(c.runnerUp).toBeUndefined();
    expect(c.possible).toEqual([
      {corner: "1100", name: "MOP", upper: 0.8},
      {corner: "1110", name: "PM", upper: 0.8}
    ]);
    const pa = c.models.find(({model}) => model === "PA");
    expect(pa).toMatchObject({membership: undefined, distance: undefined, lower: 0});
    expect(pa?.upper).toBeCloseTo(0.2, 12);
  });
  it("leaves everything possible when nothing is known", () => {
    const c = classify({});
    expect(c.missing).toEqual(["M", "I", "C", "E"]);
    expect(c.possible).toHaveLength(16);
    expect(c.models.every(({lower, upper}) => lower === 0 && upper === 1)).toBe(true);
  });
  it("bounds what any filling of the gaps would give", () => {
    const partial = fc.record({M: maybe, I: maybe, C: maybe, E: maybe});
    fc.assert(
      fc.property(partial, decidedMice, (known, filler) => {
        const before = classify(known);
        const filled = Object.fromEntries(
          Object.entries(known).map(([set, m]) => [set, m ?? filler[set as keyof typeof filler]])
        );
        const after = classify(filled);
        before.models.forEach((bounds, i) => {
          const exact = after.models[i]?.membership ?? NaN;
          expect(exact).toBeGreaterThanOrEqual(bounds.lower);
          expect(exact).toBeLessThanOrEqual(bounds.upper);
        });
        if (after.corner !== undefined) expect(before.possible.map((p) => p.corner)).toContain(after.corner);
      })
    );
  });
  it("puts the class ahead of every other model, and its distance below .5", () => {
    fc.assert(
      fc.property(decidedMice, (m) => {
        const c = classify(m);
        expect(c.membership).toBeGreaterThan(0.5);
        expect(c.runnerUp?.membership).toBeLessThan(0.5);
        expect(distance(m, c.corner ?? "")).toBeLessThan(0.5);
        expect(c.possible).toHaveLength(1);
      })
    );
  });
  it("names a membership outside 0 to 1", () => {
    expect(() => classify({...sweden, E: 1.01})).toThrow("membership in E outside 0 to 1: 1.01");
  });
});

describe("distance", () => {
  it("is 0 at the corner, 1 at the opposite one and missing with a set", () => {
    expect(distance({M: 1, I: 1, C: 0, E: 0}, "1100")).toBe(0);
    expect(distance({M: 1, I: 1, C: 0, E: 0}, "0011")).toBe(1);
    expect(distance({M: 1}, "1100")).toBeUndefined();
  });
});
