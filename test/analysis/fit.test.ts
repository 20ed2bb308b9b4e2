import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {and, fitNecessity, fitSufficiency, fitTerms, negate} from "../../src/analysis/index.js";
import {membership} from "./arbitraries.js";
import {column, off, table, vector} from "./vectors.js";

const lipset = table("d01_calibration_lipset_direct");

describe("fitNecessity", () => {
  it("reproduces inclN, RoN and covN of five conditions (d04)", () => {
    const d04 = vector("d04_necessity_lipset_fuzzy");
    const y = column(lipset, "SURV_expected_2dp");
    for (const [set, expected] of Object.entries<Record<"inclN" | "RoN" | "covN", number>>(d04.expected)) {
      const fit = fitNecessity(column(lipset, `${set}_expected_2dp`), y);
      for (const key of ["inclN", "RoN", "covN"] as const) {
        expect(off(fit[key].value, expected[key]), `${key} of ${set}`).toBeLessThanOrEqual(d04.tolerance);
      }
    }
  });
  it("reproduces six conditions and their negations over 76 country-years (d09)", () => {
    const d09 = vector("d09_fit_schneider_export");
    const rows = table("d09_fit_schneider_export");
    const y = column(rows, "EXPORT");
    for (const [name, expected] of Object.entries<Record<"inclN" | "RoN" | "covN", number>>(d09.expected)) {
      const x = column(rows, name.replace("~", ""));
      const fit = fitNecessity(name.startsWith("~") ? x.map(negate) : x, y);
      for (const key of ["inclN", "RoN", "covN"] as const) {
        expect(off(fit[key].value, expected[key]), `${key} of ${name}`).toBeLessThanOrEqual(
          d09.tolerance.expected
        );
        const printed = d09.package_output_3dp[name][key];
        expect(off(fit[key].value, printed)).toBeLessThanOrEqual(d09.tolerance.package_output_3dp + 1e-9);
      }
    }
  });
  it("is undefined with a reason when a sum is 0", () => {
    const empty = fitNecessity([], []);
    expect(empty).toMatchObject({n: 0, of: 0});
    expect(empty.inclN).toEqual({value: undefined, reason: "no case has both values"});
    expect(fitNecessity([0.4], [0]).inclN.reason).toBe("no case has any membership in Y");
    expect(fitNecessity([0], [0.4]).covN.reason).toBe("no case has any membership in X");
    expect(fitNecessity([1, 1], [1, 1]).RoN.reason).toBe("every case is fully in X and Y");
  });
});

describe("fitSufficiency", () => {
  it("reproduces consistency, PRI and coverage of a crisp term (d03)", () => {
    const d03 = vector("d03_truthtable_lipset_crisp");
    const rows = table("d02_calibration_lipset_crisp");
    const y = column(rows, "SURV_crisp");
    for (const [rule, expected] of Object.entries<Record<string, number>>(d03.expected_fit)) {
      const literals = (rule.split(" -> ")[0] ?? "").split("*");
      const x = rows.map((row) =>
        and(
          ...literals.map((literal) => {
            const m = Number(row[`${literal.replace("~", "")}_crisp`]);
            return literal.startsWith("~") ? 1 - m : m;
          })
        )
      );
      const fit = fitSufficiency(x, y);
      for (const [key, value] of Object.entries(expected)) {
        expect(off(fit[key as "inclS" | "PRI" | "covS"].value, value), rule).toBeLessThanOrEqual(
          d03.tolerance
        );
      }
    }
  });
  it("leaves out a case with a missing value and counts it", () => {
    const fit = fitSufficiency([0.2, undefined, 0.8, NaN], [0.6, 0.5, null, 1]);
    expect(fit).toMatchObject({n: 1, of: 4});
    expect(fit.inclS.value).toBe(1);
  });
  it("has no PRI when all of X is as much in Y as in not-Y", () => {
    expect(fitSufficiency([0.3, 0.4], [0.5, 0.5]).PRI.reason).toBe("all of X lies in both Y and not-Y");
    expect(fitSufficiency([0, 0], [0.5, 0.5]).PRI.reason).toBe("no case has any membership in X");
  });
  it("works Haesebrouck's measure out by hand", () => {
    const {haesebrouck} = fitSufficiency([0.8, 0.4], [0.6, 0.9]);
    expect(haesebrouck.value).toBeCloseTo(1 / (0.6 + Math.sqrt(0.2 * 0.8) + 0.4), 12);
  });
  it("names unequal lengths and memberships outside 0 to 1", () => {
    expect(() => fitSufficiency([1], [])).toThrow("X has 1 cases, Y has 0");
    expect(() => fitSufficiency([0.2, 2], [0, 0])).toThrow("X of case 1 outside 0 to 1: 2");
  });
  const pairs = fc.array(fc.tuple(membership, membership), {minLength: 1, maxLength: 12});
  it("stays within 0 and 1, is 1 for a subset, and does not depend on order", () => {
    fc.assert(
      fc.property(pairs, (xy) => {
        const x = xy.map(([a]) => a);
        const y = xy.map(([, b]) => b);
        const s = fitSufficiency(x, y);
        const n = fitNecessity(x, y);
        for (const {value} of [s.inclS, s.covS, s.PRI, s.haesebrouck, n.inclN, n.covN, n.RoN]) {
          if (value === undefined) continue;
          expect(value).toBeGreaterThanOrEqual(-1e-9);
          expect(value).toBeLessThanOrEqual(1 + 1e-9);
        }
        const turned = fitSufficiency(x.toReversed(), y.toReversed());
        if (s.inclS.value !== undefined) expect(off(turned.inclS.value, s.inclS.value)).toBeLessThan(1e-9);
        expect(s.inclS.value).toBe(n.covN.value);
        expect(s.covS.value).toBe(n.inclN.value);
        const subset = fitSufficiency(
          xy.map(([a, b]) => Math.min(a, b)),
          y
        ).inclS.value;
        if (subset !== undefined) expect(subset).toBe(1);
      })
    );
  });
});

describe("fitTerms", () => {
  it("gives each term the part of the outcome that only it covers", () => {
    const y = [1, 1, 1, 1];
    const [a, b] = fitTerms(
      [
        [1, 1, 0, 0],
        [0, 1, 1, 0]
      ],
      y
    );
    expect(a?.covS.value).toBe(0.5);
    expect(a?.uniqueCoverage.value).toBeCloseTo(0.25, 12);
    expect(b?.uniqueCoverage.value).toBeCloseTo(0.25, 12);
  });
  it("leaves a case missing in one term out of all", () => {
    const [a] = fitTerms(
      [
        [1, 1],
        [undefined, 0]
      ],
      [1, 1]
    );
    expect(a?.n).toBe(1);
    expect(fitTerms([], [1])).toEqual([]);
    expect(() => fitTerms([[1]], [1, 1])).toThrow("term 0 has 1 cases, Y has 2");
  });
});
