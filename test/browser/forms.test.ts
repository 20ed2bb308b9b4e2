import {readFileSync} from "node:fs";
import {Cite} from "@citation-js/core";
import "../../src/forms/citations.js";
import type {Download, Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {hostKinds} from "../../src/forms/snippets.js";
import {violations, watch, withBrowser, withPage} from "./pages.js";

const site = inject("site");
const inContext = withBrowser();
const context = inContext({viewport: {width: 1000, height: 900}, acceptDownloads: true});

async function saved(page: Page, form: string): Promise<{text: string; download: Download; bytes: Buffer}> {
  const waiting = page.waitForEvent("download");
  await page.locator(`.figure-tools a[data-form="${form}"]`).first().click();
  const download = await waiting;
  const bytes = readFileSync(await download.path());
  return {text: bytes.toString("utf8"), download, bytes};
}

async function openTools(page: Page): Promise<void> {
  for (const name of ["as-citation", "as-download", "as-embed"])
    await page.locator(`.${name} summary`).first().click();
}

describe("the files of a figure on its page", () => {
  it("are those of the view, where it has some", async () => {
    await withPage(context(), site, "/figures/membership?countries=AUS,CAN", async ({page, problems}) => {
      await expect
        .poll(() => page.locator("figure.figure").first().getAttribute("data-view"))
        .toBe("membership/australia-canada");
      await openTools(page);
      const {text} = await saved(page, "csv");
      expect(text).toBe(await (await fetch(`${site}/view/membership/australia-canada.csv`)).text());
      const line = await page.locator(".embed-line textarea").inputValue();
      expect(line).toContain(`src="${site}/view/membership/australia-canada.html"`);
      expect(problems).toEqual([]);
    });
  });

  it("are made in the browser for any other state, from the same definition", async () => {
    await withPage(context(), site, "/figures/membership?countries=AUS,SWE,JPN", async ({page, problems}) => {
      await page.locator('figure.figure[data-view=""]').first().waitFor();
      await openTools(page);
      const rows = await page.locator("figure.figure tbody tr").count();
      const csv = await saved(page, "csv");
      expect(csv.download.suggestedFilename()).toBe("four-models-membership-aus-swe-jpn.csv");
      expect(csv.text.trimEnd().split("\r\n").length).toBe(rows + 1);
      const json = JSON.parse((await saved(page, "json")).text);
      expect(json.rows.length).toBe(rows);
      expect(json.sources.length).toBeGreaterThan(5);
      expect(json.address).toBe(`${site}/figures/membership?countries=AUS,SWE,JPN&v=1`);
      const svg = await saved(page, "dark.svg");
      expect(svg.text).toMatch(/^<svg xmlns/);
      expect(svg.text).not.toContain("var(--");
      const fault = await page.evaluate(
        (text) =>
          new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")?.textContent,
        svg.text
      );
      expect(fault).toBeUndefined();
      const png = await saved(page, "png");
      expect(png.bytes.readUInt32BE(16)).toBe(1200);
      expect(png.bytes.length).toBeGreaterThan(20_000);
      for (const form of ["bib", "ris", "csl.json"]) {
        const items = new Cite((await saved(page, form)).text).data;
        expect(items.length, form).toBe(json.sources.length + 1);
      }
      expect(problems).toEqual([]);
    });
  });

  it("say so when they cannot be made", async () => {
    const {page} = await watch(context(), site);
    await page.route("**/exports.js", (route) => route.abort());
    await page.goto(`${site}/figures/membership?countries=AUS,SWE,JPN`);
    await page.locator('figure.figure[data-view=""]').first().waitFor();
    await openTools(page);
    await page.locator('.as-download a[data-form="csv"]').first().click();
    await expect
      .poll(() => page.locator(".files-told").first().textContent())
      .toMatch(/cannot be made just now/);
    await page.close();
  });
});

describe("the embed page", () => {
  it("has code for every host, and a preview of what it shows", async () => {
    await withPage(context(), site, "/embed/", async ({page, problems}) => {
      const code = page.locator(".code textarea");
      await expect.poll(() => code.inputValue()).toContain(`${site}/view/membership/six.html`);
      const told = /height="(\d+)"/.exec(await code.inputValue())?.[1];
      expect(Number(told)).toBeGreaterThan(300);
      const codes = new Set<string>();
      for (const {id, how} of hostKinds) {
        await page.selectOption('select[name="host"]', id);
        await expect.poll(() => page.locator(".how").textContent()).toBe(how);
        codes.add(await code.inputValue());
        expect(new URL(page.url()).searchParams.get("host") ?? "html").toBe(id);
      }
      expect(codes.size).toBeGreaterThanOrEqual(9);
      expect(page.frames().some((d) => d.url() === `${site}/view/membership/six.html`)).toBe(true);
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
    });
  });

  it("follows choices by keyboard, and writes them into its address", async () => {
    await withPage(context(), site, "/embed/", async ({page, problems}) => {
      await expect.poll(() => page.frames().length).toBe(2);
      await page.locator(".country-picker summary").focus();
      await page.keyboard.press("Enter");
      for (const code of ["AUS", "CAN"]) {
        await page.locator(`input[value="${code}"]`).focus();
        await page.keyboard.press("Space");
      }
      await page.selectOption('select[name="theme"]', "dark");
      await expect
        .poll(() => page.locator(".code textarea").inputValue())
        .toContain(`${site}/view/membership/australia-canada.html?theme=dark`);
      expect(page.url()).toBe(`${site}/embed/?figure=membership&countries=AUS,CAN&theme=dark`);
      await page.locator(".code .copy").focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator(".code output").textContent()).toMatch(/^(Copied|Selected)/);
      expect(problems).toEqual([]);
    });
  });

  it("shows states without a name, drawn when asked for", async () => {
    await withPage(context(), site, "/embed/?figure=sets&countries=AUS,SWE,JPN", async ({page, problems}) => {
      await expect
        .poll(() => page.locator(".code textarea").inputValue())
        .toContain(`/embed/v1/figure.html?figure=sets&amp;countries=AUS`);
      await page.frameLocator(".preview iframe").locator("svg:visible a").first().waitFor();
      expect(problems).toEqual([]);
    });
  });

  it.each([
    ["?figure=nothing", "“nothing” is not a choice here"],
    ["?figure=membership&countries=ATL", "No country here has the code “ATL”"],
    ["?figure=membership&tone=loud", "no choice called “tone”"],
    ["?figure=<img src=x onerror=alert(1)>", "“<img src=x onerror=alert(1)>” is not"],
    [`?host=${"z".repeat(6000)}`, "is not a choice here"]
  ])("says what it cannot follow: %s", async (query, note) => {
    await withPage(context(), site, `/embed/${query}`, async ({page, problems}) => {
      await expect.poll(() => page.locator(".builder .notes").textContent()).toContain(note);
      await expect.poll(() => page.locator(".code textarea").inputValue()).toContain("<iframe");
      expect(await page.locator(".notes img").count()).toBe(0);
      expect(problems).toEqual([]);
    });
  });

  describe("with scripts off", () => {
    const still = inContext({javaScriptEnabled: false});

    it("has ready-made code for every host", async () => {
      await withPage(still(), site, "/embed/", async ({page}) => {
        expect(await page.locator("pre.ready:visible").count()).toBe(hostKinds.length);
      });
    });
  });
});
