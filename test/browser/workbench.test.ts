import {readFileSync} from "node:fs";
import {deserialize} from "@observablehq/notebook-kit";
import {JSDOM} from "jsdom";
import type {Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {unpackText} from "../../src/workbench/share.js";
import {violations, watch, withBrowser} from "./pages.js";
import {cellAt, openShared, results, stands, write} from "./workbench.js";

const site = inject("site");
const browser = withBrowser();

async function download(page: Page, name: string | RegExp): Promise<{name: string; text: string}> {
  await page.locator("summary", {hasText: "Download"}).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", {name}).click()]);
  return {name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8")};
}

describe("the workbench", () => {
  const context = browser();

  it("opens a notebook of the site, runs it, and shows what it shows on its page", async () => {
    const {page, problems} = await watch(context(), site);
    await page.goto(`${site}/workbench#open=first-steps`);
    const cells = page.locator(".wb-cell");
    await cells.first().waitFor();
    for (let i = 1; i <= (await cells.count()); i += 1) await stands(page, i, "done");
    await results(page).locator("svg rect").first().waitFor();
    expect(problems).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it("shows a change and all that depends on it", async () => {
    const {page} = await openShared(context(), site, [
      {value: "const a = 2;"},
      {mode: "md", value: "Twice is $" + "{a * 2}."},
      {value: "display(a ** 2)"}
    ]);
    await results(page).getByText("Twice is 4.").waitFor();
    await write(page, 1, "const a = 21;");
    await page.keyboard.press("Control+Enter");
    await results(page).getByText("Twice is 42.").waitFor();
    await results(page).getByText("441").waitFor();
    await page.close();
  });

  it("has inputs whose value others use", async () => {
    const {page} = await openShared(context(), site, [
      {value: 'const n = view(Inputs.range([0, 10], {value: 3, step: 1, label: "n"}));'},
      {mode: "html", value: "<p>n is $" + "{n}</p>"}
    ]);
    await results(page).getByText("n is 3").waitFor();
    await results(page).locator("input[type=number]").fill("7");
    await results(page).getByText("n is 7").waitFor();
    await page.close();
  });

  it.each([
    ["const a = ;", 1, "Unexpected token"],
    ["const a = 1;\n\nnull.b;", 3, "Cannot read properties of null"],
    ["const a = 1;\nconst b = nowhere;", 2, "nowhere is not defined"],
    ['import _ from "npm:lodash";', undefined, "Nothing is fetched while a notebook runs here"]
  ])("shows what is wrong with %j at its cell, with the line", async (value, line, said) => {
    const {page} = await openShared(context(), site, [{value}, {value: "1 + 1"}]);
    const error = cellAt(page, 1).locator(".wb-error");
    await error.getByText(said).waitFor();
    if (line) expect(await error.getByRole("button").textContent()).toBe(`line ${line}`);
    await stands(page, 2, "done");
    await page.close();
  });

  it("stops an endless loop by itself, and goes on", async () => {
    const {page} = await openShared(context(), site, [{value: "while (true);"}, {value: "1 + 1"}]);
    await cellAt(page, 1)
      .locator(".wb-error")
      .getByText("stopped after 5 seconds")
      .waitFor({timeout: 30_000});
    await write(page, 1, "const fine = 5;");
    await page.keyboard.press("Control+Enter");
    await stands(page, 1, "done");
    await stands(page, 2, "done");
    await page.close();
  });

  it("stops what waits for ever when the reader says so, and runs the rest again", async () => {
    const {page} = await openShared(context(), site, [
      {value: "const a = 1;"},
      {value: "await new Promise(() => {});"},
      {mode: "md", value: "a is $" + "{a}"}
    ]);
    await stands(page, 1, "done");
    await page.getByRole("button", {name: "Stop"}).click();
    await cellAt(page, 2).locator(".wb-error").getByText("Stopped.").waitFor();
    await results(page).getByText("a is 1").waitFor();
    await page.close();
  });

  it("stops a function that calls itself without end", async () => {
    const {page} = await openShared(context(), site, [
      {value: "const f = (n) => n < 2 ? n : f(n - 1) + f(n - 2); f(80)"}
    ]);
    await cellAt(page, 1)
      .locator(".wb-error")
      .getByText("stopped after 5 seconds")
      .waitFor({timeout: 30_000});
    await page.close();
  });

  it("adds, moves and deletes cells by keyboard, and takes it back", async () => {
    const {page} = await openShared(context(), site, [{value: "1"}, {value: "2"}]);
    const codes = () => page.locator(".wb-cell .wb-code").allInnerTexts();
    await cellAt(page, 1).locator(".cm-content").click();
    await page.keyboard.press("Alt+Enter");
    await page.keyboard.insertText("3");
    expect((await codes()).map((d) => d.trim())).toEqual(["1", "3", "2"]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+ArrowDown");
    expect((await codes()).map((d) => d.trim())).toEqual(["1", "2", "3"]);
    await page.keyboard.press("Delete");
    expect((await codes()).map((d) => d.trim())).toEqual(["1", "2"]);
    await page.keyboard.press("Control+z");
    expect((await codes()).map((d) => d.trim())).toEqual(["1", "2", "3"]);
    await page.close();
  });

  it("keeps what was written, and has it again", async () => {
    const {page} = await openShared(context(), site, [{value: "1"}], {title: "To be kept"});
    await write(page, 1, "const kept = 12;");
    await page.getByText("Saved in this browser").waitFor();
    await page.goto(`${site}/workbench`);
    await page.reload();
    await cellAt(page, 1).getByText("const kept = 12;").waitFor();
    await page.locator("summary", {hasText: "Documents"}).click();
    await page.getByRole("button", {name: "To be kept"}).waitFor();
    await page.close();
  });

  it("keeps notebooks beside data of the reader’s own", async () => {
    const {page} = await openShared(context(), site, [{value: "1"}], {title: "Beside data"});
    await write(page, 1, "const beside = 34;");
    await page.getByText("Saved in this browser").waitFor();
    await page.goto(`${site}/own`);
    const buffer = Buffer.from("iso3,start,set,level\nCAN,2016,M,1\n");
    await page.setInputFiles("#own [data-file]", {name: "mine.csv", mimeType: "text/csv", buffer});
    await page.locator("[data-outcome] table").first().waitFor();
    await page.reload();
    await page.getByText("This browser keeps data of yours from mine.csv").waitFor();
    await page.goto(`${site}/workbench`);
    await cellAt(page, 1).getByText("const beside = 34;").waitFor();
    await page.close();
  });

  it("says so when the browser keeps nothing", async () => {
    const page = await context().newPage();
    await page.addInitScript(() => Object.defineProperty(window, "indexedDB", {value: undefined}));
    await page.goto(`${site}/workbench#open=first-steps`);
    await stands(page, 3, "done");
    await write(page, 3, "const codings = 1;");
    await page.getByText("Not saved").waitFor();
    await page.close();
  });

  it("shares by address, and says how long it is", async () => {
    const {page} = await openShared(context(), site, [{value: "6 * 7"}], {run: false});
    await page.locator("summary", {hasText: "Share"}).click();
    const address = await page.getByLabel("Address of this notebook").inputValue();
    expect(await unpackText(address.split("#n=")[1] ?? "")).toContain("6 * 7");
    await page.getByText(`${address.length} characters`).waitFor();
    await page.close();
  });

  it("downloads a notebook that Notebook Kit reads, a Framework page, and a page with results that needs nothing", async () => {
    const value = "const a = `</script>`;\n\n  // two spaces  ";
    const {page} = await openShared(context(), site, [{value}, {mode: "md", value: "It is **bold**."}]);
    await results(page).getByText("bold").waitFor();
    const notebook = await download(page, "Notebook (.html)");
    const parser = new new JSDOM().window.DOMParser();
    expect(notebook.name).toBe("a-test.html");
    expect(deserialize(notebook.text, {parser}).cells.map((d) => d.value)).toEqual([
      value,
      "It is **bold**."
    ]);
    const elsewhere = await download(page, /Observable Desktop/);
    expect(deserialize(elsewhere.text, {parser}).cells[0]?.value).toContain(`${site}/four-models.js`);
    const markdown = await download(page, /Framework/);
    expect(markdown.text).toContain("```js echo\nconst a");
    const whole = await download(page, /results/);
    expect(whole.text).toContain("<strong>bold</strong>");
    expect(whole.text).not.toMatch(/<script/i);
    await page.close();
  });

  it("takes a CSV file and says what is in it", async () => {
    const {page} = await openShared(context(), site, [{value: "1"}]);
    const buffer = Buffer.from("iso3,year,share\nAUS,2019,0.5\nCAN,2020,\n");
    await page
      .locator("input[type=file]")
      .setInputFiles({name: "my survey.csv", mimeType: "text/csv", buffer});
    await page.getByText("2 rows. iso3: text; year: number; share: number, 1 empty.").waitFor();
    await write(page, 2, 'const mine = FileAttachment("my survey.csv").csv({typed: true});');
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Alt+Enter");
    await page.keyboard.insertText("display(mine[0].year + 1)");
    await page.keyboard.press("Control+Enter");
    await results(page).getByText("2020").waitFor();
    await page.close();
  });

  it("opens a file as a notebook, code first", async () => {
    const {page} = await openShared(context(), site, [{value: "1"}]);
    const buffer = Buffer.from(
      '<!doctype html>\n<notebook><title>Mine</title><script type="module" pinned>\n 2 + 3\n</script></notebook>'
    );
    await page.locator("input[type=file]").setInputFiles({name: "mine.html", mimeType: "text/html", buffer});
    await page.getByText("has not run").waitFor();
    expect(await page.locator("iframe").count()).toBe(0);
    await page.close();
  });

  it("completes names of the analysis and explains them", async () => {
    const {page} = await openShared(context(), site, [{value: "1"}]);
    await write(page, 1, "");
    await page.keyboard.type("analysis.calib");
    await page.locator(".cm-tooltip-autocomplete li").first().waitFor();
    await page.locator(".explanation").waitFor();
    await page.close();
  });
});

describe("Stop, where every site has a process of its own", () => {
  const context = withBrowser({further: ["--site-per-process"]})();

  it.each([
    "/^(a+)+$/.test('a'.repeat(40) + 'b')",
    "Array.from({length: 1e9}, (_, i) => Math.sin(i)).length"
  ])("ends what no guard sees: %s", async (value) => {
    const {page} = await openShared(context(), site, [{value}, {value: "1 + 1"}]);
    const stop = page.getByRole("button", {name: "Stop"});
    await stop.click();
    await cellAt(page, 1).locator(".wb-error").getByText("Stopped.").waitFor();
    await write(page, 1, "const fine = 5;");
    await page.keyboard.press("Control+Enter");
    await stands(page, 1, "done");
    await stands(page, 2, "done");
    await page.close();
  });
});
