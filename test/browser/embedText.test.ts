import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, inject, it} from "vitest";
import {withBrowser} from "./pages.js";
import {dist} from "./setup.js";

const site = inject("site");
const context = withBrowser()({viewport: {width: 900, height: 800}});
const views: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(join(dist, "embed", "v1", "views.json"), "utf8")
);

/** Widths of a frame: a phone of 320 pixels beside the edges of a page, larger ones, and in between. */
const PHONES = [288, 320, 360, 480];

/** Widths of the columns of blogs, as WordPress (620, 645), Medium (680), Ghost (720) and Substack (728) have them. */
const COLUMNS = [584, 600, 620, 645, 680, 720, 728, 900];

/** The usual view of each figure, and those that are most crowded. */
const shownViews = [
  ...Object.entries(views).map(([figure, states]) => `${figure}/${states[""]}`),
  "membership/all",
  "trajectory/all",
  "sets/all",
  "timeline/all",
  "agreement/austria",
  "robustness/india"
];

/** Sizes of the words of the picture that is shown, and how far they reach beyond the window. Runs in the page. */
function sizes(): {least: number; most: number; out: number; height: number} {
  const words = [...document.querySelectorAll<SVGTextContentElement>("svg text, svg tspan")].filter(
    (d) => d.getBoundingClientRect().width
  );
  const found = words.map(
    (d) => Number.parseFloat(getComputedStyle(d).fontSize) * (d.getScreenCTM()?.a ?? 1)
  );
  const boxes = words.map((d) => d.getBoundingClientRect());
  return {
    least: Math.min(...found),
    most: Math.max(...found),
    out: Math.max(...boxes.map((d) => Math.max(-d.left, d.right - innerWidth))),
    height: document.body.getBoundingClientRect().height
  };
}

describe("the words of a picture", () => {
  it.each(shownViews)("of %s have 12 pixels or more in a frame of any width", async (id) => {
    const page = await context().newPage();
    await page.goto(`${site}/view/${id}.html`);
    const answer = await (await fetch(`${site}/view/${id}.oembed.json`)).json();
    for (const width of [...PHONES, ...COLUMNS]) {
      await page.setViewportSize({width, height: 640});
      const {least, most, ...found} = await page.evaluate(sizes);
      expect(least, `smallest in a frame of ${width}`).toBeGreaterThanOrEqual(11.95);
      // A word set larger than the title of the frame would look blown up.
      expect(most, `largest in a frame of ${width}`).toBeLessThanOrEqual(20);
      // The fonts of this machine may be wider than those that drawings leave room for.
      expect(found.out, `beyond the edges of a frame of ${width}`).toBeLessThanOrEqual(10);
      if (COLUMNS.includes(width)) expect(found.height).toBeLessThanOrEqual(answer.height);
    }
    await page.close();
  });

  it("have 12 pixels or more in the picture files of a post", async () => {
    const read = async (form: string) => (await fetch(`${site}/view/membership/six.${form}`)).text();
    for (const [form, places] of [
      ["narrow.svg", [304, 328, 345, 390]],
      ["svg", [600, 645, 680, 720]]
    ] as const) {
      const page = await context().newPage();
      for (const width of places) {
        await page.setContent(`<div style="width:${width}px">${await read(form)}</div>`);
        await page.addStyleTag({content: "svg { width: 100%; height: auto }"});
        expect((await page.evaluate(sizes)).least, `${form} at ${width}`).toBeGreaterThanOrEqual(11.95);
      }
      await page.close();
    }
  });
});
