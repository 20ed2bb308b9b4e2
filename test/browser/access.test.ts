import type {BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {SPACED_OUT} from "../../loaders/pages/accessibility/chartability.js";
import {measured} from "../../loaders/pages/accessibility/page.js";
import {createSite} from "../../loaders/pages/site.js";
import {figures} from "../../src/figures/index.js";
import {hostKinds, snippet} from "../../src/forms/snippets.js";
import {type Host, startHost} from "./hosts.js";
import {kinds, violations, withBrowser, withPage} from "./pages.js";

const site = inject("site");
const inContext = withBrowser();
const ids = figures.map((d) => d.id);

describe("under forced colours", () => {
  const context = inContext({viewport: {width: 1280, height: 900}, forcedColors: "active"});

  it.concurrent.each(kinds)("%s can be read", async (path) => {
    await withPage(context(), site, path, async ({page, problems}) => {
      expect(await page.evaluate(() => matchMedia("(forced-colors: active)").matches)).toBe(true);
      expect(await violations(page, {colours: true})).toEqual([]);
      expect(problems).toEqual([]);
    });
  });

  it("marks keep the colours of the models, and words take the reader’s", async () => {
    await withPage(context(), site, "/figures/membership", async ({page}) => {
      const drawn = await page.evaluate(() => {
        const fills = (selector: string) =>
          [...document.querySelectorAll(`.picture.wide svg ${selector}`)].map(
            (d) => getComputedStyle(d).fill
          );
        const probe = document.createElement("p");
        document.body.append(probe);
        const system = ["CanvasText", "LinkText", "VisitedText"].map((name) => {
          probe.style.color = name;
          return getComputedStyle(probe).color;
        });
        return {words: [...new Set(fills("text"))], marks: new Set(fills("a circle")).size, system};
      });
      for (const fill of drawn.words) expect(drawn.system).toContain(fill);
      expect(drawn.marks).toBeGreaterThan(2);
    });
  });
});

/** The overrides of WCAG 1.4.12: what a reader may set without losing a word. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }`;

/** Text that is cut off: an element that hides what runs over it, and holds more than it shows. Runs in the page. */
function cutOff(): string[] {
  return [...document.querySelectorAll<HTMLElement>("main *, header *, footer *")].flatMap((d) => {
    const {overflowX, overflowY, clipPath, position} = getComputedStyle(d);
    // What is hidden from the eye on purpose is there for those who listen.
    if (clipPath !== "none" || (position === "absolute" && d.offsetWidth <= 1) || !d.offsetHeight) return [];
    const wide = /hidden|clip/.test(overflowX) && d.scrollWidth > d.clientWidth + 1;
    const tall = /hidden|clip/.test(overflowY) && d.scrollHeight > d.clientHeight + 1;
    return d.textContent?.trim() && (wide || tall) ? [`${d.localName}.${d.className}`] : [];
  });
}

/** Words of the shown picture that lie on other words. Runs in the page. */
function crossed(): string[] {
  const svg = [...document.querySelectorAll(".picture svg")].find((d) => d.getBoundingClientRect().width);
  const words = [...(svg?.querySelectorAll("text") ?? [])].map((d) => ({
    text: d.textContent ?? "",
    box: d.getBoundingClientRect()
  }));
  return words.flatMap((a, i) =>
    words.slice(i + 1).flatMap((b) => {
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      return wide > 2 && high > 3 ? [`${a.text} × ${b.text}`] : [];
    })
  );
}

describe("as a reader sets it", () => {
  const context = inContext({viewport: {width: 1280, height: 900}});

  it.concurrent.each(kinds)("%s shows all its words, spaced and twice as large", async (path) => {
    await withPage(context(), site, path, async ({page}) => {
      for (const content of [SPACED, "html { font-size: 200% }"]) {
        const style = await page.addStyleTag({content});
        expect(await page.evaluate(cutOff), content).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, content).toBeLessThanOrEqual(0);
        await style.evaluate((d) => (d as HTMLElement).remove());
      }
    });
  });

  it("words of pictures run into each other where the audit says so, and nowhere else", async () => {
    const found: Record<string, string> = {};
    await withPage(context(), site, "/about", async ({page}) => {
      for (const id of ids) {
        await page.goto(`${site}/figures/${id}`);
        await page.addStyleTag({content: SPACED});
        const [first] = await page.evaluate(crossed);
        if (first) found[id] = first;
      }
    });
    expect(Object.keys(found), JSON.stringify(found)).toEqual(ids.filter((id) => SPACED_OUT[id]));
  });
});

describe("a picture on a page", () => {
  const context = inContext({viewport: {width: 1280, height: 900}});

  it.each([
    320, 360, 480, 600, 700, 768, 834, 1000, 1280
  ])("has no text below 12 pixels in a window of %i", async (width) => {
    await withPage(context(), site, "/figures/membership", async ({page}) => {
      await page.setViewportSize({width, height: 900});
      for (const path of ["/figures/membership", "/essays/four-ways"]) {
        if (!page.url().endsWith(path)) await page.goto(site + path);
        const least = await page.evaluate(() => {
          const svg = [...document.querySelectorAll<SVGSVGElement>(".picture svg")].find(
            (d) => d.getBoundingClientRect().width
          );
          const scale = (svg?.getBoundingClientRect().width ?? 0) / (svg?.viewBox.baseVal.width ?? 1);
          const sizes = [...(svg?.querySelectorAll("text") ?? [])].map(
            (d) => Number.parseFloat(getComputedStyle(d).fontSize) * scale
          );
          return Math.min(...sizes);
        });
        expect(least, path).toBeGreaterThanOrEqual(11.99);
      }
    });
  });

  it("takes the colours of a reader’s own style sheet", async () => {
    await withPage(context(), site, "/figures/membership", async ({page}) => {
      await page.addStyleTag({content: "text { fill: rgb(1, 2, 3) } circle { fill: rgb(4, 5, 6) }"});
      const fills = await page.evaluate(() =>
        ["text", "a circle"].map((selector) => [
          ...new Set(
            [...document.querySelectorAll(`.picture.wide svg ${selector}`)].map(
              (d) => getComputedStyle(d).fill
            )
          )
        ])
      );
      expect(fills).toEqual([["rgb(1, 2, 3)"], ["rgb(4, 5, 6)"]]);
    });
  });

  it("takes no key while it has not the focus, and never Tab, a letter or a digit", async () => {
    await withPage(context(), site, "/figures/membership", async ({page}) => {
      const taken = await page.evaluate(() => {
        const keys = ["ArrowDown", "ArrowRight", "Home", "End", "Enter", " ", "Tab", "a", "1", "?", "h"];
        const press = (target: Element) =>
          keys.filter(
            (key) =>
              !target.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}))
          );
        const outside = press(document.body);
        const mark = document.querySelector<SVGAElement>(".picture.wide svg a:not([tabindex])");
        mark?.focus();
        return {outside, inside: mark ? press(mark) : []};
      });
      expect(taken.outside).toEqual([]);
      expect(taken.inside.filter((key) => !/^(?:Arrow|Home|End|Enter)/.test(key))).toEqual([]);
      expect(taken.inside).toContain("ArrowRight");
    });
  });

  it("is walked in no more keys than the audit says", async () => {
    const said = new Map(measured(createSite()).map((d) => [d.id, d.presses]));
    await withPage(context(), site, "/about", async ({page}) => {
      for (const id of ids) {
        await page.goto(`${site}/figures/${id}`);
        const most = await page.evaluate(furthest);
        expect(most, id).toBeLessThanOrEqual(said.get(id) ?? 0);
        expect(most, id).toBeGreaterThan(0);
      }
    });
  });
});

/** From the first mark, how many keys the mark is away that is furthest; every way is tried. Runs in the page. */
function furthest(): number {
  const svg = [...document.querySelectorAll(".picture svg")].find((d) => d.getBoundingClientRect().width);
  const marks = [...(svg?.querySelectorAll<SVGAElement>("a") ?? [])];
  const ways = [
    ...["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"].map((key) => ({key})),
    ...["Home", "End"].map((key) => ({key, ctrlKey: true}))
  ];
  const away = new Map<Element, number>();
  const first = svg?.querySelector<SVGAElement>("a:not([tabindex])");
  if (!first) return 0;
  away.set(first, 0);
  for (const [mark, n] of away) {
    for (const way of ways) {
      (mark as SVGAElement).focus();
      mark.dispatchEvent(new KeyboardEvent("keydown", {...way, bubbles: true, cancelable: true}));
      const to = document.activeElement;
      if (to && marks.includes(to as SVGAElement) && !away.has(to)) away.set(to, n + 1);
    }
  }
  return away.size < marks.length ? Number.POSITIVE_INFINITY : Math.max(...away.values());
}

describe("what other sites show", () => {
  const view = "membership/six";
  let host: Host;
  beforeAll(async () => {
    host = await startHost();
  });
  afterAll(() => host.close());

  const modes = {
    light: inContext({viewport: {width: 900, height: 800}}),
    dark: inContext({viewport: {width: 900, height: 800}, colorScheme: "dark"}),
    "on a phone": inContext({viewport: {width: 360, height: 740}, isMobile: true, hasTouch: true}),
    "under forced colours": inContext({viewport: {width: 900, height: 800}, forcedColors: "active"})
  };

  /** The code for a host of this form, as the embed page would give it for the view. */
  async function code(form: (typeof hostKinds)[number]["form"], page: Page): Promise<string> {
    const [file, answer] = await Promise.all(
      ["json", "oembed.json"].map(async (ending) =>
        (await page.request.get(`${site}/view/${view}.${ending}`)).json()
      )
    );
    const shown = {
      ...file,
      id: view,
      home: site,
      named: true,
      figureId: "membership",
      query: "",
      page: `${site}/figures/membership`,
      records: file.rows.map((d: {values: object}) => Object.values(d.values)),
      picture: {width: answer.width, height: answer.height - 100},
      narrow: {width: 360, height: 600}
    };
    const kind = hostKinds.find((d) => d.form === form);
    if (!kind) throw new Error(form);
    return snippet(kind, shown, {theme: "auto", height: answer.height});
  }

  /** A post without faults of its own. */
  const post = (body: string) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A post</title><link rel="icon" href="data:,"></head><body><main><h1>A post</h1>${body}</main></body></html>`;

  async function hosted(context: BrowserContext, form: (typeof hostKinds)[number]["form"]): Promise<Page> {
    const page = await context.newPage();
    const path = `/${host.pages.size}`;
    host.pages.set(path, {html: post(await code(form, page))});
    await page.goto(host.address + path, {waitUntil: "load"});
    return page;
  }

  describe.each(Object.entries(modes))("%s", (_, context) => {
    it("the frame passes", async () => {
      const page = await context().newPage();
      for (const id of [view, "timeline/australia", "map/all", "models/all"]) {
        await page.goto(`${site}/view/${id}.html`);
        expect(await violations(page), id).toEqual([]);
      }
      await page.close();
    });

    it.each(["frame", "element", "figure"] as const)("a post with the %s passes", async (form) => {
      const page = await hosted(context(), form);
      if (form === "element") {
        await page.waitForFunction(() => customElements.get("four-models"));
        expect(await violations(page)).toEqual([]);
        await page.locator("four-models").hover();
        await expect.poll(() => page.frames().length).toBe(2);
        await page.frames()[1]?.locator("svg:visible a").first().waitFor();
      }
      expect(await violations(page)).toEqual([]);
      await page.close();
    });
  });
});
