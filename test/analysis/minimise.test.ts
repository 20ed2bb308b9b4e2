import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {smallestCovers} from "../../src/analysis/cover.js";
import {
  corners,
  fitSolution,
  minimise,
  type Solution,
  type SolutionKind,
  type TruthTable,
  truthTable
} from "../../src/analysis/index.js";
import {contains, primeImplicants} from "../../src/analysis/primes.js";
import {off, table} from "./vectors.js";

/** A truth table from the rows coded 1 and 0; all others are remainders. */
function tableOf(
  conditions: readonly string[],
  ones: readonly string[],
  zeros: readonly string[]
): TruthTable {
  const nothing = {value: undefined, reason: "not computed"};
  return {
    conditions,
    outcome: "Y",
    missing: [],
    between: [],
    rows: corners(conditions.length).map((corner) => ({
      corner,
      name: corner,
      cases: [],
      n: 1,
      inclS: nothing,
      PRI: nothing,
      output: ones.includes(corner) ? 1 : zeros.includes(corner) ? 0 : "remainder"
    }))
  };
}

const names = (solution: Solution | undefined) => solution?.models.map(({name}) => name);
const terms = (name: string) => name.split(" + ").sort();

const SETS = ["DEV", "URB", "LIT", "IND", "STB"];

describe("minimise: solutions printed by the R package QCA (test suite and man/minimize.Rd)", () => {
  const crisp = table("d02_calibration_lipset_crisp").map((row) => ({
    id: String(row.case),
    memberships: Object.fromEntries([...SETS, "SURV"].map((s) => [s, Number(row[`${s}_crisp`])]))
  }));
  const fuzzy = table("d01_calibration_lipset_direct").map((row) => ({
    id: String(row.case),
    memberships: Object.fromEntries([...SETS, "SURV"].map((s) => [s, Number(row[`${s}_expected_2dp`])]))
  }));
  const expectations = {DEV: 1, URB: 1, LIT: 1, IND: 1, STB: 1} as const;
  it("crisp Lipset data, survival", () => {
    const t = truthTable(crisp, "SURV", SETS);
    expect(names(minimise(t, {kind: "complex"}).value)).toEqual(["DEV*LIT*IND*STB + DEV*~URB*LIT*STB"]);
    const {value} = minimise(t);
    expect(names(value)).toEqual(["DEV*STB"]);
    expect(value?.models[0]?.assumptions).toEqual(["10001", "10011", "11001", "11011", "11101"]);
    expect(value).toMatchObject({kind: "parsimonious", essential: [], complete: true});
  });
  it("crisp Lipset data, breakdown", () => {
    const t = truthTable(crisp, "SURV", SETS, {negate: true});
    expect(t.outcome).toBe("~SURV");
    expect(names(minimise(t, {kind: "complex"}).value)).toEqual(["~DEV*~URB*~IND + DEV*LIT*IND*~STB"]);
    const {value} = minimise(t);
    expect(names(value)).toEqual(["~DEV + ~STB"]);
    const fit = fitSolution(value?.models[0]?.terms ?? [], crisp, "~SURV");
    expect(
      fit.terms.map(({covS, uniqueCoverage}) => [covS.value, Number(uniqueCoverage.value?.toFixed(9))])
    ).toEqual([
      [0.8, 0.3],
      [0.7, 0.2]
    ]);
    expect(fit.whole.inclS.value).toBe(1);
  });
  it("fuzzy Lipset data, all three solutions with their fit", () => {
    // A cut of .7 codes the three rows that the printed solutions explain.
    const t = truthTable(fuzzy, "SURV", SETS, {inclCut: 0.7});
    const complex = minimise(t, {kind: "complex"}).value;
    expect(names(complex)).toEqual(["DEV*LIT*IND*STB + DEV*~URB*LIT*STB"]);
    expect(names(minimise(t).value)).toEqual(["DEV*STB"]);
    const intermediate = minimise(t, {kind: "intermediate", expectations}).value;
    expect(names(intermediate)).toEqual(["DEV*LIT*STB"]);
    const fit = fitSolution(complex?.models[0]?.terms ?? [], fuzzy, "SURV");
    const printed = [
      ["DEV*LIT*IND*STB", 0.843, 0.821, 0.622, 0.385],
      ["DEV*~URB*LIT*STB", 0.809, 0.761, 0.433, 0.196]
    ] as const;
    printed.forEach(([name, inclS, PRI, covS, covU], i) => {
      const term = fit.terms[i];
      expect(term?.name).toBe(name);
      expect(off(term?.inclS.value, inclS)).toBeLessThanOrEqual(0.0005);
      expect(off(term?.PRI.value, PRI)).toBeLessThanOrEqual(0.0005);
      expect(off(term?.covS.value, covS)).toBeLessThanOrEqual(0.0005);
      expect(off(term?.uniqueCoverage.value, covU)).toBeLessThanOrEqual(0.0005);
    });
    expect(off(fit.whole.inclS.value, 0.871)).toBeLessThanOrEqual(0.0005);
    expect(off(fit.whole.PRI.value, 0.851)).toBeLessThanOrEqual(0.0005);
    expect(off(fit.whole.covS.value, 0.818)).toBeLessThanOrEqual(0.0005);
    const short = fitSolution(intermediate?.models[0]?.terms ?? [], fuzzy, "SURV").whole;
    expect(off(short.inclS.value, 0.869)).toBeLessThanOrEqual(0.0005);
    expect(off(short.PRI.value, 0.848)).toBeLessThanOrEqual(0.0005);
    expect(off(short.covS.value, 0.824)).toBeLessThanOrEqual(0.0005);
  });
  it("women in parliament (Krook): two models of the same size", () => {
    const sets = ["ES", "QU", "WS", "WM", "LP"];
    const all = corners(5);
    const ones = [4, 12, 21, 24, 26, 27, 28, 29, 32].map((row) => all[row - 1] ?? "");
    // The printed complex solution of the negated outcome covers just the rows coded 0.
    const covered = ["0-010", "-1000", "10001"];
    const zeros = all.filter(
      (corner) => covered.some((pattern) => contains(pattern, corner)) && !ones.includes(corner)
    );
    const {value} = minimise(tableOf(sets, ones, zeros));
    expect(value?.primes.toSorted()).toEqual(
      ["WS", "~ES*LP", "ES*WM", "QU*LP", "WM*LP", "ES*~QU*~LP", "~QU*~WM*~LP"].toSorted()
    );
    expect(names(value)?.map(terms)).toEqual(
      ["WS + ES*WM + QU*LP + WM*LP", "WS + ~ES*LP + ES*WM + QU*LP"].map(terms)
    );
    expect(value?.essential.toSorted()).toEqual(["ES*WM", "QU*LP", "WS"]);
    expect(value?.models.map(({assumptions}) => assumptions.length)).toEqual([15, 16]);
    const complex = minimise(tableOf(sets, ones, zeros), {kind: "complex"}).value;
    expect(names(complex)?.map(terms)).toEqual([
      terms("~ES*~WS*WM*LP + ES*QU*~WS*WM + ES*QU*~WS*LP + ES*WS*~WM*~LP + ES*WS*WM*LP")
    ]);
  });
  it("job security (Emmenegger): the intermediate solution from its easy counterfactuals", () => {
    const all = corners(6);
    const pick = (rows: number[]) => rows.map((row) => all[row - 1] ?? "");
    const ones = pick([27, 37, 47, 48, 56, 64]);
    const easy = pick([31, 39, 45, 53, 55, 59, 61, 63]);
    const zeros = all.filter((corner) => !ones.includes(corner) && !easy.includes(corner));
    const {value} = minimise(tableOf(["S", "C", "L", "R", "P", "V"], ones, zeros));
    expect(names(value)?.map(terms)).toEqual([terms("S*R*~V + S*C*R*P + S*L*R*P + C*L*P*~V")]);
  });
  it("ethnic protest (Cebotari and Vink): four models from one chart", () => {
    const columns = ["5 15 27 29 31", "5 15 16", "29 30 31 32", "29 30", "24 31 32", "15 16 31 32"];
    const rows = [5, 15, 16, 24, 27, 29, 30, 31, 32];
    const chart = columns.map((list) => list.split(" ").map((row) => rows.indexOf(Number(row))));
    const {covers, essential, complete} = smallestCovers({rows: rows.length, columns: chart});
    expect(covers).toEqual([
      [0, 1, 2, 4],
      [0, 1, 3, 4],
      [0, 2, 4, 5],
      [0, 3, 4, 5]
    ]);
    expect(essential).toEqual([0, 4]);
    expect(complete).toBe(true);
  });
});

/** Shortest solutions by trying everything: all patterns, then all sets of patterns. */
function bruteForce(k: number, ones: readonly string[], free: readonly string[]) {
  const patterns = Array.from({length: 3 ** k}, (_, p) =>
    p.toString(3).padStart(k, "0").replaceAll("2", "-")
  );
  const usable = new Set([...ones, ...free]);
  const implicants = patterns.filter((pattern) =>
    corners(k).every((c) => !contains(pattern, c) || usable.has(c))
  );
  const primes = implicants.filter(
    (p) => ones.some((c) => contains(p, c)) && !implicants.some((q) => q !== p && contains(q, p))
  );
  const masks = primes.map((p) => ones.reduce((mask, c, r) => (contains(p, c) ? mask | (1 << r) : mask), 0));
  const full = 2 ** ones.length - 1;
  const pick = (from: number, left: number, mask: number, chosen: string[]): string[][] => {
    if (mask === full) return [chosen];
    if (left === 0) return [];
    return masks.flatMap((m, p) =>
      p < from ? [] : pick(p + 1, left - 1, mask | m, [...chosen, primes[p] ?? ""])
    );
  };
  let size = 0;
  while (!pick(0, size, 0, []).length) size++;
  return {primes, models: pick(0, size, 0, [])};
}

describe("minimise: against exhaustive search", () => {
  const letters = ["A", "B", "C", "D", "F", "G"];
  const random = fc.integer({min: 1, max: 6}).chain((k) =>
    fc.record({
      k: fc.constant(k),
      // Mostly remainders and zeros above four conditions, so that trying everything stays possible.
      outputs: fc.array(fc.constantFrom(...(k < 5 ? "10-" : "1000--")), {
        minLength: 2 ** k,
        maxLength: 2 ** k
      })
    })
  );
  it.each<SolutionKind>(["complex", "parsimonious"])("finds every %s solution", (kind) => {
    fc.assert(
      fc.property(random, ({k, outputs}) => {
        const all = corners(k);
        const ones = all.filter((_, i) => outputs[i] === "1");
        const zeros = all.filter((_, i) => outputs[i] === "0");
        const free = kind === "complex" ? [] : all.filter((_, i) => outputs[i] === "-");
        const sets = letters.slice(0, k);
        const result = minimise(tableOf(sets, ones, zeros), {kind, limit: 100000});
        if (!ones.length || ones.length + free.length === all.length) {
          expect(result.value).toBeUndefined();
          return;
        }
        fc.pre(ones.length <= 10);
        const brute = bruteForce(k, ones, free);
        expect(
          primeImplicants(ones, free, k)
            .map(({pattern}) => pattern)
            .toSorted()
        ).toEqual(brute.primes.toSorted());
        const expected = brute.models.map((patterns) =>
          patterns
            .map((p) => spell(p, sets))
            .sort()
            .join(" + ")
        );
        expect(
          names(result.value)
            ?.map((name) => terms(name).join(" + "))
            .toSorted()
        ).toEqual(expected.toSorted());
        expect(result.value?.complete).toBe(true);
      }),
      {numRuns: 100}
    );
  }, 60000);
  it("puts the intermediate solution between the complex and the parsimonious", () => {
    const expectation = fc.constantFrom(0, 1, undefined);
    fc.assert(
      fc.property(random, fc.array(expectation, {minLength: 6, maxLength: 6}), ({k, outputs}, wish) => {
        const all = corners(k);
        const sets = letters.slice(0, k);
        const t = tableOf(
          sets,
          all.filter((_, i) => outputs[i] === "1"),
          all.filter((_, i) => outputs[i] === "0")
        );
        const expectations = Object.fromEntries(
          sets.flatMap((set, j) => (wish[j] === undefined ? [] : [[set, wish[j] as 0 | 1]]))
        );
        const {value} = minimise(t, {kind: "intermediate", expectations});
        if (!value) return;
        const parsimonious = minimise(t, {limit: 100000}).value;
        for (const model of value.models) {
          const zeros = t.rows.filter((row) => row.output === 0);
          for (const {corner, output} of t.rows) {
            const held = model.terms.some((term) =>
              term.every(({set, present}) => (corner[sets.indexOf(set)] === "1") === present)
            );
            if (output === 1) expect(held).toBe(true);
            if (output === 0) expect(held).toBe(false);
          }
          expect(zeros.length).toBeGreaterThan(0);
          const reach = new Set(parsimonious?.models.flatMap(({assumptions}) => assumptions));
          expect(model.assumptions.every((corner) => reach.has(corner))).toBe(true);
        }
        if (!Object.keys(expectations).length) {
          expect(names(value)).toEqual(names(minimise(t, {kind: "complex"}).value));
        }
      }),
      {numRuns: 200}
    );
  }, 60000);
});

function spell(pattern: string, sets: readonly string[]): string {
  return sets
    .flatMap((set, j) => (pattern[j] === "-" ? [] : [pattern[j] === "1" ? set : `~${set}`]))
    .join("*");
}

describe("minimise: edges", () => {
  it("is undefined with a reason when there is nothing to explain or to tell apart", () => {
    expect(minimise(tableOf(["A"], [], ["0", "1"])).reason).toBe("no row of the truth table is coded 1");
    expect(minimise(tableOf(["A"], ["1"], [])).reason).toBe(
      "no row is coded 0, so there is nothing to tell apart"
    );
    expect(minimise(tableOf(["A"], ["0", "1"], []), {kind: "complex"}).value).toBeUndefined();
    expect(minimise(tableOf(["A"], ["1"], []), {kind: "complex"}).value?.models[0]?.name).toBe("A");
  });
  it("names an expectation for an unknown condition, and too many conditions", () => {
    expect(() => minimise(tableOf(["A"], ["1"], ["0"]), {expectations: {B: 1}})).toThrow(
      "expectation for an unknown condition: B"
    );
    expect(() => primeImplicants([], [], 13)).toThrow("more than 12 conditions: 13");
  });
  it("lists no more models than asked for, and says so", () => {
    const rows = {
      rows: 2,
      columns: [
        [0, 1],
        [0, 1],
        [0, 1]
      ]
    };
    expect(smallestCovers(rows, {limit: 2})).toMatchObject({size: 1, complete: false});
    expect(smallestCovers(rows, {limit: 2}).covers).toHaveLength(2);
    expect(smallestCovers(rows, {limit: 3})).toMatchObject({covers: [[0], [1], [2]], complete: true});
    expect(smallestCovers({rows: 0, columns: []})).toEqual({
      covers: [[]],
      size: 0,
      essential: [],
      complete: true
    });
    expect(() => smallestCovers({rows: 2, columns: [[0]]})).toThrow("row 1 of the chart has no column");
  });
});
