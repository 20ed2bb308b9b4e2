import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {createCsvReader, rowTexts} from "../../../loaders/oecd/csv.js";
import {createIntake} from "../../../loaders/oecd/intake.js";

/** All rows of a text that comes in pieces of some length. */
function read(text: string, size: number): string[][] {
  const rows: string[][] = [];
  const reader = createCsvReader((row) => rows.push(rowTexts(row)));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) reader.push(Buffer.from(bytes.subarray(at, at + size)));
  reader.end();
  return rows;
}

const cell = fc.oneof(
  fc.constantFrom("", "a", "é", "Türkiye", "x,y", 'say "so"', "two\nlines", '"', "€ 1"),
  fc.string({unit: "binary", maxLength: 6}).map((d) => d.replace(/[\0\r\uFEFF\uFFFD]/g, ""))
);

describe("the reader of rows", () => {
  it("reads what papaparse reads, in pieces of any length, with either line end", () => {
    fc.assert(
      fc.property(
        fc
          .integer({min: 2, max: 5})
          .chain((width) => fc.array(fc.array(cell, {minLength: width, maxLength: width}))),
        fc.constantFrom("\n", "\r\n"),
        fc.integer({min: 1, max: 40}),
        fc.boolean(),
        (rows, newline, size, quotes) => {
          const text = Papa.unparse(rows, {newline, quotes}) + (rows.length ? newline : "");
          const expected = Papa.parse<string[]>(text, {delimiter: ",", newline, skipEmptyLines: true}).data;
          expect(read(text, size)).toEqual(expected);
        }
      ),
      {seed: 20311, numRuns: 400}
    );
  });

  it("names the line of a row, quoted line ends counted", () => {
    const lines: number[] = [];
    const reader = createCsvReader((row) => lines.push(row.line));
    reader.push(Buffer.from('a,b\n"1\n2",c\n\nd,e\n'));
    reader.end();
    expect(lines).toEqual([1, 2, 5]);
  });

  it("does not take in a file without end for one row", () => {
    const reader = createCsvReader(() => {}, {longest: 1000});
    expect(() => {
      for (let i = 0; i < 100; i += 1) reader.push(Buffer.from(`"${"x".repeat(100)}`.slice(i ? 1 : 0)));
    }).toThrow("a row of more than 1000 bytes; is a quote left open there?");
  });
});

describe("rows put in order", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fm-sort-"));
  });
  afterEach(() => rmSync(folder, {recursive: true, force: true}));

  const observation = fc.record({
    area: fc.constantFrom("AUS", "CAN", "NZL", "Ärea"),
    item: fc.constantFrom("Q1-a", "Q1-b", "Q10-a", "Q2,x"),
    time: fc.integer({min: 2000, max: 2030}).map(String),
    value: fc.constantFrom("0", "1", "", "1/12")
  });
  const keyOf = (d: {area: string; item: string; time: string}) => [d.area, d.item, d.time];
  const distinct = fc.uniqueArray(observation, {maxLength: 200, selector: (d) => keyOf(d).join("|")});
  const header = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,MEASURE,TIME_PERIOD,OBS_VALUE";
  const lineOf = (d: {area: string; item: string; time: string; value: string}) =>
    Papa.unparse([["DATAFLOW", "A:B(1.0)", "I", ...keyOf(d), d.value]]);
  const inOrder = (a: readonly string[], b: readonly string[]) => {
    for (let i = 0; i < a.length; i += 1) {
      if ((a[i] as string) < (b[i] as string)) return -1;
      if ((a[i] as string) > (b[i] as string)) return 1;
    }
    return 0;
  };

  it("are those that came, however little memory there is, and nothing is left behind", () => {
    fc.assert(
      fc.property(
        distinct,
        fc.integer({min: 1, max: 30}),
        fc.integer({min: 60, max: 4000}),
        (rows, few, bytes) => {
          fc.pre(rows.length > 0);
          const intake = createIntake(join(folder, "work"), {sort: {rows: few, bytes}});
          const text = Buffer.from(`${header}\r\n${rows.map((d) => `${lineOf(d)}\r\n`).join("")}`);
          for (let at = 0; at < text.length; at += 97) intake.push(Buffer.from(text.subarray(at, at + 97)));
          const taken = intake.finish(join(folder, "out.csv"));
          intake.clear();
          const sorted = [...rows].sort((a, b) => inOrder(keyOf(a), keyOf(b)));
          expect(readFileSync(join(folder, "out.csv"), "utf8")).toBe(
            `${header}\n${sorted.map((d) => `${lineOf(d)}\n`).join("")}`
          );
          expect(taken.rows).toBe(rows.length);
          expect(readdirSync(folder)).toEqual(["out.csv"]);
        }
      ),
      {seed: 20311, numRuns: 60}
    );
  });

  it("are refused when a key comes twice, also when the two lie in different runs", () => {
    fc.assert(
      fc.property(distinct, fc.nat(), fc.integer({min: 1, max: 20}), (rows, place, few) => {
        fc.pre(rows.length > 1);
        const again = rows[place % rows.length] as (typeof rows)[number];
        const intake = createIntake(join(folder, "work"), {sort: {rows: few}});
        intake.push(Buffer.from(`${header}\n${[...rows, again].map((d) => `${lineOf(d)}\n`).join("")}`));
        const line = (place % rows.length) + 2;
        expect(() => intake.finish(join(folder, "out.csv"))).toThrow(
          `duplicates: line ${rows.length + 2} repeats the key ${keyOf(again).join(".")} of line ${line}`
        );
        intake.clear();
      }),
      {seed: 20311, numRuns: 40}
    );
  });
});
