import {describe, expect, it} from "vitest";
import {holds, readSelection, select, universe} from "../../src/analysis/selection.js";
import {caseStandings} from "../../src/analysis/standing.js";
import {syntheticEvidence} from "../figures/fixture.js";

const evidence = syntheticEvidence();
const keys = (words: string) => select(evidence, readSelection(words, evidence)).map((d) => d.key);

describe("a selection", () => {
  it("takes the latest period of each country in practice when nothing else is said", () => {
    const latest = new Map(caseStandings(evidence).map((d) => [d.iso3, d.key]));
    expect(keys("")).toEqual([...latest.values()]);
  });

  it("takes all periods, one reading, some countries", () => {
    expect(keys("when=all countries=XAA reading=official")).toEqual([
      "xaa-1990:official",
      "xaa-2005:official"
    ]);
  });

  it("keeps those of a class, and those in and out of sets", () => {
    const all = caseStandings(evidence);
    for (const model of ["PRE", "PA", "MOP", "PM", "PG", "hybrid"] as const)
      expect(keys(`when=all class=${model}`)).toEqual(
        all.filter((d) => d.class.model === model).map((d) => d.key)
      );
    expect(keys("when=all in=M out=C")).toEqual(
      all.filter((d) => (d.sets.M.value ?? 0) > 0.5 && (d.sets.C.value ?? 1) < 0.5).map((d) => d.key)
    );
  });

  it("never counts a missing value for a bound", () => {
    const missing = keys("when=all missing=E");
    expect(missing.length).toBeGreaterThan(0);
    for (const words of ["E>=0", "E<=1", "in=E", "out=E"])
      expect(keys(`when=all ${words}`)).not.toEqual(expect.arrayContaining(missing.slice(0, 1)));
  });

  it("gives each country once when one fitting period is enough", () => {
    const found = select(evidence, readSelection("when=ever class=any", evidence)).map((d) => d.iso3);
    expect(found).toEqual([...new Set(found)]);
  });

  it("computes a universe once", () => {
    const selection = readSelection("when=all", evidence);
    expect(universe(evidence, selection)).toBe(universe(evidence, {...selection, classes: ["PG"]}));
  });

  it.each([
    "class=XX",
    "countries=ZZZ",
    "in=Q",
    "M>2",
    "reading=both",
    "nonsense",
    "corner=12"
  ])("cannot read %s", (words) => {
    expect(() => readSelection(words, evidence)).toThrow(`cannot read “${words}”`);
  });
});

describe("a bound", () => {
  it("holds to the last bits of arithmetic, and never for what is missing", () => {
    expect(holds(2 / 3, ">=", 0.6666667)).toBe(true);
    expect(holds(0.5, ">", 0.5)).toBe(false);
    expect(holds(1 / 3, "<", 0.5)).toBe(true);
    for (const sign of [">=", "<=", ">", "<", "="] as const) expect(holds(undefined, sign, 0)).toBe(false);
  });
});
