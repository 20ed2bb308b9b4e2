import type {Browser} from "playwright-core";
import type {Target} from "./pages.js";

/** What one opening of a page costs. */
export interface Cost {
  bytes: number;
  requests: number;
  /** Milliseconds from the start of the navigation until the chart can be seen. */
  visible: number;
  /** Milliseconds of long tasks beyond the fiftieth. */
  blocking: number;
  /** Milliseconds that the main thread was busy. */
  busy: number;
  shift: number;
}

/** How many times slower the processor is; the line is as slow as the server makes it. */
const SLOWER = 4;

/** Watches, in every frame, for the chart to be there, for long tasks and for what moves. Runs in the page. */
function watch(marks: string): void {
  const said = {visible: 0, blocking: 0, shift: 0};
  const own = window as unknown as {said: typeof said; watched: Document};
  // The empty document of a frame may lend its window to the one that comes: what was begun in it has ended.
  if (own.watched === document) return;
  own.watched = document;
  own.said = said;
  new PerformanceObserver((list) => {
    for (const d of list.getEntries()) said.blocking += Math.max(0, d.duration - 50);
  }).observe({type: "longtask", buffered: true});
  new PerformanceObserver((list) => {
    for (const d of list.getEntries() as (PerformanceEntry & {value: number})[]) said.shift += d.value;
  }).observe({type: "layout-shift", buffered: true});
  const look = () => {
    const last = [...document.querySelectorAll(marks)].at(-1);
    const box = last?.getBoundingClientRect();
    const there =
      last instanceof HTMLImageElement ? last.complete && last.naturalWidth > 0 : (box?.width ?? 0) > 0;
    if (!there) requestAnimationFrame(look);
    // One frame later it has been painted.
    else
      requestAnimationFrame(() => {
        said.visible = performance.timeOrigin + performance.now();
      });
  };
  look();
}

/** Opens a page once, with an empty cache, and measures it. Throws when its chart does not appear. */
export async function measure(browser: Browser, site: string, {path, marks, charts}: Target): Promise<Cost> {
  const context = await browser.newContext({viewport: {width: 800, height: 900}});
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Performance.enable");
    await session.send("Emulation.setCPUThrottlingRate", {rate: SLOWER});
    let bytes = 0;
    let requests = 0;
    session.on("Network.requestWillBeSent", ({request}) => {
      if (/^http/.test(request.url)) requests += 1;
    });
    session.on("Network.loadingFinished", ({encodedDataLength}) => {
      bytes += encodedDataLength;
    });
    // tsx marks functions with their names by a helper that pages do not have.
    await page.addInitScript({
      content: `globalThis.__name ??= (f) => f; (${watch})(${JSON.stringify(marks)})`
    });
    page.on("framenavigated", (frame) => {
      void frame.evaluate(watch, marks).catch(() => undefined);
    });
    await page.goto(site + path, {waitUntil: "load", timeout: 120_000});
    const seen = async () => {
      const all = await Promise.all(
        page
          .frames()
          .map((frame) =>
            frame
              .evaluate(
                () => (window as unknown as {said?: {visible: number; blocking: number; shift: number}}).said
              )
              .catch(() => undefined)
          )
      );
      return all.filter((d) => d !== undefined);
    };
    const until = Date.now() + 120_000;
    while ((await seen()).filter((d) => d.visible).length < charts) {
      if (Date.now() > until) throw new Error(`the chart of ${path} does not appear`);
      await page.waitForTimeout(50);
    }
    // What is still to move, moves now.
    await page.waitForTimeout(1000);
    const said = await seen();
    const start = await page.evaluate(() => performance.timeOrigin);
    const {metrics} = await session.send("Performance.getMetrics");
    const busy = metrics.find((d) => d.name === "TaskDuration")?.value ?? 0;
    return {
      bytes,
      requests,
      visible: Math.max(...said.map((d) => d.visible)) - start,
      // Frames of one process see the same long tasks: the greatest sum, not the sum of sums.
      blocking: Math.max(...said.map((d) => d.blocking)),
      busy: busy * 1000,
      shift: Math.max(...said.map((d) => d.shift))
    };
  } finally {
    await context.close();
  }
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
