import {describe, expect, it} from "vitest";
import type {SnapshotRecord} from "../../../loaders/oecd/snapshot.js";
import {surveyOf} from "../../../loaders/oecd/survey.js";

const record = {
  id: "x",
  title: "A survey",
  codes: {
    MEASURE: {"Q_MC_Q2-a": "a. One", "Q_MC_Q2-N7": "b. Two", "Q_MC_Q10-a": "a. Ten", "Q_MC_Q3-z": "a. Never"}
  }
} as unknown as SnapshotRecord;
const known = new Set(["AUS", "CAN", "NZL"]);

/** Rows as `AUS Q_MC_Q2-a 1`, of 2023 where no year is given. */
function survey(...rows: string[]) {
  const lines = rows.map((row) => {
    const [area, measure, value, year = "2023"] = row.split(" ");
    return `${area},A,${measure},${year},${value}`;
  });
  return surveyOf(record, `REF_AREA,FREQ,MEASURE,TIME_PERIOD,OBS_VALUE\n${lines.join("\n")}\n`, known);
}

describe("an item that was not selected", () => {
  it("is a row where the file has rows with 0; without a row nothing was answered", () => {
    const found = survey("AUS Q_MC_Q2-a 1", "AUS Q_MC_Q2-N7 0", "CAN Q_MC_Q2-a 0");
    expect(found.unselected).toBe("row");
    expect(found.reason).toContain("2 rows hold 0 and 1 hold 1, so an item that was not selected is a row");
    expect(found.answer("AUS", "Q_MC_Q2-N7")).toEqual({value: 0, text: "0", inferred: false});
    expect(found.answer("CAN", "Q_MC_Q2-N7")).toBeUndefined();
  });

  it("has no row where all rows hold 1: read as not selected beside a selected option, else as not answered", () => {
    const found = survey("AUS Q_MC_Q2-a 1", "CAN Q_MC_Q10-a 1");
    expect(found.unselected).toBe("no-row");
    expect(found.reason).toContain(
      "2 rows hold 1 and none holds 0, while 2 countries and 4 items could make 8"
    );
    expect(found.answer("AUS", "Q_MC_Q2-N7")).toEqual({value: 0, text: "", inferred: true});
    expect(found.answer("AUS", "Q_MC_Q10-a")).toBeUndefined();
    expect(found.answer("CAN", "Q_MC_Q2-a")).toBeUndefined();
    expect(found.answer("NZL", "Q_MC_Q2-a")).toBeUndefined();
  });

  it("is not guessed where every country has every item", () => {
    const all = Object.keys(record.codes.MEASURE ?? {});
    const found = survey(...all.map((code) => `AUS ${code} 1`));
    expect(found.unselected).toBe("unclear");
    expect(found.reason).toContain("The file cannot tell");
  });

  it("is not read from rows with other values", () => {
    const found = survey("AUS Q_MC_Q2-a 3.5", "CAN Q_MC_Q2-a some");
    expect(found.unselected).toBe("unclear");
    expect(found.answer("CAN", "Q_MC_Q2-a")).toEqual({value: null, text: "some", inferred: false});
    expect(found.reason).toContain("2 rows hold another value");
  });
});

describe("a survey", () => {
  const found = survey(
    "AUS Q_MC_Q2-a 1",
    "OECD_REP Q_MC_Q2-a 0.5",
    "CAN Q_MC_Q2-N7 1",
    "CAN Q_MC_Q10-a 1",
    "NZL Q_MC_Q2-a 1 2018"
  );

  it("counts countries and not averages, of its latest year", () => {
    expect(found).toMatchObject({wave: 2023, countries: ["AUS", "CAN"], groups: ["OECD_REP"]});
    expect(found.questions[0]?.items[0]).toEqual({
      code: "Q_MC_Q2-a",
      label: "a. One",
      selected: 1,
      answered: 2
    });
  });

  it("orders questions by number and options by label, items that nobody selected among them", () => {
    expect(found.questions.map((d) => [d.number, d.items.map((item) => item.code)])).toEqual([
      [2, ["Q_MC_Q2-a", "Q_MC_Q2-N7"]],
      [3, ["Q_MC_Q3-z"]],
      [10, ["Q_MC_Q10-a"]]
    ]);
  });
});
