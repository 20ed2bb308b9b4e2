import {readFileSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {violations, watch, withBrowser, withPage} from "./pages.js";

const site = inject("site");
const browser = withBrowser();
const context = browser({viewport: {width: 1280, height: 900}});
const silent = browser({javaScriptEnabled: false});

const told = (page: Page) => page.locator("[data-told]").innerText();
/** Waits until the page says something else than that nothing is changed. */
const changed = (page: Page) =>
  page.waitForFunction(() =>
    /With your changes/.test(document.querySelector("[data-told]")?.textContent ?? "")
  );

describe("the levers", () => {
  it("load nothing until they are touched", async () => {
    const {page} = await watch(context(), site);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site}/challenge`, {waitUntil: "networkidle"});
    expect(asked.filter((path) => /studio|evidence\.json|challenge\.js/.test(path))).toEqual([]);
    await page.close();
  });

  it("move countries, say which, and stand in the address, by keyboard alone", async () => {
    await withPage(context(), site, "/challenge", async ({page, problems}) => {
      await page.locator("[name=rule]").focus();
      await page.keyboard.press("ArrowDown");
      await changed(page);
      expect(await told(page)).toMatch(/countries get another class/);
      expect(await page.locator(".moves s").count()).toBeGreaterThan(5);
      await page.waitForFunction(() => location.search === "?rule=minimum");
      expect(await page.locator("#distances-indicators tr.moved").count()).toBeGreaterThan(5);
      await page.waitForFunction(() =>
        /Not as published/.test(document.querySelector("figure .subtitle")?.textContent ?? "")
      );
      await page.locator("[data-reset]").focus();
      await page.keyboard.press("Enter");
      expect(await told(page)).toMatch(/Nothing is changed/);
      await page.waitForFunction(() => location.search === "");
      expect(await page.locator("tr.moved").count()).toBe(0);
      expect(problems).toEqual([]);
    });
  });

  it("come back from an address, coding, anchor and name, with a note for what does not fit", async () => {
    const query =
      "code=can-2021:practice:I:2,gone-1:practice:M:1&anchors=gtmi_dcei:0:0.7:1&name=<b>mine</b>&country=CAN";
    await withPage(context(), site, `/challenge?${query}`, async ({page, problems}) => {
      await changed(page);
      expect(await page.locator("[data-coding='can-2021:practice:I']").inputValue()).toBe("0.666667");
      expect(await page.locator("[data-indicator=gtmi_dcei] [name=crossover]").inputValue()).toBe("0.7");
      expect(await page.locator("[data-name]").inputValue()).toBe("<b>mine</b>");
      expect(await page.locator(".bench [data-notes]").innerText()).toContain("gone-1:practice:M:1");
      expect(await page.locator("[data-moves]").innerText()).toMatch(
        /Canada 2021–2024\s+Hybrid M·C → Performance management/
      );
      expect(await page.locator("main b", {hasText: "mine"}).count()).toBe(0);
      expect(problems).toEqual([]);
    });
  });

  it("refuse anchors that cannot stand, and say why", async () => {
    await withPage(context(), site, "/challenge?anchors=gtmi_dcei:0:0.7:1", async ({page}) => {
      await changed(page);
      await page.locator("[data-indicator=gtmi_dcei] [name=inclusion]").fill("0.1");
      expect(await page.locator("[data-indicator=gtmi_dcei] .problem").innerText()).toContain(
        "out must lie below the crossover"
      );
      expect(await told(page)).toMatch(/Nothing is changed/);
    });
  });

  it("draw in a worker, can be stopped, and say how sure the classes are", async () => {
    await withPage(context(), site, "/challenge?odds=2", async ({page, problems}) => {
      await page.locator("[data-runs]").waitFor();
      const before = await page.locator("#distances-indicators td:nth-child(3)").allInnerTexts();
      expect(before.every((d) => d === "not drawn yet" || d === "–")).toBe(true);
      await page.locator("[data-runs]").click();
      await page.locator("[data-cancel]").click();
      await page.locator("[data-progress]").waitFor({state: "hidden"});
      await page.locator("[data-runs]").click();
      await page.waitForFunction(() =>
        /robust|shaky/.test(
          document.querySelector("#distances-indicators td:nth-child(3)")?.textContent ?? ""
        )
      );
      expect(problems).toEqual([]);
    });
  });

  it("give a patch that loads again", async () => {
    await withPage(context(), site, "/challenge?code=can-2021:practice:I:2", async ({page}) => {
      await changed(page);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("[data-patch]").click()
      ]);
      const file = join(tmpdir(), download.suggestedFilename());
      await download.saveAs(file);
      expect(readFileSync(file, "utf8")).toContain("settled:can-2021:practice:I,settled,CAN");
      await page.locator("[data-reset]").click();
      await page.setInputFiles("[data-load]", file);
      await changed(page);
      await page.waitForFunction(() => location.search === "?code=can-2021:practice:I:2");
    });
  });

  it("are explained where scripts are off, with the published distances", async () => {
    await withPage(silent(), site, "/challenge", async ({page}) => {
      expect(await page.locator(".without-scripts").isVisible()).toBe(true);
      expect(await page.locator(".bench").isVisible()).toBe(false);
      expect(await page.locator("#distances-practice tbody tr").count()).toBeGreaterThan(30);
    });
  });
});

describe("own data", () => {
  const csv = (text: string, name = "mine.csv", encoding: BufferEncoding = "utf8") => {
    const file = join(tmpdir(), name);
    writeFileSync(file, Buffer.from(text, encoding));
    return file;
  };

  it("are read with their oddities, shown on every page, and never as markup", async () => {
    await withPage(context(), site, "/own", async ({page, problems}) => {
      const rows =
        "Land;Start;Reading;M;I;C;E\r\nCanada;2016;practice;1;2/3;1/3;0,33\r\nSweden;2009;practise;1;1;1;1\r\nSweden;2009;practice;0,5;1;1;<img id=bad src=x>\r\n";
      await page.setInputFiles("[data-file]", csv(`\uFEFFsep=;\r\n${rows}`, "odd.csv", "utf16le"));
      await page.locator("[data-outcome] table").first().waitFor();
      expect(await page.locator("[data-messages] tbody tr").count()).toBe(3);
      expect(await page.locator("[data-messages]").innerText()).toMatch(
        /3\s+Reading\s+practise\s+practice or official\s+practice/
      );
      expect(await page.locator("#bad").count()).toBe(0);
      expect(await page.locator("[data-outcome]").innerText()).toContain("Managements of performances");
      await page.goto(`${site}/compare?data=own&countries=CAN,SWE`);
      await page.waitForFunction(() =>
        /your own file “odd.csv”/.test(document.querySelector("figure .subtitle")?.textContent ?? "")
      );
      expect(await page.locator("figure").first().innerText()).toContain("“odd.csv”, a reader’s own data");
      await page.goto(`${site}/challenge?data=own`);
      await page.waitForFunction(
        () => !document.querySelector("[aria-busy]") && location.search.includes("data=own")
      );
      await page.goto(`${site}/own`);
      await page.locator("[data-outcome] table").first().waitFor();
      await page.locator("[data-drop]").click();
      await page.waitForFunction(() => !document.querySelector("[data-outcome] table"));
      await page.goto(`${site}/compare?data=own&countries=CAN,SWE`);
      await page.waitForFunction(() =>
        /this browser keeps none/.test(document.querySelector(".notes")?.textContent ?? "")
      );
      expect(problems).toEqual([]);
    });
  });

  it.each([
    ["empty.csv", "", "The file is empty."],
    ["one.csv", "a\n1\n", "Only one column was found"],
    ["twice.csv", "iso3,iso3\nCAN,CAN\n", "Two columns are called “iso3”"],
    ["book.xlsx", "PK\u0003\u0004", "This is a workbook"],
    ["head.csv", "iso3,period_id,reading,M,I,C,E\n", "it has no row below its head"]
  ])("say what is wrong with %s", async (name, text, words) => {
    await withPage(context(), site, "/own", async ({page}) => {
      await page.setInputFiles("[data-file]", csv(text, name));
      await page.waitForFunction(
        (d) => document.querySelector("#own [data-notes]")?.textContent?.includes(d),
        words
      );
    });
  });

  it("ask which column is which where their names do not say it", async () => {
    await withPage(context(), site, "/own", async ({page}) => {
      await page.setInputFiles("[data-file]", csv("wer,wann,was,wieviel\nCAN,2016,M,1\n", "odd2.csv"));
      await page.locator(".mapping").waitFor();
      const columns = {iso3: "wer", start: "wann", set: "was", level: "wieviel"};
      for (const [field, column] of Object.entries(columns))
        await page.locator(`.mapping [name=${field}]`).selectOption(column);
      await page.locator(".mapping button").click();
      await page.locator("[data-outcome] table").first().waitFor();
      expect(await page.locator("[data-outcome]").innerText()).toContain("Canada");
    });
  });
});

describe("blind re-coding", () => {
  it("shows no coding before the end, loses nothing with a closed tab, and gives a record", async () => {
    const own = await context().browser()?.newContext();
    if (!own) throw new Error("no browser");
    const first = await own.newPage();
    await first.goto(`${site}/recode?country=CAN`);
    await first.locator("[data-findings] li").first().waitFor();
    expect(await first.locator("#recode").innerText()).not.toMatch(/Reader A|settled/i);
    await first.locator("[name=level]").nth(2).check();
    await first.locator("[name=id]").first().check();
    await first.locator("form [name=note]").fill("because");
    await first.keyboard.press("Tab");
    await first.getByRole("button", {name: "Next"}).press("Enter");
    await first.locator("form [name=note]").fill("half way");
    await first.close();
    const page = await own.newPage();
    await page.goto(`${site}/recode`);
    await page.locator("[data-findings] li").first().waitFor();
    expect(await page.locator("#recode [data-progress]").innerText()).toContain("one done");
    expect(await page.locator("form [name=note]").inputValue()).toBe("half way");
    await page.locator("[name=level]").first().check();
    await page.locator("[data-compare]").click();
    expect(await page.locator("[data-result]").innerText()).toMatch(/How far you agree/);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("[data-save]").click()
    ]);
    const file = join(tmpdir(), "record.csv");
    await download.saveAs(file);
    expect(readFileSync(file, "utf8")).toMatch(
      /reader:can-1977:official:M,reader,CAN,can-1977,official,M,0\.666667/
    );
    await own.close();
  });
});

describe("what axe says of", () => {
  it.each(["/challenge?rule=minimum&country=CAN", "/own", "/recode?country=CAN"])("%s", async (path) => {
    await withPage(context(), site, path, async ({page}) => {
      await page.waitForTimeout(2000);
      expect(await violations(page)).toEqual([]);
    });
  });
});
