import {createHash} from "node:crypto";
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {finish, finishPage, framed, pageFiles} from "../../../loaders/outputs/finish.js";
import {smallSite} from "../site.js";

const CLIENT = `<script type="module">

import "./_observablehq/client.js";

</script>`;

/** A page as Framework writes it. */
function bareOf(main: string, {head = CLIENT, up = "."} = {}): string {
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<meta name="generator" content="Observable Framework v1.13.4">
<title>A page</title>
<link rel="modulepreload" href="${up}/_observablehq/client.js">
${head}
</head>
<body>
<div id="observablehq-center">
<main id="observablehq-main" class="observablehq">
${main}</main>
</div>
</body>
</html>
`;
}

/** The same with what stands round every page. */
function pageOf(main: string, {head = CLIENT, up = ".", path = "/a"} = {}): string {
  return framed(bareOf(main, {head, up}), {path, title: "A page", up, site: smallSite()});
}

const parts = {
  up: "..",
  script: "site.js",
  style: "@font-face{src:url(/fonts/a.woff2)}",
  keepRuntime: false
};

function policyOf(page: string): Map<string, string> {
  const content = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1] ?? "";
  return new Map(
    content.split("; ").map((rule) => {
      const [name = "", ...values] = rule.split(" ");
      return [name, values.join(" ")];
    })
  );
}

describe("a finished page", () => {
  const page = finishPage(pageOf("<h1>A</h1>", {up: ".."}), parts);

  it("names its language, once, after one doctype", () => {
    expect(page.match(/<!doctype html>/gi)).toHaveLength(1);
    expect(page.match(/<html[^>]*>/g)).toEqual(['<html lang="en-GB">']);
    expect(page).toMatch(/^<!DOCTYPE html>\s*<html lang="en-GB">\s*<head>\s*<meta charset="utf-8">/);
  });

  it("lets the reader zoom", () => {
    expect(page.match(/<meta name="viewport"[^>]*>/g)).toEqual([
      '<meta name="viewport" content="width=device-width, initial-scale=1">'
    ]);
  });

  it("has its style in the page, with the fonts where they are from here", () => {
    expect(page).toContain("<style>@font-face{src:url(../fonts/a.woff2)}</style>");
    expect(finishPage(pageOf(""), {...parts, up: "."})).toContain("url(./fonts/a.woff2)");
    expect(page).not.toContain('rel="stylesheet"');
    expect(finishPage(pageOf("", {up: ".."}), {...parts, style: "a{content:'$&'}"})).toContain(
      "<style>a{content:'$&'}</style>"
    );
  });

  it("loads one script, by its relative address", () => {
    expect(page.match(/<script[^>]*src="[^"]*"/g)).toEqual(['<script type="module" src="../site.js"']);
    expect(page).not.toContain("modulepreload");
  });

  it("has the doors of the site, with the one it is behind marked", () => {
    const models = finishPage(pageOf("", {up: "..", path: "/models/index"}), parts);
    expect(models).toContain('<a href="../models/" aria-current="page">Models</a>');
    expect(models).toMatch(
      /<header id="observablehq-header">[\s\S]*<main [\s\S]*<footer id="observablehq-footer">/
    );
    expect(models.match(/<main /g)).toHaveLength(1);
  });

  it("has no address that starts at the root of the host", () => {
    expect(page).toContain('action="../search"');
    expect(page).not.toMatch(/\s(?:href|src|action)="\//);
  });

  it("is the same at any depth where it had a base", () => {
    const lost = finishPage(pageOf('<a href="./a/">a</a><a href="#b">b</a>', {head: '<base href="/">'}), {
      ...parts,
      up: "."
    });
    expect(lost).not.toContain("<base");
    for (const address of [
      'href="/a/"',
      'href="#b"',
      'src="/site.js"',
      'action="/search"',
      "url(/fonts/a.woff2)"
    ]) {
      expect(lost).toContain(address);
    }
  });

  it("says nothing of how it was made", () => {
    expect(page).not.toMatch(/generator/);
  });

  it("leaves the runtime out without cells and keeps it with them", () => {
    expect(page).not.toContain("_observablehq");
    const live = finishPage(pageOf("<!--:a1:-->"), {...parts, keepRuntime: true});
    expect(live).toContain(CLIENT);
    expect(live).toContain("_observablehq/client.js");
  });
});

describe("the policy of a page", () => {
  it("comes before anything it governs", () => {
    const page = finishPage(pageOf(""), parts);
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.search(/<(?:script|style|link)/));
  });

  it("allows this site's own scripts and nothing from text", () => {
    const policy = policyOf(finishPage(pageOf(""), parts));
    expect(policy.get("default-src")).toBe("'self'");
    // The inline scripts are those of the menu and of scripts that do not arrive.
    expect(policy.get("script-src")).toMatch(/^'self'(?: 'sha256-[\w+/]+='){2}$/);
    expect(policy.get("object-src")).toBe("'none'");
    expect(policy.get("base-uri")).toBe("'none'");
    expect([...policy.values()].join(" ")).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  it("names each inline script by its hash", () => {
    const page = finishPage(pageOf("", {head: `${CLIENT}\n<script>let a = 1;</script>`}), {
      ...parts,
      keepRuntime: true
    });
    const inline = [...page.matchAll(/<script(?![^>]*src=)[^>]*>([\s\S]*?)<\/script>/g)].map(
      ([, code = ""]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`
    );
    expect(inline).toHaveLength(4);
    expect(policyOf(page).get("script-src")).toBe(`'self' ${inline.join(" ")}`);
  });
});

describe("a finished folder", () => {
  let folder: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  };
  const read = (path: string) => readFileSync(join(folder, path), "utf8");

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "four-models-"));
    write("favicon.svg", "<svg/>");
    write("fonts/literata.woff2", "");
    write("_observablehq/client.js", "");
    write("index.html", bareOf('<h1>Home</h1><p class="lead">One &amp; all.</p>'));
    write("b/c.html", bareOf('<h1><a href="#c">Deep</a></h1>', {up: ".."}));
    write("404.html", bareOf("<h1>Nothing is here</h1>"));
  });
  afterEach(() => rmSync(folder, {recursive: true, force: true}));

  it("has every page mended, one script, and no runtime", async () => {
    expect(await finish(folder, smallSite())).toEqual({pages: 3, live: 0});
    expect(pageFiles(folder)).toEqual(["404.html", "b/c.html", "index.html"]);
    const script = /src="\.\/(site\.[0-9a-f]{8}\.js)"/.exec(read("index.html"))?.[1] ?? "";
    expect(existsSync(join(folder, script))).toBe(true);
    expect(read("b/c.html")).toContain(`src="../${script}"`);
    expect(read("index.html")).toMatch(/<style>@font-face\{[^<]*\.\/fonts\/literata\.woff2[^<]*<\/style>/);
    expect(existsSync(join(folder, "_observablehq"))).toBe(false);
  });

  it("keeps the runtime where one page has a cell, in that page alone", async () => {
    write("live.html", bareOf("<h1>Live</h1><!--:a1b2:-->"));
    expect(await finish(folder, smallSite())).toEqual({pages: 4, live: 1});
    expect(read("live.html")).toContain("_observablehq/client.js");
    expect(read("index.html")).not.toContain("_observablehq");
    expect(existsSync(join(folder, "_observablehq/client.js"))).toBe(true);
  });

  it("has a search index of its pages, the one for what is not there left out", async () => {
    await finish(folder, smallSite());
    expect(JSON.parse(read("search.json"))).toEqual([
      {title: "Deep", path: "b/c", text: ""},
      {title: "Home", path: "", text: "One & all."}
    ]);
  });

  it("is refused with every page that shows an error box or names a missing file", async () => {
    write("bad.html", bareOf('<h1>Bad</h1><div class="observablehq--error">x</div>'));
    write(
      "b/worse.html",
      bareOf('<h1>Worse</h1><img src="../_file/gone.png"><img src="/gone.svg">', {up: ".."})
    );
    const refused = finish(folder, smallSite());
    await expect(refused).rejects.toThrow("bad.html: the page shows an error box");
    await expect(refused).rejects.toThrow("b/worse.html: names ../_file/gone.png, which is not there");
    await expect(refused).rejects.toThrow("b/worse.html: names /gone.svg, which is not there");
  });
});
