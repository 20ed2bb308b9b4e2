import {describe, expect, it} from "vitest";
import {evidencePages, expand} from "../../../loaders/pages/markdown.js";
import {glossaryTerm, smallSite, source} from "../site.js";

const site = smallSite({sources: [source()], glossary: [glossaryTerm()]});
const context = () => ({path: "/a/page"});
const expanded = (text: string) => expand(text, context(), site);

/** The little of markdown-it that the plug-in hooks into, with a fence of its own. */
function markdown() {
  const rules: ((state: {src: string; env: {path: string}}) => void)[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: a stand-in for a library whose types stay inside Framework.
  const renderer: {rules: Record<string, any>} = {
    rules: {fence: (tokens: {content: string}[], i: number) => `<pre>${tokens[i]?.content}</pre>`}
  };
  const md = {core: {ruler: {before: (_: string, __: string, rule: never) => rules.push(rule)}}, renderer};
  evidencePages(site)(md);
  return {
    source(src: string) {
      const state = {src, env: context()};
      for (const rule of rules) rule(state);
      return state.src;
    },
    fence: (info: string, content: string): string =>
      renderer.rules.fence([{info, content}], 0, {}, context(), undefined)
  };
}

describe("a page", () => {
  it("takes in fragments, with the words after their name", () => {
    expect(expanded("{{count sources}} sources, version {{version}}.")).toBe(
      "1 sources, version 9.8.7, 2031-02-03."
    );
  });

  it("takes in references and terms", () => {
    expect(expanded("As said [@ROE2001].")).toBe(
      'As said <a class="cite" href="/evidence/sources#ROE2001" title="Counting &amp; being counted">(Roe and Doe 2001)</a>.'
    );
    expect(expanded("So [@ROE2001] [@ROE2001].")).toContain("(Roe and Doe 2001</a>; <a ");
    expect(expanded("[[single-loop]] and [[single-loop|loops]]")).toBe(
      '<a class="term" href="/glossary#single-loop" data-tip="Learning that keeps its &quot;frame&quot; &lt;as it is&gt;.">Single loop</a> and ' +
        '<a class="term" href="/glossary#single-loop" data-tip="Learning that keeps its &quot;frame&quot; &lt;as it is&gt;.">loops</a>'
    );
  });

  it("leaves code alone", () => {
    for (const code of ["`{{nothing}} [@NOBODY] [[no-term]]`", "```js\n{{nothing}} [@NOBODY]\n```"]) {
      expect(expanded(code)).toBe(code);
    }
    expect(expanded("`[@ROE2001]` [@ROE2001] `x`")).toMatch(/^`\[@ROE2001\]` <a .*<\/a> `x`$/);
  });

  it("leaves links and brackets of Markdown alone", () => {
    const text = "[words](/a) [1] {a} a@b.org [x][y]";
    expect(expanded(text)).toBe(text);
  });

  it.each([
    ["{{nothing}}", "no fragment is called nothing"],
    ["{{count unicorns}}", "nothing to count is called unicorns"],
    ["[@NOBODY]", "no source, finding, event or placement has the id NOBODY"],
    ["[[no-term]]", "the glossary has no term no-term"],
    ["[[no-term|words]]", "the glossary has no term no-term"],
    ["{{country.name}}", "no country has this address"],
    ["{{figure.name nothing}}", "no figure is called nothing"]
  ])("cannot ask for what does not exist: %s", (text, said) => {
    expect(() => expanded(text)).toThrow(`/a/page: ${said}`);
  });
});

describe("the plug-in", () => {
  it("expands the text before Markdown reads it", () => {
    expect(markdown().source("{{count glossary}}")).toBe("1");
  });

  it("leaves other fences to Markdown", () => {
    expect(markdown().fence("js", "1 + 1")).toBe("<pre>1 + 1</pre>");
  });

  it.each([
    ["id: nothing", "no figure is called nothing"],
    ["countries: ZZA", "no figure is called undefined"],
    ["id: membership\ncountries: QQQ", "figure membership: No country here has the code “QQQ”"],
    ["id: membership\ncolour: red", "figure membership: This figure has no choice called “colour”."],
    ["id: membership\nreading: upside-down", "figure membership: “upside-down” is not a choice for"]
  ])("cannot draw a figure that does not exist: %j", (block, said) => {
    expect(() => markdown().fence("figure", block)).toThrow(`/a/page: ${said}`);
  });
});
