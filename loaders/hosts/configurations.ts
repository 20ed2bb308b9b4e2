import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {caddy} from "./caddy.js";
import {githubPages} from "./githubPages.js";
import {headersFile} from "./headersFile.js";
import {nginx} from "./nginx.js";

/** The configurations kept in `deploy/`, by file name. */
export const configurations: ReadonlyMap<string, string> = new Map([
  ["nginx.conf", nginx()],
  ["Caddyfile", caddy()],
  ["github-pages.yml", githubPages()]
]);

/** Writes `_headers` into a built site: Netlify and Cloudflare Pages look for it there. */
export function writeHeaders(folder: string): void {
  const entries = readdirSync(folder, {withFileTypes: true})
    // Entries of bibliographies are many and need nothing; Cloudflare reads a hundred patterns and no more.
    .filter((d) => d.name !== "_headers" && !/\.(?:bib|ris|csl\.json)$/.test(d.name))
    .map((d) => (d.isDirectory() ? `${d.name}/` : d.name))
    .sort();
  writeFileSync(join(folder, "_headers"), headersFile(entries));
}
