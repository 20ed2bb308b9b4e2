import {join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {figureElement} from "../../loaders/pages/figure.js";
import {createSite, type Site} from "../../loaders/pages/site.js";
import {figures} from "../../src/figures/index.js";
import {defaultView} from "../../src/figures/view.js";
import {syntheticEvidence} from "../figures/fixture.js";
import {withBrowser, withPage} from "./pages.js";

const site = inject("site");
const inContext = withBrowser();
const ids = figures.map((d) => d.id);

/** The picture that is shown, as a selector. */
const SHOWN = ".picture:not(:has(svg[hidden])) svg";

/** What has the focus: its element and its name. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return {tag: at?.localName ?? "", label: at?.getAttribute("aria-label") ?? ""};
  });

/** Puts the focus on the first mark of the picture that is shown, as the Tab key does. */
const enter = (page: Page) =>
  page.evaluate((selector) => {
    (document.activeElement as HTMLElement | null)?.blur();
    const svg = [...document.querySelectorAll(selector)].find((d) => d.getBoundingClientRect().width);
    const mark = svg?.querySelector<SVGAElement>("a:not([tabindex])");
    mark?.focus();
    mark?.dispatchEvent(new KeyboardEvent("keydown", {key: "Home", ctrlKey: true, bubbles: true}));
  }, SHOWN);

describe.each(ids)("%s for those who listen or use keys", (id) => {
  const context = inContext({viewport: {width: 1280, height: 900}, reducedMotion: "reduce"});
  // One page for all of them: opening it is what takes the time.
  let page: Page;
  beforeAll(async () => {
    page = await context().newPage();
    await page.goto(`${site}/figures/${id}`);
  });
  afterAll(() => page.close());

  it("has a role, a name and a description, and one stop for the Tab key", async () => {
    const heading = await page.locator(".figure-head :is(h2, h3)").innerText();
    const finding = await page.locator(".finding").innerText();
    const picture = page.getByRole("group", {name: heading, description: finding, exact: true});
    expect(await picture.count()).toBeGreaterThan(0);
    expect(await page.locator('.picture.wide a:not([tabindex="-1"])').count()).toBe(1);
  });

  it("can be walked mark by mark, each once and each with a sentence", async () => {
    await enter(page);
    const walked = await page.evaluate(() => {
      const press = (key: string) =>
        document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
      const seen: Element[] = [];
      for (let at = document.activeElement; at && !seen.includes(at); at = document.activeElement) {
        seen.push(at);
        press("ArrowRight");
      }
      const marks = document.activeElement?.closest("svg")?.querySelectorAll("a").length;
      return {labels: seen.map((d) => d.getAttribute("aria-label") ?? ""), marks};
    });
    expect(walked.labels.length).toBe(walked.marks);
    for (const label of walked.labels) expect(label).toMatch(/^\S.*\.$/s);
  });

  it("is left by Escape in two steps, tip first, and entered again by an arrow", async () => {
    await enter(page);
    await page.keyboard.press("ArrowRight");
    const mark = await focused(page);
    expect(mark.tag).toBe("a");
    expect(await page.locator(".tip").textContent()).toBe(mark.label);
    await page.keyboard.press("Escape");
    expect(await page.locator(".tip").isVisible()).toBe(false);
    expect(await focused(page)).toEqual(mark);
    await page.keyboard.press("Escape");
    expect((await focused(page)).tag).toBe("svg");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toEqual(mark);
  });

  it("answers to a pointer beside a mark, and its tip can be hovered", async () => {
    // The tip of a mark with the focus may lie over the marks.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.locator(".tip").waitFor({state: "hidden"});
    // Beside the smallest mark that has room on its left.
    const at = await page.evaluate((selector) => {
      const svg = [...document.querySelectorAll(selector)].find((d) => d.getBoundingClientRect().width);
      const marks = [...(svg?.querySelectorAll("a") ?? [])];
      const boxes = marks.map((mark) => ({mark, box: mark.getBoundingClientRect()}));
      boxes.sort((a, b) => a.box.width * a.box.height - b.box.width * b.box.height);
      for (const {mark, box} of boxes) {
        mark.scrollIntoView({block: "center", behavior: "instant"});
        const now = mark.getBoundingClientRect();
        const [x, y] = [now.left - 6, now.top + now.height / 2];
        const near = boxes.filter(({mark: other}) => {
          const d = other.getBoundingClientRect();
          return other !== mark && d.left - 14 < x && d.right + 14 > x && d.top - 14 < y && d.bottom + 14 > y;
        });
        const inside = x > (svg?.getBoundingClientRect().left ?? 0);
        if (box.width && inside && !near.length) return {x, y, label: mark.getAttribute("aria-label") ?? ""};
      }
      return undefined;
    }, SHOWN);
    // A picture without a gap between its marks has targets that need none.
    if (!at) return;
    await page.mouse.move(at.x - 80, at.y);
    await page.mouse.move(at.x, at.y, {steps: 2});
    const tip = page.locator(".tip");
    await expect.poll(() => tip.textContent()).toBe(at.label);
    expect(await tip.isVisible()).toBe(true);
    const box = await tip.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 8, (box?.y ?? 0) + 8, {steps: 2});
    await page.waitForTimeout(200);
    expect(await tip.isVisible()).toBe(true);
  });

  it("does not move by itself", async () => {
    const moving = await page.evaluate(() => ({
      animations: document.getAnimations().length,
      scroll: getComputedStyle(document.documentElement).scrollBehavior
    }));
    expect(moving).toEqual({animations: 0, scroll: "auto"});
  });
});

describe.each(ids)("%s on a phone", (id) => {
  const context = inContext({viewport: {width: 360, height: 740}});
  const small = inContext({viewport: {width: 320, height: 700}});

  it.each([
    [360, context],
    [320, small]
  ])("has text of 12 pixels or more and stays within a page of %i", async (_, open) => {
    await withPage(open(), site, `/figures/${id}`, async ({page}) => {
      const found = await page.evaluate(() => {
        const svg = [...document.querySelectorAll<SVGSVGElement>(".picture svg")].find(
          (d) => d.getBoundingClientRect().width
        );
        const scale = (svg?.getBoundingClientRect().width ?? 0) / (svg?.viewBox.baseVal.width ?? 1);
        const sizes = [...(svg?.querySelectorAll("text") ?? [])].map(
          (d) => Number.parseFloat(getComputedStyle(d).fontSize) * scale
        );
        return {least: Math.min(...sizes), over: document.documentElement.scrollWidth - innerWidth};
      });
      expect(found.least).toBeGreaterThanOrEqual(11.99);
      expect(found.over).toBeLessThanOrEqual(0);
    });
  });

  it("has no words on words at 320 pixels", async () => {
    await withPage(small(), site, `/figures/${id}`, async ({page}) => {
      const crossed = await page.evaluate(() => {
        const svg = [...document.querySelectorAll(".picture svg")].find(
          (d) => d.getBoundingClientRect().width
        );
        // The lines of one text are its own affair.
        const words = [...(svg?.querySelectorAll("text") ?? [])].map((d) => ({
          text: d.textContent ?? "",
          box: d.getBoundingClientRect()
        }));
        const inset = 2;
        return words.flatMap((a, i) =>
          words.slice(i + 1).flatMap((b) => {
            const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
            const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
            return wide > inset && high > inset + 1 ? [`${a.text} × ${b.text}`] : [];
          })
        );
      });
      expect(crossed).toEqual([]);
    });
  });
});

describe("what a screen reader is given", () => {
  const context = inContext({viewport: {width: 1280, height: 900}});
  const evidence = syntheticEvidence();
  const synthetic: Site = {...createSite(), evidence, version: "0", date: "2000-01-01"};

  it.each(ids)("of %s is as kept", async (id) => {
    const figure = figures.find((d) => d.id === id);
    if (!figure) throw new Error(id);
    const view = defaultView(figure, evidence);
    const {min, max} = figure.limits;
    const countries = max ? ["XAA", "XBB", "XCC"].slice(0, Math.max(min, Math.min(max, 3))) : [];
    const markup = String(figureElement(figure, {...view, countries}, {path: "/test"}, synthetic));
    const page = await context().newPage();
    await page.setContent(`<style>.narrow { display: none }</style><main>${markup}</main>`);
    // The tools below a figure have tests of their own.
    await page.evaluate(() => document.querySelector(".figure-tools")?.remove());
    const spoken = await page.locator("figure").ariaSnapshot();
    await page.close();
    await expect(`${spoken}\n`).toMatchFileSnapshot(join("..", "output", "spoken", `${id}.yml`));
  });
});
