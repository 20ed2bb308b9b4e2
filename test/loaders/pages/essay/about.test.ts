import {describe, expect, it} from "vitest";
import {essaysAbout, recordsNamed} from "../../../../loaders/pages/essay/about.js";
import {createSite} from "../../../../loaders/pages/site.js";

describe("the essays about a country", () => {
  it("are those that name its records, of every kind", () => {
    const text = "[@aus-f17] {{year aus-1984-03}} {{class aus-1987}} [@aus-p1] [@can-f01] aus-fx";
    expect(recordsNamed(text, "AUS")).toBe(4);
    expect(recordsNamed(text, "CAN")).toBe(1);
    expect(recordsNamed(text, "SWE")).toBe(0);
  });
  it("are linked from its page, and a country without any has no line", () => {
    const site = createSite();
    const of = (country: string) =>
      essaysAbout({site, words: "", context: {path: `/countries/${country}`, params: {country}}}).text;
    expect(of("canada")).toContain('href="/essays/australia-and-canada"');
    expect(of("luxembourg")).toBe("");
  });
});
