import {describe, expect, it} from "vitest";
import {guard} from "../../src/workbench/guard.js";
import {toCell} from "../../src/workbench/notebook.js";
import {isFault, type Program, transpile} from "../../src/workbench/transpile.js";

const js = (value: string) => transpile(toCell({id: 1, mode: "js", value}));
const program = (value: string) => js(value) as Program;

/** Runs guarded code with a counter for a guard. */
function turns(source: string, ...values: unknown[]): {value: unknown; count: number} {
  let count = 0;
  const make = new Function("__turn", `return (${guard(source)})`);
  const value = make(() => {
    count += 1;
    if (count > 1000) throw new Error("too many turns");
  })(...values);
  return {value, count};
}

describe("a cell made ready to run", () => {
  it("knows what it takes and gives", () => {
    expect(js("const b = a + 1;")).toMatchObject({inputs: ["a"], outputs: ["b"], autodisplay: false});
    expect(js("a + 1")).toMatchObject({inputs: ["a"], outputs: [], autodisplay: true});
    expect(transpile(toCell({id: 1, mode: "md", value: "# $" + "{title}"}))).toMatchObject({
      inputs: ["md", "title"]
    });
  });

  it.each([
    ["a", "a", 1],
    ["const a = 1;\nboom();", "boom", 2],
    ["\n\nconst a = 1;\nboom();", "boom", 4],
    ['import * as d3 from "npm:d3";\nconst a = 1;\nboom();', "boom", 3],
    ['import {\n  a\n} from "npm:d3";\nimport b from "npm:b";\nboom();', "boom", 5],
    ["(\n  boom\n)", "boom", 2]
  ])("finds the lines of %j again", (text, word, line) => {
    const {body, lines, named} = program(text);
    const at = body.split("\n").findIndex((d, i) => i > 0 && d.includes(word));
    expect(lines[at]).toBe(line);
    expect(named[word]).toBe(line);
  });

  it("finds the lines of Markdown again", () => {
    const {body, lines} = transpile(toCell({id: 1, mode: "md", value: "# A\n\n$" + "{boom}"})) as Program;
    expect(lines[body.split("\n").findIndex((d) => d.includes("boom}"))]).toBe(3);
  });

  it.each([
    ["const a = ;", 1, 10],
    ["let x = 1;\nlet y = (;\n", 2, 9],
    ["export const a = 1;", 1, 0]
  ])("says where %j is wrong", (text, line, column) => {
    const made = js(text);
    expect(isFault(made)).toBe(true);
    expect(made).toMatchObject({line, column});
    expect((made as {message: string}).message).not.toMatch(/\(\d+:\d+\)/);
  });

  it("keeps what it cannot run", () => {
    expect(transpile(toCell({id: 3, mode: "sql", value: "select 1"}))).toMatchObject({
      id: 3,
      message: expect.stringContaining("SQL")
    });
  });

  it("asks the workbench where the cell imports", () => {
    expect(program('import * as d3 from "npm:d3";').body).toContain('__load("https://');
    expect(program('const a = await import("npm:d3");').body).toContain('await __load("https://');
  });
});

describe("the guard", () => {
  it.each([
    ["() => { let n = 0; for (let i = 0; i < 3; i++) n += i; return n; }", 3, 3],
    ["() => { let n = 0; for (const a of [1, 2]) for (const b of [1, 2]) n += a * b; return n; }", 9, 6],
    ["() => { let n = 0; while (n < 4) { n++; } return n; }", 4, 4],
    ["() => { let n = 0; do n++; while (n < 4); return n; }", 4, 4],
    ["() => { let n = 0; for (const k in {a: 1, b: 2}) if (k === 'a') n++; else n += 2; return n; }", 3, 2],
    ["() => { a: for (;;) { for (;;) break a; } return 1; }", 1, 2],
    ["() => { for (let i = 0; i < 2; i++); return 5; }", 5, 2],
    ["() => { function f(n) { return n ? f(n - 1) : 7; } return f(2); }", 7, 3],
    ["() => { const f = (n) => n ? f(n - 1) : ({a: 7}); return f(2).a; }", 7, 3],
    ["() => { const f = (n) => ({a: n && f(n - 1).a}); return f(2).a; }", 0, 3],
    ["() => { const f = function (n) { return (n) && f(n - 1); }; return f(1); }", 0, 2],
    ["() => { const f = (d) => d.a; return String(f).length; }", 10, 0]
  ])("leaves the sense of %s", (source, value, count) => {
    expect(turns(source)).toEqual({value, count});
  });

  it.each([
    "() => { while (true); }",
    "() => { for (;;) {} }",
    "() => { do {} while (1); }",
    "() => { const f = function* () { for (;;) yield 1; }; for (const x of f()); }",
    "() => { while (1) while (1) while (0); }",
    "() => { const f = (n) => n < 2 ? n : f(n - 1) + f(n - 2); f(60); }",
    "() => { function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); } f(60); }"
  ])("stops %s", (source) => {
    expect(() => turns(source)).toThrow("too many turns");
  });

  it("keeps the lines", () => {
    const source = "() => {\n  for (;;)\n    a();\n  while (1)\n  {\n  }\n}";
    expect(guard(source).split("\n")).toHaveLength(source.split("\n").length);
  });
});
