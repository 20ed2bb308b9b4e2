import {parseHTML} from "linkedom";
import Papa from "papaparse";
import {describe, expect, it} from "vitest";
import {frame} from "../../loaders/outputs/frame.js";
import {createSite} from "../../loaders/pages/site.js";
import {numberText} from "../../src/figures/format.js";
import {type Content, viewContent} from "../../src/forms/content.js";
import {drawings} from "../../src/forms/drawing.js";
import {csv, json, safeCell} from "../../src/forms/table.js";
import {namedViewById, namedViewOf, namedViews} from "../../src/forms/views.js";

const site = createSite();
const views = namedViews(site.evidence);
const figures = [...new Set(views.map((d) => d.figure.id))];

/** A few views of every figure: its first, its last, and one in between. */
const some = figures.flatMap((id) => {
  const own = views.filter((d) => d.figure.id === id);
  return [...new Set([own[0], own[Math.floor(own.length / 2)], own.at(-1)])].flatMap((d) => d?.id ?? []);
});

function contentOf(id: string): Content {
  const named = namedViewById(id, site.evidence);
  if (!named) throw new Error(`no view ${id}`);
  return viewContent(named, site, {home: "https://example.org/fm"});
}

describe("the named views", () => {
  it("have addresses of their own, in small letters", () => {
    const ids = views.map((d) => d.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+\/[a-z0-9_-]+$/.test(id))).toEqual([]);
  });

  it("have a state of their own each, by which they are found again", () => {
    for (const {figure, query, id} of views) expect(namedViewOf(figure, query, site.evidence)?.id).toBe(id);
  });

  it("hold the usual state of every figure", () => {
    expect(figures.filter((id) => !views.some((d) => d.figure.id === id && d.query === ""))).toEqual([]);
  });

  it("hold all countries, the six of the book, each country and pairs, where a figure has them", () => {
    const names = views.filter((d) => d.figure.id === "membership").map((d) => d.name);
    expect(names).toEqual(expect.arrayContaining(["all", "six", "australia", "australia-canada"]));
    const coded = new Set(site.evidence.tables.periods.map((d) => site.evidence.country(d.iso3)?.slug));
    expect([...coded].filter((slug) => !names.includes(slug ?? ""))).toEqual([]);
  });

  it("are none for what does not exist", () => {
    for (const id of ["membership/atlantis", "nothing/all", "membership", "", "../x"])
      expect(namedViewById(id, site.evidence)).toBeUndefined();
  });
});

describe("the forms of a view", () => {
  it.each(some)("%s: table, CSV, JSON and picture come from the same rows", (id) => {
    const content = contentOf(id);
    const {rows, columns, records, figure} = content;
    expect(rows.length).toBeGreaterThan(0);

    const lines = Papa.parse<string[]>(csv(content).trimEnd()).data;
    expect(lines[0]).toEqual([...columns.map((d) => d.name), "Evidence", "Evidence ids"]);
    expect(lines.slice(1)).toEqual(
      rows.map((row, i) => [
        ...(records[i] ?? []).map((value) => String(safeCell(value))),
        `https://example.org/fm${row.href}`,
        row.evidence.join(";")
      ])
    );

    const file = JSON.parse(json(content));
    expect(file.rows.map((d: {values: object}) => Object.values(d.values))).toEqual(records);
    expect(file.rows.map((d: {sentence: string}) => d.sentence)).toEqual(rows.map((d) => d.label));
    expect(file.rows.map((d: {evidence_ids: string[]}) => d.evidence_ids)).toEqual(
      rows.map((d) => d.evidence)
    );

    const drawn = drawings(content, site);
    const {document} = parseHTML(frame(content, drawn, {script: ""}));
    const cells = [...document.querySelectorAll("tbody tr")].map((tr) =>
      [...tr.querySelectorAll("td")].map((td) => td.textContent)
    );
    expect(cells).toEqual(
      records.map((record) =>
        record.map((value, i) =>
          value === null
            ? "–"
            : typeof value === "number"
              ? numberText(value, columns[i]?.digits ?? 4)
              : value
        )
      )
    );

    for (const {inner} of [drawn.wide, drawn.narrow]) {
      const marks = [...parseHTML(`<svg>${inner}</svg>`).document.querySelectorAll("a")];
      expect(marks.length).toBeGreaterThan(0);
      expect(marks.filter((d) => !d.getAttribute("aria-label"))).toEqual([]);
      // The marks of the models themselves lead to the page of each model; all others to the evidence of their row.
      if (figure.id === "models") continue;
      const places = new Set(rows.map((d) => d.href));
      expect(marks.map((d) => d.getAttribute("href")).filter((d) => !places.has(d ?? ""))).toEqual([]);
    }
  });

  it("change when the rows change", () => {
    const whole = contentOf("membership/six");
    const less = {...whole, rows: whole.rows.slice(5), records: whole.records.slice(5)};
    const marks = (content: Content) => drawings(content, site).wide.inner.match(/<a\b/g)?.length ?? 0;
    expect(marks(less)).toBeLessThan(marks(whole));
    expect(csv(less).split("\r\n").length).toBe(csv(whole).split("\r\n").length - 5);
    expect(JSON.parse(json(less)).rows.length).toBe(whole.rows.length - 5);
  });

  it("name every source the rows rest on, once", () => {
    for (const id of some) {
      const {sources} = contentOf(id);
      expect(sources.length, id).toBeGreaterThan(0);
      expect(new Set(sources.map((d) => d.source_id)).size).toBe(sources.length);
    }
  });

  it("say the terms of producers whose values are not for every use", () => {
    const restricted = views.filter((d) => /obs/.test(d.name));
    for (const {id} of restricted) {
      expect(contentOf(id).note).toMatch(/non-commercial and educational use only/);
    }
  });
});

describe("a cell of a CSV file", () => {
  it.each(["=1+1", "+1", "-1+A1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])("%j is no formula", (text) => {
    expect(safeCell(text)).toBe(`'${text}`);
  });

  it("keeps numbers, words and gaps as they are", () => {
    expect([safeCell(-1.5), safeCell("a=b"), safeCell(null)]).toEqual([-1.5, "a=b", ""]);
  });

  it("survives quotes, commas and lines", () => {
    const content = contentOf("membership/australia");
    const nasty = 'He said "1,2"\r\n=then';
    const text = csv({...content, records: content.records.map(() => content.columns.map(() => nasty))});
    const line = Papa.parse<string[]>(text.trimEnd()).data[1] ?? [];
    expect(line.slice(0, content.columns.length)).toEqual(content.columns.map(() => nasty));
  });
});
