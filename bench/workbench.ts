/**
 * What the workbench weighs, how soon its first cell shows, and how soon a change does; beside it, where it runs,
 * Notebook Kit's own preview of the same file. Prints tables for `bench/README.md`. The site must have been built.
 */
import {spawn} from "node:child_process";
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import type {Browser, Page} from "playwright-core";
import {launch} from "../loaders/outputs/chromium.js";
import {serve} from "../loaders/outputs/serve.js";

const dist = process.env.FM_OUT ?? "dist";
const ROUNDS = 5;
const {address, server} = await serve(dist);
const browser = await launch();
try {
  weigh();
  await time(browser);
  await preview(browser);
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}

/** Bytes of each part, packed as a server would. */
function weigh(): void {
  const sizes = readdirSync(join(dist, "_workbench")).map((file) => ({
    name: file.replace(/\.[0-9a-f]{8}\./, "."),
    kB: gzipSync(readFileSync(join(dist, "_workbench", file)), {level: 9}).length / 1000
  }));
  const own = sizes.filter((d) => /^(?:workbench|frame)\./.test(d.name));
  console.log("| part | kB, gzip |\n|---|--:|");
  for (const {name, kB} of sizes.sort((a, b) => b.kB - a.kB)) console.log(`| ${name} | ${kB.toFixed(1)} |`);
  console.log(`| **the workbench’s own code** | **${own.reduce((a, d) => a + d.kB, 0).toFixed(1)}** |`);
}

/** First results and changes at four times the processor's time, from a warm cache. */
async function time(where: Browser): Promise<void> {
  const context = await where.newContext();
  const first: number[] = [];
  const changed: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const page = await context.newPage();
    const debug = await context.newCDPSession(page);
    await debug.send("Emulation.setCPUThrottlingRate", {rate: 4});
    await page.addInitScript(() => {
      addEventListener("message", ({data}) => {
        const seen = window as unknown as {firstResult?: number};
        if (data?.type === "standing" && data.standing === "done") seen.firstResult ??= performance.now();
      });
    });
    await page.goto(`${address}/workbench#open=first-steps`);
    await page.waitForFunction(() => "firstResult" in window);
    const shown = await page.evaluate(() => (window as unknown as {firstResult: number}).firstResult);
    await allDone(page);
    const took = await change(page);
    // The first round fills the cache.
    if (round) {
      first.push(shown);
      changed.push(took);
    }
    await page.close();
  }
  console.log("\n| at 4× slower processor, warm cache | ms, median | from | to |\n|---|--:|--:|--:|");
  console.log(`| first cell’s result, from the start of navigation | ${spread(first)} |`);
  console.log(`| a changed cell, from the key to its result | ${spread(changed)} |`);
  await context.close();
}

/** Changes the cell that loads the codings so that all below it run again; milliseconds until its own result is there. */
async function change(page: Page): Promise<number> {
  await page.locator(".wb-cell").nth(2).locator(".wb-code").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(" // changed");
  await page.evaluate(() => {
    const clock = window as unknown as {pressed: number; answered?: number};
    delete clock.answered;
    addEventListener(
      "keydown",
      () => {
        clock.pressed = performance.now();
      },
      {capture: true}
    );
    addEventListener("message", ({data}) => {
      if (data?.type === "standing" && data.id === 3 && data.standing === "done")
        clock.answered ??= performance.now();
    });
  });
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => "answered" in window);
  return page.evaluate(() => {
    const {pressed, answered} = window as unknown as {pressed: number; answered: number};
    return answered - pressed;
  });
}

async function allDone(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll<HTMLElement>(".wb-cell")];
    return cells.length > 0 && cells.every((d) => d.dataset.standing === "done");
  });
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)]
    .map((d) => d?.toFixed(0))
    .join(" | ");
}

/** Notebook Kit's preview of a notebook without the evidence, which it does not have: requests and whether it runs. */
async function preview(where: Browser): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "four-models-"));
  cpSync("notebooks/first-steps.html", join(root, "first-steps.html"));
  const port = 41_773;
  const kit = spawn("npx", ["notebooks", "preview", "--root", root, "--", "--port", String(port)], {
    stdio: "ignore",
    detached: true
  });
  try {
    const page = await where.newPage();
    const outside = new Set<string>();
    let requests = 0;
    page.on("request", (request) => {
      requests += 1;
      const {host} = new URL(request.url());
      if (!host.startsWith("127.0.0.1") && !host.startsWith("localhost")) outside.add(host);
    });
    let there = false;
    for (let i = 0; i < 60 && !there; i += 1) {
      there = await page.goto(`http://localhost:${port}/first-steps.html`, {waitUntil: "load"}).then(
        () => true,
        () => false
      );
      if (!there) await new Promise((go) => setTimeout(go, 500));
    }
    await page.waitForTimeout(3000);
    const hosts = [...outside].join(", ") || "none";
    console.log(
      `\nNotebook Kit’s preview of the same file: ${there ? `${requests} requests, hosts outside: ${hosts}` : "did not start here"}.`
    );
    await page.close();
  } finally {
    if (kit.pid && kit.exitCode === null) process.kill(-kit.pid);
    rmSync(root, {recursive: true, force: true});
  }
}
