import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import {socialTags} from "../../../loaders/outputs/social.js";

const page = `<main><h1>A &amp; “b” <i>c</i></h1><p class="lead">Words &lt;here&gt;.</p><figure class="figure" id="x" data-figure="sets" data-query="" data-view="sets/six"></figure><figure class="figure" data-view="map/all"></figure></main>`;

function tags(text: string, options: {path: string; up: string; home: string}): Map<string, string> {
  const {document} = parseHTML(`<!doctype html><head>${socialTags(text, options)}</head>`);
  return new Map(
    [...document.querySelectorAll("meta, link")].map((d) => [
      d.getAttribute("property") ?? d.getAttribute("name") ?? d.getAttribute("type") ?? "",
      d.getAttribute("content") ?? d.getAttribute("href") ?? ""
    ])
  );
}

describe("what a page tells hosts that show links", () => {
  it("is title, description, the card of its first figure and its oEmbed answer, in full addresses", () => {
    const found = tags(page, {path: "/figures/sets", up: "..", home: "https://example.org"});
    expect(Object.fromEntries(found)).toMatchObject({
      "og:title": "A & “b” c",
      "og:description": "Words <here>.",
      "og:url": "https://example.org/figures/sets",
      "og:image": "https://example.org/view/sets/six.card.png",
      "og:image:width": "1200",
      "twitter:card": "summary_large_image",
      "application/json+oembed": "https://example.org/view/sets/six.oembed.json"
    });
  });

  it("leaves out what needs a full address where the site has none", () => {
    const found = tags(page, {path: "/figures/sets", up: "..", home: ""});
    expect([...found.keys()].filter((d) => /url|image/.test(d))).toEqual([]);
    expect(found.get("application/json+oembed")).toBe("../view/sets/six.oembed.json");
  });

  it("is a card of the whole where a page has no figure", () => {
    const found = tags("<main><h1>T</h1></main>", {path: "/about", up: ".", home: "https://example.org"});
    expect(found.get("og:image")).toMatch(/\/view\/[a-z]+\/[a-z-]+\.card\.png$/);
    expect(found.has("application/json+oembed")).toBe(false);
  });
});
