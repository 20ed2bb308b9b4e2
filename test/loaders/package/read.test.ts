import {describe, expect, it} from "vitest";
import {readPackage} from "../../../loaders/package/read.ts";
import {tableNames} from "../../../src/evidence/tables.ts";
import {folder} from "./broken.ts";

describe("readPackage", () => {
  const tables = readPackage(folder);

  it("gives every table, with rows", () => {
    expect(Object.keys(tables)).toEqual([...tableNames]);
    expect(tableNames.filter((name) => tables[name].length === 0)).toEqual([]);
  });

  it("gives numbers, truths, lists and nulls, not text", () => {
    expect(tables.countries.find(({iso3}) => iso3 === "AUS")).toMatchObject({
      name: "Australia",
      slug: "australia",
      oecd_since: 1971,
      book_six: true,
      depth: "deep"
    });
    expect(tables.countries.find(({iso3}) => iso3 === "BRA")?.oecd_since).toBeNull();
    expect(tables.periods[0]?.evidence_ids).toContain("aus-1983-01");
    expect(tables.sets.map(({set}) => set)).toEqual(["M", "I", "C", "E"]);
    expect(tables.rules.map(({level}) => level)).toEqual(
      [0, 1, 2, 3].flatMap(() => [0, 0.333333, 0.666667, 1])
    );
  });

  it("puts the observations of all files together, each with its resource, and keeps values as given", () => {
    const resources = new Set(tables.observations.map(({resource}) => resource));
    expect([...resources]).toEqual([
      "oecd_pb_index_2016",
      "oecd_ireg",
      "oecd_pslc",
      "oecd_integrity",
      "oecd_digital",
      "oecd_trust_survey",
      "incise",
      "bipa",
      "wgi",
      "un_egov",
      "gtmi",
      "vdem",
      "obs"
    ]);
    const index = tables.observations.filter(
      ({indicator_id}) => indicator_id === "oecd_pb_index_2016_rescaled"
    );
    expect(index.find(({iso3}) => iso3 === "AUS")).toMatchObject({
      value: 0.583323,
      missing: null,
      year: 2016
    });
    expect(index.find(({iso3}) => iso3 === "ESP")).toMatchObject({value: null, missing: "source-silent"});
  });

  it("leaves out what may not be used commercially, with its series and indicators", () => {
    const free = readPackage(folder, {noncommercial: false});
    expect(free.observations.some(({resource}) => resource === "obs")).toBe(false);
    expect(free.series.some(({resource}) => resource === "obs")).toBe(false);
    expect(free.indicators.some(({resource}) => resource === "obs")).toBe(false);
    expect(free.survey_answers_obs).toEqual([]);
    expect(free.survey_questions_obs).toEqual([]);
    expect(free.observations.length).toBe(
      tables.observations.filter(({resource}) => resource !== "obs").length
    );
    expect(free.countries).toEqual(tables.countries);
  });

  it("keeps out what the project does not publish", () => {
    const ids = tables.series.map(({series_id}) => series_id).join(" ");
    expect(ids).not.toMatch(/gallup|sgi|wjp|incise_index|incise_opn|incise_pol|incise_reg/);
  });
});
