import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  type AnchorOverride,
  type Challenge,
  type CodingOverride,
  PUBLISHED
} from "../../src/analysis/challenge.js";
import {AGGREGATIONS} from "../../src/analysis/sets.js";
import {CHALLENGE_NAMES, isPublishedLevel, MAX_NAME} from "../../src/figures/challenge.js";
import type {AnyFigure} from "../../src/figures/figure.js";
import {figures} from "../../src/figures/index.js";
import {indicator} from "../../src/figures/indicator.js";
import {membership} from "../../src/figures/membership.js";
import {models} from "../../src/figures/models.js";
import {pair} from "../../src/figures/pair.js";
import {
  defaultView,
  fromQuery,
  MAX_QUERY,
  optionsOf,
  toQuery,
  VIEW_VERSION,
  type View
} from "../../src/figures/view.js";
import {emptyEvidence, syntheticEvidence} from "./fixture.js";

const evidence = syntheticEvidence();
const read = (query: string, figure: AnyFigure = membership) => fromQuery(query, figure, evidence);

const override: fc.Arbitrary<CodingOverride> = fc.record({
  periodId: fc.constantFrom("xaa-1990", "xaa-2005", "xbb-2000"),
  reading: fc.constantFrom("official", "practice"),
  set: fc.constantFrom("M", "I", "C", "E"),
  level: fc.constantFrom(0, 0.333333, 0.666667, 1, null)
});

const anchors: fc.Arbitrary<AnchorOverride> = fc.record({
  indicatorId: fc.constantFrom("synthetic_m", "synthetic_i"),
  exclusion: fc.integer({min: -20, max: 9}),
  crossover: fc.double({min: 10, max: 60, noNaN: true}),
  inclusion: fc.integer({min: 61, max: 200})
});

const challenge: fc.Arbitrary<Challenge> = fc.record({
  name: fc.string({unit: "grapheme", maxLength: 20}).map((d) => d.trim()),
  codings: fc
    .uniqueArray(override, {maxLength: 6, selector: (o) => `${o.periodId}:${o.reading}:${o.set}`})
    .map((list) => list.filter((d) => !isPublishedLevel(d, evidence))),
  anchors: fc.uniqueArray(anchors, {maxLength: 2, selector: (d) => d.indicatorId}),
  logOdds: fc.constantFrom(3, 2, 4.25),
  aggregation: fc.constantFrom(...AGGREGATIONS),
  coder: fc.constant("settled"),
  indicators: fc.subarray(["synthetic_i", "synthetic_m"]),
  sources: fc.constant([])
});

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** A figure with a view that it allows. */
const viewOfFigure = fc.constantFrom(...figures).chain((figure) => {
  const options = optionsOf(figure, evidence);
  const {min, max} = figure.limits;
  const codes = evidence.tables.countries.map((d) => d.iso3);
  return fc.record({
    figure: fc.constant(figure),
    view: fc.record({
      figure: fc.constant(figure.id),
      countries: fc.shuffledSubarray(codes, {minLength: Math.min(min, 3), maxLength: Math.min(max, 3)}),
      options: fc.record(
        Object.fromEntries(options.map((o) => [o.name, fc.constantFrom(...o.values.map((v) => v.value))]))
      ),
      challenge
    }) as fc.Arbitrary<View>
  });
});

describe("addresses", () => {
  it("are empty for the default view", () => {
    for (const figure of figures) expect(toQuery(defaultView(figure, evidence), figure, evidence)).toBe("");
  });

  it("hold only what differs from the default, in a fixed order", () => {
    const view = {...defaultView(membership, evidence), countries: ["XBB", "XAA"]};
    view.options = {...view.options, reading: "official"};
    view.challenge = {
      ...PUBLISHED,
      codings: [
        {periodId: "xaa-2005", reading: "practice", set: "C", level: 1},
        {periodId: "xaa-1990", reading: "official", set: "M", level: 0}
      ]
    };
    expect(toQuery(view, membership, evidence)).toBe(
      `countries=XBB,XAA&reading=official&code=xaa-1990:official:M:0,xaa-2005:practice:C:3&v=${VIEW_VERSION}`
    );
  });

  it("share no name between a choice and a change", () => {
    const names = figures.flatMap((figure) => optionsOf(figure, evidence).map((d) => d.name));
    expect(names.filter((name) => CHALLENGE_NAMES.includes(name))).toEqual([]);
  });

  it("give the view back, without a note", () => {
    fc.assert(
      fc.property(viewOfFigure, ({figure, view}) => {
        const query = toQuery(view, figure, evidence);
        const back = fromQuery(query, figure, evidence);
        const sorted = (v: View) => ({
          ...v,
          challenge: {
            ...v.challenge,
            codings: [...v.challenge.codings].sort(byText),
            anchors: [...v.challenge.anchors].sort(byText)
          }
        });
        expect(back.notes).toEqual([]);
        expect(sorted(back.view)).toEqual(sorted(view));
        expect(toQuery(back.view, figure, evidence)).toBe(query);
      })
    );
  });

  it("are the same for the same state, however they are written", () => {
    const canonical = (query: string) => toQuery(read(query).view, membership, evidence);
    const wanted = canonical("countries=XAA,XBB&reading=official&v=1");
    expect(canonical("reading=official&countries=xaa, xbb,XAA")).toBe(wanted);
    expect(canonical("?v=1&countries=XAA%2CXBB&reading=official&instrument=case")).toBe(wanted);
    expect(canonical("countries=XAA&instrument=case&v=1")).toBe("");
  });

  it("lead through the migrations when they are old", () => {
    expect(read("c=XBB").view.countries).toEqual(["XBB"]);
    expect(read("c=XBB&v=0")).toEqual({view: read("countries=XBB").view, notes: []});
    expect(read("c=XBB&countries=XCC&v=0").view.countries).toEqual(["XCC"]);
    expect(toQuery(read("c=XBB").view, membership, evidence)).toBe("countries=XBB&v=1");
  });
});

describe("malformed addresses", () => {
  it.each([
    ["colour=red", "no choice called “colour”"],
    ["reading=rumour", "“rumour” is not a choice for reading"],
    ["countries=QQQ", "No country here has the code “QQQ”"],
    ["v=99", "unknown version “99”"],
    ["v=-1", "unknown version “-1”"],
    ["v=one", "unknown version “one”"],
    ["code=xaa-1990:official:M", "does not fit"],
    ["code=xaa-1990:official:M:7", "does not fit"],
    ["code=xaa-1990:official:M:%20", "does not fit"],
    ["code=xaa-1990:official:M:1:2", "does not fit"],
    ["code=xaa-1990:rumour:M:1", "does not fit"],
    ["code=xaa-1990:official:Q:1", "does not fit"],
    ["code=gone-1900:official:M:1", "does not fit"],
    ["code=__proto__:official:M:1", "does not fit"],
    ["anchors=synthetic_m:0:30", "does not fit"],
    ["anchors=synthetic_m:0:30:", "does not fit"],
    ["anchors=synthetic_m:0:30:20", "does not fit"],
    ["anchors=synthetic_m:80:40:0", "does not fit"],
    ["anchors=synthetic_m:0:NaN:80", "does not fit"],
    ["anchors=gone:0:40:80", "does not fit"],
    ["odds=0", "not a number of log odds"],
    ["odds=", "not a number of log odds"],
    ["odds=Infinity", "not a number of log odds"],
    ["rule=median", "“median” is not a rule here"],
    ["coder=constructor", "“constructor” is not a coder here"],
    ["without=gone", "left-out indicator “gone” does not fit"],
    ["sources=gone", "left-out source “gone” does not fit"]
  ])("%s fall back to the default with a note", (query, note) => {
    const {view, notes} = read(query);
    expect(view).toEqual(defaultView(membership, evidence));
    expect(notes.join(" ")).toContain(note);
  });

  it("say when there are too few or too many countries", () => {
    expect(read("countries=XAA", pair)).toMatchObject({view: {countries: ["XAA", "XBB"]}});
    expect(read("countries=XAA", pair).notes.join()).toContain("too few");
    const many = read("countries=XCC,XBB,XAA", pair);
    expect(many.view.countries).toEqual(["XCC", "XBB"]);
    expect(many.notes.join()).toContain("At most 2 countries fit");
    expect(read("countries=XAA", models).notes).toEqual(["This figure has no choice of countries."]);
    expect(read("countries=", indicator).view.countries).toEqual([]);
  });

  it("take a change to what is published for none", () => {
    const level = evidence.codingOf({periodId: "xaa-1990", reading: "official", set: "M"})?.level;
    expect(level).toBe(0.333333);
    const query = "code=xaa-1990:official:M:1&anchors=synthetic_m:0:40:80&odds=3&rule=mean&coder=settled";
    expect(read(query)).toEqual({view: defaultView(membership, evidence), notes: []});
  });

  it("keep a name whole characters long", () => {
    const {view} = read(`name=${encodeURIComponent("🙂".repeat(100))}`);
    expect(view.challenge.name).toBe("🙂".repeat(MAX_NAME));
    expect(() => toQuery(view, membership, evidence)).not.toThrow();
  });

  it("keep the later of two changes to one coding", () => {
    const {view} = read("code=xaa-1990:official:M:1,xaa-1990:official:M:2");
    expect(view.challenge.codings).toEqual([
      {periodId: "xaa-1990", reading: "official", set: "M", level: 0.666667}
    ]);
  });

  it("are not read beyond their greatest length, nor repeated at length", () => {
    const {view, notes} = read(`reading=${"x".repeat(9000)}&instrument=indicator`);
    expect(view).toEqual(defaultView(membership, evidence));
    expect(notes[0]).toContain("too long");
    for (const note of notes) expect(note.length).toBeLessThan(120);
    expect(MAX_QUERY).toBe(4000);
  });

  it("never throw, and always lead to a view that can be drawn again", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.string({unit: "binary"}),
      fc.constantFrom(
        "countries=",
        "code=",
        "anchors=synthetic_m:0:30:80",
        "odds=",
        "rule=minimum",
        "without=",
        "name=",
        "v=",
        "c=",
        "&",
        "=",
        ",",
        ":",
        "XAA",
        "xaa-1990:official:M:1",
        "reading=",
        "%",
        "%E0%A4%A"
      )
    );
    fc.assert(
      fc.property(fc.constantFrom(...figures), fc.array(piece, {maxLength: 12}), (figure, pieces) => {
        const {view, notes} = fromQuery(pieces.join(""), figure, evidence);
        const query = toQuery(view, figure, evidence);
        expect(fromQuery(query, figure, evidence)).toEqual({
          view: fromQuery(query, figure, evidence).view,
          notes: []
        });
        expect(toQuery(fromQuery(query, figure, evidence).view, figure, evidence)).toBe(query);
        expect(figure.finding(figure.rows(evidence, view), view, evidence)).not.toMatch(/undefined|NaN/);
        for (const note of notes) expect(note).toMatch(/\.$/);
      })
    );
  });

  it("do not throw where there is no evidence", () => {
    const empty = emptyEvidence();
    for (const figure of figures) {
      for (const query of ["", "countries=XAA&v=1", "code=xaa-1990:official:M:1", "indicator=gone"]) {
        expect(() => toQuery(fromQuery(query, figure, empty).view, figure, empty)).not.toThrow();
      }
    }
  });
});
