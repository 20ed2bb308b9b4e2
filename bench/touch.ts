/**
 * How soon a page answers, at a processor four times slower: the first touch of a mark, the first change of a control
 * (which fetches what draws), and changes after it. Prints a table for `bench/README.md`. Needs a built site.
 */
import type {Browser, Page} from "playwright-core";
import {launch} from "../loaders/outputs/chromium.js";
import {serve} from "../loaders/outputs/serve.js";
import {median} from "./embeds/measure.js";

const SLOWER = 4;
const rounds = Number(process.env.FM_ROUNDS ?? 7);

/** Pages, and on those of a figure the control that is changed, each time to its next value. */
const TARGETS: readonly {path: string; control?: string}[] = [
  {path: "/"},
  {path: "/countries/australia"},
  {path: "/figures/membership", control: "reading"},
  {path: "/figures/space", control: "instrument"},
  {path: "/figures/trend", control: "series"}
];

const CHANGES = 4;

/** Watches, in the page, how long after a pointer or a choice the tip or the picture is another one. */
function watch(): void {
  const said: Record<string, number> = {};
  (window as unknown as {said: typeof said}).said = said;
  const until = (name: string, start: number, done: () => boolean) => {
    const look = () => {
      if (!done()) requestAnimationFrame(look);
      else
        requestAnimationFrame(() => {
          said[name] = performance.now() - start;
        });
    };
    look();
  };
  document.addEventListener(
    "pointermove",
    ({target, timeStamp}) => {
      if ("touch" in said || !(target as Element).closest(".picture")) return;
      said.touch = Number.NaN;
      until("touch", timeStamp, () => document.querySelector(".tip:not([hidden])") !== null);
    },
    {capture: true}
  );
  document.addEventListener(
    "change",
    ({timeStamp}) => {
      const before = document.querySelector(".picture svg");
      delete said.change;
      until("change", timeStamp, () => {
        const now = document.querySelector(".picture svg");
        return now !== null && now !== before;
      });
    },
    {capture: true}
  );
}

const {address, server} = await serve(process.env.FM_OUT ?? "dist");
const browser = await launch();
try {
  console.log(
    `At ${SLOWER}× slower processor, medians of ${rounds}, in milliseconds until it is painted.\n\n| page | first touch of a mark | first change, with what it fetches | changes after it |\n|---|--:|--:|--:|`
  );
  for (const target of TARGETS) {
    const all = [];
    for (let round = 0; round < rounds; round += 1) all.push(await measureOnce(browser, target));
    const touch = median(all.map((d) => d.touch));
    const first = all.flatMap((d) => d.changes.slice(0, 1));
    const later = all.flatMap((d) => d.changes.slice(1));
    const shown = (values: readonly number[]) => (values.length ? median(values).toFixed(0) : "–");
    console.log(`| ${target.path} | ${touch.toFixed(0)} | ${shown(first)} | ${shown(later)} |`);
  }
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}

async function measureOnce(
  where: Browser,
  {path, control}: (typeof TARGETS)[number]
): Promise<{touch: number; changes: number[]}> {
  const context = await where.newContext({viewport: {width: 1280, height: 900}});
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", {rate: SLOWER});
    // tsx marks functions with their names by a helper that pages do not have.
    await page.addInitScript({content: `globalThis.__name ??= (f) => f; (${watch})()`});
    await page.goto(address + path, {waitUntil: "load"});
    await page.waitForTimeout(500);
    const mark = page.locator(".picture.wide svg a").first();
    await mark.scrollIntoViewIfNeeded();
    const box = await mark.boundingBox();
    if (!box) throw new Error(`${path} shows no mark`);
    await page.mouse.move(box.x + box.width / 2, box.y + Math.min(4, box.height / 2));
    const touch = await said(page, "touch");
    await page.mouse.move(0, 0);
    const changes: number[] = [];
    const select = page.locator(`.figure-controls select[name="${control}"]`);
    for (let i = 0; control && i < CHANGES; i += 1) {
      await page.waitForTimeout(300);
      const next = await select.evaluate((d) => {
        const {selectedIndex, length} = d as HTMLSelectElement;
        return (selectedIndex + 1) % length;
      });
      await select.selectOption({index: next});
      changes.push(await said(page, "change"));
    }
    return {touch, changes};
  } finally {
    await context.close();
  }
}

async function said(page: Page, name: string): Promise<number> {
  const value = await page.waitForFunction(
    (key) => {
      const found = (window as unknown as {said: Record<string, number>}).said[key];
      return found === undefined || Number.isNaN(found) ? false : found;
    },
    name,
    {timeout: 20_000}
  );
  return Number(await value.jsonValue());
}
