import {readFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {gzipSync} from "node:zlib";
import type {Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {addresses, violations, withBrowser, withPage} from "./pages.js";
import {dist} from "./setup.js";

const site = inject("site");
const inContext = withBrowser();
const essays = addresses.filter((d) => /^\/essays\/./.test(d) && !d.endsWith("-teaching"));
const wide = {viewport: {width: 1280, height: 900}};

it("there are essays to test", () => {
  expect(essays.length).toBeGreaterThan(1);
});

describe("an essay", () => {
  const context = inContext(wide);

  it.concurrent.each(essays)("%s weighs little before it is touched", async (path) => {
    await withPage(context(), site, path, async ({page, problems}) => {
      await page.waitForLoadState("networkidle");
      const loaded = await page.evaluate(() =>
        performance.getEntriesByType("resource").map((d) => new URL(d.name).pathname.slice(1))
      );
      expect(loaded.length + 1).toBeLessThanOrEqual(8);
      // The typeface is that of every page, and is there already for a reader who comes from another one.
      const files = [`${path.slice(1)}.html`, ...loaded].filter((d) => !d.endsWith(".woff2"));
      const weight = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
      expect(weight).toBeLessThanOrEqual(45_000);
      expect(problems).toEqual([]);
    });
  });

  it.concurrent.each(
    essays
  )("%s brings its pictures as they come near, and its tables when opened", async (path) => {
    await withPage(context(), site, path, async ({page, problems}) => {
      for (const details of await page.locator("details.answer").all())
        await details.evaluate((d: HTMLDetailsElement) => {
          d.open = true;
        });
      const figures = await page.locator("figure.figure").all();
      for (const [i, figure] of figures.entries()) {
        if (!(await figure.isVisible())) continue;
        await figure.scrollIntoViewIfNeeded();
        await figure.locator(".picture:visible svg").waitFor();
        // One table shows what holds for all of them, and on the stage there is none.
        if (i) continue;
        await figure.locator(".as-table > summary").click();
        await figure.locator(".as-table tbody tr").first().waitFor();
        await figure.locator(".as-table > summary").click();
      }
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
    });
  });

  it.concurrent.each(essays)("%s lets a reader predict, and then see", async (path) => {
    await withPage(context(), site, path, async ({page}) => {
      for (const form of await page.locator("form.ask").all()) {
        const answer = form.locator("xpath=following-sibling::details[1]");
        expect(await answer.getAttribute("open")).toBeNull();
        // By keyboard alone.
        await form.locator("input").first().focus();
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("Space");
        await form.locator("button").focus();
        await page.keyboard.press("Enter");
        expect(await answer.locator(".yours").textContent()).toMatch(/^You(?:r line)? /);
        expect(await answer.locator(".verdict").isVisible()).toBe(true);
      }
    });
  });

  it("shows how a number was got, on focus, and leads to its note", async () => {
    await withPage(context(), site, "/essays/four-ways", async ({page}) => {
      const number = page.locator("a.datum").first();
      await number.focus();
      const tip = await page.locator(".tip:not([hidden])").first().textContent();
      await page.keyboard.press("Enter");
      const note = page.locator(`li${await number.getAttribute("href")}`);
      expect(await note.isVisible()).toBe(true);
      expect(await note.textContent()).toContain(tip ?? "?");
    });
  });

  it("places a government, and then shows how it is coded", async () => {
    await withPage(context(), site, "/essays/four-ways", async ({page}) => {
      await page.selectOption("select[name=government]", "PRT");
      for (const [set, level] of Object.entries({M: 2, I: 0, C: 1, E: 1}))
        await page.check(`input[name=${set}][value="${level}"]`);
      expect(await page.locator(".placed").textContent()).toBe(
        "You put it in M: performance administration."
      );
      await page.click(".place-form button");
      expect(await page.locator(".coded").textContent()).toMatch(/^Portugal, practice, .*as you said/);
    });
  });
});

/** Waits until the page has stood still for some frames. */
function stillness(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((done) => {
        let [place, frames] = [scrollY, 0];
        const look = () => {
          frames = scrollY === place ? frames + 1 : 0;
          place = scrollY;
          if (frames > 15) done();
          else requestAnimationFrame(look);
        };
        look();
      })
  );
}

describe("steps", () => {
  const moving = inContext(wide);
  const still = inContext({...wide, reducedMotion: "reduce"});
  const phone = inContext({viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true});

  it("are led by the stepper, by keyboard, and by scrolling", async () => {
    await withPage(moving(), site, "/essays/four-ways", async ({page}) => {
      const section = page.locator(".steps.staged").first();
      await section.evaluate((d) => d.scrollIntoView({block: "start", behavior: "instant"}));
      const told = section.locator(".stepper [role=status]");
      await section.getByRole("button", {name: "Next"}).focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => told.textContent()).toMatch(/^Step 2 of/);
      await page.keyboard.press("ArrowLeft");
      await expect.poll(() => told.textContent()).toMatch(/^Step 1 of/);
      await section.locator(".step").last().scrollIntoViewIfNeeded();
      await page.mouse.wheel(0, 900);
      await expect.poll(() => told.textContent()).not.toMatch(/^Step 1 of/);
      expect(await section.locator(".figure:visible").count()).toBe(1);
    });
  });

  it.concurrent.each(
    essays
  )("of %s come one after the other by Next, each with its picture", async (path) => {
    await withPage(moving(), site, path, async ({page}) => {
      for (const section of await page.locator(".steps.staged").all()) {
        await section.evaluate((d) => d.scrollIntoView({block: "start", behavior: "instant"}));
        const count = await section.locator(".step").count();
        for (let i = 1; i <= count; i += 1) {
          if (i > 1) await section.getByRole("button", {name: "Next"}).click();
          await stillness(page);
          expect(await section.locator(".stepper [role=status]").textContent()).toBe(`Step ${i} of ${count}`);
          await section.locator(".stage .picture:visible svg").waitFor();
        }
      }
    });
  });

  it.each([
    ["with less motion", still],
    ["on a phone", phone]
  ])("stand one under the other %s, each with its picture", async (_, context) => {
    await withPage(context(), site, "/essays/four-ways", async ({page}) => {
      expect(await page.locator(".stage").count()).toBe(0);
      const steps = await page.locator(".step").all();
      expect(steps.length).toBeGreaterThan(2);
      for (const step of steps) expect(await step.locator(".picture:visible").count()).toBe(1);
    });
  });
});

describe("an essay as one file", () => {
  const context = inContext(wide);

  it.concurrent.each(essays)("%s opens from disk, with its pictures, and asks for nothing", async (path) => {
    const page = await context().newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => asked.push(`throws ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") asked.push(message.text());
    });
    const file = pathToFileURL(
      join(process.cwd(), dist, "essays", "offline", `${path.split("/").at(-1)}.html`)
    ).href;
    await page.goto(file);
    expect(asked).toEqual([file]);
    const figures = await page.locator("figure.figure").count();
    expect(figures).toBeGreaterThanOrEqual(4);
    expect(await page.locator("figure.figure .picture.wide svg").count()).toBe(figures);
    expect(await page.locator("figure.figure table").count()).toBe(figures);
    // The menu is gone, and its column is not taken for that of the text.
    expect(await page.locator("main").evaluate((d) => d.clientWidth)).toBeGreaterThan(600);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });
});
