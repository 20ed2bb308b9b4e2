import {parseHTML} from "linkedom";
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {bringFigure, figureIds} from "../../src/components/figures.js";
import {openStudio, type Studio} from "../../src/components/studio.js";
import type {Coding, Level, Period} from "../../src/evidence/tables.js";
import {figures} from "../../src/figures/index.js";
import {membership} from "../../src/figures/membership.js";
import {country, smallSite} from "../loaders/site.js";

const HOME = "https://example.org/four-models/";

/** Two countries coded for one period each; the third has nothing. */
const countries = [
  country({book_six: true}),
  country({iso3: "ZZB", name: "Bland", slug: "bland", book_six: true}),
  country({iso3: "ZZC", name: "Cland", slug: "cland"})
];
const periods: Period[] = ["ZZA", "ZZB"].map((iso3) => ({
  period_id: `${iso3.toLowerCase()}-2001`,
  iso3,
  start: 2001,
  end: null,
  label: "A period",
  reason: "It is marked off.",
  evidence_ids: []
}));
const codings = periods.flatMap(({iso3, period_id}) =>
  (["official", "practice"] as const).flatMap((reading) =>
    (["M", "I", "C", "E"] as const).map((set, i): Coding => {
      const level: Level = i < (iso3 === "ZZA" ? 1 : 2) ? 1 : 0;
      return {
        coding_id: `settled:${period_id}:${reading}:${set}`,
        coder: "settled",
        iso3,
        period_id,
        reading,
        set,
        level,
        missing: null,
        rule_id: null,
        finding_ids: [],
        event_ids: [],
        confidence: "high",
        note: null
      };
    })
  )
);
const {tables} = smallSite({countries, periods, codings}).evidence;

function figureElement(id = "membership"): HTMLElement {
  const {document} = parseHTML(`<!doctype html><html><body><a class="home" href="${HOME}">Home</a>
<figure id="${id}-1" data-figure="${id}">
<div class="figure-head"><h2><a href="./figures/${id}">old</a></h2><p class="finding">old</p></div>
<div class="pictures"><div class="picture wide">old</div><div class="picture narrow">old</div></div>
<p class="subtitle">old</p>
<details><table><thead><tr><th aria-sort="ascending">Country</th></tr></thead><tbody><tr><td>old</td></tr></tbody></table></details>
<p>“<span class="cited">old</span>” <span class="here">old</span></p>
</figure></body></html>`);
  return document.querySelector("figure") as unknown as HTMLElement;
}

const answer = (body: unknown, status = 200) =>
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(body), {status}));

describe("a studio", () => {
  let studio: Studio;
  beforeEach(async () => {
    answer(tables);
    studio = await openStudio(`${HOME}evidence.json`);
  });
  afterEach(() => vi.unstubAllGlobals());

  it("replaces heading, finding, pictures, subtitle and table", async () => {
    const element = figureElement();
    await studio.draw(element, "countries=ZZA");
    expect(element.textContent).not.toContain("old");
    expect(element.querySelectorAll(".picture svg")).toHaveLength(2);
    expect(element.querySelector("[aria-sort]")).toBeNull();
    const rows = [...element.querySelectorAll("tbody tr")];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.children).toHaveLength(membership.columns.length);
      expect(row.textContent).toContain("Aland");
    }
  });

  it("writes the table of a page that came without it", async () => {
    const element = figureElement();
    const details = element.querySelector("details");
    if (details) {
      details.className = "as-table";
      details.innerHTML = '<a class="later" href="later/x.html">The table by itself</a>';
    }
    await studio.draw(element, "countries=ZZA");
    expect(element.querySelector("a.later")).toBeNull();
    expect([...element.querySelectorAll("th")].map((d) => d.textContent)).toEqual(
      membership.columns.map((d) => d.name)
    );
    expect(element.querySelectorAll("tbody tr").length).toBeGreaterThan(0);
  });

  it("names the picture by what it says, with one stop for the keyboard", async () => {
    const element = figureElement();
    await studio.draw(element, "");
    for (const svg of element.querySelectorAll("svg")) {
      expect(svg.getAttribute("aria-labelledby")).toBe(`${element.id}-title`);
      expect(svg.getAttribute("aria-describedby")).toBe(`${element.id}-finding`);
      const marks = [...svg.querySelectorAll("a")];
      expect(marks.length).toBeGreaterThan(1);
      expect(marks.filter((mark) => mark.getAttribute("tabindex") !== "-1")).toEqual([marks[0]]);
    }
  });

  it("keeps the two pictures' ids apart", async () => {
    const element = figureElement();
    await studio.draw(element, "");
    const ids = [...element.querySelectorAll("svg [id]")].map((d) => d.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("leads to evidence below the address where the site lives", async () => {
    const element = figureElement();
    await studio.draw(element, "countries=ZZB");
    for (const link of element.querySelectorAll("svg a, tbody a")) {
      expect(link.getAttribute("href")).toMatch(/^https:\/\/example\.org\/four-models\/countries\/bland#/);
    }
  });

  it("gives one address to one state", async () => {
    const element = figureElement();
    const one = await studio.draw(element, "reading=official&countries=zzb");
    const two = await studio.draw(element, "countries=ZZB&reading=official&v=1");
    expect(one.query).toBe(two.query);
    expect(one.query).toMatch(/^countries=ZZB&reading=official&v=\d+$/);
    expect(element.querySelector(".figure-head a")?.getAttribute("href")).toBe(
      `${HOME}figures/membership?${one.query}`
    );
    expect(element.querySelector(".here")?.textContent).toBe(`${HOME}figures/membership?${one.query}`);
    expect(one.choices).toMatchObject({countries: ["ZZB"], reading: "official"});
    expect((await studio.draw(element, "")).query).toBe("");
  });

  it("falls back with a note, and takes no markup from an address", async () => {
    const element = figureElement();
    const drawn = await studio.draw(
      element,
      "countries=XXX&reading=<b id=bad>&colour=red&code=zza-1900:practice:M:1"
    );
    expect(drawn.query).toBe("");
    expect(drawn.notes.join(" ")).toMatch(/XXX.*<b id=bad>|<b id=bad>.*XXX/);
    expect(drawn.notes.join(" ")).toContain("colour");
    expect(drawn.notes.join(" ")).toContain("zza-1900");
    expect(element.querySelector("#bad")).toBeNull();
  });

  it("says so where there is nothing to draw", async () => {
    const element = figureElement();
    const drawn = await studio.draw(element, "countries=ZZC");
    expect(drawn.countries).toEqual(["ZZC"]);
    expect(element.querySelectorAll("tbody tr")).toHaveLength(0);
    for (const picture of element.querySelectorAll(".picture")) {
      expect(picture.textContent).toContain("No evidence here for these countries.");
    }
    await studio.draw(element, "countries=ZZA");
    expect(element.querySelectorAll(".picture svg")).toHaveLength(2);
    expect(element.textContent).not.toContain("No evidence here");
  });

  it("draws only figures that there are", async () => {
    await expect(studio.draw(figureElement("nothing"), "")).rejects.toThrow("no figure is called nothing");
  });
});

describe("the figures of a studio", () => {
  it("are all there are, each by its own id", async () => {
    expect([...figureIds].sort()).toEqual(figures.map((d) => d.id).sort());
    for (const id of figureIds) expect((await bringFigure(id))?.id).toBe(id);
    for (const id of ["nothing", "", "__proto__", "constructor"])
      expect(await bringFigure(id)).toBeUndefined();
  });
});

describe("a studio without evidence", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("says what went wrong", async () => {
    answer({}, 503);
    await expect(openStudio("/evidence.json")).rejects.toThrow("the evidence did not arrive: 503");
  });
});
