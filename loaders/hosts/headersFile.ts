import {headersOf} from "./rules.js";

/**
 * `_headers`, as Netlify and Cloudflare Pages read it. Both add up the headers of all patterns that fit a path, so what
 * is the same everywhere stands once, and the rest under patterns that do not overlap: one for each file and folder at
 * the top of the built site.
 * @param entries names at the top of the site, folders with a slash at their end
 */
export function headersFile(entries: readonly string[]): string {
  const samples = entries.flatMap(patternsOf).map(([pattern, path]) => [pattern, headersOf(path)] as const);
  const all = [...headersOf("/")].filter(([name, value]) =>
    samples.every(([, own]) => own.get(name) === value)
  );
  const common = new Map(all);
  const rest = samples.map(
    ([pattern, own]) => [pattern, [...own].filter(([name]) => !common.has(name))] as const
  );
  const blocks = [["/*", all] as const, ...rest.filter(([, headers]) => headers.length)].map(
    ([pattern, headers]) => [pattern, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join("\n")
  );
  return `${blocks.join("\n\n")}\n`;
}

/** The patterns of an entry, each with a path that stands for all it fits. A page is asked for without its ending. */
function patternsOf(entry: string): [string, string][] {
  if (entry === "embed/")
    return [
      ["/embed/", "/embed/"],
      ["/embed/v1/*", "/embed/v1/a.js"]
    ];
  if (entry.endsWith("/")) return [[`/${entry}*`, `/${entry}a.csv`]];
  const path = entry === "index.html" ? "/" : `/${entry.replace(/\.html$/, "")}`;
  return [[path, path]];
}
