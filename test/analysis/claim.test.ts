import {describe, expect, it} from "vitest";
import {createSite} from "../../loaders/pages/site.js";
import {leastAnchorFall} from "../../src/analysis/anchorFall.js";
import type {CodingOverride} from "../../src/analysis/challenge.js";
import {challenged, PUBLISHED} from "../../src/analysis/challenge.js";
import {readClaim, weigh} from "../../src/analysis/claim.js";
import {leastFall} from "../../src/analysis/fall.js";
import {MICE} from "../../src/analysis/membership.js";
import {caseStandings} from "../../src/analysis/standing.js";
import {syntheticEvidence} from "../figures/fixture.js";

const synthetic = syntheticEvidence();
const {evidence} = createSite();
const under = (codings: readonly CodingOverride[], words: string, from = evidence) =>
  weigh(challenged(from, {...PUBLISHED, codings}), readClaim(words, from)).holds;

describe("a claim", () => {
  it("compares a count with a number, another count, or a consistency with a bound", () => {
    expect(weigh(synthetic, readClaim("count when=all countries=XAA = 2", synthetic))).toEqual({
      holds: true,
      left: 2,
      right: 2
    });
    const two = weigh(synthetic, readClaim("count when=all in=M >= count when=all in=E", synthetic));
    expect(two.holds).toBe((two.left ?? 0) >= (two.right ?? 0));
    const {left} = weigh(evidence, readClaim("consistency M I when=all >= 0.9", evidence));
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(1);
  });

  it.each([
    "count class=PG",
    "class=PG = 0",
    "count class=PG = many",
    "consistency M = 1",
    "= 0"
  ])("cannot be read from “%s”", (words) => {
    expect(() => readClaim(words, synthetic)).toThrow(/cannot read/);
  });
});

describe("the least fall of a claim", () => {
  const claims = [
    "count class=PG = 0",
    "count class=PM >= 1",
    "count class=PG when=ever >= 2",
    "count class=hybrid > count class=PM",
    "consistency M I when=all >= 0.9",
    "consistency C E when=all < 0.9"
  ];

  it.each(claims)("makes it fall when the changes are made: %s", (words) => {
    const claim = readClaim(words, evidence);
    expect(weigh(evidence, claim).holds).toBe(true);
    const found = leastFall(evidence, claim);
    expect(found?.falls.length).toBeGreaterThan(0);
    for (const {codings} of found?.falls ?? []) expect(under(codings, words)).toBe(false);
  });

  it("is the least there is, for a count: no single change of fewer steps will do", () => {
    const words = "count when=all class=PM,PG = 1";
    const claim = readClaim(words, synthetic);
    const holds = weigh(synthetic, claim).holds;
    const start = holds ? words : `count when=all class=PM,PG = ${weigh(synthetic, claim).left}`;
    const found = leastFall(synthetic, readClaim(start, synthetic));
    expect(found?.exact).toBe(true);
    const steps = found?.falls[0]?.steps ?? 0;
    // Every change of one coding, tried out.
    const enough = caseStandings(synthetic).flatMap(({period, sets}) =>
      MICE.flatMap((set) =>
        ([0, 0.333333, 0.666667, 1] as const).flatMap((level) => {
          const now = sets[set].value;
          const size = now === undefined ? 1 : Math.round(Math.abs(level - now) * 3);
          const coding = {periodId: period?.period_id ?? "", reading: "practice" as const, set, level};
          return size && !under([coding], start, synthetic) ? [size] : [];
        })
      )
    );
    if (enough.length) expect(steps).toBe(Math.min(...enough));
    else expect(found?.falls[0]?.codings.length).toBeGreaterThan(1);
  });

  it("is nothing for a claim that does not hold, or rests on no codings", () => {
    expect(leastFall(evidence, readClaim("count class=PG > 99", evidence))).toBeUndefined();
    expect(
      leastFall(evidence, readClaim("count instrument=indicator class=PG > 0", evidence))
    ).toBeUndefined();
  });
});

describe("the least move of an anchor", () => {
  it("makes the claim fall, and half of it does not", () => {
    const words = "consistency I C instrument=indicator < 0.9";
    const claim = readClaim(words, evidence);
    const found = leastAnchorFall(evidence, claim);
    if (!found) throw new Error("no anchor makes it fall");
    const holdsWith = (share: number) => {
      const {indicatorId, ...moved} = found.anchors;
      const published = evidence.indicator(indicatorId);
      const from = Number(published?.[found.anchor]);
      const anchors = {...moved, [found.anchor]: from + share * (moved[found.anchor] - from)};
      return weigh(challenged(evidence, {...PUBLISHED, anchors: [{indicatorId, ...anchors}]}), claim).holds;
    };
    expect(holdsWith(1)).toBe(false);
    expect(holdsWith(0.5)).toBe(true);
  });

  it("is nothing for a claim that rests on codings alone", () => {
    expect(leastAnchorFall(evidence, readClaim("count class=PG = 0", evidence))).toBeUndefined();
  });
});
