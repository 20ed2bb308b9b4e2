import {describe, expect, it} from "vitest";
import {chapters, exportsOf, functionsOf, written} from "../../../loaders/analysis/reference.js";
import * as analysis from "../../../src/analysis/index.js";

const described = chapters.flatMap((d) => d.files).flatMap((file) => functionsOf(file));

describe("the reference of the analysis", () => {
  it("describes every function of the library, once", () => {
    const functions = Object.entries(analysis).filter(([, value]) => typeof value === "function");
    expect(described.map((d) => d.name).sort()).toEqual(functions.map(([name]) => name).sort());
    for (const {name, text, signature} of described) {
      expect(text.length, name).toBeGreaterThan(20);
      expect(signature, name).toMatch(/^\(.*\): ./);
      expect(text, name).not.toMatch(/@example|\* /);
    }
  });

  it("has no file of the library in no chapter", () => {
    const files = chapters.flatMap((d) => d.files);
    expect(new Set(files).size).toBe(files.length);
    expect([...exportsOf().keys()].filter((file) => !files.includes(file))).toEqual(["membership"]);
  });
});

describe("the example of", () => {
  it.each(described.map((d) => [d.name, d.example] as const))("%s gives what is written", (name, example) => {
    if (!example) throw new Error(`${name} has no example`);
    expect(example.code).toContain(name);
    const run = new Function(...Object.keys(analysis), `return (${example.code})`);
    expect(written(run(...Object.values(analysis)))).toBe(example.gives.replace(/\n/g, " "));
  });
});

describe("a value as examples write it", () => {
  it.each<[unknown, string]>([
    [1 / 3, "0.333333"],
    [[1, undefined, "a"], '[1, undefined, "a"]'],
    [{value: undefined, reason: "none", n: 0}, '{reason: "none", n: 0}'],
    [true, "true"]
  ])("%j is %s", (value, text) => {
    expect(written(value)).toBe(text);
  });
});
