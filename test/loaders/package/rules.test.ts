import {describe, expect, it} from "vitest";
import {gridOf, lineOf, reportAfter, setCell} from "./broken.ts";
import {cases} from "./cases.ts";

describe("a rule between cells", {timeout: 60_000}, () => {
  it.each(cases)("reports %s", (_, path, where, column, value, line) => {
    let row = 0;
    const lines = reportAfter(path, (grid) => {
      row = setCell(path, grid, where, column, value);
    });
    const own = lines.filter((candidate) => candidate.startsWith(`${path}, row ${row}, column ${column}: `));
    expect(own).toContainEqual(expect.stringContaining(line));
    expect(line.endsWith("(") || own.some((candidate) => candidate.endsWith(line))).toBe(true);
  });

  it("asks that something support a level", () => {
    const path = "codings.csv";
    let row = 0;
    const lines = reportAfter(path, (grid) => {
      row = setCell(path, grid, {rule_id: "M-2"}, "finding_ids", "");
      setCell(path, grid, {rule_id: "M-2"}, "event_ids", "");
    });
    const expected = "a finding or an event on which the level rests";
    expect(lines).toContain(`${path}, row ${row}, column finding_ids: found "", expected ${expected}`);
  });

  it("reports a value without reason and a reason beside a value, in every table that has both", () => {
    for (const [path, where, value, missing] of [
      ["observations/gtmi.csv", {iso3: "AUS", indicator_id: "gtmi_cgsi", year: "2020"}, "value", "missing"],
      ["survey_answers_obs.csv", {iso3: "AUS", question_id: "Q50"}, "score", "missing"],
      ["codings.csv", {rule_id: "M-2"}, "level", "missing"]
    ] as const) {
      let row = 0;
      let given = "";
      const place = () => `${path}, row ${row}, column ${value}, ${missing}: found`;
      const none = reportAfter(path, (grid) => {
        row = setCell(path, grid, where, value, "");
      });
      expect(none).toContain(
        `${place()} "", expected a ${value}, or in ${missing} the reason why there is none`
      );
      const both = reportAfter(path, (grid) => {
        row = setCell(path, grid, where, missing, "contested");
        const header = grid[0] ?? [];
        const changed = grid.find((cells) => cells[header.indexOf(missing)] === "contested");
        given = changed?.[header.indexOf(value)] ?? "";
      });
      expect(both).toContain(`${place()} "${given}, contested", expected ${value} or ${missing}, not both`);
    }
  });

  it("reports a period that runs into the next", () => {
    const path = "periods.csv";
    const lines = reportAfter(path, (grid) => {
      setCell(path, grid, {period_id: "aus-1983"}, "end", "1990");
    });
    const next = lineOf(
      path,
      gridOf(path).findIndex(([id]) => id === "aus-1987")
    );
    const expected = "a year after aus-1983 ends (1990)";
    expect(lines).toContain(`${path}, row ${next}, column start: found "1987", expected ${expected}`);
  });

  it("reports observations in the file of another series", () => {
    const lines = reportAfter("series.csv", (grid) => {
      setCell("series.csv", grid, {series_id: "gtmi_psdi"}, "resource", "incise");
    });
    const path = "observations/gtmi.csv";
    const row = lineOf(
      path,
      gridOf(path).findIndex((cells) => cells.includes("gtmi_psdi"))
    );
    const expected = "a series of the resource gtmi";
    expect(lines).toContain(
      `${path}, row ${row}, column indicator_id: found "gtmi_psdi", expected ${expected}`
    );
  });

  it("reports an answer unlike the observation", () => {
    const path = "survey_answers_obs.csv";
    let row = 0;
    const lines = reportAfter(path, (grid) => {
      row = setCell(path, grid, {question_id: "Q47", wave: "2023", iso3: "AUS"}, "score", "67");
    });
    const observations = "observations/obs.csv";
    const there = lineOf(
      observations,
      gridOf(observations).findIndex(
        ([iso3, year, series]) => iso3 === "AUS" && year === "2023" && series === "obs_q47"
      )
    );
    const expected = `100, as in ${observations}, row ${there}`;
    expect(lines).toContain(`${path}, row ${row}, column score: found "67", expected ${expected}`);
  });

  it("asks for a row where an OECD member is passed over", () => {
    const path = "observations/gtmi.csv";
    const lines = reportAfter(path, (grid) => {
      const at = grid.findIndex(
        ([iso3, year, series]) => iso3 === "AUS" && year === "2022" && series === "gtmi_dcei"
      );
      grid.splice(at, 1);
    });
    const expected = "expected a row for gtmi_dcei in 2022, with a value or the kind of missing";
    expect(lines).toContain(`${path}, column iso3: found "AUS", ${expected}`);
  });

  it("asks for every reading of every period", () => {
    let id = "";
    const lines = reportAfter("codings.csv", (grid) => {
      id = grid.splice(1, 1)[0]?.[0] ?? "";
    });
    expect(lines).toContain(`codings.csv, column coding_id: found "${id}", expected a row for this reading`);
  });
});
