import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {projectFiles, roomProblems} from "./rooms.js";

const root = join(import.meta.dirname, "..");

/** What is said of one file, without its name. */
async function saidOf(path: string, text: string): Promise<string[]> {
  const problems = await roomProblems(new Map([[path, text]]));
  return problems.map((line) => line.replace(`${path}: `, ""));
}

describe("the house", () => {
  const files = projectFiles(root);

  it("has files in every room that is built", () => {
    const rooms = [
      "src/evidence",
      "src/analysis",
      "src/figures",
      "src/forms",
      "src/components",
      "loaders",
      "test"
    ];
    for (const room of rooms) {
      expect(
        [...files.keys()].filter((path) => path.startsWith(`${room}/`) && path.endsWith(".ts")),
        room
      ).not.toEqual([]);
    }
  });

  it("has no import, global or address where it does not belong", async () => {
    expect(await roomProblems(files)).toEqual([]);
  });

  it("would say so: a wrong import in a file of the project is found", async () => {
    const path = "src/evidence/evidence.ts";
    const broken = `import "../figures/theme.js";\n${files.get(path)}`;
    const problems = await roomProblems(new Map([[path, broken]]));
    expect(problems).toEqual([
      `${path}: imports src/figures/theme.js, and src/evidence does not use src/figures`
    ]);
  });

  it("has loaders of a few lines beside its pages", () => {
    const long = [...files].filter(
      ([path, text]) =>
        /^src\/.*\.(?!d\.ts)[a-z]+\.ts$/.test(path) &&
        text.split("\n").filter((line) => line.trim()).length > 12
    );
    expect(long.map(([path]) => path)).toEqual([]);
  });
});

describe("the check of imports", () => {
  it.each([
    ["src/evidence/a.ts", 'import {b} from "../analysis/b.js";\nb();', "src/analysis/b.js"],
    [
      "src/evidence/a.ts",
      'import type {B} from "../analysis/b.js";\nexport const a: B = 1;',
      "src/analysis/b.js"
    ],
    ["src/evidence/a.ts", 'import {type B} from "../analysis/b.js";', "src/analysis/b.js"],
    ["src/analysis/a.ts", 'export type {B} from "../figures/b.js";', "src/figures/b.js"],
    ["src/analysis/a.ts", 'export * from "../figures/b.js";', "src/figures/b.js"],
    ["src/figures/a.ts", 'const b = await import("../components/b.js");\nb;', "src/components/b.js"],
    ["src/components/a.ts", 'import {b} from "../../loaders/b.js";\nb();', "loaders/b.js"],
    ["src/components/a.ts", 'import type {B} from "../../loaders/b.js";\nexport let a: B;', "loaders/b.js"],
    ["loaders/a.ts", 'import {b} from "../src/components/b.js";\nb();', "src/components/b.js"],
    ["loaders/a.ts", 'import {b} from "../test/b.js";\nb();', "test/b.js"],
    ["src/a.json.ts", 'import {b} from "./components/b.js";\nb();', "src/components/b.js"]
  ])("%s cannot say %j", async (path, text, target) => {
    expect(await saidOf(path, text)).toEqual([expect.stringContaining(`imports ${target}`)]);
  });

  it.each([
    ["src/analysis/a.ts", 'import type {B} from "../evidence/b.js";\nexport const a: B = 1;'],
    [
      "src/figures/a.ts",
      'import {b} from "../analysis/b.js";\nimport * as Plot from "@observablehq/plot";\nb(Plot);'
    ],
    ["src/components/a.ts", 'import {b} from "../figures/b.js";\nb();'],
    ["loaders/a.ts", 'import type {B} from "../src/components/b.js";\nexport let a: B;'],
    ["src/a.json.ts", 'import {b} from "../loaders/b.js";\nb();'],
    ["src/figures/a.ts", '// import {b} from "../components/b.js";\nexport const a = `import "node:fs"`;'],
    ["test/a.ts", 'import "node:fs";\nimport {b} from "../src/components/b.js";\nb();']
  ])("%s can say %j", async (path, text) => {
    expect(await saidOf(path, text)).toEqual([]);
  });

  it.each([
    ["src/analysis/a.ts", 'import {readFileSync} from "node:fs";\nreadFileSync;', "imports node:fs"],
    ["src/components/a.ts", 'import {readFileSync} from "fs";\nreadFileSync;', "imports fs"],
    ["src/evidence/a.ts", 'import {sum} from "d3-array";\nsum;', "imports d3-array"],
    ["src/analysis/a.ts", 'import * as Plot from "@observablehq/plot";\nPlot;', "imports @observablehq/plot"],
    ["src/figures/a.ts", 'import {csvParse} from "d3-dsv";\ncsvParse;', "imports d3-dsv"],
    ["src/components/a.ts", 'import {table} from "arquero";\ntable;', "imports arquero"],
    ["src/figures/a.ts", 'import * as d3 from "npm:d3";\nd3;', "imports npm:d3"],
    ["loaders/a.ts", 'import d3 from "https://example.org/d3.js";\nd3;', "imports https://example.org/d3.js"],
    ["loaders/a.ts", 'import b from "../../shared/b.js";\nb;', "imports ../../shared/b.js from outside"]
  ])("%s cannot say %j", async (path, text, said) => {
    expect(await saidOf(path, text)).toContainEqual(expect.stringContaining(said));
  });

  it("names every import that is wrong, not only the first", async () => {
    const text = 'import "node:fs";\nimport "node:path";\nimport {b} from "../figures/b.js";\nb();';
    expect(await saidOf("src/analysis/a.ts", text)).toHaveLength(3);
  });

  it("stops at a file it cannot read", async () => {
    await expect(roomProblems(new Map([["src/figures/a.ts", "import {"]]))).rejects.toThrow(
      "src/figures/a.ts"
    );
  });
});

describe("the check of globals", () => {
  it.each([
    ["src/figures/a.ts", 'export const a = () => document.createElement("p");', "document"],
    ["src/figures/a.ts", "export const a = window.innerWidth;", "window"],
    ["src/analysis/a.ts", 'export const a = () => fetch("/a");', "fetch"],
    ["src/evidence/a.ts", "export const a = globalThis;", "globalThis"],
    ["src/evidence/a.ts", "export const a = process.env;", "process"],
    ["src/components/a.ts", 'export const a = Buffer.from("a");', "Buffer"],
    ["src/components/a.ts", 'export const a = eval("1");', "eval"],
    ["src/figures/a.ts", 'export const a = new Function("return 1");', "Function"]
  ])("%s cannot say %j", async (path, text, name) => {
    expect(await saidOf(path, text)).toEqual([`touches ${name}`]);
  });

  it.each([
    [
      "src/figures/a.ts",
      'export const a = ({document}: {document: Document}) => document.createElement("p");'
    ],
    ["src/figures/a.ts", "export const a = (svg: SVGElement) => svg.ownerDocument.defaultView;"],
    ["src/figures/a.ts", '/** Never touches window.location. */\nexport const a = "fetch(document)";'],
    ["src/components/a.ts", "export const a = () => fetch(document.baseURI + window.name);"]
  ])("%s can say %j", async (path, text) => {
    expect(await saidOf(path, text)).toEqual([]);
  });
});

describe("the check of addresses", () => {
  it.each([
    ["src/a.md", '```js\nimport {d3} from "npm:d3";\n```', "imports from npm:"],
    ["src/a.md", '<script src="https://example.org/a.js"></script>', "loads"],
    ["src/a.css", '@import "https://example.org/a.css";', "loads"],
    ["src/a.css", "a { background: url(//example.org/a.png); }", "loads"],
    ["loaders/pages/a.ts", 'export const a = "https://cdn.jsdelivr.net/npm/d3";', "loads"],
    ["loaders/a.ts", 'export const a = readFileSync("/tmp/a.csv");', "names"],
    ["loaders/a.ts", 'export const a = readFileSync("../shared/a.csv");', "names"],
    ["src/a.md", "See `/work/shared`.", "names"]
  ])("%s cannot say %j", async (path, text, said) => {
    expect(await saidOf(path, text)).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    [
      "src/a.md",
      'A [source](https://doi.org/10.1000/1) and <a href="https://example.org/work/tmp/a">another</a>.'
    ],
    ["src/a.css", 'a { background: url("../fonts/a.woff2"); }'],
    ["src/a.md", "Work/life balance, shared/own."]
  ])("%s can say %j", async (path, text) => {
    expect(await saidOf(path, text)).toEqual([]);
  });
});
