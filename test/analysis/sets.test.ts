import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {AGGREGATIONS, aggregate, and, negate, or} from "../../src/analysis/index.js";
import {maybe, membership} from "./arbitraries.js";
import {off, vector} from "./vectors.js";

describe("negate, and, or", () => {
  it("follow the minimum, the maximum and 1 - m (d12)", () => {
    expect(and(0.2, 0.8, 0.5)).toBe(0.2);
    expect(or(0.2, 0.8, 0.5)).toBe(0.8);
    expect(negate(0.2)).toBe(0.8);
  });
  it("give undefined when a set is missing, or when there is none", () => {
    for (const missing of [undefined, null, NaN]) {
      expect(and(0.2, missing)).toBeUndefined();
      expect(or(missing, 0.2)).toBeUndefined();
      expect(negate(missing)).toBeUndefined();
    }
    expect(and()).toBeUndefined();
    expect(or()).toBeUndefined();
  });
  it("name a membership outside 0 to 1", () => {
    expect(() => negate(1.2)).toThrow("membership outside 0 to 1: 1.2");
    expect(() => and(0.1, -0.1)).toThrow("-0.1");
  });
  it("obey De Morgan", () => {
    fc.assert(
      fc.property(membership, membership, (a, b) => {
        expect(negate(and(a, b))).toBe(or(negate(a), negate(b)));
        expect(negate(or(a, b))).toBe(and(negate(a), negate(b)));
      })
    );
  });
  it("do not depend on order", () => {
    fc.assert(
      fc.property(fc.array(membership, {minLength: 1}), (ms) => {
        expect(and(...ms)).toBe(and(...ms.toReversed()));
        expect(or(...ms)).toBe(or(...ms.toReversed()));
      })
    );
  });
});

describe("aggregate", () => {
  it("is undefined with a reason when nothing is there", () => {
    expect(aggregate([])).toEqual({value: undefined, reason: "the set has no indicator", n: 0, of: 0});
    expect(aggregate([undefined, NaN])).toEqual({
      value: undefined,
      reason: "none of 2 indicators has a value",
      n: 0,
      of: 2
    });
  });
  it("uses the indicators that are there and counts them", () => {
    expect(aggregate([0.2, undefined, 0.6])).toEqual({value: 0.4, n: 2, of: 3});
    expect(aggregate([0.7])).toEqual({value: 0.7, n: 1, of: 1});
  });
  it("knows four rules", () => {
    expect(aggregate([0.2, 0.8], "mean").value).toBeCloseTo(0.5, 12);
    expect(aggregate([0.2, 0.8], "minimum").value).toBe(0.2);
    expect(aggregate([0.2, 0.8], "maximum").value).toBe(0.8);
    expect(aggregate([0.2, 0.8], "geometric").value).toBeCloseTo(0.4, 12);
    expect(aggregate([0, 0.8], "geometric").value).toBe(0);
    // @ts-expect-error an unknown rule
    expect(() => aggregate([0.2], "median")).toThrow("unknown aggregation: median");
  });
  it("shows how the mean compensates and the minimum does not (d12)", () => {
    const example = vector("d12_aggregation").cases.find(
      (c: {function: string}) => c.function === "compensation example"
    );
    example.x.forEach((pair: number[], i: number) => {
      const tenths = pair.map((v) => v / 10);
      expect(off(aggregate(tenths).value, example.mean[i] / 10)).toBeLessThan(1e-9);
      expect(off(aggregate(tenths, "minimum").value, example.min[i] / 10)).toBeLessThan(1e-9);
    });
  });
  it("lies between the lowest and the highest indicator, whatever their order", () => {
    fc.assert(
      fc.property(
        fc.array(maybe, {minLength: 1, maxLength: 8}),
        fc.constantFrom(...AGGREGATIONS),
        (ms, rule) => {
          const {value, n, of} = aggregate(ms, rule);
          const there = ms.filter((m) => m !== undefined);
          expect([n, of]).toEqual([there.length, ms.length]);
          if (value === undefined) return;
          expect(value).toBeGreaterThanOrEqual(Math.min(...there) - 1e-12);
          expect(value).toBeLessThanOrEqual(Math.max(...there) + 1e-12);
          expect(off(aggregate(ms.toReversed(), rule).value, value)).toBeLessThan(1e-12);
        }
      )
    );
  });
});
