import {readFileSync} from "node:fs";
import {dirname, join, normalize} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, inject, it} from "vitest";
import {pageFiles} from "../../loaders/outputs/finish.js";
import {withBrowser, withPage} from "./pages.js";
import {dist} from "./setup.js";

const site = inject("site");
const inContext = withBrowser();

/** Bytes of a file on the wire: what is packed already is sent as it is. */
function weightOf(file: string): number {
  const bytes = readFileSync(join(dist, file));
  return /\.(woff2|png)$/.test(file) ? bytes.length : gzipSync(bytes, {level: 6}).length;
}

/** What a page asks for by itself: scripts, icon, pictures that do not wait, and the typeface of all pages. */
function askedFor(file: string): string[] {
  const page = readFileSync(join(dist, file), "utf8");
  const named = [...page.matchAll(/<(?:script|link|img)\b([^>]*)>/g)].flatMap(([, attributes = ""]) => {
    const isLink = / rel="/.test(attributes);
    if (/ loading="lazy"/.test(attributes)) return [];
    if (isLink && !/ rel="(?:stylesheet|icon|modulepreload|preload)"/.test(attributes)) return [];
    const address = / (?:src|href)="([^":]+)"/.exec(attributes)?.[1];
    return address ? [normalize(join(dirname(file), address))] : [];
  });
  return [...new Set([file, ...named, "fonts/literata.woff2"])];
}

const files = pageFiles(dist).map((d) => d.replaceAll("\\", "/"));
const light = files.filter((d) => /^(countries|models|figures)\/|^(index|compare|search)\.html$/.test(d));

describe("before it is touched, typeface and all", () => {
  it.each(light)("%s weighs at most 45 kB in at most 8 requests", (file) => {
    const asked = askedFor(file);
    expect(asked.length).toBeLessThanOrEqual(8);
    expect(asked.reduce((sum, d) => sum + weightOf(d), 0)).toBeLessThanOrEqual(45_000);
  });

  const context = inContext({viewport: {width: 1280, height: 900}});

  it.each([
    "countries/united-kingdom",
    "figures/index",
    "figures/indicator",
    "compare"
  ])("a browser asks for no more on %s, and nothing moves", async (path) => {
    await withPage(context(), site, `/${path.replace(/index$/, "")}`, async ({page, problems}) => {
      await page.waitForLoadState("networkidle");
      const {loaded, shift} = await page.evaluate(async () => ({
        loaded: performance.getEntriesByType("resource").map((d) => new URL(d.name).pathname.slice(1)),
        shift: await new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const d of list.getEntries() as (PerformanceEntry & {value: number})[]) sum += d.value;
          }).observe({type: "layout-shift", buffered: true});
          setTimeout(() => resolve(sum), 300);
        })
      }));
      // A picture that is near may have come already, and none that is not.
      expect(loaded.filter((d) => !askedFor(`${path}.html`).includes(d) && !d.includes("later/"))).toEqual(
        []
      );
      expect(loaded.length + 1).toBeLessThanOrEqual(8);
      const all = [`${path}.html`, ...loaded];
      expect(all.reduce((sum, d) => sum + weightOf(d), 0)).toBeLessThanOrEqual(45_000);
      expect(shift).toBe(0);
      expect(problems).toEqual([]);
    });
  });
});
