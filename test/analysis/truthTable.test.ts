import {describe, expect, it} from "vitest";
import {truthTable} from "../../src/analysis/index.js";
import {off, table, vector} from "./vectors.js";

describe("truthTable", () => {
  it("reproduces the crisp table with its cases and remainders (d03)", () => {
    const d03 = vector("d03_truthtable_lipset_crisp");
    const names: string[] = [...d03.conditions, d03.outcome];
    const cases = table("d02_calibration_lipset_crisp").map((row) => ({
      id: String(row.case),
      memberships: Object.fromEntries(names.map((name) => [name, Number(row[`${name}_crisp`])]))
    }));
    const {rows, missing, between} = truthTable(cases, d03.outcome, d03.conditions);
    expect(rows).toHaveLength(32);
    expect([missing, between]).toEqual([[], []]);
    const filled = rows.filter(({n}) => n > 0);
    expect(
      filled.map(({corner, n, inclS, output, cases}) => ({corner, n, incl: inclS.value, OUT: output, cases}))
    ).toEqual(
      d03.expected_rows.map((row: Record<string, unknown>) => ({
        corner: d03.conditions.map((c: string) => row[c]).join(""),
        n: row.n,
        incl: row.incl,
        OUT: row.OUT,
        cases: row.cases
      }))
    );
    expect(rows.filter(({output}) => output === "remainder")).toHaveLength(23);
  });
  const d05 = vector("d05_property_space_3sets");
  const fuzzy = table("d01_calibration_lipset_direct").map((row) => ({
    id: String(row.case),
    memberships: Object.fromEntries(
      ["DEV", "URB", "STB", "SURV"].map((s) => [s, Number(row[`${s}_expected_2dp`])])
    )
  }));
  it("reproduces the fuzzy table with inclusion and PRI of every corner (d05)", () => {
    const {rows} = truthTable(fuzzy, "SURV", ["DEV", "URB", "STB"], {inclCut: 0.8});
    for (const {name, n, inclS, PRI} of rows) {
      const expected = d05.expected_truth_table[name];
      expect(n).toBe(expected.n_above_half);
      expect(off(inclS.value, expected.inclS)).toBeLessThanOrEqual(d05.tolerance);
      expect(off(PRI.value, expected.PRI)).toBeLessThanOrEqual(d05.tolerance);
    }
    expect(rows.filter(({output}) => output === 1).map(({name}) => name)).toEqual([
      "DEV*~URB*STB",
      "DEV*URB*STB"
    ]);
  });
  it("applies the cuts for PRI and frequency", () => {
    const strict = truthTable(fuzzy, "SURV", ["DEV", "URB", "STB"], {inclCut: 0.8, priCut: 0.8});
    expect(strict.rows.filter(({output}) => output === 1).map(({name}) => name)).toEqual(["DEV*URB*STB"]);
    const frequent = truthTable(fuzzy, "SURV", ["DEV", "URB", "STB"], {inclCut: 0.8, nCut: 2});
    expect(frequent.rows.filter(({output}) => output === "remainder")).toHaveLength(4);
  });
  it("leaves out cases with a missing set, and puts a case at .5 in no row", () => {
    const t = truthTable(
      [
        {id: "a", memberships: {A: 1, B: 0, Y: 1}},
        {id: "b", memberships: {A: 1, B: undefined, Y: 1}},
        {id: "c", memberships: {A: 0.5, B: 0, Y: 1}},
        {id: "d", memberships: {A: 1, B: 1, Y: null}}
      ],
      "Y",
      ["A", "B"]
    );
    expect(t.missing).toEqual(["b", "d"]);
    expect(t.between).toEqual(["c"]);
    expect(t.rows.map(({n}) => n)).toEqual([0, 0, 1, 0]);
  });
  it("has only remainders without cases", () => {
    const {rows} = truthTable([], "Y", ["A"]);
    expect(rows.map(({output}) => output)).toEqual(["remainder", "remainder"]);
    expect(rows[0]?.inclS.value).toBeUndefined();
    expect(() => truthTable([], "A", ["A"])).toThrow("outcome among the conditions: A");
    expect(() => truthTable([], "Y", ["A"], {nCut: 0})).toThrow("frequency cut below 1: 0");
  });
});
