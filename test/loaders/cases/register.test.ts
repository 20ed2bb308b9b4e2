import {spawnSync} from "node:child_process";
import {cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import Papa from "papaparse";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {appendRows, readCaseTable} from "../../../loaders/cases/append.js";
import {findTwins} from "../../../loaders/cases/duplicates.js";
import {sourceOfReference} from "../../../loaders/cases/reference.js";
import {register} from "../../../loaders/cases/register.js";
import {DIMENSIONS, findingTemplate, numbered} from "../../../loaders/cases/template.js";
import {bundled} from "../bundled.js";

const fixtures = join(import.meta.dirname, "../../fixtures/cases");
const today = "2026-11-23";
const program = bundled("loaders/cases/cli.ts");
let home: string;
let data: string;
let inbox: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "fm-cases-"));
  data = join(home, "data");
  inbox = join(home, "inbox");
  cpSync("data", data, {recursive: true});
});

afterEach(() => rmSync(home, {recursive: true, force: true}));

type Row = Record<string, string>;
const read = (path: string) =>
  Papa.parse<Row>(readFileSync(path, "utf8"), {header: true, skipEmptyLines: true}).data;
const write = (path: string, rows: readonly Row[]) =>
  writeFileSync(path, `${Papa.unparse([...rows], {newline: "\n"})}\n`);

/** The package before somebody registered a source: without it, and without what was found in it. */
function without(sourceId: string): {source: Row; findings: Row[]} {
  const take = (name: string) => {
    const rows = read(join(data, name));
    write(
      join(data, name),
      rows.filter((d) => d.source_id !== sourceId)
    );
    return rows.filter((d) => d.source_id === sourceId);
  };
  const [source] = take("sources.csv");
  if (!source) throw new Error(`no source ${sourceId}`);
  return {source, findings: take("findings.csv")};
}

describe("the examples of the documentation", {timeout: 120_000}, () => {
  it.each([
    {iso3: "AUS", file: "australia.ris", key: "oecd-kep-mwm"},
    {iso3: "CAN", file: "canada.bib", key: "oecd-2007-canada"}
  ])("$iso3: a reference and its findings make the rows that the package has", ({iso3, file, key}) => {
    const {source, findings} = without(key);
    expect(findings.length).toBeGreaterThan(0);
    // Codings rest on these findings, so the package does not hold together until they are back.
    const codings = read(join(data, "codings.csv"));
    const cut = codings.map((d) => ({
      ...d,
      finding_ids: (d.finding_ids ?? "")
        .split(";")
        .filter((id) => !findings.some((f) => f.finding_id === id))
        .join(";")
    }));
    write(join(data, "codings.csv"), cut);
    const made = register({
      data,
      inbox,
      reference: join(fixtures, file),
      iso3,
      key,
      note: source.note || undefined,
      today
    });
    expect(read(join(data, "sources.csv")).at(-1)).toEqual(source);
    const rows = read(made.template);
    expect(rows.map((d) => d.dimension)).toEqual([...DIMENSIONS]);
    expect(rows.every((d) => d.iso3 === iso3 && d.source_id === key && d.finding === "")).toBe(true);
    const filled = rows.map((row) => {
      const found = findings.find((d) => d.dimension === row.dimension);
      return found ? {...row, ...found} : row;
    });
    write(made.template, filled);
    const taken = readCaseTable(data, made.template);
    expect(appendRows(data, taken)).toBe(findings.length);
    expect(read(join(data, "findings.csv")).slice(-findings.length)).toEqual(findings);
  });
});

describe("registering a document", {timeout: 120_000}, () => {
  const reference = (name: string, text: string) => {
    const path = join(home, name);
    writeFileSync(path, text);
    return path;
  };
  const sources = () => readFileSync(join(data, "sources.csv"), "utf8");

  it("refuses a work that is there, names it, and says how to go on", () => {
    const before = sources();
    const again = {data, inbox, iso3: "CAN", reference: join(fixtures, "canada.bib"), today};
    expect(() => register({...again, key: "canada-again"})).toThrow(
      /^oecd-2007-canada has the same address: “Canada \(chapter 7\).*; take it with --source oecd-2007-canada --country CAN; if it is another copy, say --same-as oecd-2007-canada$/
    );
    expect(() => register({...again, key: "oecd-2007-canada"})).toThrow("has the same key");
    expect(sources()).toBe(before);
    expect(existsSync(inbox)).toBe(false);
    expect(register({...again, key: "canada-again", sameAs: "oecd-2007-canada"}).added).toBe(true);
  });

  it("asks about the same title and year, and takes another work when told so", () => {
    const path = reference(
      "a.json",
      JSON.stringify({
        type: "report",
        title: "Strengthening performance reporting practices: a second volume",
        author: [{literal: "OECD"}],
        issued: {"date-parts": [[2025]]}
      })
    );
    const options = {data, inbox, iso3: "AUS", reference: path, today};
    expect(() => register(options)).toThrow(
      /OECD_REPORTING2025 has the same title and year.*say --different/
    );
    const made = register({...options, different: true});
    expect(made).toMatchObject({sourceId: "oecd-2025", added: true});
  });

  it("numbers the paragraphs of a text and notes what was read", () => {
    const text = reference("study.txt", "A first paragraph.\r\n\r\nA second,\r\non two lines.\n\n\n");
    const path = reference(
      "b.bib",
      "@report{x, title={A study of one town}, author={Roe, Jane A. and Doe, Bo}, year={2021}, institution={A press}}"
    );
    const made = register({data, inbox, iso3: "AUS", reference: path, text, today});
    expect(readFileSync(made.numbered ?? "", "utf8")).toBe(
      "[para. 1] A first paragraph.\n\n[para. 2] A second,\non two lines.\n"
    );
    expect(read(join(data, "sources.csv")).at(-1)).toMatchObject({
      source_id: "roe-2021",
      authors: "Roe JA; Doe B",
      author_type: "person",
      note: expect.stringMatching(/^Read as a text of 8 words in 2 paragraphs, sha256:[0-9a-f]{64}\.$/)
    });
  });

  it("opens a template for a source that is there, and never overwrites one", () => {
    const made = register({data, inbox, iso3: "CAN", source: "oecd-2007-canada", today});
    expect(made.added).toBe(false);
    expect(() => register({data, inbox, iso3: "CAN", source: "oecd-2007-canada", today})).toThrow(
      "is there already"
    );
    expect(() => register({data, inbox, iso3: "CAN", source: "nothing", today})).toThrow(
      "no source has the key"
    );
    expect(() => register({data, inbox, iso3: "XXX", source: "oecd-2007-canada", today})).toThrow(
      "no country"
    );
  });

  it("says what is wrong with a reference", () => {
    expect(() => sourceOfReference("hello", {accessed: today})).toThrow("BibTeX, RIS or CSL-JSON");
    expect(() => sourceOfReference("[]", {accessed: today})).toThrow("found 0");
    expect(() => sourceOfReference('{"type":"map","title":"A map"}', {accessed: today})).toThrow("--type");
    expect(() => sourceOfReference('{"type":"book"}', {accessed: today})).toThrow("no title");
  });
});

describe("taking in a table", {timeout: 120_000}, () => {
  it("holds new rows to the rules of the package, by the lines of their own file, and writes nothing", () => {
    const before = readFileSync(join(data, "findings.csv"), "utf8");
    const path = join(home, "mine.csv");
    const [sample] = read(join(data, "findings.csv"));
    const rows = [
      {...sample, finding_id: "aus-f900", finding: "Two\nlines"},
      {...sample, finding_id: "aus-f901", finding: ""},
      {...sample, finding_id: "aus-f902", dimension: "mood"},
      {...sample, finding_id: "aus-f903", source_id: "nowhere"},
      {...sample, finding_id: "can-f904"}
    ] as Row[];
    write(path, rows);
    expect(() => appendRows(data, readCaseTable(data, path))).toThrow(
      [
        `${path}, row 5, column dimension: found "mood", expected one of measuring, incorporating, using, quality_framework, citizen_involvement, audit, legitimacy, limitation`,
        `${path}, row 6, column source_id: found "nowhere", expected a key of sources (source_id)`,
        `${path}, row 7, column finding_id: found "can-f904", expected a key that begins with aus-f`
      ].join("\n")
    );
    expect(readFileSync(join(data, "findings.csv"), "utf8")).toBe(before);
    write(path, rows.slice(0, 2));
    expect(appendRows(data, readCaseTable(data, path))).toBe(1);
    expect(readFileSync(join(data, "findings.csv"), "utf8").startsWith(before)).toBe(true);
  });

  it("refuses what is filled in nowhere, and tables of another kind", () => {
    const path = join(home, "mine.csv");
    writeFileSync(path, findingTemplate({iso3: "AUS", sourceId: "x", findings: []}));
    expect(() => appendRows(data, readCaseTable(data, path))).toThrow("nothing is filled in");
    writeFileSync(path, "a,b\n1,2\n");
    expect(() => readCaseTable(data, path)).toThrow(
      /the columns are a,b, expected finding_id,.*\(findings\.csv\) or/
    );
  });

  it("works by command", () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [program(), "--data", data, "--inbox", inbox, ...args], {
        encoding: "utf8"
      });
    const made = run("--source", "oecd-2007-canada", "--country", "can");
    expect(made.stdout).toContain("npm run register -- --take");
    expect(run("--take", join(inbox, "oecd-2007-canada.can.csv"))).toMatchObject({status: 1, stdout: ""});
    expect(run(join(fixtures, "canada.bib"), "--country", "CAN").stderr).toMatch(
      /^oecd-2007-canada has the same address/
    );
  });
});

describe("parts", () => {
  it("a template goes on from the findings of its country", () => {
    const text = findingTemplate({
      iso3: "CAN",
      sourceId: "s",
      findings: [
        {finding_id: "can-f09", iso3: "CAN"},
        {finding_id: "aus-f40", iso3: "AUS"}
      ]
    });
    expect(text.split("\n")[1]).toBe("can-f10,CAN,,measuring,,s,,");
  });

  it("addresses and titles are compared without what does not matter", () => {
    const base = sourceOfReference(
      '{"type":"book","title":"A Book of Many Words","URL":"https://www.x.org/a/#b"}',
      {accessed: today}
    );
    const other = (changes: object) =>
      findTwins(base, [{...base, source_id: "other", url: null, ...changes}])[0]?.by;
    expect(other({url: "http://x.org/a", title: "z"})).toBe("address");
    expect(other({title: "A book of many words: and a subtitle"})).toBe("title");
    expect(other({title: "A book of many words", year: "1999"})).toBeUndefined();
    expect(other({title: "A book"})).toBeUndefined();
    expect(numbered("").paragraphs).toBe(0);
  });
});
