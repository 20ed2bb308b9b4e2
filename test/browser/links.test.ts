import {readdirSync, readFileSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {describe, expect, it} from "vitest";
import {pageFiles} from "../../loaders/outputs/finish.js";
import type {SearchEntry} from "../../loaders/outputs/search.js";
import {createEvidence} from "../../src/evidence/evidence.js";
import type {EvidenceTables} from "../../src/evidence/tables.js";
import {figureById} from "../../src/figures/index.js";
import {fromQuery} from "../../src/figures/view.js";
import {linkProblems, linksOf} from "./links.js";
import {dist} from "./setup.js";

describe("the check of links", () => {
  const site = (index: string) =>
    new Map([
      ["index.html", index],
      ["a/index.html", '<h1 id="top">A</h1>'],
      ["a/b.html", '<p id="p&amp;q">B</p><a href="../">home</a><a href="./">a</a><a href="#">b</a>'],
      ["404.html", '<a href="/a/">a</a>']
    ]);

  it.each([
    '<a href="./a/">a</a>',
    '<a href="./a/#top">a</a>',
    '<a href="./a/b?x=1&amp;y=2">b</a>',
    '<a class="x > y" href="./a/b">b</a>',
    '<a href="https://example.org/nowhere">out</a>',
    '<img src="data:image/gif;base64,R0lG">',
    '<img src="./_file/picture.png">'
  ])("is content with %s", (index) => {
    expect(linkProblems(site(index), new Set(["_file/picture.png"]))).toEqual([]);
  });

  it.each([
    ['<a href="./c">c</a>', "index.html: /c leads nowhere"],
    ['<a aria-label="x" href="./a">a</a>', "index.html: /a leads nowhere"],
    [
      '<svg><a href="./a/#bottom"><circle r="1"/></a></svg>',
      "index.html: /a/#bottom leads to no place on a/index.html"
    ],
    ['<form action="./find"></form>', "index.html: /find leads nowhere"],
    ['<script src="./gone.js"></script>', "index.html: /gone.js leads nowhere"],
    ['<a href="/a/">a</a>', "index.html: /a/ holds only at the root of a host"],
    ['<p id="x"></p><p id="x"></p>', "index.html: the id x stands twice"]
  ])("finds what is wrong with %s", (index, said) => {
    expect(linkProblems(site(index))).toEqual([said]);
  });

  it("stops at what is no address", () => {
    expect(() => linkProblems(site('<a href="http://[">x</a>'))).toThrow(
      "index.html: cannot read the address http://["
    );
  });
});

describe("the built site", () => {
  const pages = new Map(
    pageFiles(dist).map((file) => [file.split(sep).join("/"), readFileSync(join(dist, file), "utf8")])
  );
  const others = new Set(
    readdirSync(dist, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join("/"))
  );
  const links = linksOf(pages, others);

  it("has pages, and links between them", () => {
    expect(pages.size).toBeGreaterThan(50);
    expect(links.length).toBeGreaterThan(1000);
  });

  it("has no link that leads nowhere", () => {
    expect(linkProblems(pages, others)).toEqual([]);
  });

  it("has no page to which nothing leads", () => {
    const reached = new Set(links.filter((d) => d.target !== d.file).map((d) => d.target));
    const alone = [...pages.keys()].filter((file) => !reached.has(file));
    expect(alone).toEqual(["404.html"]);
  });

  it("asks figures only for what there is", () => {
    const evidence = createEvidence(
      JSON.parse(readFileSync(join(dist, "evidence.json"), "utf8")) as EvidenceTables
    );
    const said = links.flatMap(({file, target = "", url}) => {
      const id = target === "compare.html" ? "compare" : /^figures\/([\w-]+)\.html$/.exec(target)?.[1];
      const figure = id && id !== "index" ? figureById(id) : undefined;
      if (!figure || !url.search) return [];
      return fromQuery(url.search.slice(1), figure, evidence).notes.map(
        (note) => `${file}: ${url.search}: ${note}`
      );
    });
    expect(said).toEqual([]);
  });

  it("finds by search only what is there", () => {
    const entries = JSON.parse(readFileSync(join(dist, "search.json"), "utf8")) as SearchEntry[];
    expect(entries.length).toBeGreaterThan(pages.size);
    const index = entries.map(({path}) => `<a href="./${path}"></a>`).join("");
    expect(linkProblems(new Map([...pages, ["search-index.html", index]]), others)).toEqual([]);
    expect(entries.filter(({title}) => !title.trim() || /<\w|&(?:\w+|#\d+);/.test(title))).toEqual([]);
  });
});
