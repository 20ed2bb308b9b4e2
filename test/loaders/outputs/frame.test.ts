import {createHash} from "node:crypto";
import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import {frame} from "../../../loaders/outputs/frame.js";
import {createSite, type Site} from "../../../loaders/pages/site.js";
import {createEvidence} from "../../../src/evidence/evidence.js";
import {card} from "../../../src/forms/card.js";
import {bibliography, citationStore} from "../../../src/forms/citations.js";
import {viewContent} from "../../../src/forms/content.js";
import {drawing, drawings} from "../../../src/forms/drawing.js";
import {oEmbed} from "../../../src/forms/oEmbed.js";
import {picture} from "../../../src/forms/picture.js";
import {csv, json} from "../../../src/forms/table.js";
import {namedViewById} from "../../../src/forms/views.js";

const site = createSite();

/** All forms of a view that are text. */
function formsOf(id: string, of: Site, home = "https://example.org/fm") {
  const named = namedViewById(id, of.evidence);
  if (!named) throw new Error(`no view ${id}`);
  const content = viewContent(named, of, {home});
  const drawn = drawings(content, of);
  const shown = picture(content, drawn.wide);
  return {
    content,
    svg: shown.svg,
    card: card(content, drawing(content, "card", of)),
    html: frame(content, drawn, {script: "let a = 1"}),
    oEmbed: JSON.parse(oEmbed(content, shown, picture(content, drawn.narrow))),
    csv: csv(content),
    json: json(content),
    ...bibliography(content, citationStore())
  };
}

describe("a frame", () => {
  const {html, content} = formsOf("membership/six", site);
  const {document} = parseHTML(html);

  it("is one file: it loads nothing", () => {
    expect(document.querySelectorAll("[src], link[rel=stylesheet], object, embed, iframe").length).toBe(0);
    expect(html).not.toMatch(/@import|url\(/);
  });

  it("lets in its own script and style sheet alone", () => {
    const policy = document.querySelector("meta[http-equiv]")?.getAttribute("content") ?? "";
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy).toContain(`script-src ${hash("let a = 1")};`);
    expect(policy).toContain(`style-src ${hash(document.querySelector("style")?.textContent ?? "")};`);
    expect(policy).toMatch(/^default-src 'none'/);
  });

  it("holds title, finding, picture at two widths, source and table", () => {
    expect(document.querySelector("h1")?.textContent).toBe(content.title);
    expect(document.querySelectorAll("svg[aria-label]").length).toBe(2);
    expect(document.body?.textContent).toContain(content.finding);
    expect(document.body?.textContent).toContain(content.note);
    expect(document.querySelectorAll("tbody tr").length).toBe(content.rows.length);
  });

  it("tells of its oEmbed answer, and leads to its page", () => {
    const alternate = document.querySelector('link[type="application/json+oembed"]');
    expect(alternate?.getAttribute("href")).toBe("https://example.org/fm/view/membership/six.oembed.json");
    expect(document.querySelector("h1 a")?.getAttribute("href")).toBe(content.page);
  });

  it("finds its way to the site by itself where the address of the site is not known", () => {
    const relative = parseHTML(formsOf("membership/six", site, "").html).document;
    const away = [...relative.querySelectorAll("a[href]")].map((d) => d.getAttribute("href") ?? "");
    expect(away.length).toBeGreaterThan(10);
    expect(away.filter((d) => !d.startsWith("../../"))).toEqual([]);
  });
});

describe("an oEmbed answer", () => {
  const {oEmbed: answer, content} = formsOf("trajectory/australia", site);

  it("is of version 1.0 and type rich, with a frame and a thumbnail", () => {
    expect(answer).toMatchObject({version: "1.0", type: "rich", title: content.title});
    const frame = parseHTML(answer.html).document.querySelector("iframe");
    expect(frame?.getAttribute("src")).toBe("https://example.org/fm/view/trajectory/australia.html");
    expect(Number(frame?.getAttribute("height"))).toBe(answer.height);
    expect(answer.thumbnail_url).toBe("https://example.org/fm/view/trajectory/australia.card.png");
  });
});

describe("markup in the evidence", () => {
  const nasty = `</script><script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;\${1}`;
  const {tables} = site.evidence;
  const bad: Site = {
    ...site,
    evidence: createEvidence({
      ...tables,
      countries: tables.countries.map((d) => (d.iso3 === "AUS" ? {...d, name: nasty} : d)),
      sources: tables.sources.map((d) => ({...d, title: nasty, authors: nasty, publisher: nasty})),
      events: tables.events.map((d) => ({...d, title: nasty, summary: nasty}))
    })
  };

  it.each([
    "membership/six",
    "trajectory/australia",
    "timeline/australia",
    "map/all",
    "pair/australia-canada"
  ])("never becomes markup in any form of %s", (id) => {
    const {html, svg, card: shown, oEmbed: answer, csv: rows} = formsOf(id, bad);
    expect(rows).toContain("alert(1)");
    for (const text of [html, svg, shown, answer.html]) {
      const {document} = parseHTML(`<!doctype html><body>${text}</body>`);
      expect(document.querySelectorAll("img, [onerror]").length).toBe(0);
      expect([...document.querySelectorAll("script")].map((d) => d.textContent)).toEqual(
        text === html ? ["let a = 1"] : []
      );
      expect(/<img|<script>alert/.exec(text)?.[0]).toBeUndefined();
    }
    // In a file of its own a picture is XML: no bare ampersand, no `<` in a value.
    for (const text of [svg, shown]) {
      expect(/&(?!amp;|lt;|gt;|quot;|apos;|#\d+;|#x[0-9a-f]+;).{9}/i.exec(text)?.[0]).toBeUndefined();
      expect(/ [\w-]+="[^"<]*<[^"]*"/.exec(text)?.[0]).toBeUndefined();
    }
  });
});
