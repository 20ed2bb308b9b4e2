import {readFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import type {Frame, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {amp, blog, embedly, type Host, startHost, wordPress} from "./hosts.js";
import {violations, withBrowser} from "./pages.js";
import {dist} from "./setup.js";

const site = inject("site");
const inContext = withBrowser();
const context = inContext({viewport: {width: 900, height: 800}});
const view = "membership/six";
const address = `${site}/view/${view}.html`;
const script = `<script async src="${site}/embed/v1/four-models.js"></script>`;
let host: Host;

beforeAll(async () => {
  host = await startHost();
});
afterAll(() => host.close());

interface Hosted {
  page: Page;
  frames: Frame[];
  problems: string[];
}

/** Opens a page of the host and waits for its frames. */
async function open(
  body: string,
  {
    head,
    attributes,
    headers,
    use = context()
  }: {
    head?: string;
    attributes?: string;
    headers?: Record<string, string>;
    use?: ReturnType<typeof context>;
  } = {}
): Promise<Hosted> {
  const path = `/${host.pages.size}`;
  host.pages.set(path, {html: blog(body, {head, attributes} as never), ...(headers && {headers})});
  const page = await use.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    const {origin, protocol} = new URL(request.url());
    if (/^http/.test(protocol) && origin !== site && origin !== host.address)
      problems.push(`asks for ${origin}`);
  });
  await page.goto(host.address + path, {waitUntil: "load"});
  return {page, frames: page.frames().slice(1), problems};
}

const frameTag = (attributes = "", src = address) =>
  `<iframe src="${src}" title="Membership" width="100%" height="150" frameborder="0" ${attributes}></iframe>`;

/** Waits until a frame is as tall as what it holds, within a pixel. */
async function settled(page: Page, {at = 0, limit = Number.POSITIVE_INFINITY} = {}): Promise<number> {
  const element = page.locator("iframe").nth(at);
  const frame = await (await element.elementHandle())?.contentFrame();
  const inner = () => frame?.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  await expect
    .poll(
      async () =>
        Math.abs(((await element.boundingBox())?.height ?? 0) - Math.min(limit, (await inner()) ?? -9)),
      {
        timeout: 15_000
      }
    )
    .toBeLessThanOrEqual(1);
  return (await element.boundingBox())?.height ?? 0;
}

describe("the height of a frame", () => {
  it("is told to our own script, for two frames of one page each its own", async () => {
    const {page, problems} = await open(frameTag() + frameTag("", `${site}/view/models/all.html`) + script);
    const one = await settled(page, {at: 0});
    const two = await settled(page, {at: 1});
    expect(one).not.toBe(two);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("follows what is opened in it", async () => {
    const {page, frames} = await open(frameTag() + script);
    const before = await settled(page);
    await frames[0]?.locator("summary").click();
    await expect
      .poll(async () => (await page.locator("iframe").boundingBox())?.height)
      .toBeGreaterThan(before + 100);
    await page.close();
  });

  it("is not taken from a frame of another site, nor from one that says it is another view", async () => {
    const lie = (id: string) =>
      `<script>parent.postMessage({type:"four-models:height",id:"${id}",height:777},"*")</script>`;
    host.pages.set("/lie", {html: lie(view)});
    const {page} = await open(frameTag("id=ours") + frameTag("id=theirs", `${host.address}/lie`) + script);
    await settled(page, {at: 0});
    expect((await page.locator("#theirs").boundingBox())?.height).toBe(150);
    // Said by the page itself, in the name of the frame.
    await page.evaluate((id) => postMessage({type: "four-models:height", id, height: 777}, "*"), view);
    // Said by our frame, in the name of another view.
    await page
      .frames()[1]
      ?.evaluate(() => parent.postMessage({type: "four-models:height", id: "models/all", height: 777}, "*"));
    await page.waitForTimeout(100);
    expect((await page.locator("#ours").boundingBox())?.height).not.toBe(777);
    await page.close();
  });

  it("is told to WordPress once it has given its secret, within 200 and 1000 pixels", async () => {
    const wp = (src: string) =>
      frameTag('class="wp-embedded-content" sandbox="allow-scripts" security="restricted"', src);
    const {page, problems} = await open(wp(address) + wp(`${site}/view/membership/all.html`), {
      head: `<script>${wordPress}</script>`
    });
    const height = await settled(page, {at: 0, limit: 1000});
    expect(height).toBeGreaterThan(200);
    await expect.poll(async () => (await page.locator("iframe").nth(1).boundingBox())?.height).toBe(1000);
    expect(problems).toEqual([]);
    await page.close();
  });

  it.each([
    ["AMP and Medium", amp],
    ["Embedly", embedly]
  ])("is told to %s", async (_, listens) => {
    const {page, problems} = await open(frameTag('sandbox="allow-scripts"'), {
      head: `<script>${listens}</script>`
    });
    expect(await settled(page)).toBeGreaterThan(200);
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("a link of a frame in WordPress", () => {
  it("is followed by the host", async () => {
    const {page} = await open(
      frameTag('class="wp-embedded-content" sandbox="allow-scripts" security="restricted"'),
      {head: `<script>${wordPress}</script>`}
    );
    await settled(page, {limit: 1000});
    await page.frames()[1]?.locator("svg a:visible").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site}/countries/**`);
    await page.close();
  });
});

/** What a reader finds in a frame: picture, sentence of a mark by pointer and by keys, table. */
async function answers(frame: Page | Frame): Promise<void> {
  const marks = frame.locator("svg:visible a");
  expect(await marks.count()).toBeGreaterThan(10);
  const tip = frame.locator(".tip");
  await marks.first().hover({force: true});
  await expect.poll(() => tip.isVisible()).toBe(true);
  const label = await frame.locator("svg:visible a.at").getAttribute("aria-label");
  expect(await tip.textContent()).toBe(label);
  await frame.locator("svg:visible a").first().focus();
  const at = () => frame.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const first = await at();
  const keys = "keyboard" in frame ? frame.keyboard : frame.page().keyboard;
  await keys.press("ArrowRight");
  expect(await at()).not.toBe(first);
  expect(await tip.textContent()).toBe(await at());
  await keys.press("Escape");
  expect(await tip.isVisible()).toBe(false);
  await frame.locator("summary").click();
  expect(await frame.locator("tbody tr").count()).toBe(30);
}

describe("a frame answers", () => {
  it.each([
    ["as it is", ""],
    ["in a sandbox without an origin", 'sandbox="allow-scripts"']
  ])("%s", async (_, attributes) => {
    const {page, frames, problems} = await open(frameTag(`${attributes} id=f`) + script);
    await settled(page);
    await answers(frames[0] as Frame);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("from disk", async () => {
    const page = await context().newPage();
    await page.goto(pathToFileURL(resolve(join(dist, "view", `${view}.html`))).href);
    await answers(page);
    await page.close();
  });

  it("in a page with the strictest policy that lets it in", async () => {
    const {page, frames, problems} = await open(frameTag("id=f") + script.replace("async", "async nonce=a"), {
      headers: {
        "Content-Security-Policy": `default-src 'none'; frame-src ${site}; script-src ${site}; img-src data:`
      }
    });
    await answers(frames[0] as Frame);
    expect(problems).toEqual([]);
    expect(await settled(page)).toBeGreaterThan(200);
    await page.close();
  });

  it("of any state, drawn when it is asked for", async () => {
    const {page, problems} = await open(
      frameTag("", `${site}/embed/v1/figure.html?figure=membership&countries=AUS,SWE,JPN`) + script
    );
    const frame = page.frames()[1] as Frame;
    await frame.locator("svg:visible a").first().waitFor();
    expect(await frame.locator("tbody tr td:first-child").allTextContents()).toContain("Sweden");
    await settled(page);
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("a frame with scripts off", () => {
  const still = inContext({viewport: {width: 900, height: 800}, javaScriptEnabled: false});

  it("shows picture, source and table", async () => {
    const page = await still().newPage();
    await page.goto(address);
    expect(await page.locator("svg:visible").count()).toBe(1);
    expect(await page.locator("svg:visible a").count()).toBe(30);
    await page.locator("summary").click();
    expect(await page.locator("tbody tr:visible").count()).toBe(30);
    expect(await page.getByText("Source: codings of Four Models").isVisible()).toBe(true);
    await page.close();
  });
});

describe("a frame looks right", () => {
  it.each([
    ["light", "?theme=light", "dark", "rgb(255, 255, 255)"],
    ["dark", "?theme=dark", "light", "rgb(20, 23, 27)"],
    ["as the reader’s system has it", "", "dark", "rgb(20, 23, 27)"]
  ] as const)("%s", async (_, query, colorScheme, background) => {
    const page = await context().newPage();
    await page.emulateMedia({colorScheme});
    await page.goto(address + query);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      background
    );
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it("in a page that runs from right to left", async () => {
    const {page, frames} = await open(frameTag() + script, {attributes: 'lang="ar" dir="rtl"'});
    await settled(page);
    const said = await frames[0]?.evaluate(() => ({
      direction: getComputedStyle(document.body).direction,
      over: document.documentElement.scrollWidth - innerWidth
    }));
    expect(said).toEqual({direction: "ltr", over: 0});
    await page.close();
  });
});

describe("what cannot be followed in the address of a frame", () => {
  it.each([
    ["an unknown figure", "figure=nothing", /No figure is called “nothing”/],
    ["no figure", "", /No figure is called “”/],
    ["an unknown country", "figure=membership&countries=AUS,ATL", /No country here has the code “ATL”/],
    ["an unknown choice", "figure=membership&reading=hearsay", /“hearsay” is not a choice/],
    [
      "markup",
      `figure=membership&reading=${encodeURIComponent("<img src=x onerror=alert(1)>")}`,
      /<img src=x/
    ],
    [
      "markup as a figure",
      `figure=${encodeURIComponent("</script><script>alert(1)</script>")}`,
      /No figure is called/
    ],
    ["a name of JavaScript", "figure=__proto__&constructor=1", /No figure is called “__proto__”/],
    ["a broken escape", "figure=membership&countries=%E0%A4%A", /No country here has the code/],
    ["a very long one", `figure=membership&x=${"y".repeat(5000)}`, /no choice called “x”/]
  ])("%s is said, and the usual view shown", async (_, query, note) => {
    const page = await context().newPage();
    const problems: string[] = [];
    page.on("dialog", (dialog) => dialog.dismiss().then(() => problems.push("a script of the address ran")));
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(`${site}/embed/v1/figure.html?${query}`);
    await page.locator("svg:visible a").first().waitFor();
    expect(await page.locator("[role=status]").allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(note)])
    );
    expect(await page.locator("img, script:not([src])").count()).toBe(1);
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("the element", () => {
  const held = `<a href="${site}/figures/membership"><img src="${site}/view/${view}.svg" alt="Membership" width="720" height="500" style="max-width:100%;height:auto"></a>`;

  it("shows what it holds until it is touched, and then answers, without a jump", async () => {
    const {page, problems} = await open(
      `<four-models figure="membership" countries="USA,AUS,SWE,CAN,NLD,GBR" view="${view}">${held}</four-models>${script}`
    );
    await page.waitForFunction(() => customElements.get("four-models"));
    expect(await page.locator("four-models img").isVisible()).toBe(true);
    expect(page.frames().length).toBe(1);
    await page.locator("four-models").hover();
    await expect.poll(() => page.frames().length).toBe(2);
    const frame = page.frames()[1] as Frame;
    await frame.locator("svg:visible a").first().waitFor();
    await settled(page);
    await answers(frame);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("is reached by keyboard: the focus goes on into the figure", async () => {
    const {page} = await open(`<four-models view="${view}">${held}</four-models>${script}`);
    await page.waitForFunction(() => customElements.get("four-models"));
    await page.keyboard.press("Tab");
    await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe("four-models");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect
      .poll(() => page.frames()[1]?.evaluate(() => document.activeElement?.closest("svg a") !== null))
      .toBe(true);
    await page.close();
  });

  it("finds the view of its countries, and can be there twice", async () => {
    const {page, problems} = await open(
      `<four-models figure="membership" countries="AUS,CAN"></four-models><four-models figure="sets" countries="AUS" theme="dark"></four-models>${script}`
    );
    await expect
      .poll(() => page.frames().map((d) => new URL(d.url()).pathname + new URL(d.url()).search))
      .toEqual([
        expect.any(String),
        "/view/membership/australia-canada.html",
        "/view/sets/australia.html?theme=dark"
      ]);
    await settled(page, {at: 0});
    await settled(page, {at: 1});
    expect(problems).toEqual([]);
    await page.close();
  });

  it("works under a policy without inline styles and scripts, and from right to left", async () => {
    const {page, problems} = await open(
      `<four-models figure="membership" countries="AUS,CAN"></four-models>${script}`,
      {
        attributes: 'lang="he" dir="rtl"',
        headers: {
          "Content-Security-Policy": `default-src 'none'; frame-src ${site}; script-src ${site}; img-src ${site} data:`
        }
      }
    );
    await settled(page);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("weighs at most 2 kB", async () => {
    const {gzipSync} = await import("node:zlib");
    expect(gzipSync(readFileSync(join(dist, "embed/v1/four-models.js"))).length).toBeLessThanOrEqual(2000);
  });
});

describe("the module", () => {
  it("makes elements and gives rows", async () => {
    const {page, problems} = await open(
      `<div id="here"></div><script type="module">
import {address, figure, rows} from "${site}/embed/v1/module.js";
document.querySelector("#here").append(figure({view: "${view}", title: "Six"}));
document.body.dataset.rows = (await rows("${view}")).length;
document.body.dataset.svg = address("${view}", "dark.svg");
await rows("membership/atlantis").catch((error) => { document.body.dataset.error = error.message; });
</script>`
    );
    await settled(page);
    await expect
      .poll(() => page.evaluate(() => document.body.dataset.error))
      .toMatch(/no view is called membership\/atlantis/);
    expect(await page.evaluate(() => ({...document.body.dataset}))).toMatchObject({
      rows: "30",
      svg: `${site}/view/${view}.dark.svg`
    });
    expect(problems.filter((d) => !/404|ERR_FAILED|CORS/.test(d))).toEqual([]);
    await page.close();
  });
});

describe("a picture as an image", () => {
  it.each(["svg", "dark.svg", "png", "dark.png", "card.png"])("%s is shown by an <img>", async (form) => {
    const {page, problems} = await open(`<img id="i" src="${site}/view/${view}.${form}" alt="Membership">`);
    const size = await page.evaluate(() => {
      const {naturalWidth, naturalHeight} = document.querySelector("#i") as HTMLImageElement;
      return [naturalWidth, naturalHeight];
    });
    expect(size[0]).toBe(form === "card.png" ? 1200 : form.endsWith("png") ? 1200 : 600);
    expect(size[1]).toBeGreaterThan(300);
    expect(problems).toEqual([]);
    await page.close();
  });
});
