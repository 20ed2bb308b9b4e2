import {describe, expect, it} from "vitest";
import {offlinePage} from "../../../loaders/outputs/offline.js";

const page = `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<style>@font-face{font-family:"A";src:url("../fonts/a.woff2")}p{margin:0}</style>
<link rel="icon" href="../favicon.svg"><script type="module" src="../site.1.js"></script></head>
<body><header id="observablehq-header"><nav><a href="../">Home</a></nav></header>
<main><p class="essay-head"><a href="./">Essays</a></p>
<p><a class="cite" href="../countries/a#f1" data-source="ROE">(Roe)</a> <a href="#note-1">1</a> <a href="../method">Method</a>
<a href="https://doi.org/1">out</a></p>
<div class="figure-tools"><details class="as-table"><p>1</p></details><details class="as-download"><p><a href="../view/a.svg">SVG</a></p></details><a class="change" href="../challenge">Change</a></div>
<svg><a href="../countries/a#p" aria-label="A, coded"><circle/></a></svg></main></body></html>`;
const made = (home: string) => offlinePage(page, {script: "let a=1</script>", home, path: "/essays/a"});

describe("an essay as one file", () => {
  it("asks for nothing: no script, style, font or picture from elsewhere", () => {
    for (const home of ["", "https://example.org/x"]) {
      const text = made(home);
      expect(text).not.toMatch(/<link|@font-face|<script[^>]*src=|url\(|<header/);
      expect(text).toContain("default-src 'none'");
      expect(text).toMatch(/script-src 'sha256-[\w+/=]+'/);
      expect(text).toContain("let a=1<\\/script>");
    }
  });

  it("keeps links within the page and out of the site", () => {
    expect(made("")).toContain('<a href="#note-1">1</a>');
    expect(made("")).toContain('<a href="https://doi.org/1">out</a>');
  });

  it("leads to the site where its address is known", () => {
    expect(made("https://example.org/x")).toContain('href="https://example.org/x/countries/a#f1"');
    expect(made("https://example.org/x")).toContain('href="https://example.org/x/method"');
  });

  it("leads to its own sources where it is not, and leaves no link that leads nowhere", () => {
    const text = made("");
    expect(text).toContain('href="#ref-ROE"');
    expect(text).toContain("<span>Method</span>");
    expect(text).toContain('<a aria-label="A, coded" tabindex="0" role="img"><circle/></a>');
    expect(text).not.toContain("../");
    expect(text).toContain('<div class="figure-tools"><details class="as-table"><p>1</p></details></div>');
    expect(made("https://example.org/x")).toContain('href="https://example.org/x/view/a.svg"');
  });
});
