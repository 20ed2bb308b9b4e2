import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  arithmeticMean,
  borda,
  compositeComparison,
  distanceToTarget,
  geometricMean,
  goalposts,
  harmonicMean,
  minMax,
  percentileRank,
  rank,
  zScore
} from "../../src/analysis/index.js";
import {off, vector} from "./vectors.js";

interface Example {
  function: string;
  x: number[];
  w?: number[];
  target: number;
  direction: 1 | -1;
  cap: boolean;
  posts: [number, number];
  scale: number;
  range: [number, number];
  expected: number[] | number | string;
}

const d10 = vector("d10_normalisation");
const scaled: Record<string, (e: Example) => readonly (number | undefined)[] | undefined> = {
  distanceToTarget: (e) => distanceToTarget(e.x, e.target, {sign: e.direction, cap: e.cap}).value,
  goalposts: (e) => goalposts(e.x, e.posts, {factor: e.scale, sign: e.direction}),
  minmax: (e) => minMax(e.x, {range: e.range}).value,
  zscore: (e) => zScore(e.x).value,
  "rank (ties: minimum)": (e) => rank(e.x),
  percentileRank: (e) => percentileRank(e.x).value,
  borda: (e) => borda(e.x)
};

describe("normalisation (d10)", () => {
  it.each<[string, Example]>(
    d10.cases.map((e: Example, i: number) => [`${i} ${e.function}`, e])
  )("%s", (_, example) => {
    const expected = example.expected as number[];
    const actual = scaled[example.function]?.(example);
    expect(actual).toHaveLength(expected.length);
    actual?.forEach((value, i) => {
      expect(off(value, expected[i] ?? NaN)).toBeLessThanOrEqual(d10.tolerance);
    });
  });
  it("keeps missing values in their place", () => {
    expect(minMax([1, undefined, 3]).value).toEqual([0, undefined, 1]);
    expect(zScore([1, NaN, 3]).value?.[1]).toBeUndefined();
    expect(goalposts([null, 5], [0, 10])).toEqual([undefined, 0.5]);
    expect(rank([3, null, 1])).toEqual([2, undefined, 1]);
    expect(distanceToTarget([0, null, 5], 10).value).toEqual([0, undefined, 0.5]);
  });
  it("is undefined with a reason where the formula divides by 0", () => {
    expect(minMax([]).reason).toBe("no value");
    expect(minMax([4, 4]).reason).toBe("all values equal 4");
    expect(zScore([4]).reason).toBe("a standard deviation needs two values, there is 1");
    expect(zScore([0.1, 0.1, 0.1]).reason).toBe("all values equal 0.1");
    expect(percentileRank([4]).reason).toBe("a percentile rank needs two values, there is 1");
    expect(distanceToTarget([10, 12], 10).reason).toBe("the target 10 is the worst value");
    expect(distanceToTarget([], 10).reason).toBe("no value");
    expect(() => goalposts([1], [2, 2])).toThrow("goalposts not in order: 2, 2");
  });
});

describe("means (d12)", () => {
  const d12 = vector("d12_aggregation");
  const means: Record<string, typeof arithmeticMean> = {arithmeticMean, geometricMean, harmonicMean};
  const examples: Example[] = d12.cases.filter((e: Example) => e.function in means);
  it.each(examples.map((e) => [e.function, e] as const))("%s", (name, {x, w, expected}) => {
    const mean = means[name]?.(x, w ? {weights: w} : {});
    if (typeof expected === "number") expect(off(mean?.value, expected)).toBeLessThanOrEqual(d12.tolerance);
    else expect(mean?.reason).toBe("a geometric mean needs values above 0: 0");
  });
  it("use the values that are there, with their weights, and count them", () => {
    expect(arithmeticMean([1, null, 4], {weights: [1, 5, 2]})).toEqual({value: 3, n: 2, of: 3});
    expect(arithmeticMean([])).toEqual({value: undefined, reason: "no value", n: 0, of: 0});
    expect(harmonicMean([0, 1]).reason).toBe("a harmonic mean needs values above 0: 0");
    expect(() => arithmeticMean([1], {weights: [1, 2]})).toThrow("2 weights for 1 values");
    expect(() => arithmeticMean([1], {weights: [0]})).toThrow("weight not above 0: 0");
  });
  it("compensate less from arithmetic to geometric to harmonic", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({min: 0.01, max: 10, noNaN: true}), {minLength: 1, maxLength: 8}),
        (x) => {
          const [a = NaN, g = NaN, h = NaN] = [arithmeticMean(x), geometricMean(x), harmonicMean(x)].map(
            (m) => m.value
          );
          expect(g).toBeLessThanOrEqual(a + 1e-9);
          expect(h).toBeLessThanOrEqual(g + 1e-9);
        }
      )
    );
  });
});

describe("compositeComparison", () => {
  const cases = [
    {id: "AAA", memberships: {M: 0.9, I: 0.9, C: 0.1, E: 0.1}},
    {id: "BBB", memberships: {M: 0.9, I: 0.1, C: 0.1, E: 0.9}},
    {id: "CCC", memberships: {M: 0.9, I: 0.9, C: 0.2, E: 0}},
    {id: "DDD", memberships: {M: 0.9, I: 0.9, C: 0.9, E: undefined}},
    {id: "EEE", memberships: {M: 1, I: 1, C: 0.5, E: 0.2}}
  ];
  it("scores and ranks the cases, without a score where a set is missing", () => {
    const {scores} = compositeComparison(cases);
    expect(scores.map((s) => s.rank)).toEqual([2, 2, 2, undefined, 1]);
    expect(scores[3]?.score.reason).toBe("no value for E");
    expect(scores[4]?.corner.value).toBeUndefined();
  });
  it("finds pairs with equal scores and different corners", () => {
    const {pairs} = compositeComparison(cases);
    expect(pairs.map(({a, b, setsApart}) => [a, b, setsApart])).toEqual([
      ["AAA", "BBB", 2],
      ["BBB", "CCC", 2]
    ]);
    expect(pairs[0]?.difference).toBeCloseTo(0, 12);
    expect(compositeComparison([]).pairs).toEqual([]);
  });
});
