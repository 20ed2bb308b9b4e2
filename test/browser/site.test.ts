import type {Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {dark} from "../../src/figures/theme.js";
import {addresses, violations, withBrowser, withPage} from "./pages.js";

const site = inject("site");
const inContext = withBrowser();

/** One page of each kind: what holds for them is likely to hold for their like. */
const kinds = [
  "/",
  "/compare",
  "/countries/",
  "/countries/australia",
  "/countries/japan",
  "/models/performance-management",
  "/figures/membership",
  "/evidence/events",
  "/method",
  "/about",
  "/search"
];

describe("every page", () => {
  const context = inContext({viewport: {width: 1280, height: 900}});

  it.concurrent.each(addresses)("%s opens without a fault", async (path) => {
    await withPage(context(), site, path, async ({page, problems}) => {
      const said = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        title: document.title,
        heads: [...document.querySelectorAll("h1")].map((d) => d.textContent?.trim()),
        errors: document.querySelectorAll(".observablehq--error").length,
        doctype: document.compatMode,
        script: document.documentElement.classList.contains("js")
      }));
      expect(said).toEqual({
        lang: "en-GB",
        title: expect.stringContaining("Four Models"),
        heads: [expect.stringMatching(/\S/)],
        errors: 0,
        doctype: "CSS1Compat",
        script: true
      });
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
    });
  });
});

describe("in the dark", () => {
  const context = inContext({viewport: {width: 1280, height: 900}, colorScheme: "dark"});

  it.concurrent.each(kinds)("%s can be read", async (path) => {
    await withPage(context(), site, path, async ({page, problems}) => {
      const background = await page.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor
      );
      expect(background).toBe(rgb(dark.background));
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
    });
  });
});

/** `#14171b` as a browser gives it back. */
function rgb(hex: string): string {
  const parts = (hex.match(/[0-9a-f]{2}/gi) ?? []).map((part) => Number.parseInt(part, 16));
  return `rgb(${parts.join(", ")})`;
}

describe("at the width of a phone", () => {
  const context = inContext({viewport: {width: 320, height: 640}, isMobile: true, hasTouch: true});

  it.concurrent.each(addresses)("%s does not run over", async (path) => {
    await withPage(context(), site, path, async ({page, problems}) => {
      expect(await over(page)).toEqual([]);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      expect(await over(page), "with all that can be opened open").toEqual([]);
      expect(problems).toEqual([]);
    });
  });

  it.concurrent.each(kinds)("%s can be read", async (path) => {
    await withPage(context(), site, path, async ({page}) => {
      expect(await violations(page)).toEqual([]);
    });
  });
});

/** When the document is wider than the window: by how much, and which elements make it so. */
function over(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const {scrollWidth} = document.documentElement;
    if (scrollWidth <= 320) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (d) => d.getBoundingClientRect().right > 321 && !d.parentElement?.closest(".scroll")
    );
    const names = wide.map((d) => `${d.localName}.${d.getAttribute("class") ?? ""}#${d.id}`);
    return [`${scrollWidth} px wide`, ...new Set(names)].slice(0, 8);
  });
}

describe("with scripts off", () => {
  const context = inContext({viewport: {width: 1280, height: 900}, javaScriptEnabled: false});

  it.concurrent.each(addresses)("%s is whole", async (path) => {
    await withPage(context(), site, path, async ({page, problems}) => {
      const main = page.locator("main");
      expect((await main.innerText()).length).toBeGreaterThan(60);
      expect(await page.locator("nav a").first().isVisible()).toBe(true);
      for (const figure of await page.locator("figure.figure").all()) {
        const id = await figure.getAttribute("id");
        const picture = figure.locator(".picture:visible");
        expect(await picture.count(), `${id}: one picture shows`).toBe(1);
        const box = await picture.locator("svg, .gap").first().boundingBox();
        expect(box?.width, id ?? "").toBeGreaterThan(200);
        expect(box?.height, id ?? "").toBeGreaterThan(10);
        expect(await figure.locator("table thead th").count(), `${id}: a table`).toBeGreaterThan(0);
        if (await picture.locator("svg").count()) {
          expect(await figure.locator("table tbody tr").count(), `${id}: rows`).toBeGreaterThan(0);
          const labels = picture.locator("svg a[href]:not([aria-label])");
          expect(await labels.count(), `${id}: marks without a name`).toBe(0);
        }
      }
      for (const table of await page.locator("main table").all()) {
        expect(await table.locator("th").count()).toBeGreaterThan(0);
      }
      expect(problems).toEqual([]);
    });
  });
});

describe("on paper", () => {
  const context = inContext({viewport: {width: 760, height: 1000}});

  it.concurrent.each(["/", "/countries/australia", "/figures/membership"])(
    "%s shows its pictures and no doors",
    async (path) => {
      await withPage(context(), site, path, async ({page}) => {
        await page.emulateMedia({media: "print"});
        for (const figure of await page.locator("figure.figure").all()) {
          expect(await figure.locator(".picture:visible svg").count()).toBe(1);
        }
        expect(await page.locator(".menu:visible, .figure-controls:visible").count()).toBe(0);
      });
    }
  );
});
