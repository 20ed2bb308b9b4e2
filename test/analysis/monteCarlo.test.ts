import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  AGGREGATIONS,
  classifyCases,
  countDraws,
  type Indicator,
  monteCarlo,
  randomSource,
  sharesOf
} from "../../src/analysis/index.js";
import {logistic} from "../../src/analysis/logistic.js";
import {cases, indicators} from "./d15.js";

/** The first numbers of seed 1: they must never change, or published shares would. */
const FIRST = [
  0.5636717735324055, 0.5851113414391875, 0.8959073920268565, 0.9463990409858525, 0.2723428215831518
];

describe("randomSource", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    const take = (seed: number) => Array.from({length: 5}, randomSource(seed));
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
    expect(take(1)).not.toEqual(take(1 + 2 ** 32));
    expect(take(1)).toEqual(FIRST);
    expect(() => randomSource(0.5)).toThrow("seed not an integer: 0.5");
  });
  it("is spread evenly from 0 up to 1", () => {
    const random = randomSource(42);
    const bins = new Array(20).fill(0);
    let [sum, product, outside, before] = [0, 0, 0, random()];
    for (let i = 0; i < 100000; i++) {
      const x = random();
      outside += x >= 0 && x < 1 ? 0 : 1;
      bins[Math.floor(x * 20)]++;
      sum += x;
      product += (x - 0.5) * (before - 0.5);
      before = x;
    }
    expect(outside).toBe(0);
    expect(Math.abs(sum / 100000 - 0.5)).toBeLessThan(0.005);
    expect(Math.abs(product / 100000)).toBeLessThan(0.002);
    // Chi-squared with 19 degrees of freedom is below 43.8 in 999 of 1,000 samples.
    expect(bins.reduce((s, n) => s + (n - 5000) ** 2 / 5000, 0)).toBeLessThan(43.8);
  });
});

describe("logistic", () => {
  it("is within 2e-11 of the exact value", () => {
    fc.assert(
      fc.property(fc.double({min: -40, max: 40, noNaN: true}), (z) => {
        expect(Math.abs(logistic(z) - 1 / (1 + Math.exp(-z)))).toBeLessThan(2e-11);
      }),
      {numRuns: 2000}
    );
    expect(logistic(0)).toBe(0.5);
    expect([logistic(-1e9), logistic(1e9)]).toEqual([0, 1]);
  });
});

describe("monteCarlo", () => {
  it("gives the same shares for the same seed", () => {
    const run = (seed: number) => monteCarlo(cases, indicators, {draws: 500, seed});
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });
  it.each([
    "value",
    "draw"
  ] as const)("is the sum of its parts, wherever it is cut (a coder per %s)", (coderPer) => {
    const several = cases.map((d, i) => (i % 2 ? d : {...d, values: {...d.values, m1: [10, 60, null]}}));
    const options = {draws: 300, seed: 5, logOdds: [2, 3], coderPer};
    const all = countDraws(several, indicators, options);
    fc.assert(
      fc.property(fc.integer({min: 0, max: 300}), (cut) => {
        const first = countDraws(several, indicators, {...options, to: cut});
        const rest = countDraws(several, indicators, {...options, from: cut});
        expect(first.map((n, i) => n + (rest[i] ?? 0))).toEqual(all);
      }),
      {numRuns: 20}
    );
    expect(sharesOf(several, indicators, all, options)).toEqual(monteCarlo(several, indicators, options));
    expect(() => countDraws(several, indicators, {draws: 10, to: 11})).toThrow("not a part of 10 draws");
    expect(() => sharesOf(cases.slice(1), indicators, all)).toThrow("counts of");
  });
  it("is the plain class in every draw when nothing is drawn, under each rule", () => {
    const partial = cases.map((d, i) => (i % 2 ? {...d, values: {...d.values, c1: undefined}} : d));
    for (const aggregation of AGGREGATIONS) {
      const plain = classifyCases(partial, indicators, {aggregation});
      const drawn = monteCarlo(partial, indicators, {draws: 3, width: 0, aggregations: [aggregation]});
      drawn.forEach(({shares, start, word, same}, i) => {
        expect(start).toEqual(plain[i]?.class);
        expect(shares).toEqual([{corner: start.corner, name: start.name, share: 1}]);
        expect(word).toBe("robust");
        expect(same.value).toBe(1);
      });
    }
  });
  it("agrees with the chain on random raw values", () => {
    const raw = fc.record(
      Object.fromEntries(
        indicators.map(({id}) => [id, fc.option(fc.double({min: -5, max: 100, noNaN: true}))])
      )
    );
    fc.assert(
      fc.property(
        fc.array(raw, {minLength: 1, maxLength: 5}),
        fc.constantFrom(...AGGREGATIONS),
        (values, aggregation) => {
          const list = values.map((v, i) => ({id: `${i}`, values: v}));
          const plain = classifyCases(list, indicators, {aggregation});
          monteCarlo(list, indicators, {draws: 1, width: 0, aggregations: [aggregation]}).forEach((d, i) => {
            const {corner, missing} = plain[i]?.class ?? {};
            expect(d.shares.map((s) => s.corner)).toEqual(
              missing?.length || corner === undefined ? [] : [corner]
            );
          });
        }
      )
    );
  });
  it("calls far cases robust and near ones shaky, with what else is possible", () => {
    const results = new Map(monteCarlo(cases, indicators).map((d) => [d.id, d]));
    expect(results.get("Epsilonland")).toMatchObject({word: "robust", possible: []});
    expect(results.get("Deltaland")).toMatchObject({word: "robust", possible: []});
    const eta = results.get("Etaland");
    expect(eta?.word).toBe("shaky");
    expect(eta?.possible.length).toBeGreaterThan(0);
    for (const {shares, unclassed} of results.values()) {
      expect(shares.reduce((sum, {share}) => sum + share, unclassed)).toBeCloseTo(1, 12);
    }
  });
  it("has no shares when a set is missing", () => {
    const [one] = monteCarlo([{id: "x", values: {...cases[0]?.values, e1: null, e2: NaN}}], indicators, {
      draws: 10
    });
    expect(one).toMatchObject({shares: [], word: undefined, possible: []});
    expect(one?.same.reason).toBe("no value for E");
  });
  describe("with several coders", () => {
    const coded: Indicator[] = (["M", "I", "C", "E"] as const).map((set) => ({id: set, set}));
    const aaa = {id: "AAA", values: {M: [1, 1], I: [2 / 3, 1 / 3], C: [0, 1], E: [0, null]}};
    it("draws a coder for each value, so that all mixtures come up", () => {
      const [one] = monteCarlo([aaa], coded, {draws: 4000});
      expect(one?.shares.map(({corner}) => corner).sort()).toEqual(["1000", "1010", "1100", "1110"]);
      for (const {share} of one?.shares ?? []) expect(Math.abs(share - 0.25)).toBeLessThan(0.03);
    });
    it("or one coder for the whole draw, so that only their own readings do", () => {
      const [one] = monteCarlo([aaa], coded, {draws: 4000, coderPer: "draw"});
      expect(one?.shares.map(({corner}) => corner).sort()).toEqual(["1010", "1100"]);
      for (const {share} of one?.shares ?? []) expect(Math.abs(share - 0.5)).toBeLessThan(0.03);
    });
    it("measures against the settled class when it is given", () => {
      const [one] = monteCarlo([{...aaa, start: {M: 1, I: 1, C: 0, E: 0}}], coded, {draws: 4000});
      expect(one?.start.name).toBe("MOP");
      expect(Math.abs((one?.same.value ?? 0) - 0.25)).toBeLessThan(0.03);
      expect(one?.possible).toContain("PA");
    });
    it("counts draws that fall on .5 as without a class", () => {
      const [one] = monteCarlo([{id: "x", values: {M: [0.5, 1], I: 0, C: 0, E: 0}}], coded, {draws: 4000});
      expect(Math.abs((one?.unclassed ?? 0) - 0.5)).toBeLessThan(0.03);
    });
  });
  it("names what is wrong", () => {
    expect(() => monteCarlo(cases, indicators, {draws: 0})).toThrow("number of draws not above 0: 0");
    expect(() => monteCarlo(cases, indicators, {width: 0.5})).toThrow("width not from 0 to below .5: 0.5");
    expect(() => monteCarlo(cases, indicators, {aggregations: []})).toThrow("nothing to draw");
    expect(() => monteCarlo([{id: "x", values: {m1: Infinity}}], indicators)).toThrow("not finite: Infinity");
    expect(monteCarlo([], indicators, {draws: 1})).toEqual([]);
  });
});
