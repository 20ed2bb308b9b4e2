import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  cohenKappa,
  crossTable,
  fleissKappa,
  krippendorffAlpha,
  type Level,
  percentAgreement
} from "../../src/analysis/index.js";
import {off, vector} from "./vectors.js";

const levels: Level[] = ["nominal", "ordinal", "interval", "ratio"];

describe("krippendorffAlpha", () => {
  const d06 = vector("d06_krippendorff_3x15");
  it.each(levels)("reproduces the %s alpha of three coders with gaps (d06)", (level) => {
    const alpha = krippendorffAlpha(d06.input.reliability_data, {level});
    expect(off(alpha.value, d06.expected[level])).toBeLessThanOrEqual(d06.tolerance);
    expect(alpha).toMatchObject({units: 12, of: 15, codes: 26});
  });
  const d11 = vector("d11_alpha_small_cases");
  it.each([0, 1, 2, 4])("reproduces small case %i (d11)", (i) => {
    const {data, expected} = d11.cases[i];
    expect(off(krippendorffAlpha(data, {level: "nominal"}).value, expected)).toBeLessThanOrEqual(
      d11.tolerance
    );
  });
  it("is not defined where NLTK answers 1 for a single pairable value (d11)", () => {
    const alpha = krippendorffAlpha(d11.cases[3].data, {level: "nominal"});
    expect(alpha.value).toBeUndefined();
    expect(alpha.reason).toBe("all codes are alike, so no disagreement can be expected");
    expect(alpha).toMatchObject({units: 1, codes: 2, observed: 0, expected: 0});
  });
  it("is not defined without a unit that two coded", () => {
    for (const data of [
      [],
      [[]],
      [[1, 2, 3]],
      [
        [1, null],
        [null, 2]
      ]
    ]) {
      expect(krippendorffAlpha(data).reason).toBe("no unit has two codes");
    }
  });
  it("ignores units with one code", () => {
    const without = krippendorffAlpha([
      [1, 2, 3, 1],
      [1, 2, 2, 1]
    ]);
    const withOne = krippendorffAlpha([
      [1, 2, 3, 1, 3],
      [1, 2, 2, 1, undefined]
    ]);
    expect(withOne.value).toBe(without.value);
    expect(withOne.of).toBe(5);
  });
  it("needs numbers, or an order for words", () => {
    const words = [
      ["low", "high", "mid"],
      ["low", "mid", "mid"]
    ];
    expect(() => krippendorffAlpha(words)).toThrow("ordinal alpha needs numbers or an order: low");
    const numbers = krippendorffAlpha([
      [0, 2, 1],
      [0, 1, 1]
    ]);
    expect(krippendorffAlpha(words, {order: ["low", "mid", "high"]}).value).toBe(numbers.value);
    expect(() => krippendorffAlpha(words, {order: ["low", "mid"]})).toThrow(
      "code not in the order given: high"
    );
    expect(() =>
      krippendorffAlpha(
        [
          [-1, 1],
          [1, 1]
        ],
        {level: "ratio"}
      )
    ).toThrow("ratio alpha needs values from 0: -1");
    expect(() => krippendorffAlpha([[1, 2], [1]])).toThrow("coder 1 has 1 units, coder 0 has 2");
  });
  it("keeps a ratio alpha finite when both codes are 0", () => {
    expect(
      Number.isFinite(
        krippendorffAlpha(
          [
            [0, 0, 2],
            [0, 1, 2]
          ],
          {level: "ratio"}
        ).value
      )
    ).toBe(true);
  });
  const rows = fc.tuple(fc.integer({min: 2, max: 4}), fc.integer({min: 1, max: 8})).chain(([coders, units]) =>
    fc.array(
      fc.array(fc.option(fc.integer({min: 0, max: 3}), {freq: 4}), {minLength: units, maxLength: units}),
      {
        minLength: coders,
        maxLength: coders
      }
    )
  );
  it("is at most 1, 1 for coders who agree, and does not depend on the order of coders or units", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...levels), (data, level) => {
        const {value} = krippendorffAlpha(data, {level});
        const turned = krippendorffAlpha(data.map((row) => row.toReversed()).toReversed(), {level}).value;
        const twins = krippendorffAlpha([data[0] ?? [], data[0] ?? []], {level}).value;
        if (twins !== undefined) expect(twins).toBe(1);
        if (value === undefined) expect(turned).toBeUndefined();
        else {
          expect(value).toBeLessThanOrEqual(1);
          expect(off(turned, value)).toBeLessThan(1e-9);
        }
      })
    );
  });
  it("does not care how nominal codes are named, nor for the unit of interval codes", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const letters = data.map((row) => row.map((code) => (code === null ? null : "dcba"[code])));
        const scaled = data.map((row) => row.map((code) => (code === null ? null : 5 + 2 * code)));
        const nominal = krippendorffAlpha(data, {level: "nominal"}).value;
        const interval = krippendorffAlpha(data, {level: "interval"}).value;
        if (nominal === undefined || interval === undefined) return;
        expect(off(krippendorffAlpha(letters, {level: "nominal"}).value, nominal)).toBeLessThan(1e-9);
        expect(off(krippendorffAlpha(scaled, {level: "interval"}).value, interval)).toBeLessThan(1e-9);
      })
    );
  });
});

describe("cohenKappa", () => {
  const d08 = vector("d08_cohen_kappa_3x3");
  it.each([
    "unweighted",
    "linear"
  ] as const)("reproduces the %s kappa, its error, interval and test (d08)", (weights) => {
    const kappa = cohenKappa(d08.input.table, {weights});
    const expected = d08.expected[weights];
    const printed = d08.tolerance["4dp"] + 1e-9;
    expect(off(kappa.value, d08.expected.computed[weights])).toBeLessThanOrEqual(d08.tolerance.computed);
    expect(off(kappa.value, expected.kappa)).toBeLessThanOrEqual(printed);
    expect(off(kappa.standardError, expected.ase)).toBeLessThanOrEqual(printed);
    expect(off(kappa.interval?.[0], expected.ci95[0])).toBeLessThanOrEqual(printed);
    expect(off(kappa.interval?.[1], expected.ci95[1])).toBeLessThanOrEqual(printed);
    expect(off(kappa.z, expected.z_h0)).toBeLessThanOrEqual(printed);
  });
  const d14 = vector("d14_cohen_kappa_ordinal");
  const {rater2, rater3} = d14.input;
  it("reproduces the ordinal kappas over the observed categories (d14)", () => {
    const {table, categories, n} = crossTable(rater2, rater3);
    expect(categories).toEqual(d14.input.categories_observed);
    expect(n).toBe(20);
    expect(off(cohenKappa(table).value, d14.expected.unweighted)).toBeLessThanOrEqual(d14.tolerance);
    expect(off(cohenKappa(table, {weights: "linear"}).value, d14.expected.equal)).toBeLessThanOrEqual(
      d14.tolerance
    );
    expect(off(cohenKappa(table, {weights: "quadratic"}).value, d14.expected.squared)).toBeLessThanOrEqual(
      d14.tolerance
    );
  });
  it("differs over the whole scale (d14)", () => {
    const {table} = crossTable(rater2, rater3, {categories: [1, 2, 3, 4, 5, 6]});
    const {equal, squared} = d14.caution.with_six_categories;
    expect(off(cohenKappa(table).value, d14.expected.unweighted)).toBeLessThanOrEqual(d14.tolerance);
    expect(off(cohenKappa(table, {weights: "linear"}).value, equal)).toBeLessThanOrEqual(d14.tolerance);
    expect(off(cohenKappa(table, {weights: "quadratic"}).value, squared)).toBeLessThanOrEqual(d14.tolerance);
  });
  it("is not defined without ratings or without variation", () => {
    expect(cohenKappa([]).reason).toBe("no unit was rated by both");
    expect(
      cohenKappa([
        [0, 0],
        [0, 0]
      ]).reason
    ).toBe("no unit was rated by both");
    expect(
      cohenKappa([
        [5, 0],
        [0, 0]
      ]).reason
    ).toBe("both raters gave one and the same category throughout");
    expect(cohenKappa([[5]]).reason).toBe("both raters gave one and the same category throughout");
  });
  it("is 1 for raters who agree and 0 when one of them never varies", () => {
    expect(
      cohenKappa([
        [3, 0],
        [0, 2]
      ]).value
    ).toBe(1);
    expect(
      cohenKappa([
        [3, 0],
        [2, 0]
      ]).value
    ).toBeCloseTo(0, 12);
  });
  it("leaves out units that one rater did not rate", () => {
    expect(crossTable([1, 2, null, NaN], [1, undefined, 2, 2])).toMatchObject({categories: [1], n: 1, of: 4});
    expect(() => crossTable([1], [2], {categories: [1]})).toThrow("not in the list of categories: 2");
    expect(() => crossTable([1], [])).toThrow("first rater has 1 units, second has 0");
    expect(() => cohenKappa([[1, 2]])).toThrow("row 0 has 2 columns, table has 1 rows");
    expect(() =>
      cohenKappa([
        [1, -2],
        [0, 0]
      ])
    ).toThrow("not a count: -2");
  });
  it("weighs no differently with two categories, and does not depend on who is first", () => {
    const counts = fc.integer({min: 0, max: 9});
    fc.assert(
      fc.property(counts, counts, counts, counts, (a, b, c, d) => {
        const {value} = cohenKappa([
          [a, b],
          [c, d]
        ]);
        if (value === undefined) return;
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
        expect(
          off(
            cohenKappa(
              [
                [a, b],
                [c, d]
              ],
              {weights: "quadratic"}
            ).value,
            value
          )
        ).toBeLessThan(1e-9);
        expect(
          off(
            cohenKappa([
              [a, c],
              [b, d]
            ]).value,
            value
          )
        ).toBeLessThan(1e-9);
      })
    );
  });
});

describe("fleissKappa", () => {
  const d07 = vector("d07_fleiss_kappa_10x5");
  it("reproduces kappa and the agreement per subject (d07)", () => {
    const kappa = fleissKappa(d07.input.counts);
    expect(off(kappa.value, d07.expected.kappa_computed)).toBeLessThanOrEqual(d07.tolerance.computed);
    expect(off(kappa.value, d07.expected.kappa_3dp)).toBeLessThanOrEqual(d07.tolerance["3dp"]);
    kappa.perSubject.forEach((p, i) => {
      expect(off(p, d07.expected.P_i_3dp[i])).toBeLessThanOrEqual(d07.tolerance["3dp"] + 1e-9);
    });
    expect(kappa).toMatchObject({subjects: 10, raters: 14});
  });
  it("is not defined without subjects, a second rater or variation", () => {
    expect(fleissKappa([]).reason).toBe("no subject was rated");
    expect(
      fleissKappa([
        [1, 0],
        [0, 1]
      ]).reason
    ).toBe("agreement needs two raters, there is 1");
    expect(
      fleissKappa([
        [3, 0],
        [3, 0]
      ]).reason
    ).toBe("one category was used throughout");
  });
  it("names a subject with another number of ratings", () => {
    expect(() =>
      fleissKappa([
        [1, 1],
        [2, 1]
      ])
    ).toThrow("subject 1 has 3 ratings, subject 0 has 2");
    expect(() =>
      fleissKappa([
        [1, 1],
        [1, 1, 0]
      ])
    ).toThrow("subject 1 has 3 categories");
  });
});

describe("percentAgreement", () => {
  it("counts equal pairs", () => {
    expect(
      percentAgreement([
        [1, 2, 3],
        [1, 2, 1]
      ]).value
    ).toBeCloseTo(2 / 3, 12);
    expect(
      percentAgreement([
        [1, null],
        [1, 2],
        [2, null]
      ])
    ).toMatchObject({pairs: 3, units: 1, of: 2, value: 1 / 3});
    expect(percentAgreement([]).reason).toBe("no unit has two codes");
  });
});
