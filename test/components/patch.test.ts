import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {createSite} from "../../loaders/pages/site.js";
import {type Challenge, PUBLISHED} from "../../src/analysis/challenge.js";
import {levelOf, patchFiles, readPatches} from "../../src/components/challenge/patch.js";

const {evidence} = createSite();
const challenge: Challenge = {
  ...PUBLISHED,
  name: "A higher bar",
  codings: [
    {periodId: "can-2016", reading: "practice", set: "C", level: 0.333333},
    {periodId: "aut-2013", reading: "practice", set: "I", level: null}
  ],
  anchors: [{indicatorId: "gtmi_dcei", exclusion: 0, crossover: 0.6, inclusion: 1}],
  indicators: ["oecd_pii_3106"],
  sources: ["IBP_OBS2023"],
  logOdds: 2.5,
  aggregation: "geometric",
  coder: "reader-b"
};

describe("a patch", () => {
  it("gives the challenge back", () => {
    const {challenge: back, notes} = readPatches(patchFiles(evidence, challenge), evidence, PUBLISHED);
    expect(notes).toEqual([]);
    expect(back).toEqual(challenge);
  });

  it("has the columns of the tables it changes, in their order", () => {
    const [codings, indicators] = patchFiles(evidence, challenge);
    const head = (text = "") => text.split("\n")[0];
    expect(head(codings?.text)).toBe(
      `${head(readFileSync("data/codings.csv", "utf8"))},published,data_version`
    );
    expect(head(indicators?.text)).toBe(
      `${head(readFileSync("data/indicators.csv", "utf8"))},published,data_version`
    );
    expect(patchFiles(evidence, PUBLISHED)).toEqual([]);
  });

  it("holds nothing that a spreadsheet would run", () => {
    const [settings] = patchFiles(evidence, {...PUBLISHED, name: "=HYPERLINK(1)", logOdds: 2});
    expect(settings?.text).toContain("'=HYPERLINK(1)");
  });

  it("says what no longer fits, by file, row, column and value, and keeps the rest", () => {
    const text = [
      "period_id,reading,set,level,published,data_version",
      "can-2016,practice,C,1/3,0.333333,0.0.1",
      "gone-1900,practice,C,0,0,0.0.1",
      "can-2016,rumour,C,0,0,0.0.1",
      "can-2016,practice,Q,0,0,0.0.1",
      "can-2016,practice,E,half,0,0.0.1"
    ].join("\r\n");
    const {challenge: read, notes} = readPatches(
      [{name: "old.csv", text: `\uFEFF${text}`}],
      evidence,
      PUBLISHED
    );
    expect(read.codings).toEqual([{periodId: "can-2016", reading: "practice", set: "C", level: 0.333333}]);
    expect(notes).toEqual([
      "old.csv, row 2: the published level of can-2016:practice:C was “0.333333” when the patch was made and is “0.666667” now; the change is kept.",
      "old.csv, row 3: period_id “gone-1900” is no period of this version of the data; the row was left out.",
      "old.csv, row 4: reading “rumour” is not practice or official; the row was left out.",
      "old.csv, row 5: set “Q” is not M, I, C or E; the row was left out.",
      "old.csv, row 6: level “half” is not 0, 0.333333, 0.666667, 1 or empty; the row was left out."
    ]);
  });

  it("says what is wrong with anchors and settings", () => {
    const indicators =
      "indicator_id,set,exclusion,crossover,inclusion,year\ngtmi_dcei,E,1,0.5,0,2020\ngone,E,0,1,2,2020\ngtmi_dcei,E,0,0.5,1,2019";
    const settings = "setting,value\nlog_odds,a lot\nrule,median\ncolour,red\nconstructor,x";
    const {challenge: read, notes} = readPatches(
      [
        {name: "i.csv", text: indicators},
        {name: "s.csv", text: settings},
        {name: "x.csv", text: "a;b\n1;2"},
        {name: "e.csv", text: ""}
      ],
      evidence,
      PUBLISHED
    );
    expect(read.anchors).toEqual([{indicatorId: "gtmi_dcei", exclusion: 0, crossover: 0.5, inclusion: 1}]);
    expect(notes).toHaveLength(9);
    expect(notes[0]).toContain(
      "i.csv, row 2: exclusion, crossover and inclusion “1, 0.5, 0” cannot stand: out must lie below the crossover"
    );
    expect(notes[1]).toContain("indicator_id “gone”");
    expect(notes[2]).toContain("year “2019”: this version uses the wave of");
    expect(notes[3]).toContain("s.csv, row 2: “a lot” is not a number of log odds");
    expect(notes[5]).toContain("setting “colour” is not known here");
    expect(notes[7]).toContain("x.csv is no patch");
    expect(notes[8]).toContain("e.csv is no patch");
  });
});

describe("a level as people write it", () => {
  it.each([
    ["2/3", 0.666667],
    ["0,67", 0.666667],
    [" 1 ", 1],
    ["0.333333", 0.333333],
    ["3/3", 1],
    ["", null],
    ["0.5", undefined],
    ["x", undefined]
  ])("%j", (text, level) => expect(levelOf(text)).toBe(level));
});
