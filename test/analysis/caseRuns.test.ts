import {describe, expect, it} from "vitest";
import {createSite} from "../../loaders/pages/site.js";
import {caseRuns} from "../../src/analysis/caseRuns.js";
import {challenged, PUBLISHED} from "../../src/analysis/challenge.js";
import {coderShares} from "../../src/analysis/coderShares.js";
import {indicatorRun, indicatorRuns} from "../../src/analysis/indicatorRuns.js";
import {MICE, type SetKey} from "../../src/analysis/membership.js";
import {monteCarlo} from "../../src/analysis/monteCarlo.js";
import {caseStandings} from "../../src/analysis/standing.js";

const {evidence} = createSite();

describe("runs over anchors and rules", () => {
  it("of one country alone are those it has among all", () => {
    for (const {id, shares} of indicatorRuns(evidence).slice(0, 12))
      expect(indicatorRun(evidence, id)?.shares, id).toEqual(shares);
    expect(indicatorRun(evidence, "ZZZ")).toBeUndefined();
  });
});

describe("runs over coders", () => {
  it("give a level on .5 no class, and want one level at least", () => {
    const start = {M: 1, I: 1, C: 0, E: 0};
    const levels = {M: [1, 0.5, null], I: [1], C: [0], E: [0, 1, 0, 0]};
    const found = coderShares({id: "a", start, levels});
    expect(found.shares.map((d) => [d.corner, d.share])).toEqual([
      ["1100", 0.375],
      ["1101", 0.125]
    ]);
    expect(found.unclassed).toBe(0.5);
    expect(() => coderShares({id: "a", start, levels: {...levels, I: [null]}})).toThrow(
      "no coder gave a a level in I"
    );
  });

  it("give shares that a drawn sample comes near", () => {
    const runs = caseRuns(evidence);
    const standings = caseStandings(evidence).filter((d) => d.class.corner !== undefined);
    const cases = standings.map((d) => ({
      id: d.key,
      start: Object.fromEntries(MICE.map((set) => [set, d.sets[set].value])),
      values: Object.fromEntries(
        MICE.map((set) => [
          set,
          (["settled", "reader-a", "reader-b"] as const).map(
            (coder) =>
              evidence.codingOf({coder, periodId: d.period?.period_id ?? "", reading: "practice", set})?.level
          )
        ])
      )
    }));
    const complete = cases.filter((d) =>
      MICE.every((set) => d.values[set]?.every((x) => typeof x === "number"))
    );
    expect(complete.length).toBeGreaterThan(30);
    const drawn = monteCarlo(
      complete,
      MICE.map((set: SetKey) => ({id: set, set})),
      {draws: 4000, aggregations: ["mean"]}
    );
    for (const {id, shares} of drawn) {
      for (const {corner, share} of shares) {
        const exact = runs.get(id)?.shares.find((d) => d.corner === corner)?.share ?? 0;
        expect(Math.abs(exact - share), `${id} ${corner}`).toBeLessThan(0.05);
      }
    }
  });

  it("add up to one, and call robust only what both readers saw on the same side", () => {
    for (const reading of ["practice", "official"] as const) {
      for (const {shares, word, start, same} of caseRuns(evidence, {reading}).values()) {
        if (start.corner === undefined) {
          expect([word, same.value, shares.length]).toEqual([undefined, undefined, 0]);
          expect(same.reason).toMatch(/\w/);
          continue;
        }
        expect(shares.reduce((sum, d) => sum + d.share, 0)).toBeCloseTo(1, 9);
        expect(word === "robust").toBe((same.value ?? 0) >= 0.9);
      }
    }
  });

  it("follow a challenge", () => {
    const codings = [{periodId: "can-2016", reading: "practice", set: "C", level: 0}] as const;
    const c = caseRuns(challenged(evidence, {...PUBLISHED, codings})).get("can-2016:practice");
    expect(c?.start.name).toBe("MOP");
    expect(c?.same.value).toBeCloseTo(1 / 3, 9);
    expect(c?.word).toBe("shaky");
    expect(c?.possible).toEqual(["PM"]);
  });
});
