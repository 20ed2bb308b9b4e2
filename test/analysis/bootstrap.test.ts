import {describe, expect, it} from "vitest";
import {bootstrapAlpha} from "../../src/analysis/index.js";
import {vector} from "./vectors.js";

describe("bootstrapAlpha", () => {
  const data = vector("d06_krippendorff_3x15").input.reliability_data;
  it("gives an interval round alpha, the same for the same seed", () => {
    const {alpha, interval, undefinedDraws} = bootstrapAlpha(data);
    const [low = NaN, high = NaN] = interval.value ?? [];
    expect(low).toBeLessThan(alpha.value ?? NaN);
    expect(high).toBeGreaterThan(alpha.value ?? NaN);
    expect(high).toBeLessThanOrEqual(1);
    expect(undefinedDraws).toBe(0);
    expect(bootstrapAlpha(data).interval).toEqual(interval);
  });
  it("is narrower with less confidence", () => {
    const [low = NaN, high = NaN] = bootstrapAlpha(data, {confidence: 0.95}).interval.value ?? [];
    const [a = NaN, b = NaN] = bootstrapAlpha(data, {confidence: 0.5}).interval.value ?? [];
    expect(b - a).toBeLessThan(high - low);
  });
  it("counts draws without variation, and is not defined when there are too many", () => {
    const some = bootstrapAlpha([
      [1, 1, 1, 2, 2],
      [1, 1, 1, 2, 1]
    ]);
    expect(some.undefinedDraws).toBeGreaterThan(0);
    expect(some.interval.value).toBeDefined();
    const rare = [...new Array(40).fill(1), 2];
    const few = bootstrapAlpha([rare, rare.with(0, 1)], {seed: 5});
    expect(few.alpha.value).toBe(1);
    expect(few.undefinedDraws).toBeGreaterThan(200);
  });
  it("is not defined where alpha is not, nor with a single unit", () => {
    expect(
      bootstrapAlpha([
        [1, 1],
        [1, 1]
      ]).interval.reason
    ).toBe("all codes are alike, so no disagreement can be expected");
    expect(bootstrapAlpha([[1], [2]]).interval.reason).toBe("an interval needs two units with two codes");
    expect(() => bootstrapAlpha(data, {draws: 0})).toThrow("number of draws not above 0: 0");
    expect(() => bootstrapAlpha(data, {confidence: 1})).toThrow("confidence not between 0 and 1: 1");
  });
});
