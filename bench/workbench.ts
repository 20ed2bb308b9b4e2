/**
 * What the workbench weighs, how soon its cells show, and how soon a change does; beside it Notebook Kit's own preview of
 * the same notebook. Prints tables for `bench/README.md`. The site must have been built.
 */
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import type {BrowserContext, Page} from "playwright-core";
import {launch} from "../loaders/outputs/chromium.js";
import {serve} from "../loaders/outputs/serve.js";
import {changeFile, startPreview} from "./workbench/kit.js";

const dist = process.env.FM_OUT ?? "dist";
const ROUNDS = Number(process.env.FM_ROUNDS ?? 5);
const NOTEBOOK = "first-steps";

/** Whether the table is there that rests on the changed cell. */
const TABLE = "document.querySelector('form table td')";

/** The first cell that says something of the evidence, and what it says. */
const SAYS = "of them, because two readers";

const {address, server} = await serve(dist);
const browser = await launch();
const kit = await startPreview(NOTEBOOK, {site: address});
try {
  weigh();
  const [ours, theirs] = [await browser.newContext(), await browser.newContext()];
  const times: Record<string, number[]> = {};
  const note = (found: Record<string, number>) => {
    for (const [name, time] of Object.entries(found)) times[name] = [...(times[name] ?? []), time];
  };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const found = [await timeWorkbench(ours), await timePreview(theirs, round)];
    // The first round fills the caches.
    if (round) found.forEach(note);
  }
  console.log("\n| at 4× slower processor, warm cache | ms, median | from | to |\n|---|--:|--:|--:|");
  for (const [name, list] of Object.entries(times)) console.log(`| ${name} | ${spread(list)} |`);
} finally {
  await browser.close();
  await kit.end();
  server.close();
  server.closeAllConnections();
}

/** Bytes of each part, packed as a server would. */
function weigh(): void {
  const sizes = readdirSync(join(dist, "_workbench")).map((file) => ({
    name: file.replace(/\.[0-9a-f]{8}\./, "."),
    kB: gzipSync(readFileSync(join(dist, "_workbench", file)), {level: 9}).length / 1000
  }));
  const own = sizes.filter((d) => /^(?:workbench|editor|frame)\./.test(d.name));
  console.log("| part | kB, gzip |\n|---|--:|");
  for (const {name, kB} of sizes.sort((a, b) => b.kB - a.kB)) console.log(`| ${name} | ${kB.toFixed(1)} |`);
  console.log(`| **the workbench’s own code** | **${own.reduce((a, d) => a + d.kB, 0).toFixed(1)}** |`);
}

async function slowPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await debug.send("Emulation.setCPUThrottlingRate", {rate: 4});
  return page;
}

/** First results, and a change to the cell that loads the codings, after which all below it runs again. */
async function timeWorkbench(context: BrowserContext): Promise<Record<string, number>> {
  const page = await slowPage(context);
  // As text, since what is compiled here would ask for helpers that the page has not.
  await page.addInitScript(`
    window.seen = {};
    addEventListener("message", ({data}) => {
      if (data?.type !== "standing" || data.standing !== "done") return;
      seen.first ??= performance.now();
      seen[data.id] ??= performance.now();
    });
    addEventListener("keydown", ({key}) => {
      if (key === "Enter") window.seen = {pressed: performance.now()};
    }, {capture: true});`);
  await page.goto(`${address}/workbench#open=${NOTEBOOK}`);
  const done = await page.waitForFunction(() => {
    const all = [...document.querySelectorAll<HTMLElement>(".wb-cell")];
    return all.length > 0 && all.every((d) => d.dataset.standing === "done") && all.length;
  });
  const cells = (await done.jsonValue()) as number;
  const shown = await page.evaluate<Record<string, number>>("seen");
  await page.locator(".wb-cell").nth(2).locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(" // changed");
  await page.waitForTimeout(1000);
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => {
    const {seen} = window as unknown as {seen: Record<string, number>};
    return "3" in seen && "5" in seen;
  });
  const changed = await page.evaluate<Record<string, number>>("seen");
  await page.close();
  const ids = Array.from({length: cells}, (_, i) => shown[i + 1] ?? 0);
  return {
    "workbench: first cell’s result": shown.first ?? Number.NaN,
    "workbench: first result on the evidence": shown[4] ?? Number.NaN,
    "workbench: all results": Math.max(...ids),
    "workbench: changed cell, from the key": (changed[3] ?? 0) - (changed.pressed ?? 0),
    "workbench: the table that rests on it": (changed[5] ?? 0) - (changed.pressed ?? 0)
  };
}

/** The same sentence in Notebook Kit's preview, which writes Markdown without values itself; it is changed by saving its file. */
async function timePreview(context: BrowserContext, round: number): Promise<Record<string, number>> {
  const page = await slowPage(context);
  const said = `document.body?.innerText.includes(${JSON.stringify(SAYS)}) && /There are [0-9]/.test(document.body.innerText)`;
  await page.goto(kit.address);
  const first = await when(page, said);
  const table = await when(page, TABLE);
  const [before, after] = round % 2 ? ["rows: 8", "rows: 9"] : ["rows: 9", "rows: 8"];
  changeFile(kit.file, before, after);
  const started = performance.now();
  await page.reload();
  await when(page, TABLE);
  const changed = performance.now() - started;
  await page.close();
  return {
    "Notebook Kit’s preview: first result on the evidence": first,
    "Notebook Kit’s preview: the table that rests on it": table,
    "Notebook Kit’s preview: changed cell, from saving its file": changed
  };
}

/** The time of the page when something first holds there. */
async function when(page: Page, holds: string): Promise<number> {
  const handle = await page.waitForFunction(`${holds} && performance.now()`, undefined, {
    polling: 10,
    timeout: 120_000
  });
  return (await handle.jsonValue()) as number;
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)]
    .map((d) => d?.toFixed(0))
    .join(" | ");
}
