import {describe, expect, it} from "vitest";
import {codebook, grouped, licenceName} from "../../../loaders/release/codebook.js";
import {descriptor, resources} from "../package/broken.js";

describe("the codebook", () => {
  it("has every column of every table, in its order, with a meaning", () => {
    for (const resource of resources) {
      const entries = codebook(resource);
      expect(entries.map((d) => d.name)).toEqual(resource.schema.fields.map((d) => d.name));
      for (const d of entries) expect(d.meaning, `${resource.name}.${d.name}`).not.toBe("");
    }
  });

  it("gives a unit to every number", () => {
    const bare = resources.flatMap(({name, schema}) =>
      schema.fields
        .filter((d) => (d.type === "number" || d.type === "integer") && !d["fm:unit"])
        .map((d) => `${name}.${d.name}`)
    );
    // These are names of things, written as numbers.
    expect(bare.filter((d) => !/\.(question|section)$|pb2023\.value$/.test(d))).toEqual([]);
  });

  it("says in words what a column may hold and where its keys lead", () => {
    const codings = resources.find((d) => d.name === "codings");
    const entries = new Map(codings && codebook(codings).map((d) => [d.name, d]));
    expect(entries.get("level")?.holds).toEqual(["one of 0, 0.333333, 0.666667, 1"]);
    expect(entries.get("level")?.required).toBe(false);
    expect(entries.get("period_id")?.references).toEqual(["periods"]);
    expect(entries.get("finding_ids")?.type).toBe("list, parted by “;”");
    expect(entries.get("coding_id")?.required).toBe(true);
  });

  it("puts every table into one group", () => {
    const names = grouped(descriptor.resources).flatMap((d) => d.resources.map(({name}) => name));
    expect([...names].sort()).toEqual(descriptor.resources.map((d) => d.name).sort());
  });

  it.each([
    [{name: "CC-BY-4.0", title: "Creative Commons Attribution 4.0"}, "CC BY 4.0"],
    [{title: "Ask first"}, "Ask first"],
    [{name: "MIT"}, "MIT"]
  ])("calls a licence by its name: %j", (licence, name) => {
    expect(licenceName(licence)).toBe(name);
  });
});
