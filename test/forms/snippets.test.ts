import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import {citation, filesTold, hostKinds, howTo, type Shown, snippet} from "../../src/forms/snippets.js";

const nasty = `A "title" </iframe><script>alert(1)</script> & {more}`;

const shown: Shown = {
  id: "membership/six",
  figureId: "membership",
  query: "",
  named: true,
  title: nasty,
  finding: nasty,
  note: "Source: us. 2031-02-03. CC BY 4.0.",
  version: "9.8.7",
  home: "https://example.org/fm",
  page: "https://example.org/fm/figures/membership",
  columns: [
    {name: nasty, numeric: false, digits: null, unit: null},
    {name: "Value", numeric: true, digits: 2, unit: "number"}
  ],
  records: [
    [nasty, 0.12345],
    ["b", null]
  ],
  picture: {width: 600, height: 400},
  narrow: {width: 300, height: 500}
};
const wish = {theme: "auto", height: 500} as const;
const kind = (id: string) => hostKinds.find((d) => d.id === id) ?? (hostKinds[0] as (typeof hostKinds)[0]);
const dom = (code: string) => parseHTML(`<!doctype html><body>${code}</body>`).document;

describe("code for other sites", () => {
  it.each(["html", "element", "ghost", "figure", "wordpress-com"])("%s: texts never become markup", (id) => {
    const scripts = [...dom(snippet(kind(id), shown, wish)).querySelectorAll("script")];
    expect(
      scripts.filter((d) => d.textContent || !d.src.startsWith("https://example.org/fm/embed/v1/"))
    ).toEqual([]);
  });

  it("is a frame with a title, a height and our script", () => {
    const frame = dom(snippet(kind("html"), shown, {...wish, theme: "dark", width: 600})).querySelector(
      "iframe"
    );
    expect(frame?.getAttribute("src")).toBe("https://example.org/fm/view/membership/six.html?theme=dark");
    expect(frame?.getAttribute("title")).toBe(nasty);
    expect([frame?.getAttribute("width"), frame?.getAttribute("height")]).toEqual(["600", "500"]);
  });

  it.each([
    ["as large as it may grow", undefined, "svg", ["720", "480"]],
    ["as wide as is wished for", 660, "svg", ["660", "440"]],
    ["for phones where the other would shrink", 380, "narrow.svg", ["380", "633"]]
  ])("holds the picture inside the element, %s", (_, width, form, size) => {
    const document = dom(snippet(kind("element"), shown, {...wish, width}));
    const image = document.querySelector("four-models[view='membership/six'] > a > picture > img");
    expect([image?.getAttribute("width"), image?.getAttribute("height")]).toEqual(size);
    expect(image?.getAttribute("src")).toBe(`https://example.org/fm/view/membership/six.${form}`);
    expect(image?.getAttribute("alt")).toBe(`${nasty}. ${nasty}`);
    const phones = [...document.querySelectorAll("source")].map((d) => d.getAttribute("width"));
    expect(phones).toEqual(form === "svg" ? ["405", "405", null] : [null]);
  });

  it("has the picture of the reader’s theme and window, unless a theme is wished for", () => {
    const sources = (theme: "auto" | "light" | "dark") =>
      [...dom(snippet(kind("element"), shown, {...wish, theme})).querySelectorAll("source")].map((d) =>
        [
          d.getAttribute("media"),
          d.getAttribute("srcset")?.replace("https://example.org/fm/view/membership/six.", "")
        ].join(" ")
      );
    expect(sources("auto")).toEqual([
      "(max-width:640px) and (prefers-color-scheme:dark) narrow.dark.svg",
      "(max-width:640px) narrow.svg",
      "(prefers-color-scheme:dark) dark.svg"
    ]);
    expect(sources("light")).toEqual(["(max-width:640px) narrow.svg"]);
    expect(sources("dark")).toEqual(["(max-width:640px) narrow.dark.svg"]);
  });

  it("is picture, caption and table where nothing else is let in", () => {
    const document = dom(snippet(kind("figure"), shown, wish));
    expect(document.querySelectorAll("script, iframe, svg, style, [class], [style]:not(img)").length).toBe(0);
    expect(document.querySelector("figure > a > img")?.getAttribute("src")).toBe(
      "https://example.org/fm/view/membership/six.png"
    );
    expect(document.querySelector("figcaption")?.textContent).toContain("Version 9.8.7");
    const cells = [...document.querySelectorAll("details td")].map((d) => d.textContent);
    expect(cells).toEqual([nasty, "0.12", "b", "–"]);
  });

  it("is the address alone where the host asks it for the frame", () => {
    expect(snippet(kind("wordpress"), shown, wish)).toBe("https://example.org/fm/view/membership/six");
  });

  it("is valid code of Python and JavaScript", () => {
    const [, call = ""] = snippet(kind("jupyter"), shown, wish).split("\n");
    expect(call).toBe('IFrame("https://example.org/fm/view/membership/six.html", width="100%", height=500)');
    const module = snippet(kind("module"), shown, wish);
    const wanted = JSON.parse(/figure\((\{.*\})\)/.exec(module)?.[1] ?? "");
    expect(wanted).toEqual({view: "membership/six", title: nasty});
    expect(snippet(kind("react"), shown, wish)).toContain(`title={${JSON.stringify(nasty)}}`);
  });

  it("is fenced as HTML for Quarto", () => {
    expect(snippet(kind("quarto"), shown, wish)).toMatch(/^```\{=html\}\n<iframe[\s\S]*<\/script>\n```$/);
  });

  it("names figure and choices where the state has no name", () => {
    const other: Shown = {...shown, named: false, query: "countries=AUS,SWE&v=1", id: "membership/aus-swe"};
    const frame = dom(snippet(kind("html"), other, wish)).querySelector("iframe");
    const address = new URL(frame?.getAttribute("src") ?? "");
    expect(address.pathname).toBe("/fm/embed/v1/figure.html");
    expect(Object.fromEntries(address.searchParams)).toEqual({
      figure: "membership",
      countries: "AUS,SWE",
      v: "1"
    });
    const element = dom(snippet(kind("element"), other, wish)).querySelector("four-models");
    expect(element?.getAttribute("countries")).toBe("AUS,SWE");
    expect(snippet(kind("wordpress"), other, wish)).toContain("<iframe");
  });

  it("promises no picture where the state has none", () => {
    const other: Shown = {...shown, named: false, query: "countries=AUS,SWE&v=1", id: "membership/aus-swe"};
    for (const host of hostKinds) {
      expect(snippet(host, other, wish)).not.toMatch(/view\/|oembed/);
      expect(howTo(host, shown)).toBe(host.how);
    }
    for (const id of ["wordpress", "element", "figure", "wordpress-com", "substack"])
      expect(howTo(kind(id), other)).not.toBe(kind(id).how);
    expect(filesTold({view: "membership/six", query: ""})).toBe("");
    expect(filesTold({view: "", query: "countries=AUS"})).toMatch(/made in your browser.*embed the figure/);
    expect(filesTold({view: "", query: "data=own&countries=AUS"})).not.toContain("embed the figure");
  });

  it("cites with year, version and address", () => {
    expect(citation({...shown, title: "T"})).toBe(
      "Four Models (2031). “T”. Version 9.8.7. https://example.org/fm/figures/membership"
    );
  });
});
