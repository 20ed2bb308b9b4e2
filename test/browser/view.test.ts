import type {Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {figures} from "../../src/figures/index.js";
import {type Watched, watch, withBrowser, withPage} from "./pages.js";

const site = inject("site");
const context = withBrowser()({viewport: {width: 1280, height: 900}});

/** What a reader sees of a figure and of its state. */
function shown(page: Page, figure = "figure.figure") {
  return page.evaluate((selector) => {
    const element = document.querySelector(selector);
    const text = (part: string) => element?.querySelector(part)?.textContent?.trim() ?? "";
    const cells = [...(element?.querySelectorAll("tbody tr") ?? [])].map((row) =>
      [...row.querySelectorAll("td")].map((cell) => cell.textContent)
    );
    const drawing = element?.querySelector(".picture.wide svg");
    const named = (by: string) =>
      document
        .getElementById(drawing?.getAttribute(by) ?? "")
        ?.textContent?.replace(/\s+/g, " ")
        .trim();
    return {
      title: text(".figure-head a"),
      finding: text(".finding"),
      notes: text(".notes"),
      address: element?.querySelector<HTMLAnchorElement>(".figure-head a")?.href ?? "",
      marks: element?.querySelectorAll(".picture.wide a").length ?? 0,
      label: named("aria-labelledby"),
      description: named("aria-describedby"),
      countries: [...new Set(cells.map((row) => row[0]))],
      cells,
      boxes: [...document.querySelectorAll<HTMLInputElement>("[name=countries]:checked")].map((d) => d.value),
      choices: Object.fromEntries(
        [...document.querySelectorAll<HTMLSelectElement>("select")].map((d) => [d.name, d.value])
      ),
      search: location.search
    };
  }, figure);
}

/** Waits until the figure has answered to its address or its controls. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
}

const open = <T>(path: string, use: (watched: Watched) => Promise<T>) =>
  withPage(context(), site, path, async (watched) => {
    await settled(watched.page);
    return use(watched);
  });

describe("the state in an address", () => {
  it("is restored in picture, table and controls", async () => {
    await open("/figures/membership?countries=AUS,CAN&reading=official", async ({page, problems}) => {
      const {boxes, choices, countries, notes, label, description, title, finding, marks} = await shown(page);
      expect(boxes).toEqual(["AUS", "CAN"]);
      expect(choices).toMatchObject({reading: "official"});
      expect([...countries].sort()).toEqual(["Australia", "Canada"]);
      expect(marks).toBeGreaterThan(0);
      expect(label).toBe(title);
      expect(description).toBe(finding);
      expect(notes).toBe("");
      expect(problems).toEqual([]);
    });
  });

  it.each([
    "countries=AUS,CAN&reading=official",
    "reading=official&countries=aus,%20can",
    "countries=AUS,CAN,AUS&reading=official&v=1"
  ])("has one right form: %s", async (query) => {
    await open(`/figures/membership?${query}`, async ({page}) => {
      const {address, search} = await shown(page);
      expect(search).toMatch(/^\?countries=AUS,CAN&reading=official&v=\d+$/);
      expect(address).toBe(`${site}/figures/membership${search}`);
    });
  });

  it("gives the usual picture, a note and no markup when it makes no sense", async () => {
    const usual = await open("/figures/membership", ({page}) => shown(page));
    await open(
      "/figures/membership?countries=XXX&reading=<b id=bad>bad</b>&code=aus-1800:practice:M:1",
      async ({page, problems}) => {
        const {notes, cells, boxes, choices, marks} = await shown(page);
        expect(notes).toContain("XXX");
        expect(notes).toContain("<b id=bad>bad</b>");
        expect(notes).toContain("aus-1800");
        expect(await page.locator(".notes").isVisible()).toBe(true);
        expect(await page.locator("#bad, .notes b").count()).toBe(0);
        expect({cells, boxes, choices, marks}).toEqual({
          cells: usual.cells,
          boxes: usual.boxes,
          choices: usual.choices,
          marks: usual.marks
        });
        expect(problems).toEqual([]);
      }
    );
  });

  it("keeps the countries it knows when one is unknown", async () => {
    await open("/compare?countries=SWE,NLD,XXX", async ({page}) => {
      const {notes, boxes, search} = await shown(page);
      expect(notes).toContain("“XXX”");
      expect(boxes.sort()).toEqual(["NLD", "SWE"]);
      expect(search).toBe("?countries=SWE,NLD,XXX");
    });
  });

  it.each([
    "#%E0%A4%A",
    "?countries=%E0%A4%A",
    `?countries=${"AUS,".repeat(2000)}`
  ])("stops nothing when it is broken: %s", async (query) => {
    await open(`/figures/membership${query}`, async ({page, problems}) => {
      expect((await shown(page)).marks).toBeGreaterThan(0);
      expect(await page.locator(".tip").count()).toBe(1);
      expect(problems).toEqual([]);
    });
  });

  it("names a gap where a country has nothing", async () => {
    await open("/figures/membership?countries=JPN", async ({page, problems}) => {
      expect(await page.locator(".picture:visible .gap").textContent()).toContain("No evidence");
      expect((await shown(page)).finding).toMatch(/\S/);
      expect(problems).toEqual([]);
    });
  });
});

describe("a changed control", () => {
  it("redraws, and can be gone back on", async () => {
    await open("/figures/membership", async ({page, problems}) => {
      const before = await shown(page);
      await page.selectOption("select[name=reading]", "official");
      await page.waitForURL(/reading=official/);
      await settled(page);
      const after = await shown(page);
      expect(after.choices).toMatchObject({reading: "official"});
      expect(after.cells).not.toEqual(before.cells);
      expect(after.address).toBe(page.url());

      await page.goBack();
      await settled(page);
      expect(await shown(page)).toEqual({...before, address: `${site}/figures/membership`});
      await page.goForward();
      await settled(page);
      expect(await shown(page)).toEqual(after);
      expect(problems).toEqual([]);
    });
  });

  it("is kept by a new visit", async () => {
    const address = await open("/figures/membership", async ({page}) => {
      await page.locator(".country-picker summary").click();
      for (const code of ["SWE", "NLD"]) await page.uncheck(`[name=countries][value=${code}]`);
      await page.waitForFunction(() => !/SWE|NLD/.test(location.search) && location.search !== "");
      await settled(page);
      return page.url().slice(site.length);
    });
    await open(address, async ({page}) => {
      const {boxes, countries} = await shown(page);
      expect(boxes).not.toContain("SWE");
      expect(countries).not.toContain("Sweden");
      expect(boxes.length).toBeGreaterThan(0);
    });
  });

  it("leads the other figures of its page along", async () => {
    await open("/compare?countries=SWE,NLD", async ({page, problems}) => {
      const followers = await page.locator("[data-follows]").all();
      expect(followers.length).toBeGreaterThan(0);
      for (const follower of followers) {
        const id = `#${await follower.getAttribute("id")}`;
        const {cells} = await shown(page, id);
        const text = cells.flat().join(" ");
        expect(text, id).toMatch(/Sweden|Netherlands/);
        expect(text, id).not.toMatch(/Australia|Canada/);
      }
      expect(problems).toEqual([]);
    });
  });

  it("says so when the evidence does not arrive, and leaves the picture", async () => {
    const {page} = await watch(context(), site);
    await page.route("**/evidence.json", (route) => route.abort());
    await page.goto(`${site}/figures/membership`);
    const before = await shown(page);
    await page.selectOption("select[name=reading]", "official");
    await page.waitForFunction(() => document.querySelector(".notes")?.textContent);
    const {notes, cells, marks, search} = await shown(page);
    expect(notes).toContain("cannot be drawn just now");
    expect({cells, marks, search}).toEqual({cells: before.cells, marks: before.marks, search: ""});

    await page.unroute("**/evidence.json");
    await page.selectOption("select[name=reading]", "practice");
    await page.selectOption("select[name=reading]", "official");
    await page.waitForURL(/reading=official/);
    await settled(page);
    expect((await shown(page)).notes).toBe("");
    await page.close();
  });
});

describe("every figure", () => {
  /** Shows another state of the figure without loading the page anew. */
  async function turn(page: Page, query: string) {
    await page.evaluate((search) => {
      history.pushState(null, "", search);
      dispatchEvent(new PopStateEvent("popstate"));
    }, query);
    await settled(page);
    return shown(page);
  }

  it.concurrent.each(figures.map((d) => d.id))("%s is drawn alike by build and browser", async (id) => {
    await open(`/figures/${id}`, async ({page, problems}) => {
      // A long table comes when it is opened.
      if (await page.locator(".as-table a.later").count()) {
        await page.locator(".as-table > summary").click();
        await page.locator(".as-table tbody tr").first().waitFor();
      }
      const built = await shown(page);
      expect({...(await turn(page, "?v=1")), search: ""}).toEqual(built);
      for (const country of ["AUS", "JPN", "HRV"]) {
        const {finding, notes} = await turn(page, `?countries=${country}`);
        expect(await page.locator(".picture:visible :is(svg, .gap)").count(), country).toBe(1);
        expect(finding, country).toMatch(/\S/);
        expect(`${finding} ${notes}`, country).not.toMatch(/undefined|NaN|null|cannot be drawn/);
        const drawn = await page.locator(".picture:visible").innerHTML();
        expect(drawn, country).not.toMatch(/NaN|undefined|Infinity/);
      }
      expect(problems).toEqual([]);
    });
  });
});
