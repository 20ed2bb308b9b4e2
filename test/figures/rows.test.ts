import {describe, expect, it} from "vitest";
import {agreement} from "../../src/figures/agreement.js";
import {dynamics} from "../../src/figures/dynamics.js";
import type {Figure, FigureRow} from "../../src/figures/figure.js";
import {challengeable} from "../../src/figures/index.js";
import {indicator} from "../../src/figures/indicator.js";
import {ladder} from "../../src/figures/ladder.js";
import {map} from "../../src/figures/map.js";
import {membership} from "../../src/figures/membership.js";
import {models} from "../../src/figures/models.js";
import {pair} from "../../src/figures/pair.js";
import {robustness} from "../../src/figures/robustness.js";
import {scatter} from "../../src/figures/scatter.js";
import {sets} from "../../src/figures/sets.js";
import {space} from "../../src/figures/space.js";
import {timeline} from "../../src/figures/timeline.js";
import {trajectory} from "../../src/figures/trajectory.js";
import {trend} from "../../src/figures/trend.js";
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

describe("tile map", () => {
  it("has a tile for each country, and says why one is empty", () => {
    const {rows, finding} = ask(map, "");
    expect(rows.map((d) => [d.iso3, d.found?.className ?? d.why])).toEqual([
      ["XAA", "performance management"],
      ["XBB", "not classed"],
      ["XCC", "not coded"]
    ]);
    expect(finding).toBe("One of three countries can be classed: one as performance management.");
  });
});

describe("trend", () => {
  it("keeps every wave of every country, the missing ones too", () => {
    const {rows, finding, subtitle} = ask(trend, "countries=XBB");
    expect(rows.length).toBe(12);
    expect(rows.find((d) => d.iso3 === "XBB" && d.year === 2014)?.missing).toBe("source-silent");
    expect(finding).toBe(
      "One of two countries lie higher in 2020 than in 2011 and one lower; of the chosen ones Synthetic Y moved furthest, from 3 to 0.5."
    );
    expect(subtitle).toContain("four waves, three countries. Lines stop where a wave is missing");
  });
});

describe("scatter", () => {
  it("tests a relation between two sets of one instrument", () => {
    const {rows, finding, subtitle} = ask(scatter, "x=practice-E&y=practice-M");
    expect(rows.map((d) => [d.iso3, d.x.value, d.y.value])).toEqual([
      ["XAA", 1 / 3, 1],
      ["XBB", undefined, 2 / 3],
      ["XCC", undefined, undefined]
    ]);
    expect(finding).toBe(
      "Of one countries with both values, one is at least as far in “measured” as in “external and open”; consistency is 1.00, coverage 0.33."
    );
    expect(subtitle).toContain("one of three countries have both values".replace("one of three", "1 of 3"));
  });
  it("does not mix the instruments in a relation", () => {
    expect(ask(scatter, "x=practice-M&y=indicators-M").finding).not.toContain("consistency");
  });
});

describe("robustness", () => {
  it("gives shares that add up, a country's own class first, and says who has none", () => {
    const {rows} = ask(robustness, "");
    const own = rows.filter((d) => d.iso3 === "XAA");
    expect(own[0]?.own).toBe(true);
    expect(own.reduce((sum, d) => sum + (d.share ?? 0), 0)).toBeCloseTo(1, 9);
    expect(rows.filter((d) => d.share === undefined).map((d) => d.label)).toEqual([
      "Synthetic Y: no class by indicators, I and C missing, the sources are silent.",
      "Synthetic Z: no class by indicators, I missing, the sources are silent."
    ]);
  });
  it("calls a class robust from nine of ten runs", () => {
    // With one indicator to a set the rule within sets changes nothing: only anchors move.
    const both = ask(robustness, "countries=XAA");
    const alone = ask(robustness, "countries=XAA&varied=anchors");
    expect(both.rows[0]?.share).toBeGreaterThan(0.5);
    expect(both.rows[0]?.share).toBeLessThan(0.9);
    expect(both.rows[0]?.word).toBe("shaky");
    expect(Math.abs((both.rows[0]?.share ?? 0) - (alone.rows[0]?.share ?? 1))).toBeLessThan(0.03);
  });
});

describe("agreement with the literature", () => {
  it("holds each claim against the coding of its last year", () => {
    const {rows} = ask(agreement, "strength=all");
    const told = rows
      .filter((d) => d.reading === "practice")
      .map((d) => [d.placed.placement.placement_id, d.when, d.verdict]);
    expect(told).toEqual([
      ["xaa-p2", "from 2005", "agrees"],
      ["xbb-p1", "2000–2020", "no class to compare"],
      ["xaa-p1", "from 2005", "agrees"],
      ["xbb-p2", "", "no coded period of that time"],
      ["xaa-p3", "1990–2004", "agrees"]
    ]);
    const open = rows.filter((d) => d.verdict === "not in terms that can be compared");
    expect(open.map((d) => d.key)).toEqual(["xbb-p3", "xaa-p4", "xcc-p1"]);
  });
  it("counts by reading and apart for the strong", () => {
    expect(ask(agreement, "").finding).toBe(
      "Our class agrees with two of two strong and medium placements in practice and with none of two on paper; of the strong ones it agrees with one of one in practice."
    );
  });
});

describe("ladder test", () => {
  it("names who is in the higher set without the first", () => {
    const {rows, finding} = ask(ladder, "countries=XAA,XBB&when=all");
    expect(rows.filter((d) => d.condition === "M").map((d) => [d.when, d.bin])).toEqual([
      ["1990–2004", "first"],
      ["from 2005", "both"],
      ["2000–2020", "unknown"]
    ]);
    expect(finding).toBe(
      "Of three periods none contradicts the step M before I, none the step I before C and none the step C before E."
    );
  });
  it("tells a contradiction of one country", () => {
    const {rows, finding} = ask(challengeable(ladder), "countries=XAA&code=xaa-2005:practice:I:1&v=1");
    expect(rows.find((d) => d.condition === "I")).toMatchObject({bin: "higher", against: "kind"});
    expect(finding).toBe("Synthetic X (from 2005) contradicts the step I before C.");
  });
});

describe("three dynamics", () => {
  it("count the records for and against each link of the force pulled at", () => {
    expect(ask(dynamics, "pull=processes").finding).toBe(
      "Of our records on the pull of functional processes: on political legitimacy none speaks for and none against; on technical design one speaks for and none against."
    );
  });
  it("lead from a witness to its record and from theory to its source", () => {
    const {rows} = ask(dynamics, "");
    expect(rows[0]).toMatchObject({href: expect.stringMatching(/^\/evidence\/sources#/), evidence: []});
    expect(rows[1]).toMatchObject({
      href: expect.stringMatching(/^\/countries\/.*#xaa-1991-02$/),
      evidence: ["xaa-1991-02"]
    });
  });
});
