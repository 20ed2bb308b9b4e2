import {statSync} from "node:fs";
import {join} from "node:path";
import axe from "axe-core";
import type {Browser, BrowserContext, BrowserContextOptions, Frame, Page} from "playwright-core";
import {afterAll, beforeAll} from "vitest";
import {pageFiles} from "../../loaders/outputs/finish.js";
import {launch} from "./browser.js";
import {dist} from "./setup.js";

/**
 * Starts a browser for the tests of one file. Gives a function that opens a context of it for those of the file or of
 * one `describe`; the context is there once the tests run.
 */
export function withBrowser(
  how: Parameters<typeof launch>[0] = {}
): (options?: BrowserContextOptions) => () => BrowserContext {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(how);
  });
  afterAll(() => browser.close());
  return (options) => {
    let context: BrowserContext;
    beforeAll(async () => {
      context = await browser.newContext(options);
    });
    afterAll(() => context.close());
    return () => context;
  };
}

/** The address of a built page, as a reader has it: `/countries/australia`, `/models/`. */
function addressOf(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "")}`;
}

/** The addresses of all built pages. */
export const addresses: readonly string[] = pageFiles(dist).map(addressOf);

/**
 * A page of every kind: each that stands alone, the list of each folder, and of its pages the one of middling size. What
 * holds for them is likely to hold for their like.
 */
export const kinds: readonly string[] = addresses.filter((path) => {
  const folder = /^\/\w+\/(?=.)/.exec(path)?.[0];
  if (!folder) return true;
  const group = addresses.filter((d) => d.startsWith(folder) && d !== folder);
  const size = (d: string) => statSync(join(dist, `${d}.html`)).size;
  return group.sort((a, b) => size(a) - size(b))[group.length >> 1] === path;
});

/** A page and what went wrong on it so far. */
export interface Watched {
  page: Page;
  problems: string[];
}

/** A page on which every console message of weight, failed request and request to elsewhere is noted. */
export async function watch(context: BrowserContext, site: string): Promise<Watched> {
  const page = await context.newPage();
  const problems: string[] = [];
  const elsewhere = (url: URL) => url.origin !== site && /^(?:https?|wss?):$/.test(url.protocol);
  await page.route(elsewhere, (route) => {
    problems.push(`asks for ${route.request().url()}`);
    return route.abort();
  });
  page.on("console", (message) => {
    // axe asks sandboxed frames with an origin that they do not have; no page of ours does.
    if (/target origin provided .* recipient window's origin \('null'\)/.test(message.text())) return;
    if (["error", "warning"].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`throws ${error.message}`));
  page.on("requestfailed", (request) => {
    // A page that is left while it still loads gives up what it asked for.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") problems.push(`cannot load ${request.url()}`);
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400) problems.push(`${answer.status()} for ${answer.url()}`);
  });
  return {page, problems};
}

/** Opens a page, hands it over and closes it. */
export async function withPage<T>(
  context: BrowserContext,
  site: string,
  path: string,
  use: (watched: Watched) => Promise<T>
): Promise<T> {
  const watched = await watch(context, site);
  try {
    await watched.page.goto(site + path, {waitUntil: "load"});
    return await use(watched);
  } finally {
    await watched.page.close();
  }
}

/** The rules of axe whose answer can change when nothing but colours does. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds wrong with a page as it stands, a line for each rule with the elements it speaks of; with `colours` by
 * its rules on colour alone.
 */
export async function violations(
  page: Page | Frame,
  {colours = false}: {colours?: boolean} = {}
): Promise<string[]> {
  // Given as text to the debugger, not as a script of the page: its policy stays as it is.
  await page.evaluate(axe.source);
  const {violations} = await page.evaluate(
    (rules) => {
      const {axe} = window as unknown as {axe: typeof import("axe-core")};
      return axe.run(document, {
        resultTypes: ["violations"],
        ...(rules && {runOnly: {type: "rule", values: rules}})
      });
    },
    colours ? COLOURS : undefined
  );
  return violations.map(({id, help, nodes}) => {
    const places = nodes.slice(0, 3).map(({target}) => target.join(" "));
    return `${id} (${help}) at ${places.join("; ")}${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ""}`;
  });
}
