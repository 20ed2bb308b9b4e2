import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {figureBlock} from "../../../../loaders/pages/figure.js";
import {expand, type PageContext} from "../../../../loaders/pages/markdown.js";
import {createSite} from "../../../../loaders/pages/site.js";

/** A build without the data for non-commercial use must be able to say every essay, and draw its figures. */
describe("without the data for non-commercial use", {timeout: 120_000}, () => {
  const site = createSite({noncommercial: false});
  const names = readdirSync("src/essays").filter((name) => name.endsWith(".md") && name !== "index.md");

  it.each(names)("%s stands", (name) => {
    const text = readFileSync(`src/essays/${name}`, "utf8").replace(/^---[\s\S]*?^---\n/m, "");
    const context: PageContext = {path: `/essays/${name.replace(/\.md$/, "")}`};
    const page = expand(text, context, site);
    const figures = [...page.matchAll(/^```figure\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
    for (const block of figures) expect(figureBlock(block, context, site).text).toContain("<svg");
    expect(page).not.toMatch(/<!-- (noncommercial|otherwise|end) -->/);
  });
});
