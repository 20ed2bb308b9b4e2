import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {basename, dirname, join, relative} from "node:path";
import {transformSync} from "esbuild";
import {codingsPage} from "../pages/codings.js";
import {frame} from "../pages/frame.js";
import {plainText} from "../pages/html.js";
import {fromHere, unpark} from "../pages/parking.js";
import {PAGE_SHEETS, TOOL_SHEETS} from "../pages/sheets.js";
import type {Site} from "../pages/site.js";
import {siteAddress} from "./address.js";
import {bundle} from "./bundle.js";
import {citedPage} from "./cite.js";
import {LATER} from "./later.js";
import {type Lightened, lighten, lightenGallery} from "./lighten.js";
import {offlinePage} from "./offline.js";
import {type SearchEntry, searchIndex} from "./search.js";
import {socialTags} from "./social.js";

/** What the step after the build has done. */
export interface Finished {
  pages: number;
  /** Pages that need Framework's runtime because they hold cells. */
  live: number;
}

/**
 * Mends what Framework leaves open, in every page of a built site: the language, zoom, a style sheet in the page, one
 * script in place of many, a content security policy, and no runtime where no cell needs it. Writes the search index.
 * Throws with every page that shows an error box or names a file that is not there.
 */
export async function finish(
  folder: string,
  site: Site,
  {parked = new Map(), home = siteAddress()}: {parked?: ReadonlyMap<string, string>; home?: string} = {}
): Promise<Finished> {
  const files = pageFiles(folder);
  const script = await writeScript(folder, "site");
  const essayScript = await writeScript(folder, "essay");
  const offlineScript = await bundle("src/components/offline.ts");
  const style = sheet(PAGE_SHEETS);
  const tools = sheet(TOOL_SHEETS);
  // The italic is a font of its own; the few words that essays stress are slanted instead.
  const essayStyle = withoutItalic(style) + sheet(["essay"]);
  const problems: string[] = [];
  const entries: SearchEntry[] = [];
  let live = 0;
  for (const file of files) {
    const before = readFileSync(join(folder, file), "utf8");
    if (before.includes("observablehq--error")) problems.push(`${file}: the page shows an error box`);
    const runs = /<!--:[\w-]+:-->/.test(before);
    if (runs) live += 1;
    const up = relative(dirname(file), ".") || ".";
    const path = `/${file.replace(/\.html$/, "")}`;
    const unparked = unpark(before, parked, {up});
    const title = titleOf(unparked, "Four Models");
    const cited = citedPage(path.slice(1), title, site, {up});
    for (const [ending, text] of cited.files) writeFileSync(join(folder, `${path}.${ending}`), text);
    const whole = framed(unparked, {path, title, up, site});
    const isEssay = path.startsWith("/essays/");
    // Framework takes the ending of a link for one it need not have; a file that is kept needs it.
    const offline = /href="(?:\.\/)?(offline\/[\w-]+)"/.exec(whole)?.[1];
    const named = offline ? whole.replace(`${offline}"`, `${offline}.html"`) : whole;
    const after = finishPage(named, {
      up,
      script,
      further: [...(isEssay ? [essayScript] : []), ...(WORKS.test(named) ? ["work.js"] : [])],
      style: (isEssay ? essayStyle : style) + (TOOLS.test(named) ? tools : ""),
      keepRuntime: runs,
      // The page for what is not there may stand at any depth, from where the address would not lead to the typeface.
      head:
        (file === "404.html" ? "" : preload(up)) +
        cited.head +
        socialTags(named, {path: path.replace(/(^|\/)index$/, "$1"), up, home})
    });
    for (const missing of missingFiles(after, file, folder))
      problems.push(`${file}: names ${missing}, which is not there`);
    const lighter = lightened(after, path);
    writeFileSync(join(folder, file), lighter.page);
    for (const [name, text] of lighter.files) writeBeside(join(folder, dirname(file), name), text);
    if (isEssay && offline) {
      const parts = {script: offlineScript, home: siteAddress(), path};
      writeBeside(join(folder, "essays", `${offline}.html`), offlinePage(after, parts));
    }
    if (file !== "404.html" && file !== "search.html") entries.push(searchEntry(file, after));
  }
  for (const country of site.evidence.tables.countries)
    if (site.evidence.periodsOf(country.iso3).length)
      writeBeside(
        join(folder, "countries", LATER, `${country.slug}-codings.html`),
        codingsPage(country, site)
      );
  writeFileSync(join(folder, "search.json"), JSON.stringify(searchIndex(entries, site)));
  rmSync(join(folder, "_import"), {recursive: true, force: true});
  if (!live) rmSync(join(folder, "_observablehq"), {recursive: true, force: true});
  if (problems.length) throw new Error(`the built site is not whole\n${problems.join("\n")}`);
  return {pages: files.length, live};
}

/** A page without what its reader does not need at once; most pages have little of that and stay whole. */
function lightened(page: string, path: string): Lightened {
  const name = basename(path);
  if (/^\/(essays|countries)\/|^\/compare$/.test(path)) return lighten(page, {name});
  if (path === "/figures/index") return lightenGallery(page, {name: "small"});
  // The reader of a page of one figure may well want its table, unless it is longer than all the rest.
  return path.startsWith("/figures/") ? lighten(page, {name, short: 40_000}) : {page, files: new Map()};
}

/**
 * The typeface is asked for with the page: text that has begun in another keeps it, so that nothing moves, and a late one
 * would only be seen on the next page.
 */
function preload(up: string): string {
  return `<link rel="preload" href="${up}/fonts/literata.woff2" as="font" type="font/woff2" crossorigin>`;
}

interface PageParts {
  /** The way up to the root: `.` or `..`. */
  up: string;
  script: string;
  /** Names of scripts that not every page has, at the root of the site. */
  further?: readonly string[];
  style: string;
  keepRuntime: boolean;
  /** Markup to put at the end of the head. */
  head?: string;
}

/** A page as Framework writes it without one, with what stands round every page put round it. */
export function framed(
  page: string,
  {path, title, up, site}: {path: string; title: string; up: string; site: Site}
): string {
  const head = fromHere(frame.head(), up);
  const header = fromHere(frame.header({path}), up);
  const footer = fromHere(frame.footer(site)({title, path}), up);
  return page
    .replace("</head>", () => `${head}\n</head>`)
    .replace("<main ", () => `<header id="observablehq-header">\n${header}\n</header>\n<main `)
    .replace("</main>", () => `</main>\n<footer id="observablehq-footer">\n<div>${footer}</div>\n</footer>`);
}

/** One page, mended. */
export function finishPage(
  source: string,
  {up, script, further = [], style, keepRuntime, head = ""}: PageParts
): string {
  let text = source
    .replace(/<html(?: lang="[^"]*")?>/i, '<html lang="en-GB">')
    .replace(
      /<meta name="viewport"[^>]*>/,
      '<meta name="viewport" content="width=device-width, initial-scale=1">'
    )
    .replace(
      /(?:<link rel="stylesheet"[^>]*\/styles\/[^>]*>)+/,
      () => `<style>${style.replaceAll("url(/fonts/", `url(${up}/fonts/`)}</style>`
    )
    .replace(/<link rel="modulepreload"[^>]*_import\/[^>]*>\s*/g, "")
    .replace(
      /<script type="module" src="[^"]*components\/site\.js"><\/script>/,
      [script, ...further].map((name) => `<script type="module" src="${up}/${name}"></script>`).join("")
    )
    .replace(/(<form[^>]*\saction=")\//g, `$1${up}/`)
    // What may scroll must be reached by keyboard.
    .replace(/<pre(?![^>]*\stabindex=)/g, '<pre tabindex="0"')
    .replace(/<meta name="generator"[^>]*>\s*/, "");
  if (!keepRuntime) {
    text = text
      .replace(/<link rel="modulepreload"[^>]*_observablehq[^>]*>\s*/g, "")
      .replace(/<script type="module">[\s\S]*?<\/script>\s*/g, (s) =>
        s.includes("_observablehq/client") ? "" : s
      );
  }
  text = withoutBase(text).replace("</head>", () => `${head}</head>`);
  return text.replace(/<meta charset="utf-8">/i, (charset) => `${charset}\n${policy(text)}`);
}

/**
 * The page for what is not there is shown at any depth, so Framework gives it a base; with one, a link to a place on
 * the page itself would lead away from it. Its addresses are written from the base instead.
 */
function withoutBase(page: string): string {
  const tag = /<base href="([^"]*)">\s*/.exec(page);
  if (!tag) return page;
  return page.replace(tag[0], "").replace(/(\s(?:href|src|action)="|url\(["']?)\.\//g, `$1${tag[1]}`);
}

/** A policy that lets the page load from its own site alone, and run only the inline scripts it came with. */
function policy(page: string): string {
  const hashes = [
    ...page.matchAll(/<script(?![^>]*\s(?:src=|type="application\/ld\+json"))[^>]*>([\s\S]*?)<\/script>/g)
  ].map(([, code = ""]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  const rules = [
    "default-src 'self'",
    `script-src 'self'${hashes.map((h) => ` ${h}`).join("")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'"
  ];
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join("; ")}">`;
}

/** Bundles a script of the pages into one file with its hash in the name. */
async function writeScript(folder: string, entry: "site" | "essay"): Promise<string> {
  const code = await bundle(`src/components/${entry}.ts`);
  const name = `${entry}.${createHash("sha256").update(code).digest("hex").slice(0, 8)}.js`;
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, name), code);
  return name;
}

/** Pages whose controls should answer as soon as the page is there. */
const WORKS = /\sclass="(?:figure-controls|builder)"|\sid="(?:bench|own|recode)"/;

/** The elements for which the sheets of tools have rules; a script adds others only beside them. */
const TOOLS =
  /\sclass="(?:[^"]* )?(?:answers|bench|changes|codebook|contents|distances|downloads|facts|files|function|gallery|kinds|load|mapping|matrix|message|moves|own|preview|recode|records|share|upload|without-scripts)[ "]|\sdata-figure="compare"/;

/** Style sheets of `src/styles/` as one, without comments and needless space. */
function sheet(names: readonly string[]): string {
  const text = names.map((name) => readFileSync(`src/styles/${name}.css`, "utf8")).join("\n");
  return transformSync(text, {loader: "css", minify: true, target: "es2022"}).code.trim();
}

/** Local addresses in `src` and in links of the head that lead to no file. Links between pages have a check of their own. */
function missingFiles(page: string, file: string, folder: string): string[] {
  const named = [...page.matchAll(/<(?:script|img|link|source)[^>]*\s(?:src|href)="([^"#?]+)[^"]*"/g)].map(
    (m) => m[1] ?? ""
  );
  return named.filter(
    (href) =>
      !/^[a-z]+:/i.test(href) &&
      !existsSync(join(folder, href.startsWith("/") ? href : join(dirname(file), href)))
  );
}

/** The heading of a page, or `other` where it has none. */
function titleOf(page: string, other: string): string {
  return plainText(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page)?.[1] ?? other);
}

function searchEntry(file: string, page: string): SearchEntry {
  const main = /<main[^>]*>([\s\S]*?)<\/main>/.exec(page)?.[1] ?? "";
  const prose = [...main.matchAll(/<p(?: class="lead"| class="finding")?>([\s\S]*?)<\/p>/g)]
    .map((m) => m[1] ?? "")
    .join(" ");
  return {
    title: titleOf(page, file),
    path: file.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, ""),
    text: plainText(prose).slice(0, 1500)
  };
}

/** A style sheet without the italic face, which is a request of its own. */
function withoutItalic(style: string): string {
  return style.replace(/@font-face\{[^}]*font-style:italic[^}]*\}/, "");
}

/** Writes a file in a folder that may not be there yet. */
function writeBeside(file: string, text: string): void {
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, text);
}

/** Folders of files that are no pages of their own: for elsewhere, or parts of a page that come later. */
const APART = ["view", join("embed", "v1"), join("essays", "offline")];

/**
 * The pages of a built site, as paths relative to its folder, in order. Frames for other sites and essays as one file
 * are no pages of it.
 */
export function pageFiles(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), {withFileTypes: true})
    .flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory())
        return entry.name.startsWith("_") || entry.name === LATER || APART.includes(path)
          ? []
          : pageFiles(folder, path);
      return entry.name.endsWith(".html") ? [path] : [];
    })
    .sort();
}
