import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {configurations} from "../../../loaders/hosts/configurations.js";
import {headersFile} from "../../../loaders/hosts/headersFile.js";
import {headersOf, NAMES} from "../../../loaders/hosts/rules.js";

const root = join(import.meta.dirname, "../../..");
const entries = [
  "_workbench/",
  "404.html",
  "about.html",
  "countries/",
  "data/",
  "embed/",
  "evidence.json",
  "index.html",
  "site.0a1b2c3d.js",
  "studio/",
  "view/"
];

/** What a host that adds up all patterns sends for a path. */
function sent(text: string, path: string): [string, string][] {
  return text
    .trim()
    .split("\n\n")
    .flatMap((block) => {
      const [pattern = "", ...lines] = block.split("\n");
      const fits = pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
      return fits
        ? lines.map((line): [string, string] => {
            const [name = "", ...value] = line.trim().split(": ");
            return [name, value.join(": ")];
          })
        : [];
    });
}

describe("the headers of a path", () => {
  it("forbid frames everywhere but for what is made to be framed", () => {
    for (const path of ["/", "/about", "/countries/australia", "/data/", "/embed/", "/workbench"])
      expect(headersOf(path).get("Content-Security-Policy"), path).toBe("frame-ancestors 'self'");
    for (const path of ["/view/map/all.html", "/embed/v1/any.html"])
      expect(headersOf(path).has("Content-Security-Policy"), path).toBe(false);
  });
  it("let other sites load views, data and modules, and no page", () => {
    for (const path of [
      "/view/map/all.svg",
      "/data/codings.csv",
      "/embed/v1/module.js",
      "/evidence.json",
      "/studio.js",
      "/studio/map-33LU23HB.js"
    ])
      expect(headersOf(path).get("Access-Control-Allow-Origin"), path).toBe("*");
    for (const path of ["/", "/about", "/countries/australia"])
      expect(headersOf(path).has("Access-Control-Allow-Origin"), path).toBe(false);
  });
  it("keep for ever only what has a hash in its name", () => {
    for (const path of ["/site.0a1b2c3d.js", "/studio/map-33LU23HB.js", "/_workbench/frame.0a1b2c3d.html"])
      expect(headersOf(path).get("Cache-Control")).toContain("immutable");
    for (const path of ["/", "/studio.js", "/data/codings.csv", "/embed/v1/four-models.js", "/search.json"])
      expect(headersOf(path).get("Cache-Control"), path).not.toContain("immutable");
  });
});

describe("_headers", () => {
  const text = headersFile(entries);
  it.each([
    "/",
    "/about",
    "/countries/australia",
    "/data/codings.csv",
    "/embed/v1/module.js",
    "/embed/",
    "/view/map/all.html",
    "/site.0a1b2c3d.js",
    "/studio/map-33LU23HB.js",
    "/_workbench/frame.0a1b2c3d.html",
    "/evidence.json"
  ])("sends %s each of its headers once", (path) => {
    const headers = sent(text, path);
    expect(new Set(headers.map(([name]) => name)).size).toBe(headers.length);
    const expected = headersOf(path);
    for (const [name, value] of headers) expect(value, `${path} ${name}`).toBe(expected.get(name));
    expect(headers).toHaveLength(expected.size);
  });
  it("stays within what Cloudflare reads", () => {
    expect(text.split("\n\n").length).toBeLessThan(100);
    for (const line of text.split("\n")) expect(line.length).toBeLessThan(2000);
  });
});

describe("deploy/", () => {
  it("holds the configurations as they are made (else: npm run deploy)", () => {
    expect(readdirSync(join(root, "deploy")).sort()).toEqual([...configurations.keys()].sort());
    for (const [name, text] of configurations)
      expect(readFileSync(join(root, "deploy", name), "utf8"), name).toBe(text);
  });
  it("tells of every header under nginx and Caddy", () => {
    for (const name of NAMES) {
      expect(configurations.get("nginx.conf")).toContain(`add_header ${name} `);
      expect(configurations.get("Caddyfile")).toMatch(new RegExp(`^\\s+${name} "`, "m"));
    }
  });
  it("says what GitHub Pages cannot send", () => {
    const text = configurations.get("github-pages.yml") ?? "";
    for (const name of NAMES)
      if (name !== "Access-Control-Allow-Origin") expect(text).toMatch(new RegExp(`does not send:.*${name}`));
  });
});
