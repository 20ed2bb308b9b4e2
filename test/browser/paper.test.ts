import {readFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {addresses, withBrowser, withPage} from "./pages.js";
import {type PaperPage, paperPages, plain} from "./pdf.js";
import {dist} from "./setup.js";

const site = inject("site");
const inContext = withBrowser();
const essays = addresses.filter((d) => /^\/essays\/./.test(d) && !d.endsWith("-teaching"));
const desktop = {viewport: {width: 1280, height: 900}};

/** What of an essay has to be on paper: its paragraphs, and its figures with what is written in their pictures. */
interface Expected {
  paragraphs: string[];
  figures: {id: string; head: string; labels: string[]; foot: string}[];
}

/** Read from the page and the files of its pictures, not from what a browser made of them. */
async function expected(page: Page, path: string): Promise<Expected> {
  const found = await page.evaluate(() => {
    const textOf = (root: ParentNode, name: string) => root.querySelector(name)?.textContent ?? "";
    const figures = [...document.querySelectorAll("figure.figure")].map((d) => {
      const small = d.closest(".step") && d.getAttribute("data-figure") === "map";
      const picture = d.querySelector(small ? ".picture.narrow" : ".picture.wide");
      // On the stage the pictures of all steps stand together.
      const number = [...(d.closest(".steps")?.querySelectorAll(".figure") ?? [])].indexOf(d) + 1;
      return {
        id: d.id,
        head: `${number ? `Step ${number}. ` : ""}${textOf(d, ".figure-head")}`,
        foot: textOf(d, ".subtitle") + textOf(d, "figcaption"),
        src: picture?.querySelector("img")?.getAttribute("src") ?? "",
        labels: [...(picture?.querySelectorAll("text") ?? [])].map((t) => t.textContent ?? "")
      };
    });
    const paragraphs = [
      ...document.querySelectorAll("main > p, .step > p, .predict p, .question p, .place-form *")
    ]
      .filter((d) => !d.matches(".essay-head, .next, .verdict, .verdict *") && !d.closest("figure"))
      .filter((d) => !d.closest(".place-form") || d.matches("legend, fieldset span"))
      .map((d) => d.textContent ?? "");
    return {figures, paragraphs};
  });
  const figures = found.figures.map(({src, labels, ...rest}) => ({
    ...rest,
    labels: src ? labelsIn(readFileSync(join(dist, path, "..", src), "utf8")) : labels
  }));
  return {paragraphs: found.paragraphs, figures};
}

function labelsIn(svg: string): string[] {
  return [...svg.matchAll(/<text\b[^>]*>([\s\S]*?)<\/text>/g)].map(([, words = ""]) =>
    words
      .replace(/<title>[\s\S]*?<\/title>|<[^>]*>/g, "")
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&#160;/g, " ")
      .replace(/&amp;/g, "&")
  );
}

/** What is wrong with an essay on paper, a line for each fault. A figure may stand in the middle of a paragraph. */
function faults(pages: readonly PaperPage[], {paragraphs, figures}: Expected): string[] {
  const found: string[] = [];
  let before = "";
  let rest = pages.map((d) => d.text).join("");
  for (const {id, head, labels, foot} of figures) {
    const from = rest.indexOf(plain(head));
    const to = rest.indexOf(plain(foot), from);
    if (from < 0 || to < 0) {
      found.push(`${id}: not there`);
      continue;
    }
    const picture = rest.slice(from, to);
    const missing = labels.filter((d) => !picture.includes(plain(d)));
    if (missing.length) found.push(`${id}: without ${missing.join(", ")}`);
    before += rest.slice(0, from);
    rest = rest.slice(to + plain(foot).length);
  }
  const words = before + rest;
  for (const d of paragraphs) if (!words.includes(plain(d))) found.push(`not there: ${d}`);
  return found;
}

const dark = {...desktop, colorScheme: "dark"} as const;
const ways = [
  {said: "with scripts, in the dark", options: dark, paths: essays},
  {said: "without scripts", options: {...desktop, javaScriptEnabled: false}, paths: essays.slice(-2)}
];

describe.each(ways)("an essay printed as it was opened $said", ({options, paths}) => {
  const context = inContext(options);

  it.concurrent.each(paths)("%s has every picture and every word", async (path) => {
    await withPage(context(), site, path, async ({page}) => {
      const wanted = await expected(page, path);
      expect(wanted.figures.length).toBeGreaterThanOrEqual(4);
      const pages = await paperPages(await page.pdf({format: "A4"}));
      expect(faults(pages, wanted)).toEqual([]);
      expect(pages.length).toBeLessThanOrEqual(20);
      // What a picture leaves of a page goes to the words that follow; fonts of another machine may break that once.
      const gaps = pages.slice(0, -1).filter((d) => d.filled < 0.65);
      expect(gaps.length).toBeLessThanOrEqual(1);
    });
  });
});

describe("an essay as one file", () => {
  const context = inContext(desktop);

  it("is printed with the same pictures", async () => {
    const path = essays.find((d) => d.endsWith("ladder")) ?? "";
    const wanted = await withPage(context(), site, path, ({page}) => expected(page, path));
    const page = await context().newPage();
    await page.goto(pathToFileURL(join(process.cwd(), dist, "essays", "offline", "ladder.html")).href);
    expect(faults(await paperPages(await page.pdf({format: "A4"})), wanted)).toEqual([]);
    await page.close();
  });
});

describe("on paper", () => {
  const context = inContext({viewport: {width: 605, height: 980}, colorScheme: "dark"});
  const screen = inContext(desktop);
  const others = ["/essays/ladder-teaching", "/countries/australia", "/method", "/compare", "/figures/space"];

  it.concurrent.each([
    ...essays.slice(0, 2),
    ...others
  ])("%s is dark on light and has no control", async (path) => {
    await withPage(context(), site, path, async ({page}) => {
      await page.emulateMedia({media: "print", colorScheme: "dark"});
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const {ink, paper, wide} = await page.evaluate(() => ({
        ink: getComputedStyle(document.body).color,
        paper: getComputedStyle(document.documentElement).backgroundColor,
        wide: [...document.querySelectorAll("main :is(svg, img, table)")]
          .filter((d) => d.getBoundingClientRect().right > innerWidth + 1)
          .map((d) => d.closest("[id]")?.id)
      }));
      expect(Math.max(...(ink.match(/\d+/g) ?? []).map(Number))).toBeLessThan(80);
      expect(Math.min(...(paper.match(/\d+/g) ?? []).map(Number))).toBeGreaterThan(240);
      expect(wide).toEqual([]);
      const control =
        ":is(select, button:not(.sort), input, textarea, .menu, .stepper, .figure-tools):visible";
      expect(await page.locator(control).count()).toBe(0);
    });
  });

  it("gives the pictures of the steps back to the screen afterwards", async () => {
    await withPage(screen(), site, "/essays/australia-and-canada", async ({page}) => {
      const staged = page.locator(".steps.staged .stage .figure");
      const before = await staged.count();
      expect(before).toBeGreaterThan(1);
      await page.pdf({format: "A4"});
      expect(await staged.count()).toBe(before);
      expect(await page.locator(".stage .figure:visible").count()).toBe(1);
      expect(await page.locator("img.later").count()).toBe(0);
    });
  });
});
