import type {Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {figures} from "../../src/figures/index.js";
import {violations, type Watched, watch, withBrowser, withPage} from "./pages.js";

const site = inject("site");
const inContext = withBrowser();

/** A mark whose middle is not covered by another, and where that is in the window. */
async function markOf(page: Page, figure = "figure.figure") {
  const found = await page.evaluate((selector) => {
    const picture = [...document.querySelectorAll<HTMLElement>(`${selector} .picture`)].find(
      (d) => d.offsetHeight
    );
    picture?.scrollIntoView({block: "center", behavior: "instant"});
    for (const mark of picture?.querySelectorAll("a") ?? []) {
      const {left, top, width, height} = mark.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      if (document.elementFromPoint(x, y)?.closest("a") !== mark) continue;
      return {x, y, label: mark.getAttribute("aria-label") ?? "", href: mark.getAttribute("href") ?? ""};
    }
    return undefined;
  }, figure);
  if (!found) throw new Error(`no mark of ${figure} can be hit`);
  return found;
}

/** The name of what has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");

/** Puts the focus on the picture as the Tab key would. */
async function tabToPicture(page: Page): Promise<void> {
  await page.locator(".figure-head a").first().focus();
  for (let i = 0; i < 30; i += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => Boolean(document.activeElement?.closest(".picture")))) return;
  }
  throw new Error("no number of tabs leads to the picture");
}

const card = (page: Page) => page.locator("dialog.card");

describe("an evidence card", () => {
  const context = inContext({viewport: {width: 1280, height: 900}});
  const open = <T>(path: string, use: (watched: Watched) => Promise<T>) =>
    withPage(context(), site, path, use);

  it("opens by mouse and shows coding, rule, readers, finding and source", async () => {
    await open("/figures/membership", async ({page, problems}) => {
      const mark = await markOf(page);
      await page.mouse.click(mark.x, mark.y);
      await card(page).waitFor();
      const text = await card(page).innerText();
      expect(text).toContain(mark.label);
      expect(text).toMatch(/Reader A: .*Reader B: /);
      expect(await card(page).locator('a[href*="/method#"]').count()).toBeGreaterThan(0);
      const facts = card(page).locator(".findings li");
      expect(await facts.count()).toBeGreaterThan(0);
      for (const fact of await facts.all()) {
        expect(await fact.locator('a[href*="/evidence/sources#"]').count()).toBe(1);
      }
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
    });
  });

  it("has links that hold where it stands", async () => {
    await open("/figures/membership", async ({page}) => {
      const {x, y} = await markOf(page);
      await page.mouse.click(x, y);
      await card(page).waitFor();
      const links = await card(page)
        .locator("a")
        .evaluateAll((all) => all.map((d) => (d as HTMLAnchorElement).href));
      for (const link of new Set(links)) {
        const {origin, pathname, hash} = new URL(link);
        if (origin !== site) continue;
        const answer = await page.request.get(origin + pathname);
        expect(answer.status(), link).toBe(200);
        expect(await answer.text(), link).toContain(`id="${hash.slice(1)}"`);
      }
      await card(page).getByText("Open the page at this place").click();
      await page.waitForURL(/\/countries\/[a-z-]+#/);
      const id = new URL(page.url()).hash.slice(1);
      expect(await page.locator(`[id="${id}"]`).isVisible()).toBe(true);
    });
  });

  it("opens by Enter on a focused mark; Escape closes it and gives the focus back", async () => {
    await open("/figures/membership", async ({page, problems}) => {
      await tabToPicture(page);
      await page.keyboard.press("ArrowRight");
      const name = await focused(page);
      expect(name).toMatch(/\S/);
      await page.keyboard.press("Enter");
      await card(page).waitFor();
      expect(await page.evaluate(() => Boolean(document.activeElement?.closest("dialog")))).toBe(true);
      await page.keyboard.press("Escape");
      await card(page).waitFor({state: "detached"});
      expect(await focused(page)).toBe(name);
      expect(problems).toEqual([]);
    });
  });

  it("closes by its button and by a click beside it", async () => {
    await open("/figures/membership", async ({page}) => {
      const {x, y, label} = await markOf(page);
      await page.mouse.click(x, y);
      await card(page).getByRole("button", {name: "Close"}).click();
      await card(page).waitFor({state: "detached"});
      expect(await focused(page)).toBe(label);
      await page.mouse.click(x, y);
      await card(page).waitFor();
      await page.mouse.click(5, 5);
      await card(page).waitFor({state: "detached"});
    });
  });

  it.concurrent.each(figures.map((d) => d.id))("opens from %s, or the mark leads to a page", async (id) => {
    await open(`/figures/${id}`, async ({page, problems}) => {
      const {x, y, href} = await markOf(page);
      await page.mouse.click(x, y);
      if (!href.includes("#"))
        return page.waitForURL((url) => url.href === new URL(href, `${site}/figures/`).href);
      await card(page).waitFor();
      expect((await card(page).innerText()).length).toBeGreaterThan(60);
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
    });
  });

  it("opens on a country's own page, and after a redraw", async () => {
    await open("/countries/australia", async ({page, problems}) => {
      const {x, y} = await markOf(page);
      await page.mouse.click(x, y);
      await card(page).waitFor();
      expect(await page.evaluate(() => document.querySelectorAll("dialog [id]").length)).toBe(0);
      expect(problems).toEqual([]);
    });
    await open("/figures/membership?countries=CAN", async ({page, problems}) => {
      await page.waitForFunction(() => location.search.includes("v="));
      const {x, y, label} = await markOf(page);
      expect(label).toContain("Canada");
      await page.mouse.click(x, y);
      await card(page).waitFor();
      expect(problems).toEqual([]);
    });
  });

  it("gives way to the page itself when the host does not give it", async () => {
    const {page} = await watch(context(), site);
    await page.route("**/countries/*", (route) =>
      route.request().resourceType() === "fetch" ? route.fulfill({status: 503}) : route.fallback()
    );
    await page.goto(`${site}/figures/membership`);
    const {x, y, href} = await markOf(page);
    await page.mouse.click(x, y);
    await page.waitForURL(new URL(href, `${site}/figures/`).href);
    await page.close();
  });
});

describe("an evidence card on a phone", () => {
  const context = inContext({viewport: {width: 390, height: 780}, isMobile: true, hasTouch: true});

  it("opens by a tap and fits", async () => {
    await withPage(context(), site, "/figures/membership", async ({page, problems}) => {
      const {x, y, label} = await markOf(page);
      await page.touchscreen.tap(x, y);
      await card(page).waitFor();
      expect(await card(page).innerText()).toContain(label);
      const box = await card(page).boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
      await card(page).getByRole("button", {name: "Close"}).tap();
      await card(page).waitFor({state: "detached"});
      expect(problems).toEqual([]);
    });
  });
});

describe("a picture by keyboard", () => {
  const context = inContext({viewport: {width: 1280, height: 900}});

  it("is one stop, walked by arrow keys", async () => {
    await withPage(context(), site, "/figures/membership", async ({page, problems}) => {
      await tabToPicture(page);
      const first = await focused(page);
      await page.keyboard.press("ArrowRight");
      const second = await focused(page);
      expect(second).not.toBe(first);
      await page.keyboard.press("ArrowLeft");
      expect(await focused(page)).toBe(first);
      await page.keyboard.press("ArrowDown");
      expect(await focused(page)).not.toBe(first);
      await page.keyboard.press("End");
      const last = await focused(page);
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => Boolean(document.activeElement?.closest(".picture")))).toBe(false);
      await page.keyboard.press("Shift+Tab");
      expect(await focused(page)).toBe(last);
      expect(await page.locator('.picture.wide a:not([tabindex="-1"])').count()).toBe(1);
      expect(problems).toEqual([]);
    });
  });
});

describe("a tip", () => {
  const context = inContext({viewport: {width: 1280, height: 900}});
  const tip = (page: Page) => page.locator(".tip");

  it("appears over a mark, says its name, stays under the pointer and goes with it", async () => {
    await withPage(context(), site, "/figures/membership", async ({page, problems}) => {
      const {x, y, label} = await markOf(page);
      expect(await tip(page).isVisible()).toBe(false);
      await page.mouse.move(x, y);
      await tip(page).waitFor({state: "visible"});
      expect(await tip(page).textContent()).toBe(label);
      const box = await tip(page).boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 9999)).toBeLessThanOrEqual(1280);
      await page.mouse.move((box?.x ?? 0) + 5, (box?.y ?? 0) + 5, {steps: 2});
      await page.waitForTimeout(200);
      expect(await tip(page).isVisible()).toBe(true);
      await page.mouse.move(2, 2);
      await tip(page).waitFor({state: "hidden"});
      expect(problems).toEqual([]);
    });
  });

  it("goes with Escape, by pointer and by focus", async () => {
    await withPage(context(), site, "/figures/membership", async ({page}) => {
      const {x, y} = await markOf(page);
      await page.mouse.move(x, y);
      await tip(page).waitFor({state: "visible"});
      await page.keyboard.press("Escape");
      expect(await tip(page).isVisible()).toBe(false);

      await page.mouse.move(2, 2);
      await tabToPicture(page);
      await tip(page).waitFor({state: "visible"});
      expect(await tip(page).textContent()).toBe(await focused(page));
      await page.keyboard.press("Escape");
      expect(await tip(page).isVisible()).toBe(false);
      await page.keyboard.press("ArrowRight");
      await tip(page).waitFor({state: "visible"});
      await page.locator(".figure-head a").first().focus();
      await tip(page).waitFor({state: "hidden"});
    });
  });

  it("explains a term", async () => {
    await withPage(context(), site, "/models/", async ({page}) => {
      const term = page.locator(".term").first();
      await term.hover();
      await tip(page).waitFor({state: "visible"});
      expect(await tip(page).textContent()).toBe(await term.getAttribute("data-tip"));
    });
  });
});
