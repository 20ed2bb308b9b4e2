import {createHash} from "node:crypto";

/** What an essay as one file is made with. */
export interface OfflineOptions {
  /** The bundled script, put into the file. */
  script: string;
  /** Address of the site without a slash at its end; empty when it is not known. */
  home: string;
  /** Path of the page, from the root of the site: `/essays/ladder`. */
  path: string;
}

/**
 * A finished page as one file that opens from disk: style, script and pictures are inside, nothing is fetched, and the
 * doors of the site are gone. Links within the page stay; links to the site lead to its address where that is known and
 * are plain words where it is not.
 */
export function offlinePage(page: string, {script, home, path}: OfflineOptions): string {
  const inline = script.replace(/<\/(script)/gi, "<\\/$1");
  const policy = `default-src 'none'; script-src '${hash(inline)}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  const stripped = page
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>\s*/, "")
    .replace(/<script\b[\s\S]*?<\/script>\s*/g, "")
    .replace(/<link\b[^>]*>\s*/g, "")
    .replace(/@font-face ?\{[^}]*\}/g, "")
    .replace(/<header id="observablehq-header">[\s\S]*?<\/header>/, "")
    .replace(/<p class="essay-head">[\s\S]*?<\/p>/, () => headOf(home, path));
  const linked = stripped.replace(
    /<a\b([^>]*)>([\s\S]*?)<\/a>/g,
    (whole, attributes: string, words: string) => relinked(whole, attributes, words, {home, path})
  );
  const alone = home ? linked : linked.replace(ELSEWHERE, "");
  return alone
    .replace("</head>", () => `<meta http-equiv="Content-Security-Policy" content="${policy}">\n</head>`)
    .replace("</body>", () => `<script type="module">${inline}</script>\n</body>`);
}

/** What of a figure is of no use without the site: its files, its code for other pages, and the way to change it. */
const ELSEWHERE =
  /<details class="as-(?:download|embed)">[\s\S]*?<\/details>|<(a|span) class="change"[^>]*>[\s\S]*?<\/\1>/g;

function headOf(home: string, path: string): string {
  return home
    ? `<p class="essay-head">From <a href="${home}${path}">Four Models</a></p>`
    : `<p class="essay-head">From Four Models</p>`;
}

/** A link as it stands in the file. Marks of pictures stay marks: they answer with what they say. */
function relinked(
  whole: string,
  attributes: string,
  words: string,
  {home, path}: {home: string; path: string}
): string {
  const href = /\shref="([^"]*)"/.exec(attributes)?.[1];
  if (href === undefined || href.startsWith("#") || /^[a-z]+:/i.test(href)) return whole;
  const source = /\sdata-source="([^"]*)"/.exec(attributes)?.[1];
  if (home) {
    const to = new URL(href, `${home}${path}`).href;
    return `<a${attributes.replace(/\shref="[^"]*"/, () => ` href="${to}"`)}>${words}</a>`;
  }
  if (source) return `<a${attributes.replace(/\shref="[^"]*"/, () => ` href="#ref-${source}"`)}>${words}</a>`;
  const plain = attributes.replace(/\shref="[^"]*"/, "");
  if (!/aria-label=/.test(plain)) return `<span${plain}>${words}</span>`;
  const stop = /tabindex=/.test(plain) ? "" : ' tabindex="0"';
  return `<a${plain}${stop} role="img">${words}</a>`;
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
