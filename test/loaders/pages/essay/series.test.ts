import {describe, expect, it} from "vitest";
import {medianOf, seriesNames, seriesOf} from "../../../../loaders/pages/essay/series.js";
import {expand, type PageContext} from "../../../../loaders/pages/markdown.js";
import {createSite} from "../../../../loaders/pages/site.js";

const site = createSite({noncommercial: true});
const context = (): PageContext => ({path: "/essays/performance-governance"});
const o = () => ({site, context: context(), words: ""});
const text = (markup: string) => markup.replace(/<[^>]+>/g, "");

describe("a question about a series", () => {
  it("counts the members of the OECD with a value, and those that meet the bound", () => {
    const {found, all} = seriesOf("series=obs_participation year=2023 >=61", o());
    const rows = site.evidence.tables.observations.filter(
      (d) => d.indicator_id === "obs_participation" && d.year === 2023 && d.value !== null
    );
    const members = rows.filter((d) => site.evidence.country(d.iso3)?.oecd_since);
    expect(all.length).toBe(members.length);
    expect(found.length).toBe(members.filter((d) => (d.value ?? 0) >= 61).length);
  });
  it("names the highest first", () => {
    const answer = seriesOf("series=obs_participation year=2023 >50", o());
    const values = new Map(answer.found.map((d) => [site.evidence.country(d.iso3)?.name, d.value]));
    const [first = ""] = seriesNames(answer, o()).split(/, | and /);
    expect(values.get(first.replace(/^the /, ""))).toBe(Math.max(...values.values()));
  });
  it("refuses what it cannot read and what is not there", () => {
    expect(() => seriesOf("series=nothing year=2023", o())).toThrow(/cannot read “series=nothing year=2023”/);
    expect(() => seriesOf("series=obs_participation year=1950", o())).toThrow(
      /no value of obs_participation in 1950/
    );
    expect(() => seriesOf("series=obs_participation year=2023 !61", o())).toThrow(/cannot read/);
  });
  it("takes the mean of the two in the middle", () => {
    expect(medianOf([3, 1, 2])).toBe(2);
    expect(medianOf([4, 1, 3, 2])).toBe(2.5);
    expect(medianOf([7])).toBe(7);
  });
});

describe("an essay", () => {
  it("can say what a changed coding would make of a period", () => {
    const asCoded = text(expand("{{class can-1995}}", context(), site));
    const changed = text(expand("{{class can-1995 code=can-1995:practice:E:1}}", context(), site));
    expect(asCoded).toBe("performance governance");
    expect(changed).toBe("performance management");
  });
  it("refuses a change that does not fit", () => {
    expect(() => expand("{{class can-1995 code=can-1995:practice:Z:1}}", context(), site)).toThrow(/Z/);
  });
  it("keeps or leaves out what rests on data for non-commercial use", () => {
    const page = "<!-- noncommercial -->\nheld\n<!-- otherwise -->\nleft out\n<!-- end -->\n";
    expect(expand(page, context(), site).trim()).toBe("held");
    expect(expand(page, context(), {...site, noncommercial: false}).trim()).toBe("left out");
  });
});
