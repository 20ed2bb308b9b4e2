import type {Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {dark} from "../../src/figures/theme.js";
import {addresses, kinds, violations, withBrowser, withPage} from "./pages.js";

const site = inject("site");
const inContext = withBrowser();

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
      expect(await violations(page, {colours: true})).toEqual([]);
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
      const {text, figures, ...blank} = await page.evaluate(whole);
      expect(text.length).toBeGreaterThan(60);
      expect(await page.locator("nav a").first().isVisible()).toBe(true);
      expect(figures).toEqual(
        figures.map(({id, marks}) => ({
          id,
          pictures: 1,
          large: true,
          heads: expect.toSatisfy((n: number) => n > 0),
          rows: marks ? expect.toSatisfy((n: number) => n > 0) : expect.any(Number),
          marks,
          nameless: 0
        }))
      );
      expect(blank).toEqual({sections: [], cells: [], tables: 0, words: undefined});
      expect(problems).toEqual([]);
    });
  });
});

/** What a page shows of itself, and what it leaves blank. Runs in the page. */
function whole() {
  const textOf = (d: Element | null | undefined) => d?.textContent?.trim() ?? "";
  const main = document.querySelector("main");
  const all = (selector: string) => [...(main?.querySelectorAll(selector) ?? [])];
  const nameOf = (d: Element) =>
    d.getAttribute("aria-label") ??
    d.getAttribute("alt") ??
    textOf(document.getElementById(d.getAttribute("aria-labelledby") ?? ""));
  const figures = all("figure.figure[data-figure]").map((figure) => {
    const pictures = [...figure.querySelectorAll<HTMLElement>(".picture")].filter((d) => d.offsetHeight);
    // A picture that is not near yet has a box of its size.
    const [first] = pictures;
    const drawn = (
      first?.matches(".coming") ? first : first?.querySelector("svg, .gap")
    )?.getBoundingClientRect();
    return {
      id: figure.id,
      pictures: pictures.length,
      large: (drawn?.width ?? 0) > 200 && (drawn?.height ?? 0) > 10,
      // A table may stand on a page of its own, which the figure links to.
      heads: figure.querySelectorAll("thead th, .as-table a.later").length,
      rows: figure.querySelectorAll("tbody tr, .as-table a.later").length,
      marks: pictures[0]?.querySelectorAll("svg a").length ?? 0,
      nameless: [...(pictures[0]?.querySelectorAll("svg a, svg, img") ?? [])].filter((d) => !nameOf(d)).length
    };
  });
  const empty = all("h2").filter((d) => !d.nextElementSibling || d.nextElementSibling.localName === "h2");
  return {
    text: textOf(main),
    figures,
    sections: empty.filter((d) => d.parentElement === main).map(textOf),
    cells: all("td")
      // A preview of a file shows its empty cells as they are.
      .filter((d) => textOf(d) === "" && !d.closest(".preview"))
      .map((d) => textOf(d.closest("tr"))),
    tables: all("table").filter((d) => !d.querySelector("th") && textOf(d)).length,
    // Pages on code speak of missing values by these names.
    words: main?.querySelector("code")
      ? undefined
      : /\b(?:undefined|null|NaN)\b/.exec(main?.innerText ?? "")?.[0]
  };
}

describe("on paper", () => {
  const context = inContext({viewport: {width: 760, height: 1000}});

  it.concurrent.each([
    "/",
    "/countries/australia",
    "/figures/membership"
  ])("%s shows its pictures and no doors", async (path) => {
    await withPage(context(), site, path, async ({page}) => {
      await page.emulateMedia({media: "print"});
      for (const figure of await page.locator("figure.figure").all()) {
        expect(await figure.locator(".picture:visible :is(svg, img.later)").count()).toBe(1);
      }
      expect(await page.locator(".menu:visible, .figure-controls:visible").count()).toBe(0);
    });
  });
});
