import {describe, expect, it} from "vitest";
import {ladderTest} from "../../src/analysis/index.js";

describe("ladderTest", () => {
  it("has three rungs, M before I before C before E", () => {
    expect(ladderTest([]).map(({condition, outcome}) => [condition, outcome])).toEqual([
      ["M", "I"],
      ["I", "C"],
      ["C", "E"]
    ]);
    expect(ladderTest([])[0]?.fit.inclN.reason).toBe("no case has both values");
  });
  it("lists the cases that contradict, the furthest off first, and those that are missing", () => {
    const [mi, , ce] = ladderTest([
      {id: "AAA", memberships: {M: 0.9, I: 0.8, C: 0.2, E: 0.9}},
      {id: "BBB", memberships: {M: 0.9, I: 0.8, C: 0.2, E: 0.3}},
      {id: "CCC", memberships: {M: 0.9, I: 0.8, C: 0.3, E: 0.3}},
      {id: "DDD", memberships: {M: 0.9, I: 0.8, C: undefined, E: 0.3}}
    ]);
    expect(mi?.contradictions).toEqual([]);
    expect(ce?.contradictions.map(({id, by}) => [id, by])).toEqual([
      ["AAA", "kind"],
      ["BBB", "degree"]
    ]);
    expect(ce?.contradictions[0]?.excess).toBeCloseTo(0.7, 12);
    expect(ce?.missing).toEqual(["DDD"]);
    expect(ce?.fit).toMatchObject({n: 3, of: 4});
  });
  it("takes other rungs", () => {
    const [rung] = ladderTest([{id: "AAA", memberships: {A: 1, B: 0.4}}], {rungs: [["A", "B"]]});
    expect(rung?.fit.inclN.value).toBe(1);
  });
});
