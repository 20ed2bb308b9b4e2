import {describe, expect, it} from "vitest";
import {
  cutRange,
  evaluate,
  fitSufficiency,
  minimise,
  robustFit,
  truthTable
} from "../../src/analysis/index.js";
import {off, table, vector} from "./vectors.js";

const d13 = vector("d13_robustness_life_expectancy");
const SETS = ["HE", "GG", "AH", "HI", "HW"];
const cases = table("d13_robustness_life_expectancy").map((row) => ({
  id: String(row.case),
  memberships: Object.fromEntries([...SETS, "HL"].map((s) => [s, Number(row[s])]))
}));
const y = cases.map(({memberships}) => memberships.HL);
const formula = (name: string): string => d13.solutions[name].split("  ")[0];
const memberships = (name: string) => cases.map((c) => evaluate(formula(name), c.memberships));

describe("robustFit (d13)", () => {
  const fit = robustFit(memberships("IS"), [memberships("TS1"), memberships("TS2")], y);
  const close = (actual: number | undefined, expected: number, printed?: number) => {
    expect(off(actual, expected)).toBeLessThanOrEqual(d13.tolerance.expected);
    if (printed !== undefined)
      expect(off(actual, printed)).toBeLessThanOrEqual(d13.tolerance.package_output_3dp);
  };
  it.each(["IS", "TS1", "TS2"])("reproduces the fit of %s", (name) => {
    const {inclS, PRI, covS} = fitSufficiency(memberships(name), y);
    close(inclS.value, d13.expected[name].inclS);
    close(PRI.value, d13.expected[name].PRI);
    close(covS.value, d13.expected[name].covS);
  });
  it("reproduces the core and the robustness fit", () => {
    const {core, robustness_fit: expected} = d13.expected;
    const printed = d13.package_output_3dp;
    close(fit.fit.inclS.value, core.inclS, printed.core.inclS);
    close(fit.fit.covS.value, core.covS, printed.core.covS);
    close(fit.fit.PRI.value, core.PRI, printed.core.PRI);
    close(fit.RFcov.value, expected.RF_cov, printed.robustness_fit.RF_cov);
    close(fit.RFcons.value, expected.RF_cons, printed.robustness_fit.RF_cons);
    close(fit.RFscMin.value, expected.RF_SC_minTS, printed.robustness_fit.RF_SC_minTS);
    close(fit.RFscMax.value, expected.RF_SC_maxTS, printed.robustness_fit.RF_SC_maxTS);
  });
  it("uses every test solution, also one in the middle", () => {
    const [one, two] = [memberships("TS1"), memberships("TS2")];
    const nothing = one.map(() => 0);
    const three = robustFit(memberships("IS"), [one, nothing, two], y);
    expect(three.RFscMin.value).toBe(0);
    expect(three.RFcov.value).toBe(0);
    expect(three.RFcons.reason).toBe("no case has any membership in X");
  });
  it("says what is missing", () => {
    expect(robustFit([0.5], [], [0.5]).RFscMin.reason).toBe("there is no test solution");
    expect(robustFit([0.5, 0.5], [[undefined, 0.5]], [1, 1]).core).toEqual([undefined, 0.5]);
    expect(() => robustFit([0.5], [[]], [1])).toThrow("solution 1 has 0 cases, Y has 1");
  });
});

describe("the solutions behind it (d13)", () => {
  const solve = (inclCut: number, nCut: number) =>
    minimise(truthTable(cases, "HL", SETS, {inclCut, nCut})).value;
  it.each([
    ["IS", 0.87, 2],
    ["TS1", 0.7, 2],
    ["TS2", 0.87, 1]
  ] as const)("finds %s", (name, inclCut, nCut) => {
    const models = solve(inclCut, nCut)?.models.map((m) => m.name.split(" + ").map(sorted).sort());
    expect(models).toContainEqual(formula(name).split(" + ").map(sorted).sort());
  });
  it("reproduces the ranges of the cuts", () => {
    const data = {cases, outcome: "HL", conditions: SETS};
    const incl = cutRange(data, "inclCut", {inclCut: 0.87, nCut: 2}).value;
    expect([incl?.from, incl?.to]).toEqual(d13.sensitivity_ranges["raw consistency threshold .87"]);
    const n = cutRange(data, "nCut", {inclCut: 0.87, nCut: 2}).value;
    expect([n?.from, n?.to]).toEqual(d13.sensitivity_ranges["frequency cut 2"]);
    expect(cutRange({...data, cases: []}, "nCut").reason).toBe("no row of the truth table is coded 1");
  });
});

function sorted(term: string): string {
  return term.split("*").sort().join("*");
}
