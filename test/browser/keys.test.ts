import type {Locator, Page} from "playwright-core";
import {describe, expect, inject, it} from "vitest";
import {type Watched, watch, withBrowser} from "./pages.js";
import {results} from "./workbench.js";

const site = inject("site");
const inContext = withBrowser();

/** Presses Tab until the target has the focus. Every stop on the way must be seen. Throws when it never comes. */
async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  const unseen: string[] = [];
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(hiddenFocus);
    if (hidden) unseen.push(hidden);
    if (await target.evaluate((d) => d === document.activeElement)) {
      expect(unseen, "stops whose focus cannot be seen").toEqual([]);
      return;
    }
  }
  throw new Error(`${target} was not reached in ${most} presses of Tab`);
}

/** The element with the focus, when nothing shows that it has it, or it is not on the screen. Runs in the page. */
function hiddenFocus(): string | undefined {
  const at = document.activeElement;
  if (!at || at === document.body || at.localName === "iframe") return undefined;
  const box = at.getBoundingClientRect();
  const name = `${at.localName}.${at.getAttribute("class") ?? ""} ${at.textContent?.slice(0, 30)}`;
  if (box.bottom <= 0 || box.top >= innerHeight || !box.width) return `${name} is off the screen`;
  const mark = at.closest("svg") && at.firstElementChild;
  const {outlineStyle, outlineWidth} = getComputedStyle(at);
  const outlined = outlineStyle !== "none" && outlineWidth !== "0px";
  const edged = mark && Number.parseFloat(getComputedStyle(mark).strokeWidth) >= 2;
  const underlined = mark && getComputedStyle(mark).textDecorationLine === "underline";
  // The box of a code editor is drawn by the editor.
  return outlined || edged || underlined || at.closest(".cm-editor") ? undefined : name;
}

describe("with the keyboard alone", () => {
  // A page that still scrolls to the focus would be taken for one that does not.
  const options = {viewport: {width: 1280, height: 900}, reducedMotion: "reduce"} as const;
  const context = inContext(options);
  // After a text was copied, the browser opens no chooser of files in the same context.
  const apart = inContext(options);

  /** Opens a page and passes its menu by the link that leads to the text, as somebody without a mouse does. */
  async function open(path: string, use = context()): Promise<Watched> {
    const watched = await watch(use, site);
    await watched.page.goto(site + path, {waitUntil: "load"});
    await watched.page.bringToFront();
    await watched.page.keyboard.press("Tab");
    expect(await watched.page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the text");
    await watched.page.keyboard.press("Enter");
    return watched;
  }

  it("two countries are compared", async () => {
    const {page, problems} = await open("/compare");
    await tabTo(page, page.locator(".country-picker summary").first());
    await page.keyboard.press("Enter");
    await tabTo(page, page.locator("[name=countries][value=SWE]").first());
    await page.keyboard.press("Space");
    await page.waitForURL(/countries=[A-Z,]*SWE/);
    await expect.poll(() => page.locator("#compare-1 tbody").first().innerText()).toContain("Sweden");
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe("SWE");
    expect(problems).toEqual([]);
    await page.close();
  });

  it("the evidence of a mark is opened, and left for the mark again", async () => {
    const {page, problems} = await open("/figures/membership");
    await tabTo(page, page.locator('.picture.wide a:not([tabindex="-1"])').first());
    await page.keyboard.press("ArrowDown");
    const mark = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await page.keyboard.press("Enter");
    const card = page.locator("dialog.card");
    await card.waitFor();
    expect(await card.innerText()).toContain("Open the page at this place");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Close");
    await page.keyboard.press("Escape");
    await card.waitFor({state: "detached"});
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(mark);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("a coding is changed, and its effect is said", async () => {
    const {page, problems} = await open("/challenge?country=CAN");
    const lever = page.locator("[data-coding='can-2021:practice:I']");
    await lever.waitFor({state: "attached"});
    await tabTo(page, lever, 120);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator("[data-told]").innerText()).toMatch(/With your changes/);
    await page.waitForURL(/code=can-2021/);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("something is searched for, and the first place found is opened", async () => {
    const {page} = await watch(context(), site);
    await page.goto(`${site}/countries/japan`);
    await tabTo(page, page.locator(".masthead input[name=q]"));
    await page.keyboard.type("audit office");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=audit/);
    const first = page.locator("#search-results a").first();
    await first.waitFor();
    await tabTo(page, first);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.startsWith("/search"));
    await page.close();
  });

  it("the code of an embed is copied", async () => {
    const {page, problems} = await open("/figures/map");
    await tabTo(page, page.locator(".as-embed summary"));
    await page.keyboard.press("Enter");
    await tabTo(page, page.locator(".as-embed button.copy"));
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".as-embed output").innerText()).toMatch(/^(?:Copied|Selected)/);
    expect(await page.locator(".as-embed textarea").inputValue()).toContain("<iframe");
    expect(problems).toEqual([]);
    await page.close();
  });

  it("a file of one’s own is read in", async () => {
    const {page, problems} = await open("/own", apart());
    await tabTo(page, page.locator("[data-file]"));
    // How a key opens the chooser of files is the browser's own affair.
    await page.locator("[data-file]").setInputFiles({
      name: "mine.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("iso3,start,reading,M,I,C,E\nCAN,2016,practice,1,0.666667,0.333333,0.333333\n")
    });
    await page.locator("[data-outcome] table").first().waitFor();
    const away = page.locator("[data-drop]");
    await tabTo(page, away, 200);
    // The page is loaded anew in the middle of the press, which is then not always answered.
    void page.keyboard.press("Enter").catch(() => undefined);
    await expect.poll(() => page.locator("[data-outcome] table").count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("a period is coded blind", async () => {
    const {page, problems} = await open("/recode");
    await tabTo(page, page.locator("[data-country]"));
    await page.keyboard.type("Can");
    await page.locator("[data-findings] li").first().waitFor();
    await tabTo(page, page.locator("[name=level]").first());
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.locator("[data-form] button", {hasText: "Next"}));
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.locator("#recode [data-progress]").innerText())
      .toMatch(/^Coding 2 of \d+; one done/);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("a first cell is written and run", async () => {
    const {page, problems} = await open("/workbench#open=first-steps");
    await page.locator(".wb-cell").first().waitFor();
    await tabTo(page, page.getByRole("button", {name: "New", exact: true}));
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".wb-cell").count()).toBe(1);
    await tabTo(page, page.locator(".wb-cell .cm-content").first());
    await page.keyboard.type("6 * 7");
    await page.keyboard.press("Control+Enter");
    await results(page).getByText("42").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest(".cm-editor"))).toBeNull();
    expect(problems).toEqual([]);
    await page.close();
  });
});
