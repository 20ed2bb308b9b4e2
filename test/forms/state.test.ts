import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {viewsByState} from "../../loaders/outputs/embed.js";
import {createSite} from "../../loaders/pages/site.js";
import {figureById} from "../../src/figures/index.js";
import {stateOf as stateIn} from "../../src/forms/state.js";
import {namedViews} from "../../src/forms/views.js";

const site = createSite();

/** The state that an address asks for; of an unknown figure that of the usual one. */
function stateOf(asked: string, query: string, edition: typeof site, {home = ""} = {}) {
  const figure = figureById(asked) ?? figureById("membership");
  if (!figure) throw new Error("no figure");
  return stateIn(figure, query, edition, {home, asked});
}

describe("a figure in a state", () => {
  it("is a named view where there is one", () => {
    const {content, named, notes} = stateOf("membership", "countries=AUS,CAN", site, {home: "https://a.b"});
    expect([content.id, named, notes]).toEqual(["membership/australia-canada", true, []]);
    expect(content.address).toBe("https://a.b/view/membership/australia-canada");
  });

  it("has the address of its page where there is none, and a name for its files", () => {
    const {content, named} = stateOf("membership", "countries=AUS,JPN,SWE", site, {home: "https://a.b"});
    expect(named).toBe(false);
    expect(content.id).toBe("membership/aus-jpn-swe");
    expect(content.address).toBe("https://a.b/figures/membership?countries=AUS,JPN,SWE&v=1");
    expect(content.rows.length).toBeGreaterThan(0);
  });

  it.each([
    ["nothing", ""],
    ["__proto__", "constructor=1"],
    ["membership", "countries=ATL"],
    ["membership", "reading=%3Cscript%3E"],
    ["membership", `countries=${"A,".repeat(9000)}`],
    ["membership", "%E0%A4%A&&=&v=-1"],
    ["pair", "countries=AUS"]
  ])("is the usual one with a note for %s?%.40s", (id, query) => {
    const {content, notes} = stateOf(id, query, site);
    expect(notes.length).toBeGreaterThan(0);
    expect(notes.every((d) => d.length < 300)).toBe(true);
    expect(content.rows.length).toBeGreaterThan(0);
    expect(content.view).toEqual(stateOf(content.figure.id, "", site).content.view);
  });
});

describe("addresses that stay", () => {
  const file = join(import.meta.dirname, "../output/addresses.txt");
  const promised = readFileSync(file, "utf8").trim().split("\n");

  it("are all still there: a view that was once published keeps its address", () => {
    const there = new Set(namedViews(site.evidence).map((d) => d.id));
    expect(promised.length).toBeGreaterThan(200);
    expect(promised.filter((id) => !there.has(id))).toEqual([]);
  });

  it("are promised as soon as they are there: FM_PROMISE=1 adds the new ones, and takes none away", () => {
    const ids = namedViews(site.evidence).map((d) => d.id);
    const all = [...new Set([...promised, ...ids])].sort();
    if (process.env.FM_PROMISE === "1") writeFileSync(file, `${all.join("\n")}\n`);
    else expect(all.filter((id) => !promised.includes(id))).toEqual([]);
  });

  it("are found by their state, whatever the order of its choices", () => {
    const states = viewsByState(site.evidence);
    expect(states.membership?.["countries=AUS,CAN"]).toBe("australia-canada");
    const count = Object.values(states).flatMap((d) => Object.keys(d)).length;
    expect(count).toBe(namedViews(site.evidence).length);
  });
});
