import {describe, expect, it} from "vitest";
import {linkCodedIds, linkIds} from "../../../loaders/pages/ids.js";
import {createSite} from "../../../loaders/pages/site.js";
import {yearsText} from "../../../loaders/pages/years.js";

const {evidence} = createSite();

describe("ids in texts", () => {
  it("lead to findings, events, periods and rules", () => {
    expect(linkIds("aus-f39 doubts aus-1987, so not I-2; see can-2003-31", evidence).text).toBe(
      '<a class="id" href="/countries/australia#aus-f39">aus-f39</a> doubts <a class="id" href="/countries/australia#aus-1987">aus-1987</a>, so not <a class="id" href="/method#I-2">I-2</a>; see <a class="id" href="/countries/canada#can-2003-31">can-2003-31</a>'
    );
  });

  it("stay words where nothing has them, and markup stays text", () => {
    expect(linkIds("xyz-f01 <b> M-9", evidence).text).toBe("xyz-f01 &lt;b&gt; M-9");
    expect(linkCodedIds("`prt-f06` and `must_be_found`", evidence)).toBe(
      '<a class="id" href="/countries/portugal#prt-f06">prt-f06</a> and `must_be_found`'
    );
  });
});

describe("years", () => {
  it("have the dash of a range", () => {
    expect(yearsText("about 2009-2016 (year of the article not shown)")).toBe(
      "about 2009–2016 (year of the article not shown)"
    );
    expect(yearsText("early 1990s-2012")).toBe("early 1990s–2012");
    expect(yearsText("to 2008")).toBe("to 2008");
  });
});
