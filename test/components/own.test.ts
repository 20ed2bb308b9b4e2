import Papa from "papaparse";
import {describe, expect, it} from "vitest";
import {codingsTemplate, valuesTemplate} from "../../loaders/pages/own.js";
import {createSite} from "../../loaders/pages/site.js";
import {caseStandings, indicatorStandings} from "../../src/analysis/standing.js";
import {guessLayout} from "../../src/components/own/columns.js";
import {type Known, OwnReader} from "../../src/components/own/read.js";
import {
  decode,
  editDistance,
  levelIn,
  looksLikeDate,
  nearest,
  numberOf
} from "../../src/components/own/text.js";
import {withOwn} from "../../src/evidence/own.js";

const {evidence} = createSite();
const known: Known = {
  countries: evidence.tables.countries.map(({iso3, iso2, name}) => ({iso3, iso2, name})),
  periods: evidence.tables.periods.map(({period_id, iso3, start, end}) => ({
    periodId: period_id,
    iso3,
    start,
    end
  })),
  indicators: evidence.tables.indicators.map((d) => ({
    id: d.indicator_id,
    year: d.year,
    used: d.set !== null
  }))
};
const ids = known.indicators.map((d) => d.id);

function read(text: string) {
  const {data, meta} = Papa.parse<Record<string, string>>(text, {header: true, skipEmptyLines: "greedy"});
  const layout = guessLayout(meta.fields ?? [], ids);
  const reader = new OwnReader(layout, known, "mine.csv");
  data.forEach((cells, i) => {
    reader.take(cells, i + 2);
  });
  return {layout, ...reader.end()};
}

describe("the text of a file", () => {
  const bytes = (text: string, encoding: "utf-8" | "utf-16le" | "utf-16be" | "latin1", mark = true) => {
    if (encoding === "latin1") return Uint8Array.from(Buffer.from(text, "latin1"));
    if (encoding === "utf-8") return Uint8Array.from(Buffer.from(mark ? `\uFEFF${text}` : text));
    const wide = Buffer.from(mark ? `\uFEFF${text}` : text, "utf16le");
    return Uint8Array.from(encoding === "utf-16le" ? wide : wide.swap16());
  };
  const text = "iso3;name\r\nTUR;Türkiye\r\n";

  it.each([
    ["utf-8", true, "utf-8"],
    ["utf-8", false, "utf-8"],
    ["utf-16le", true, "utf-16le"],
    ["utf-16be", true, "utf-16be"],
    ["utf-16le", false, "utf-16le"],
    ["utf-16be", false, "utf-16be"],
    ["latin1", false, "windows-1252"]
  ] as const)("is read as %s, mark %s", (encoding, mark, found) => {
    expect(decode(bytes(text, encoding, mark))).toEqual({text, encoding: found, delimiter: ""});
  });

  it("loses Excel's line about the delimiter", () => {
    expect(decode(bytes("sep=;\r\na;b\r\n", "utf-8"))).toEqual({
      text: "a;b\r\n",
      encoding: "utf-8",
      delimiter: ";"
    });
    expect(decode(new Uint8Array())).toEqual({text: "", encoding: "utf-8", delimiter: ""});
  });
});

describe("numbers and levels as people write them", () => {
  it.each([
    ["0,67", 0.67],
    ["1 234,5", 1234.5],
    ["1.234,5", 1234.5],
    ["1,234.5", 1234.5],
    ["−3", -3],
    [" .5 ", 0.5],
    ["1e3", 1000]
  ])("%j is %d", (words, value) => expect(numberOf(words)).toBe(value));
  it.each(["", "n/a", "#DIV/0!", "1-2", "Infinity", "0x10", "1/3"])("%j is no number", (words) => {
    expect(numberOf(words)).toBeNaN();
  });
  it.each([
    ["⅔", 0.666667],
    ["1/3", 0.333333],
    ["0,33", 0.333333],
    ["0.5", undefined],
    ["02. Mrz", undefined],
    ["", null]
  ])("the level %j is %s", (words, level) => expect(levelIn(words)).toBe(level));
  it("knows a third that became a date", () => {
    expect(["02. Mrz", "3-Feb", "1/3/2026", "2-Mar"].every(looksLikeDate)).toBe(true);
    expect(["2/3", "0.5", "1"].some(looksLikeDate)).toBe(false);
  });
});

describe("the nearest word", () => {
  it("is found by the letters to change", () => {
    expect(editDistance("kitten", "sitting")).toBe(3);
    expect(nearest("practise", ["practice", "official"])).toBe("practice");
    expect(nearest("Turkiye", ["Türkiye", "Tunisia"])).toBe("Türkiye");
    expect(nearest("zzzzzz", ["practice", "official"])).toBeUndefined();
  });
});

describe("columns", () => {
  it("are known under other names", () => {
    const layout = guessLayout(["Country code", "First year", "Reading ", "Dimension", "Score"], ids);
    expect(layout).toMatchObject({kind: "codings", wide: [], lacks: []});
    expect(layout.mapping).toEqual({
      iso3: "Country code",
      start: "First year",
      reading: "Reading ",
      set: "Dimension",
      level: "Score"
    });
  });

  it("can be a set or an indicator each", () => {
    expect(guessLayout(["iso3", "period_id", "m", "i", "c", "e"], ids)).toMatchObject({
      kind: "codings",
      wide: ["m", "i", "c", "e"],
      lacks: []
    });
    expect(guessLayout(["iso3", "gtmi_dcei", "gtmi_cgsi"], ids)).toMatchObject({
      kind: "values",
      wide: ["gtmi_cgsi", "gtmi_dcei"].reverse(),
      lacks: []
    });
  });

  it("can be a set each under another name, told by its words or by the reader", () => {
    const columns = ["iso3", "start", "Measuring", "Use", "Coherence", "Openness"];
    const given = {iso3: "iso3", start: "start", M: "Measuring", I: "Use", C: "Coherence", E: "Openness"};
    expect(guessLayout(columns, ids).mapping).toMatchObject({M: "Measuring", C: "Coherence", E: "Openness"});
    const layout = guessLayout(columns, ids, {kind: "codings", mapping: given});
    expect(layout).toMatchObject({wide: ["Measuring", "Use", "Coherence", "Openness"], lacks: []});
    const reader = new OwnReader(layout, known, "mine.csv");
    reader.take(
      {iso3: "CAN", start: "2016", Measuring: "1", Use: "2/3", Coherence: "0", Openness: "high"},
      2
    );
    const {own, messages} = reader.end();
    expect(own.codings.map((d) => [d.set, d.level])).toEqual([
      ["M", 1],
      ["I", 0.666667],
      ["C", 0]
    ]);
    expect(messages).toMatchObject([{row: 2, column: "Openness", value: "high"}]);
  });

  it("are asked for when they cannot be told", () => {
    expect(guessLayout(["a", "b"], ids).lacks).toHaveLength(3);
    expect(guessLayout(["a", "b"], ids, {kind: "values", mapping: {iso3: "a", value: "b"}}).lacks).toEqual([
      "columns with indicator and value, or a column for each indicator"
    ]);
    const given = {iso3: "a", start: "", set: "b", level: "c", period_id: "d"};
    expect(guessLayout(["a", "b", "c", "d", "start"], ids, {kind: "codings", mapping: given})).toMatchObject({
      lacks: []
    });
  });
});

describe("a file of codings", () => {
  it("from the template is read in full, once it is filled in", () => {
    const filled = codingsTemplate(evidence).replaceAll(",,,,,\n", ",1,2/3,0.333333,0,\n");
    const {own, said, blank, rows} = read(filled);
    expect(said).toBe(0);
    expect(blank).toBe(0);
    expect(own.codings).toHaveLength(rows * 4);
    expect(own.periods).toEqual([]);
    const standings = caseStandings(withOwn(evidence, own));
    expect(standings).toHaveLength(evidence.tables.periods.length);
    expect(new Set(standings.map((d) => d.class.name))).toEqual(new Set(["MOP"]));
  });

  it("left blank is no mistake and gives nothing", () => {
    const {own, said, blank, rows} = read(codingsTemplate(evidence));
    expect([own.codings.length, said, blank]).toEqual([0, 0, rows * 4]);
  });

  it("shows its own country-periods and no others, new ones too", () => {
    const {own, messages} = read(
      "country,iso3,start,M,I,C,E\nAtlantis,XAT,1990,1,1,1,0\nCanada,CAN,1977,1,0,0,0\n"
    );
    expect(messages).toMatchObject([{row: 2, value: "XAT", lost: false}]);
    const mine = withOwn(evidence, own);
    expect(caseStandings(mine).map((d) => [d.key, d.class.name])).toEqual([
      ["can-1977:practice", "PA"],
      ["own-xat-1990:practice", "PM"]
    ]);
    expect(mine.country("XAT")?.name).toBe("Atlantis");
    expect(caseStandings(evidence).length).toBeGreaterThan(50);
  });

  it("is told of by row, column, value, what was expected and the nearest word", () => {
    const {messages, own} = read(
      [
        "iso3;period_id;reading;set;level",
        "CAN;can-2061;practice;M;1",
        "CAN;can-2016;practise;M;1",
        "CAN;can-2016;practice;Q;1",
        "CAN;can-2016;practice;M;0,5",
        "CAN;can-2016;practice;M;02. Mrz",
        "Cannada;can-2016;practice;M;1",
        "CAN;can-2016;practice;M;2/3",
        "CAN;can-2016;practice;M;1",
        "<b>x</b>;can-2016;practice;M;1"
      ].join("\r\n")
    );
    expect(messages.map((d) => [d.row, d.column, d.value, d.nearest, d.lost])).toEqual([
      [2, "period_id", "can-2061", "can-2021", true],
      [3, "reading", "practise", "practice", true],
      [4, "set", "Q", "M", true],
      [5, "level", "0,5", "2/3", true],
      [6, "level", "02. Mrz", "", true],
      [7, "iso3", "Cannada", "Canada", true],
      [9, "level", "1", "", false],
      [10, "iso3", "<b>x</b>", "", true]
    ]);
    expect(messages[4]?.expected).toContain("made a date of a third");
    expect(own.codings).toMatchObject([{periodId: "can-2016", set: "M", level: 1}]);
  });
});

describe("a file of values", () => {
  it("from the template takes the place of the published values it gives, and leaves the others", () => {
    const filled = valuesTemplate(evidence)
      .split("\n")
      .map((line) =>
        line.startsWith("AUS") && line.includes("gtmi_dcei") ? line.replace(",,E", ",0,E") : line
      )
      .join("\n");
    const {own, said} = read(filled);
    expect(said).toBe(0);
    expect(own.values).toEqual([{iso3: "AUS", indicatorId: "gtmi_dcei", value: 0}]);
    const mine = withOwn(evidence, own);
    const value = (from: typeof evidence, iso3: string) =>
      indicatorStandings(from, {countries: [iso3]})[0]?.sets;
    expect(value(mine, "AUS")?.E.value).toBeLessThan(value(evidence, "AUS")?.E.value ?? 0);
    expect(value(mine, "AUS")?.M).toEqual(value(evidence, "AUS")?.M);
    expect(value(mine, "CAN")).toEqual(value(evidence, "CAN"));
  });

  it("can bring indicators of its own, with anchors", () => {
    const {own, messages} = read(
      "iso3,indicator_id,value,set,exclusion,crossover,inclusion\nAUS,mine,9,E,0,5,10\nAUS,other,9,E,5,0,10\nAUS,gtmi_dcie,9,,,,\nAUS,un_epi,1,,,,"
    );
    expect(own.indicators).toEqual([
      {indicatorId: "mine", set: "E", exclusion: 0, crossover: 5, inclusion: 10}
    ]);
    expect(messages.map((d) => [d.row, d.value, d.nearest])).toEqual([
      [3, "other", ""],
      [4, "gtmi_dcie", "gtmi_dcei"],
      [5, "un_epi", ""]
    ]);
    const before = indicatorStandings(evidence, {countries: ["AUS"]})[0]?.sets.E;
    const after = indicatorStandings(withOwn(evidence, own), {countries: ["AUS"]})[0]?.sets.E;
    expect([after?.n, after?.of]).toEqual([(before?.n ?? 0) + 1, (before?.of ?? 0) + 1]);
  });

  it("of another wave is not used, and says which wave is", () => {
    const {own, messages} = read(
      "iso3,indicator_id,year,value\nAUS,gtmi_dcei,2020,0.5\nAUS,gtmi_dcei,2022,n/a"
    );
    expect(own.values).toEqual([]);
    expect(messages).toMatchObject([
      {column: "year", nearest: "2022"},
      {column: "value", expected: "a number"}
    ]);
  });
});
