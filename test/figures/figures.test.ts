import {join} from "node:path";
import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import type {Evidence} from "../../src/evidence/evidence.js";
import type {AnyFigure, FigureRow} from "../../src/figures/figure.js";
import {figureById, figures} from "../../src/figures/index.js";
import {dark, light, page, type Theme} from "../../src/figures/theme.js";
import {defaultView, optionsOf, type View} from "../../src/figures/view.js";
import {emptyEvidence, syntheticEvidence} from "./fixture.js";

const evidence = syntheticEvidence();
const ALL = ["XAA", "XBB", "XCC"];

interface Case {
  name: string;
  countries: string[];
  options?: Record<string, string>;
  width?: number;
  theme?: Theme;
}

const cases: Case[] = [
  {name: "all", countries: ALL},
  {name: "narrow", countries: ALL, width: 340},
  {name: "dark", countries: ALL, theme: dark},
  {name: "page", countries: ALL, theme: page},
  {name: "one", countries: ["XAA"]},
  {name: "one-narrow", countries: ["XAA"], width: 300},
  {name: "missing", countries: ["XBB", "XCC"]},
  {name: "indicators", countries: ALL, options: {instrument: "indicator"}},
  {name: "periods", countries: ALL, options: {when: "all"}},
  {name: "official", countries: ALL, options: {reading: "official"}},
  {name: "shown", countries: ["XCC"], options: {indicator: "synthetic_shown"}}
];

/** The view of a case; of a figure with fewer choices, what it has of them. */
function viewOf(figure: AnyFigure, {countries, options = {}}: Case, on: Evidence = evidence): View {
  const usual = defaultView(figure, on);
  const known = Object.entries(options).filter(([name]) => name in usual.options);
  const {min, max} = figure.limits;
  const enough = on === evidence && countries.length < min ? ALL.slice(0, min) : countries.slice(0, max);
  return {...usual, countries: enough, options: {...usual.options, ...Object.fromEntries(known)}};
}

function pictureOf(
  figure: AnyFigure,
  rows: FigureRow[],
  view: View,
  {width = 720, theme = light}: Partial<Case> = {}
): SVGSVGElement {
  const {document} = parseHTML("<html><body></body></html>") as unknown as {document: Document};
  return figure.draw(rows, view, {document, width, theme, id: "test"});
}

/** One element to a line, so that a change shows where it is. */
function linesOf(svg: SVGSVGElement): string {
  return `${svg.outerHTML.replace(/></g, ">\n<")}\n`;
}

const SENTENCE = /^[A-Z0-9].*[^.]\.$/s;

/** Full stops inside a text, those of numbers such as `.55` and `0.5` left out. */
function stops(text: string): number {
  return text.match(/\.(?=\s|$)/g)?.length ?? 0;
}

describe("figures", () => {
  it("have ids of their own that find them", () => {
    expect(new Set(figures.map((d) => d.id)).size).toBe(figures.length);
    for (const figure of figures) expect(figureById(figure.id)).toBe(figure);
    expect(figureById("nothing")).toBeUndefined();
  });
});

describe.each(figures.map((figure) => [figure.id, figure] as const))("%s", (id, figure) => {
  const own = cases.filter(
    ({options}) =>
      !options ||
      Object.keys(options).every((name) => optionsOf(figure, evidence).some((o) => o.name === name))
  );

  it.each(own.map((c) => [c.name, c] as const))("draws %s", async (name, c) => {
    const view = viewOf(figure, c);
    const rows = figure.rows(evidence, view);
    const svg = pictureOf(figure, rows, view, c);
    const text = linesOf(svg);
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(svg.querySelectorAll("style, script").length).toBe(0);
    for (const size of text.matchAll(/font-size="([\d.]+)/g))
      expect(Number(size[1])).toBeGreaterThanOrEqual(12);
    const ids = [...svg.querySelectorAll("[id]")].map((d) => d.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^test-/);
    for (const [, id] of text.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
    // Files for a few cases only: the others differ by colour or are checked above.
    if (!c.theme && c.width !== 300 && (figure.limits.max > 0 || !name.match(/one|missing/))) {
      await expect(text).toMatchFileSnapshot(join("..", "output", "figures", `${id}-${name}.svg`));
    }
  });

  it.each(own.map((c) => [c.name, c] as const))("has whole rows for %s", (_, c) => {
    const view = viewOf(figure, c);
    const rows: FigureRow[] = figure.rows(evidence, view);
    expect(new Set(rows.map((d) => d.key)).size).toBe(rows.length);
    for (const row of rows) {
      expect(row.label).toMatch(/\.$/);
      expect(row.label).not.toMatch(/undefined|NaN|null/);
      expect(row.href).toMatch(/^\/(countries\/[a-z-]+#\S+|models\/|evidence\/sources#\S+)$/);
      for (const id of row.evidence) expect(id).not.toBe("");
      for (const column of figure.columns) {
        const value = column.value(row);
        expect(value === null || typeof value === "string" || typeof value === "number").toBe(true);
        expect(value).not.toBe("");
        expect(value).not.toBeNaN();
      }
    }
    for (const link of pictureOf(figure, rows, view, c).querySelectorAll("a")) {
      expect(link.getAttribute("href")).toMatch(/^\//);
      expect(link.getAttribute("aria-label")).toMatch(/\.$/);
    }
  });

  it.each(own.map((c) => [c.name, c] as const))("says what %s shows in one sentence", (_, c) => {
    const view = viewOf(figure, c);
    const rows = figure.rows(evidence, view);
    const finding = figure.finding(rows, view, evidence);
    expect(finding).toMatch(SENTENCE);
    expect(stops(finding)).toBe(1);
    for (const text of [finding, figure.subtitle(rows, view, evidence), figure.title(view, evidence)]) {
      expect(text).not.toMatch(/undefined|NaN|null| {2}|\.\.| \.(?!\d)/);
    }
  });

  it("rests on evidence where there is any", () => {
    const rows: FigureRow[] = figure.rows(evidence, viewOf(figure, {name: "all", countries: ALL}));
    expect(rows.some((d) => d.evidence.length > 0)).toBe(true);
  });

  it("gives the same picture twice and changes nothing it is given", () => {
    const view = viewOf(figure, {name: "all", countries: ALL});
    const before = JSON.stringify([view, evidence.tables]);
    const [a, b] = [0, 1].map(() => linesOf(pictureOf(figure, figure.rows(evidence, view), view)));
    expect(a).toBe(b);
    expect(JSON.stringify([view, evidence.tables])).toBe(before);
  });

  it("does not throw where there is nothing", () => {
    const empty = emptyEvidence();
    for (const countries of [[], ["XAA", "XBB"]]) {
      const view = viewOf(figure, {name: "empty", countries}, empty);
      const rows = figure.rows(empty, view);
      expect(linesOf(pictureOf(figure, rows, view))).not.toMatch(/NaN|undefined|null|Infinity/);
      expect(figure.finding(rows, view, empty)).toMatch(SENTENCE);
      expect(figure.title(view, empty)).not.toBe("");
      expect(figure.subtitle(rows, view, empty)).not.toMatch(/undefined|NaN|Infinity/);
    }
  });
});
