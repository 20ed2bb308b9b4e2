import {describe, expect, it} from "vitest";
import {createSite} from "../../loaders/pages/site.js";
import {
  type Challenge,
  challenged,
  changeCount,
  codingSources,
  PUBLISHED
} from "../../src/analysis/challenge.js";
import {anchorsOf, caseStandings, indicatorStandings} from "../../src/analysis/standing.js";

const {evidence} = createSite();
const change = (changes: Partial<Challenge>) => challenged(evidence, {...PUBLISHED, ...changes});
const key = {periodId: "can-2016", reading: "practice", set: "C"} as const;
const canada = (from = evidence) =>
  caseStandings(from, {countries: ["CAN"]}).find((d) => d.key === "can-2016:practice");

describe("a challenge", () => {
  it("is nothing when nothing is changed, whatever its name", () => {
    expect(change({name: "mine"})).toBe(evidence);
    expect(changeCount({...PUBLISHED, name: "mine"})).toBe(0);
  });

  it("changes a level and the class with it, and nothing else", () => {
    const before = caseStandings(evidence);
    const after = caseStandings(change({codings: [{...key, level: 0.333333}]}));
    expect(canada()?.class.name).toBe("PM");
    const moved = after.filter((d, i) => d.class.name !== before[i]?.class.name).map((d) => d.key);
    expect(moved).toEqual(["can-2016:practice"]);
    expect(after.find((d) => d.key === moved[0])?.class.name).toBe("MOP");
    expect(after.find((d) => d.key === moved[0])?.sets.C.basis).toEqual(canada()?.sets.C.basis);
    expect(caseStandings(evidence)).toEqual(before);
  });

  it("can take a level away", () => {
    const c = canada(change({codings: [{...key, level: null}]}));
    expect(c?.class.missing).toEqual(["C"]);
    expect(c?.sets.C.missing).toBe("not-coded");
  });

  it("gives the same evidence for the same changes", () => {
    const changes = {codings: [{...key, level: 1 as const}]};
    expect(change(changes)).toBe(change({...changes, name: "other name"}));
    expect(change({logOdds: 2})).not.toBe(change({logOdds: 4}));
  });

  it("reads another coder's codings in place of the settled ones", () => {
    for (const coder of ["reader-a", "reader-b"] as const) {
      expect(caseStandings(change({coder})).map((d) => d.class.name)).toEqual(
        caseStandings(evidence, {coder}).map((d) => d.class.name)
      );
    }
  });

  it("leaves out an indicator, and all of a source", () => {
    const id = "oecd_pslc_msps_upat";
    const before = indicatorStandings(evidence, {countries: ["AUS"]})[0];
    const after = indicatorStandings(change({indicators: [id]}), {countries: ["AUS"]})[0];
    expect(after?.sets.I.of).toBe((before?.sets.I.of ?? 0) - 1);
    expect(after?.sets.M).toEqual(before?.sets.M);
    const without = change({sources: ["IBP_OBS2023"]});
    expect(without.indicator("obs_q47")?.set).toBeNull();
    expect(without.indicatorsOf("I").map((d) => d.source_id)).not.toContain("IBP_OBS2023");
  });

  it("silences codings that rest on a source alone, and keeps those with another leg", () => {
    const settled = evidence.tables.codings.filter((d) => d.coder === "settled" && d.level !== null);
    const alone = settled.find((d) => codingSources(d, evidence).length === 1);
    const [source = ""] = alone ? codingSources(alone, evidence) : [];
    const without = change({sources: [source]});
    const lost = settled.filter((d) => without.coding(d.coding_id)?.level === null);
    expect(lost).toEqual(settled.filter((d) => codingSources(d, evidence).join() === source));
    expect(lost.length).toBeGreaterThan(0);
  });

  it("moves anchors, log odds and the rule for all that is computed from the evidence", () => {
    const id = "gtmi_dcei";
    const indicator = evidence.indicator(id);
    const anchors = indicator && anchorsOf(indicator);
    if (!anchors) throw new Error("no anchors");
    const moved = change({anchors: [{indicatorId: id, ...anchors, crossover: anchors.crossover + 0.2}]});
    const value = (from = evidence) => indicatorStandings(from, {countries: ["AUS"]})[0]?.sets.E.value ?? 0;
    expect(value(moved)).toBeLessThan(value());
    expect(value(change({aggregation: "minimum"}))).toBeLessThan(value());
    expect(value(change({logOdds: 2}))).not.toBe(value());
    expect(indicatorStandings(change({logOdds: 2}))).toEqual(indicatorStandings(evidence, {logOdds: 2}));
  });
});
