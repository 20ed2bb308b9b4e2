import {describe, expect, inject, it} from "vitest";
import {watch, withBrowser, withPage} from "./pages.js";

const site = inject("site");
const context = withBrowser()({viewport: {width: 1280, height: 900}});

describe("the search", () => {
  it.each(["Türkiye", "turkiye", "TÜRKIYE"])("finds %s", async (words) => {
    await withPage(context(), site, `/search?q=${encodeURIComponent(words)}`, async ({page, problems}) => {
      await page.locator("#search-results li").first().waitFor();
      const links = await page
        .locator("#search-results a")
        .evaluateAll((all) => all.map((d) => (d as HTMLAnchorElement).href));
      expect(links).toContain(`${site}/countries/turkiye`);
      expect(await page.locator("#search-told").textContent()).toMatch(/^\d+ places hold/);
      expect(problems).toEqual([]);
    });
  });

  it("is reached from every page by its own form", async () => {
    await withPage(context(), site, "/countries/japan", async ({page, problems}) => {
      await page.locator(".masthead input[name=q]").fill("audit office");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/search\?q=audit/);
      await page.locator("#search-results li").first().waitFor();
      expect(await page.locator("main input[name=q]").inputValue()).toBe("audit office");
      await page.locator("#search-results a").first().click();
      await page.waitForURL((url) => !url.pathname.startsWith("/search"));
      expect(problems).toEqual([]);
    });
  });

  it("says when nothing is found, and takes no markup from the words", async () => {
    await withPage(context(), site, "/search?q=<b id=bad>zzzz</b>", async ({page, problems}) => {
      await page.waitForFunction(() => document.querySelector("#search-told")?.textContent);
      expect(await page.locator("#search-told").textContent()).toContain(
        "Nothing here holds “<b id=bad>zzzz</b>”"
      );
      expect(await page.locator("#bad").count()).toBe(0);
      expect(problems).toEqual([]);
    });
  });

  it("says when its index does not arrive", async () => {
    const {page} = await watch(context(), site);
    await page.route("**/search.json", (route) => route.abort());
    await page.goto(`${site}/search?q=audit`);
    await page.waitForFunction(() => document.querySelector("#search-told")?.textContent);
    expect(await page.locator("#search-told").textContent()).toContain("did not arrive");
    await page.close();
  });
});

describe("a table of the evidence", () => {
  it("can be searched, without accents too", async () => {
    await withPage(context(), site, "/evidence/findings", async ({page}) => {
      const rows = page.locator("main tbody tr:visible");
      const all = await rows.count();
      await page.locator(".filter input").fill("turkiye");
      const kept = await rows.count();
      expect(kept).toBeGreaterThan(0);
      expect(kept).toBeLessThan(all);
      expect(await rows.first().textContent()).toContain("Türkiye");
      expect(await page.locator(".filter output").textContent()).toBe(`${kept} of ${all}`);
    });
  });

  it("can be sorted by each of its heads, by keyboard too", async () => {
    await withPage(context(), site, "/countries/", async ({page, problems}) => {
      const column = () =>
        page
          .locator("main tbody tr")
          .evaluateAll((rows) =>
            rows.map((row) => Number((row as HTMLTableRowElement).cells[5]?.textContent))
          );
      const head = page.locator("main thead th").nth(5);
      await head.getByRole("button").focus();
      await page.keyboard.press("Enter");
      expect(await head.getAttribute("aria-sort")).toBe("ascending");
      const rising = await column();
      expect(rising).toEqual([...rising].sort((a, b) => a - b));
      await page.keyboard.press("Enter");
      expect(await head.getAttribute("aria-sort")).toBe("descending");
      const falling = await column();
      expect(falling).toEqual([...falling].sort((a, b) => b - a));
      expect(problems).toEqual([]);
    });
  });
});

describe("an address at which nothing is", () => {
  it.each([
    "/nowhere",
    "/countries/nowhere",
    "/countries/nowhere/deeper",
    "/figures/nothing?countries=AUS"
  ])("%s", async (path) => {
    const {page, problems} = await watch(context(), site);
    const answer = await page.goto(site + path);
    expect(answer?.status()).toBe(404);
    expect(await page.locator("h1").textContent()).toBe("Nothing is here");
    // The address itself is told as a failed request; nothing else is.
    expect(problems.filter((line) => !line.includes(site + path) && !/status of 404/.test(line))).toEqual([]);
    expect(problems.filter((line) => line.startsWith("error:"))).toHaveLength(1);
    expect(await page.evaluate(() => document.fonts.status)).toBe("loaded");
    await page.locator("main").getByRole("link", {name: "countries"}).click();
    await page.waitForURL(`${site}/countries/`);
    await page.close();
  });

  it("is left for the page that was meant when only a slash is too many", async () => {
    const {page} = await watch(context(), site);
    await page.goto(`${site}/countries/australia/`);
    await page.waitForURL(`${site}/countries/australia`);
    expect(await page.locator("h1").textContent()).toBe("Australia");
    await page.close();
  });
});

describe("a country on which little is known", () => {
  it("shows the gap and its kind", async () => {
    await withPage(context(), site, "/countries/japan", async ({page}) => {
      const gaps = await page.locator("main .gap:visible").allTextContents();
      expect(gaps.join(" ")).toMatch(/too thin/);
      expect(gaps.join(" ")).toMatch(/Not coded: /);
      expect(gaps.every((text) => /\S/.test(text))).toBe(true);
      expect(await page.locator(".lead").textContent()).toMatch(/too thin to code/);
    });
  });
});
