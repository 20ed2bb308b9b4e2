import {describe, expect, it} from "vitest";
import {lighten, lightenGallery} from "../../../loaders/outputs/lighten.js";

const figure = (id: string) => `<figure class="figure" id="${id}"><div class="figure-head">
<h3 id="${id}-title"><a href="../figures/${id}">Who &amp; where</a></h3><p class="finding" id="${id}-finding">So “it” is.</p></div>
<div class="pictures"><div class="picture wide"><svg aria-labelledby="${id}-title" viewBox="0 0 760 300" height="300" width="760"><a href="../countries/a#b"><circle/></a></svg></div><div class="picture narrow"><svg viewBox="0 0 340 500" height="500" width="340"></svg></div></div>
<details class="as-table"><summary>Table</summary><div class="scroll"><table><tr><td><a href="../countries/a">A</a></td></tr></table></div></details></figure>`;
const {page, files} = lighten(`<main>${figure("space-1")}<p>Text.</p>${figure("sets-2")}</main>`, {
  name: "ladder"
});

describe("a lighter page", () => {
  it("keeps its first picture, and has the others come as images of the same size that say what they show", () => {
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain(
      '<div class="picture wide coming" style="aspect-ratio:768/300"><img class="later" loading="lazy" src="later/ladder-sets-2-wide.svg" width="768" height="300" alt="Who &amp; where. So “it” is."></div>'
    );
    expect(page).toContain('width="348" height="500"');
  });

  it("has every table on a page of its own", () => {
    expect(page).not.toContain("<table");
    expect(page).toContain('<a class="later" href="later/ladder-sets-2.html">');
    const table = files.get("later/ladder-sets-2.html") ?? "";
    expect(table).toContain('<a href="../../countries/a">A</a>');
    expect(table).toContain('<a href="../ladder#sets-2">');
    expect(table).toContain('lang="en-GB"');
  });

  it("writes pictures that stand alone, in both themes", () => {
    expect([...files.keys()].sort()).toEqual([
      "later/ladder-sets-2-narrow.svg",
      "later/ladder-sets-2-wide.svg",
      "later/ladder-sets-2.html",
      "later/ladder-space-1.html"
    ]);
    const svg = files.get("later/ladder-sets-2-wide.svg") ?? "";
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="-4 0 768 300"[^>]*><style>:root\{.*<\/style><svg overflow="visible"/
    );
    expect(svg).toContain("@media screen and (prefers-color-scheme:dark)");
  });
});

describe("a lighter gallery", () => {
  const item = (id: string) =>
    `<li><a href="../figures/${id}"><svg viewBox="0 0 356 222" width="356" height="222" aria-hidden="true"><circle r="1"></circle></svg><b>${id}</b></a></li>`;
  const ids = Array.from({length: 9}, (_, i) => `figure${i}`);
  const {page, files} = lightenGallery(`<ul class="gallery">${ids.map(item).join("")}</ul>`, {name: "small"});

  it("brings its first pictures, and the others as images of the same size that say nothing of their own", () => {
    const images = [...page.matchAll(/<img[^>]*>/g)].map((d) => d[0]);
    expect(page.match(/<svg/g)?.length).toBe(ids.length - images.length);
    expect(images.length).toBeGreaterThan(0);
    expect(images.at(-1)).toBe(
      '<img class="later" loading="lazy" src="later/small-figure8.svg" width="356" height="222" alt="">'
    );
    expect([...files.keys()]).toEqual(images.map((d) => / src="([^"]*)"/.exec(d)?.[1]));
    expect(files.get("later/small-figure8.svg")).toMatch(
      /^<svg xmlns=[^>]* text-anchor="middle"[^>]*><style>/
    );
    expect(page.match(/<li><a href="[^"]*">/g)).toHaveLength(ids.length);
  });
});
