import type {Source} from "../../src/evidence/tables.js";
import {folded} from "./reference.js";

/** A source that is, or may be, the same work. */
export interface Twin {
  source: Source;
  /** `key`, `doi` and `address` leave no doubt; `title` may be another edition. */
  by: "key" | "doi" | "address" | "title";
}

/** Sources that are, or may be, the same work as a new one, those without doubt first. */
export function findTwins(draft: Source, sources: readonly Source[]): Twin[] {
  const ways: readonly [Twin["by"], (a: Source) => boolean][] = [
    ["key", (d) => d.source_id.toLowerCase() === draft.source_id.toLowerCase()],
    ["doi", (d) => d.doi !== null && d.doi.toLowerCase() === draft.doi?.toLowerCase()],
    ["address", (d) => d.url !== null && draft.url !== null && place(d.url) === place(draft.url)],
    ["title", (d) => d.year === draft.year && sameTitle(d.title, draft.title)]
  ];
  const found = new Map<Source, Twin>();
  for (const [by, same] of ways) {
    for (const source of sources) if (!found.has(source) && same(source)) found.set(source, {source, by});
  }
  return [...found.values()];
}

/** An address without what does not change where it leads: scheme, `www.`, fragment, a slash at the end. */
function place(url: string): string {
  return url
    .replace(/^https?:\/\/(www\.)?/i, "")
    .replace(/#.*$/, "")
    .replace(/\/(\?|$)/, "$1")
    .toLowerCase();
}

/** Equal, or one is the other with a subtitle: at least four words in common from the beginning. */
function sameTitle(a: string, b: string): boolean {
  const [short = "", long = ""] = [folded(a), folded(b)].sort((x, y) => x.length - y.length);
  if (short === long) return true;
  return short.split(" ").length >= 4 && long.startsWith(`${short} `);
}
