import {describe, expect, it} from "vitest";
import {
  anchorRanges,
  classifyCases,
  compareVariants,
  type Indicator,
  leaveOneOut
} from "../../src/analysis/index.js";
import {cases, d15, indicators} from "./d15.js";
import {off} from "./vectors.js";

describe("leaveOneOut", () => {
  const results = leaveOneOut(cases, indicators);
  it.each(
    results.map((result) => [result.id, result] as const)
  )("%s, one indicator at a time (d15)", (id, result) => {
    const expected = d15.expected_leave_one_indicator_out[id];
    expect(off(result.same.value, expected.same_class_share_leave_one_out)).toBeLessThanOrEqual(
      d15.tolerance
    );
    expect(result.changedBy.map(({run}) => run)).toEqual(expected.changed_by);
    expect(result.unclassedBy).toEqual(expected.unclassifiable_without);
    expect(result.runs).toBe(8);
  });
  it("names the new class", () => {
    expect(results.find(({id}) => id === "Etaland")?.changedBy).toEqual([{run: "c2", name: "PM"}]);
  });
  it("leaves out a group: a source, a coder", () => {
    const groups = [
      {name: "survey 1", indicators: ["m1", "i1", "c1", "e1"]},
      {name: "all of C", indicators: ["c1", "c2"]}
    ];
    const [alpha] = leaveOneOut(cases, indicators, {groups});
    expect(alpha).toMatchObject({runs: 2, unclassedBy: ["all of C"], changedBy: []});
    expect(alpha?.same.value).toBe(0.5);
    const coded: Indicator[] = ["M", "I", "C", "E"].flatMap((set) =>
      ["a", "b"].map((coder) => ({id: `${set}:${coder}`, set: set as Indicator["set"]}))
    );
    const values = {"M:a": 1, "M:b": 1, "I:a": 1, "I:b": 1 / 3, "C:a": 0, "C:b": 0, "E:a": 0, "E:b": 0};
    const coders = ["a", "b"].map((coder) => ({
      name: coder,
      indicators: coded.filter(({id}) => id.endsWith(coder)).map(({id}) => id)
    }));
    const [one] = leaveOneOut([{id: "AAA", values}], coded, {groups: coders});
    expect(one?.start.name).toBe("MOP");
    expect(one?.changedBy).toEqual([{run: "a", name: "PA"}]);
  });
  it("does not count leaving out what is not there", () => {
    const [one] = leaveOneOut([{id: "x", values: {...cases[0]?.values, m1: undefined}}], indicators);
    expect(one?.runs).toBe(7);
    expect(one?.unclassedBy).toEqual(["m2"]);
  });
  it("has no share without a class", () => {
    const [one] = leaveOneOut([{id: "x", values: {}}], indicators);
    expect(one?.same.reason).toBe("no value for M, I, C, E");
    expect(leaveOneOut([], indicators)).toEqual([]);
    expect(() => leaveOneOut(cases, indicators, {groups: [{name: "g", indicators: ["zz"]}]})).toThrow("zz");
  });
});

describe("compareVariants", () => {
  it("gives the class under the minimum within sets (d15)", () => {
    const variants = [{name: "minimum", aggregation: "minimum"} as const];
    for (const {id, changedBy, start} of compareVariants(cases, indicators, {variants})) {
      expect(changedBy[0]?.name ?? start.name).toBe(
        d15.expected_with_min_aggregation[id].class === "hybrid"
          ? "M*~I*~C*E"
          : d15.expected_with_min_aggregation[id].class
      );
    }
  });
  it("has no hybrid when the nearest model counts", () => {
    const zeta = compareVariants(cases, indicators).find(({id}) => id === "Zetaland");
    expect(zeta).toMatchObject({runs: 4, changedBy: [{run: "nearest model by distance", name: "PA"}]});
    expect(zeta?.same.value).toBe(0.75);
  });
});

describe("anchorRanges", () => {
  const ranges = anchorRanges(cases, indicators);
  it("gives a range for every anchor, round the anchor itself", () => {
    expect(ranges).toHaveLength(24);
    for (const {from, to, value} of ranges) {
      expect(from).toBeLessThanOrEqual(value);
      expect(to).toBeGreaterThanOrEqual(value);
    }
  });
  it("changes no class inside the range, and the named ones just outside", () => {
    const moved = (id: string, anchor: string, value: number) =>
      indicators.map((d) =>
        d.id === id && d.anchors ? {...d, anchors: {...d.anchors, [anchor]: value}} : d
      );
    const names = (list: Indicator[]) => classifyCases(cases, list).map((d) => d.class.name);
    const start = names(indicators);
    let tested = 0;
    for (const {indicator, anchor, from, to, flipsBelow, flipsAbove} of ranges) {
      const anchors = indicators.find(({id}) => id === indicator)?.anchors;
      const hair = 2e-6 * Math.abs((anchors?.inclusion ?? 0) - (anchors?.exclusion ?? 0));
      expect(names(moved(indicator, anchor, from))).toEqual(start);
      expect(names(moved(indicator, anchor, to))).toEqual(start);
      for (const [flips, value] of [
        [flipsBelow, from - hair],
        [flipsAbove, to + hair]
      ] as const) {
        if (!flips.length) continue;
        tested++;
        const now = names(moved(indicator, anchor, value));
        const changed = cases.flatMap(({id}, i) => (now[i] === start[i] ? [] : [id]));
        expect(changed).toEqual(flips.map(({id}) => id));
      }
    }
    expect(tested).toBeGreaterThan(5);
  });
  it("names the first country to flip", () => {
    const c2 = ranges.find(({indicator, anchor}) => indicator === "c2" && anchor === "crossover");
    expect(c2?.flipsBelow).toEqual([{id: "Etaland", from: "MOP", to: "PM"}]);
  });
  it("puts below under above for a set that falls", () => {
    const [range] = anchorRanges(
      [{id: "x", values: {M: 1, I: 1, C: 1, e: 4.2}}],
      [
        {id: "M", set: "M"},
        {id: "I", set: "I"},
        {id: "C", set: "C"},
        {id: "e", set: "E", anchors: {exclusion: 8, crossover: 4, inclusion: 1}}
      ]
    ).filter(({anchor}) => anchor === "crossover");
    expect(range?.from).toBeLessThan(4);
    expect(range?.flipsBelow).toEqual([]);
    expect(range?.to).toBeCloseTo(4.2, 4);
    expect(range?.flipsAbove).toEqual([{id: "x", from: "PM", to: "PG"}]);
  });
  it("leaves out indicators without anchors and is empty without any", () => {
    expect(anchorRanges(cases, [])).toEqual([]);
    expect(anchorRanges([], indicators).every(({flipsAbove}) => flipsAbove.length === 0)).toBe(true);
    expect(() => anchorRanges(cases, indicators, {step: 0})).toThrow("step not between 0 and 1: 0");
  });
});
