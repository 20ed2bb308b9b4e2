import type {BrowserContext, Page} from "playwright-core";
import {createNotebook, writeNotebook} from "../../src/workbench/notebook.js";
import {packText} from "../../src/workbench/share.js";
import {watch} from "./pages.js";

type Cells = NonNullable<Parameters<typeof createNotebook>[0]["cells"]>;

/** The text of a made-up notebook of pinned cells. */
export function notebookText(cells: Cells, title = "A test"): string {
  return writeNotebook(createNotebook({title, cells: cells.map((d) => ({pinned: true, ...d}))}));
}

/** The address under which a notebook is shared. */
export async function sharedAddress(site: string, text: string): Promise<string> {
  return `${site}/workbench#n=${await packText(text)}`;
}

/** The workbench with a notebook that came by its address; with `run`, the reader lets it run. */
export async function openShared(
  context: BrowserContext,
  site: string,
  cells: Cells,
  {run = true, title}: {run?: boolean; title?: string} = {}
): Promise<{page: Page; problems: string[]}> {
  const watched = await watch(context, site);
  await watched.page.goto(await sharedAddress(site, notebookText(cells, title)));
  await watched.page.getByRole("button", {name: "Run it"}).waitFor();
  if (run) await watched.page.getByRole("button", {name: "Run it"}).click();
  return watched;
}

/** The frame of the results. */
export function results(page: Page) {
  return page.frameLocator(".wb-sheet > iframe");
}

/** The cell at a place, from 1. */
export function cellAt(page: Page, place: number) {
  return page.locator(".wb-cell").nth(place - 1);
}

/** Puts a text in the place of that of a cell. */
export async function write(page: Page, place: number, text: string): Promise<void> {
  await cellAt(page, place).locator(".cm-content").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
}

/** Waits until a cell stands as told. */
export async function stands(page: Page, place: number, standing: string, timeout = 20_000): Promise<void> {
  await page
    .locator(`.wb-cell:nth-child(${place})[data-standing="${standing}"]`)
    .waitFor({timeout, state: "attached"});
}
