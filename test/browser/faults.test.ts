import type {BrowserContext, Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {watch, withBrowser, withPage} from "./pages.js";
import {cellAt, notebookText, sharedAddress, stands, write} from "./workbench.js";

const site = inject("site");
const inContext = withBrowser();
const context = inContext({viewport: {width: 1280, height: 900}});

/** What can be read of a page, whatever has or has not arrived. */
const readable = (page: Page) =>
  page.evaluate(() => ({
    heading: document.querySelector("h1")?.textContent?.trim() ?? "",
    words: document.querySelector("main")?.innerText.length ?? 0,
    pictures: [...document.querySelectorAll<HTMLElement>("figure.figure")].every((figure) =>
      [...figure.querySelectorAll<HTMLElement>(".picture :is(svg, img, .gap)")].some(
        (d) => d.getBoundingClientRect().width > 100
      )
    )
  }));

describe("a script that does not arrive", () => {
  it.each([
    "/figures/membership",
    "/countries/australia",
    "/essays/four-ways",
    "/challenge",
    "/workbench",
    "/search?q=audit"
  ])("leaves %s to be read", async (path) => {
    const {page} = await watch(context(), site);
    await page.route(/\.js$/, (route) => route.abort());
    await page.goto(site + path);
    const said = await readable(page);
    expect(said.heading).toMatch(/\S/);
    expect(said.words).toBeGreaterThan(path.startsWith("/search") ? 20 : 100);
    expect(said.pictures).toBe(true);
    for (const table of await page.locator(".as-table summary:visible").all()) {
      await table.click();
      break;
    }
    expect(await page.locator("html.js").count()).toBe(0);
    await page.close();
  });

  it("that is wanted by a page for work is said to be missing", async () => {
    const {page} = await watch(context(), site);
    await page.route(/\/(?:studio|challenge|own|recode|builder)\.js$/, (route) => route.abort());
    await page.goto(`${site}/challenge`);
    await page.locator("[name=rule]").focus();
    await expect
      .poll(() => page.locator("#bench [data-notes]").innerText())
      .toContain("cannot be used just now");
    await page.goto(`${site}/embed/`);
    await expect.poll(() => page.locator(".builder .notes").innerText()).toContain("cannot be made just now");
    await page.close();
  });
});

describe("a slow connection", () => {
  it("shows words and picture while the script is still on its way, and comes alive when it is there", async () => {
    const {page, problems} = await watch(context(), site);
    let letGo: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(/\/site\.\w+\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${site}/figures/membership`, {waitUntil: "commit"});
    await page.locator(".picture.wide svg a").first().waitFor();
    expect((await readable(page)).pictures).toBe(true);
    await page.locator(".as-table summary").click();
    expect(await page.locator(".as-table tbody tr").first().isVisible()).toBe(true);
    letGo();
    await page.locator("html.js").waitFor({state: "attached"});
    await page.locator(".picture.wide svg a").first().focus();
    await expect.poll(() => page.locator(".tip").isVisible()).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("answers the last of several choices, whatever order the answers come in", async () => {
    const {page} = await watch(context(), site);
    await page.route("**/evidence.json", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await page.goto(`${site}/figures/membership`);
    await page.selectOption("select[name=reading]", "official");
    await page.selectOption("select[name=reading]", "practice");
    await page.selectOption("select[name=reading]", "official");
    await page.waitForURL(/reading=official/);
    await expect.poll(() => page.locator("figure[aria-busy]").count()).toBe(0);
    expect(await page.locator("select[name=reading]").inputValue()).toBe("official");
    expect(await page.locator(".figure .subtitle").first().innerText()).toMatch(/official/i);
    await page.close();
  });
});

describe("a connection that breaks", () => {
  const own = inContext({viewport: {width: 1280, height: 900}});

  it("leaves the page, says that the evidence did not come, and shows it when the connection is back", async () => {
    const {page} = await watch(own(), site);
    await page.goto(`${site}/figures/membership`);
    await own().setOffline(true);
    const mark = page.locator('.picture.wide a:not([tabindex="-1"])').first();
    await mark.focus();
    await page.keyboard.press("Enter");
    const card = page.locator("dialog.card");
    await card.waitFor();
    expect(await card.innerText()).toContain("there is no connection just now");
    await page.keyboard.press("Escape");
    await page.selectOption("select[name=reading]", "official");
    await expect.poll(() => page.locator(".notes").first().innerText()).toContain("cannot be drawn just now");
    expect((await readable(page)).pictures).toBe(true);
    await own().setOffline(false);
    await page.selectOption("select[name=reading]", "practice");
    await page.selectOption("select[name=reading]", "official");
    await page.waitForURL(/reading=official/);
    await mark.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => card.innerText()).not.toContain("no connection");
    await page.close();
  });
});

describe("a tab left open over a new release", () => {
  /** The site as it is after a release: other scripts, and what the old pages ask for is gone. */
  async function renew(page: Page): Promise<void> {
    await page.route(/\/(?:studio|own|recode|challenge)\.js$/, (route) =>
      route.fulfill({status: 404, body: ""})
    );
    await page.route(/\/later\//, (route) => route.fulfill({status: 404, body: ""}));
    await page.route(/\/(?:figures\/membership|challenge|essays\/[\w-]+)$/, async (route) => {
      const answer = await route.fetch();
      const text = (await answer.text()).replaceAll(/site\.\w+\.js/g, "site.00000000.js");
      await route.fulfill({response: answer, body: text});
    });
  }

  it("says so when a choice is changed, and keeps its picture", async () => {
    const {page} = await watch(context(), site);
    await page.goto(`${site}/figures/membership`);
    await renew(page);
    await page.selectOption("select[name=reading]", "official");
    await expect
      .poll(() => page.locator(".notes").first().innerText())
      .toContain("the site has been renewed since you opened this page; reload it");
    expect((await readable(page)).pictures).toBe(true);
    await page.close();
  });

  it("says so on a page for work", async () => {
    const {page} = await watch(context(), site);
    await page.goto(`${site}/challenge`);
    await renew(page);
    await page.locator("[name=rule]").focus();
    await expect.poll(() => page.locator("#bench [data-notes]").innerText()).toContain("has been renewed");
    await page.close();
  });

  it("says which version a drawing is from when the data are newer than the page", async () => {
    const {page} = await watch(context(), site);
    await page.route("**/evidence.json", async (route) => {
      const answer = await route.fetch();
      const tables = await answer.json();
      tables.releases.push({version: "9.0.0", date: "2099-01-01", change: "A made-up release."});
      await route.fulfill({response: answer, json: tables});
    });
    await page.goto(`${site}/figures/membership`);
    await page.selectOption("select[name=reading]", "official");
    await expect
      .poll(() => page.locator(".notes").first().innerText())
      .toMatch(/the site now has version 9\.0\.0/);
    await page.close();
  });

  it("says where a picture of an essay did not come", async () => {
    const {page} = await watch(context(), site);
    await renew(page);
    await page.route(/\/essays\/four-ways$/, (route) => route.continue());
    await page.goto(`${site}/essays/four-ways`);
    await page
      .locator(".picture.coming:visible")
      .last()
      .evaluate((d) => d.scrollIntoView({behavior: "instant", block: "center"}));
    await expect
      .poll(() => page.locator(".picture .gap", {hasText: "did not arrive"}).count())
      .toBeGreaterThan(0);
    await page.close();
  });
});

describe("a browser that keeps nothing", () => {
  const forbidden = inContext({viewport: {width: 1280, height: 900}});
  const full = inContext({viewport: {width: 1280, height: 900}});

  /** Storage is forbidden: touching it throws, as with cookies blocked. */
  const forbid = (page: Page) =>
    page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB"])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          }
        });
    });

  /** Storage is full: nothing more can be written. */
  const fill = (page: Page) =>
    page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      };
      Storage.prototype.setItem = refuse;
      IDBObjectStore.prototype.put = refuse;
    });

  const csv = {
    name: "mine.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("iso3,start,reading,M,I,C,E\nCAN,2016,practice,1,0.666667,0.333333,0.333333\n")
  };

  it.each([
    ["forbids it", forbid, forbidden],
    ["has no room", fill, full]
  ])("and %s still reads own data, codes and runs, and says that nothing is kept", async (_, prepare, context) => {
    const {page, problems} = await watch(context(), site);
    await prepare(page);
    await page.goto(`${site}/own`);
    await page.setInputFiles("[data-file]", csv);
    await page.locator("[data-outcome] table").first().waitFor();
    await expect
      .poll(() => page.locator("#own [data-notes]").innerText())
      .toContain("This browser keeps nothing");

    await page.goto(`${site}/recode?country=CAN`);
    await page.locator("[data-findings] li").first().waitFor();
    await page.locator("[name=level]").first().check();
    await expect
      .poll(() => page.locator("#recode [data-notes]").innerText())
      .toContain("This browser keeps nothing");
    await page.getByRole("button", {name: "Next"}).click();
    expect(await page.locator("[data-step]").innerText()).toMatch(/\(I\)/);

    await page.goto(`${site}/challenge?rule=minimum`);
    await expect.poll(() => page.locator("[data-told]").innerText()).toMatch(/With your changes/);

    await page.goto(`${site}/workbench#open=first-steps`);
    await stands(page, 1, "done");
    await write(page, 3, "const codings = 1;");
    await page.getByText("Not saved").waitFor();

    await page.goto(`${site}/figures/membership`);
    await page.selectOption("select[name=reading]", "official");
    await page.waitForURL(/reading=official/);
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("two tabs", () => {
  const fresh = async () => {
    const made = await context()
      .browser()
      ?.newContext({viewport: {width: 1280, height: 900}});
    if (!made) throw new Error("no browser");
    return made;
  };
  const open = async (own: BrowserContext, path: string) => {
    const page = await own.newPage();
    await page.goto(site + path);
    return page;
  };

  it("both add to one blind re-coding, and neither undoes the other", async () => {
    const own = await fresh();
    const [one, two] = [await open(own, "/recode?country=CAN"), await open(own, "/recode?country=CAN")];
    for (const page of [one, two]) await page.locator("[data-findings] li").first().waitFor();
    await two.getByRole("button", {name: "Next"}).click();
    await one.locator("[name=level]").nth(2).check();
    await one.locator("form [name=note]").fill("from one");
    await two.locator("[name=level]").nth(1).check();
    await two.locator("form [name=note]").fill("from two");
    for (const page of [one, two])
      await expect.poll(() => page.locator("#recode [data-progress]").innerText()).toContain("two done");
    const three = await open(own, "/recode?country=CAN");
    await three.locator("[data-findings] li").first().waitFor();
    await three.getByRole("button", {name: "Back"}).click();
    expect(await three.locator("form [name=note]").inputValue()).toBe("from two");
    await three.getByRole("button", {name: "Back"}).click();
    expect(await three.locator("form [name=note]").inputValue()).toBe("from one");
    await own.close();
  });

  it("of one notebook keep both what they write", async () => {
    const own = await fresh();
    const one = await open(own, "/workbench#open=first-steps");
    const two = await open(own, "/workbench#open=first-steps");
    for (const page of [one, two]) await page.locator(".wb-cell").first().waitFor();
    await write(one, 3, "const fromOne = 1;");
    await one.getByText("Saved in this browser").waitFor();
    await write(two, 3, "const fromTwo = 2;");
    await two.getByText("was changed in another tab").waitFor();
    await two.getByText("Saved in this browser").waitFor();
    const three = await open(own, "/workbench");
    await cellAt(three, 3).getByText("const fromTwo = 2;").waitFor();
    expect(await three.locator(".wb-title").inputValue()).toMatch(/\(other tab\)$/);
    await three.goto(`${site}/workbench#open=first-steps`);
    await three.reload();
    await cellAt(three, 3).getByText("const fromOne = 1;").waitFor();
    await own.close();
  });

  it("with own data show the file that was read last, by name", async () => {
    const own = await fresh();
    const one = await open(own, "/own");
    const two = await open(own, "/own");
    const file = (name: string, level: string) => ({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(`iso3,start,reading,M,I,C,E\nCAN,2016,practice,1,${level},0,0\n`)
    });
    await one.setInputFiles("[data-file]", file("one.csv", "0"));
    await one.locator("[data-outcome] table").first().waitFor();
    await two.setInputFiles("[data-file]", file("two.csv", "1"));
    await two.locator("[data-outcome] table").first().waitFor();
    await one.goto(`${site}/compare?data=own&countries=CAN,SWE`);
    await expect
      .poll(() => one.locator("figure .subtitle").first().innerText())
      .toContain("your own file “two.csv”");
    // The workbench has a store of its own in the same browser, whichever came first.
    await one.goto(await sharedAddress(site, notebookText([{value: "1"}])));
    await one.getByRole("button", {name: "Run it"}).click();
    await write(one, 1, "2");
    await one.getByText("Saved in this browser").waitFor();
    await own.close();
  });
});

describe("back and forward", () => {
  it("lead through pages and choices, each as it was", async () => {
    await withPage(context(), site, "/", async ({page, problems}) => {
      await page.goto(`${site}/figures/membership`);
      await page.selectOption("select[name=reading]", "official");
      await page.waitForURL(/reading=official/);
      await page.goto(`${site}/challenge`);
      await page.locator("[name=rule]").focus();
      await page.keyboard.press("ArrowDown");
      await page.waitForURL(/rule=minimum/);
      await page.goBack();
      await page.waitForURL(/figures\/membership\?.*reading=official|\/challenge$/);
      while (!page.url().includes("reading=official")) await page.goBack();
      await expect.poll(() => page.locator("select[name=reading]").inputValue()).toBe("official");
      await expect.poll(() => page.locator(".figure .subtitle").first().innerText()).toMatch(/official/i);
      await page.goForward();
      await page.waitForURL(/\/challenge/);
      expect(problems).toEqual([]);
    });
  });
});
