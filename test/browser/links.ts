/** A page as the check of links sees it. */
interface Linked {
  ids: string[];
  /** Addresses as written, of links, forms, scripts, style sheets and pictures. */
  addresses: string[];
}

const TAG = /<[a-z][\w-]*((?:\s+[^\s=>"/]+(?:="[^"]*")?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s=>"/]+)="([^"]*)"/g;

function read(page: string): Linked {
  const ids: string[] = [];
  const addresses: string[] = [];
  for (const [, written = ""] of page.matchAll(TAG)) {
    for (const [, name = "", value = ""] of written.matchAll(ATTRIBUTE)) {
      const address = value.replace(/&amp;/g, "&");
      if (name === "id") ids.push(value);
      else if (["href", "src", "action", "xlink:href"].includes(name)) addresses.push(address);
    }
  }
  return {ids, addresses};
}

/** Where the site stands while its links are followed. */
const ROOT = "http://site.test/";

/** Links from one page to another of the same site. */
export interface Link {
  file: string;
  /** The file it leads to, when there is one. */
  target: string | undefined;
  url: URL;
}

/** Every address on the pages that stays within the site. Throws for one that cannot be read. */
export function linksOf(pages: ReadonlyMap<string, string>, others: ReadonlySet<string>): Link[] {
  return [...pages].flatMap(([file, page]) => {
    const from = new URL(file, ROOT);
    return [...new Set(read(page).addresses)].flatMap((address) => {
      if (!URL.canParse(address, from)) throw new Error(`${file}: cannot read the address ${address}`);
      const url = new URL(address, from);
      if (url.origin !== new URL(ROOT).origin) return [];
      return {file, url, target: targetOf(url, pages, others)};
    });
  });
}

/** The file a static host answers with. */
function targetOf(
  {pathname}: URL,
  pages: ReadonlyMap<string, string>,
  others: ReadonlySet<string>
): string | undefined {
  const path = decodeURIComponent(pathname).slice(1);
  const names = path === "" || path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`];
  return names.find((name) => pages.has(name) || others.has(name));
}

/**
 * What is wrong with the links of a site, a line each: addresses that lead to no file or to no place in it, addresses
 * that only hold at the root of a host, ids that stand twice on one page.
 */
export function linkProblems(
  pages: ReadonlyMap<string, string>,
  others: ReadonlySet<string> = new Set()
): string[] {
  const ids = new Map([...pages].map(([file, page]) => [file, read(page).ids]));
  const problems: string[] = [];
  for (const {file, target, url} of linksOf(pages, others)) {
    const address = url.href.slice(ROOT.length - 1);
    const id = decodeURIComponent(url.hash.slice(1));
    if (!target) problems.push(`${file}: ${address} leads nowhere`);
    // What stands after `#` with an equals sign is told to the page's script, not a place on the page.
    else if (id && !id.includes("=") && pages.has(target) && !ids.get(target)?.includes(id))
      problems.push(`${file}: ${address} leads to no place on ${target}`);
  }
  for (const [file, page] of pages) {
    // The page for what is not there is shown at any depth: no relative address holds there.
    for (const address of file === "404.html" ? [] : new Set(read(page).addresses)) {
      if (/^\/(?!\/)/.test(address)) problems.push(`${file}: ${address} holds only at the root of a host`);
    }
    const own = ids.get(file) ?? [];
    for (const id of new Set(own.filter((d, i) => own.indexOf(d) !== i)))
      problems.push(`${file}: the id ${id} stands twice`);
  }
  return problems.sort();
}
