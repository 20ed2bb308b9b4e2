import {describe, expect, it} from "vitest";
import {parseTable} from "../../../loaders/package/table.ts";

describe("parseTable", () => {
  it("gives rows with the lines on which they begin", () => {
    const {header, rows, problems} = parseTable('a,b\n1,"x\ny"\n2,z\n');
    expect(header).toEqual(["a", "b"]);
    expect(rows).toEqual([
      {line: 2, cells: {a: "1", b: "x\ny"}},
      {line: 4, cells: {a: "2", b: "z"}}
    ]);
    expect(problems).toEqual([]);
  });

  it("takes a byte-order mark, CRLF and empty lines", () => {
    const {header, rows, problems} = parseTable("\uFEFFa,b\r\n1,2\r\n\r\n3,4\r\n");
    expect(header).toEqual(["a", "b"]);
    expect(rows).toEqual([
      {line: 2, cells: {a: "1", b: "2"}},
      {line: 4, cells: {a: "3", b: "4"}}
    ]);
    expect(problems).toEqual([]);
  });

  it("reports every ragged row and keeps what it has", () => {
    const {rows, problems} = parseTable("a,b\n1\n1,2,3\n", {file: "t.csv"});
    expect(problems).toEqual([
      {file: "t.csv", row: 2, value: "1 cells", expected: "2 cells, one per column"},
      {file: "t.csv", row: 3, value: "3 cells", expected: "2 cells, one per column"}
    ]);
    expect(rows.map(({cells}) => cells)).toEqual([
      {a: "1", b: ""},
      {a: "1", b: "2"}
    ]);
  });

  it("reports columns without a name, and names that stand twice", () => {
    expect(parseTable("a,,a\n1,2,3\n", {file: "t.csv"}).problems).toEqual([
      {file: "t.csv", row: 1, value: "", expected: "a name for every column"},
      {file: "t.csv", row: 1, column: "a", value: "a", expected: "a column once"}
    ]);
  });

  it("reports a quote that is never closed", () => {
    const {problems} = parseTable('a,b\n1,"2\n', {file: "t.csv"});
    expect(problems[0]).toMatchObject({file: "t.csv", row: 2});
    expect(problems[0]?.expected).toMatch(/^well-formed CSV/);
  });

  it("asks for a header where there is nothing", () => {
    expect(parseTable("", {file: "t.csv"})).toEqual({
      header: [],
      rows: [],
      problems: [{file: "t.csv", row: 1, expected: "a header row"}]
    });
  });

  it("reads a header alone as no rows", () => {
    expect(parseTable("a,b\n").rows).toEqual([]);
  });
});
