/**
 * How soon the page of challenges answers a moved lever, and for how long pages are silent while a large file of own data
 * is read: on the built site in a real Chromium at full speed. Prints tables for `bench/README.md`.
 */
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {launch} from "../loaders/outputs/chromium.js";
import {serve} from "../loaders/outputs/serve.js";

const {address, server} = await serve(process.env.FM_OUT ?? "dist");
const browser = await launch();
try {
  await levers();
  await upload();
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}

/** Every lever moved ten times: until the words have changed, until the picture is new, until the tables of distances are. */
async function levers(): Promise<void> {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}});
  await page.goto(`${address}/challenge?odds=2.5&country=CAN`);
  await page.waitForFunction(() =>
    /With your changes/.test(document.querySelector("[data-told]")?.textContent ?? "")
  );
  await page.waitForTimeout(1000);
  console.log(
    "## Levers\n\nMilliseconds, medians of ten moves (slowest in brackets).\n\n| lever | words | picture new | tables of distances |\n|---|--:|--:|--:|"
  );
  for (const [name, selector, values] of [
    ["log odds", "[name=odds]", ["2", "3.5"]],
    ["rule", "[name=rule]", ["minimum", "geometric"]],
    ["anchor", "[data-indicator] [name=slide]", ["0.2", "0.7"]],
    ["indicator left out", "[data-indicator] [type=checkbox]", ["", "on"]],
    ["coder", "[name=coder]", ["reader-a", "settled"]],
    ["coding", "[data-coding]", ["0", "1"]]
  ] as const) {
    const found = await page.evaluate(move, {selector, values: [...values], times: 10});
    console.log(`| ${name} | ${found.map(spread).join(" | ")} |`);
  }
  await page.close();
}

/** Runs in the page: moves a lever to and fro. */
async function move({
  selector,
  values,
  times
}: {
  selector: string;
  values: string[];
  times: number;
}): Promise<[number[], number[], number[]]> {
  const lever = document.querySelector<HTMLInputElement>(`form.levers ${selector}, .bench ${selector}`);
  if (!lever) throw new Error(`there is no lever ${selector}`);
  const figure = document.querySelector("figure[data-figure]");
  const tables = [...document.querySelectorAll("[id^=distances-]")];
  const [words, pictures, distances]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < times; i += 1) {
    // Functions with a name are called by a helper of the compiler, which the page does not have.
    const [picture, table] = [[figure], tables].map(
      (places) =>
        new Promise<number>((go) => {
          const watch = new MutationObserver(() => {
            watch.disconnect();
            go(performance.now());
          });
          for (const place of places)
            if (place) watch.observe(place, {childList: true, subtree: true, attributes: true});
        })
    );
    const started = performance.now();
    if (lever.type === "checkbox") lever.checked = !lever.checked;
    else if (lever.type === "range" && selector.includes("slide")) {
      const [low, high] = [Number(lever.min), Number(lever.max)];
      lever.value = String(low + (high - low) * Number(values[i % 2]));
    } else lever.value = values[i % 2] ?? "";
    lever.dispatchEvent(new Event("input", {bubbles: true}));
    words.push(performance.now() - started);
    pictures.push(((await picture) ?? 0) - started);
    distances.push(((await table) ?? 0) - started);
    await new Promise((go) => setTimeout(go, 300));
  }
  return [words, pictures, distances];
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]?.toFixed(0)} (${sorted.at(-1)?.toFixed(0)})`;
}

/** A made-up file of 50 MB of indicator values, most of which nobody knows. */
async function upload(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "four-models-"));
  const page = await browser.newPage();
  try {
    const file = join(folder, "large.csv");
    const head = "iso3,indicator_id,year,value,note\n";
    const rows = Math.round(50_000_000 / 44);
    const text = Array.from(
      {length: rows},
      (_, i) =>
        `${["CAN", "AUS", "SWE", "XXX"][i % 4]},own_${i % 40},${1990 + (i % 30)},0.${i % 1000},made up ${i}`
    ).join("\n");
    writeFileSync(file, head + text);
    await page.goto(`${address}/own`);
    // What the page itself takes to come to life is measured elsewhere.
    await page.waitForTimeout(1500);
    await silenceOf(page);
    await page.setInputFiles("#own [data-file]", file);
    await page.waitForFunction(
      () => document.querySelector("[data-messages] table, [data-outcome] table, #own [data-notes] p"),
      undefined,
      {timeout: 300_000}
    );
    await page.waitForTimeout(1000);
    const {silence, time} = await page.evaluate(() => {
      const {beat} = window as unknown as {beat: {silence: number; started: number}};
      return {silence: beat.silence, time: performance.now() - beat.started - 1000};
    });
    console.log(
      `\nA file of own data of ${(text.length / 1e6).toFixed(0)} MB and ${rows.toLocaleString("en-GB")} rows: read in ${(time / 1000).toFixed(1)} s; the page was silent for ${silence.toFixed(0)} ms at most.`
    );
  } finally {
    await page.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Begins to note the longest time for which the page could not answer. */
async function silenceOf(page: Page): Promise<void> {
  await page.evaluate(() => {
    const beat = {silence: 0, started: performance.now()};
    let last = performance.now();
    setInterval(() => {
      beat.silence = Math.max(beat.silence, performance.now() - last);
      last = performance.now();
    }, 1);
    Object.assign(window, {beat});
  });
}
