import {describe, expect, it} from "vitest";
import type {Figure, FigureRow} from "../../src/figures/figure.js";
import {challengeable} from "../../src/figures/index.js";
import {indicator} from "../../src/figures/indicator.js";
import {membership} from "../../src/figures/membership.js";
import {models} from "../../src/figures/models.js";
import {pair} from "../../src/figures/pair.js";
import {sets} from "../../src/figures/sets.js";
import {space} from "../../src/figures/space.js";
import {timeline} from "../../src/figures/timeline.js";
import {trajectory} from "../../src/figures/trajectory.js";
import {fromQuery} from "../../src/figures/view.js";
import {syntheticEvidence} from "./fixture.js";

const evidence = syntheticEvidence();

function ask<Row extends FigureRow>(figure: Figure<Row>, query: string) {
  const {view, notes} = fromQuery(query, figure, evidence);
  expect(notes).toEqual([]);
  const rows = figure.rows(evidence, view);
  return {
    rows,
    finding: figure.finding(rows, view, evidence),
    subtitle: figure.subtitle(rows, view, evidence)
  };
}

describe("sets", () => {
  it("keep each kind of missing, and put who is in most sets first", () => {
    const {rows} = ask(sets, "countries=XBB,XAA");
    expect([...new Set(rows.map((d) => d.iso3))]).toEqual(["XAA", "XBB"]);
    const missing = rows.filter((d) => d.iso3 === "XBB" && d.source === "practice").map((d) => d.missing);
    expect(missing).toEqual([undefined, "contested", "not-coded", "not-applicable"]);
  });
  it("say how many indicators a value rests on", () => {
    const {rows} = ask(sets, "countries=XAA&instrument=indicator");
    expect(rows[0]?.label).toBe(
      "Synthetic X, indicators, M measured, by indicators: 0.92 from one of one indicators."
    );
  });
  it("count who is in, of those with a value", () => {
    expect(ask(sets, "countries=XAA,XBB").finding).toBe(
      "In practice 2 of 2 countries with a value are more in than out of M, 1 of 1 of I, 1 of 1 of C and 0 of 1 of E; three values are missing."
    );
    expect(ask(sets, "countries=XBB").finding).toBe(
      "Synthetic Y (2000–2020) is more in than out of M in practice; I, C and E are missing."
    );
  });
});

describe("trajectory and membership", () => {
  it("follow a change to a coding", () => {
    const before = ask(trajectory, "countries=XAA").finding;
    const after = ask(challengeable(trajectory), "countries=XAA&code=xaa-2005:practice:E:3&v=1").finding;
    expect(before).toBe(
      "Synthetic X (from 2005) is coded as performance governance on paper and as performance management in practice."
    );
    expect(after).toBe(
      "Synthetic X (from 2005) is coded as performance governance, on paper as in practice."
    );
  });
  it("name what is missing instead of a class", () => {
    expect(ask(membership, "countries=XBB").finding).toBe(
      "Synthetic Y (2000–2020) cannot be classed, for want of I, C and E."
    );
  });
  it("keep what the missing sets leave possible", () => {
    const {rows} = ask(membership, "countries=XBB");
    expect(rows.map((d) => d.membership)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(rows.map((d) => Math.round(d.upper * 3))).toEqual([1, 2, 2, 2, 2]);
  });
});

describe("property space", () => {
  it("tells who is on the path and who has no class", () => {
    expect(ask(space, "countries=XAA,XBB").finding).toBe(
      "One of one classed countries sits on the path of the models; one of the sixteen combinations is taken; one cannot be classed."
    );
  });
});

describe("timeline", () => {
  it("explains its signs, those of unknown kinds as well", () => {
    const {subtitle, finding} = ask(timeline, "countries=XAA,XBB");
    expect(subtitle).toContain(
      "◆ laws, ■ frameworks, ● reforms, ▲ institutions, ○ audits, □ reviews, × abolitions, ✶ pledge."
    );
    expect(subtitle).toContain("What is older than 1976 stands at the left edge.");
    expect(finding).toBe(
      "Nine dated events are found in two countries, five of them in the 2000s, and three have a known end."
    );
  });
});

describe("indicator", () => {
  it("lays an earlier wave beside the one in use where levels can be compared", () => {
    const {rows} = ask(indicator, "countries=XAA");
    expect(rows.map((d) => [d.iso3, d.value, d.before, d.since])).toEqual([
      ["XAA", 72.5, 30, 2012],
      ["XBB", 40, 20, 2012],
      ["XCC", 4, 6, 2012]
    ]);
  });
  it("sorts a falling one from the lowest value and keeps who has none", () => {
    const {rows, finding} = ask(indicator, "indicator=synthetic_c&countries=XBB,XCC&v=1");
    expect(rows.map((d) => d.iso3)).toEqual(["XAA", "XCC", "XBB"]);
    expect(rows[2]?.missing).toBe("source-silent");
    expect(finding).toBe(
      "One of two countries lies below the crossover of 50, Synthetic Z not among them; for Synthetic Y there is no value."
    );
  });
  it("tells highest and lowest where there are no anchors", () => {
    expect(ask(indicator, "indicator=synthetic_shown&countries=XAA&v=1").finding).toBe(
      "Synthetic Y has the highest value (1.5) of three countries and Synthetic X the lowest (−1.25)."
    );
  });
});

describe("pair and models", () => {
  it("compare in practice where both are coded", () => {
    expect(ask(pair, "countries=XAA,XBB").finding).toBe(
      "In practice Synthetic X is coded above Synthetic Y on M; on I, C and E a coding is missing."
    );
    expect(ask(pair, "countries=XAA,XCC").finding).toBe(
      "Synthetic X and Synthetic Z cannot be compared in practice: on no set do both have a coding."
    );
  });
  it("read the order of the models from their corners", () => {
    const {rows, finding} = ask(models, "");
    expect(rows.map((d) => d.dimension)).toEqual(["in one line", "measuring"]);
    expect(models.columns.map((c) => c.value(rows[1] as never))).toEqual([
      "Measuring",
      null,
      "Synthetic, as the rules ask.",
      null,
      null,
      "Synthetic, with all. (inferred)"
    ]);
    expect(finding).toContain(
      "adds one set to the one before: measured, incorporated and used, coherent and external and open."
    );
  });
});
