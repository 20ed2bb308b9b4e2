import {randomBytes} from "node:crypto";
import {appendFileSync, existsSync, readFileSync} from "node:fs";
import type {Markup} from "./html.js";

/**
 * Where large markup waits while Framework makes the pages. Framework parses every page as a document, some of them
 * several times, at about a second for a megabyte; a comment in the place of a picture or a table costs nothing.
 * The step after the build puts the markup back.
 */
export interface Parking {
  /** Takes the markup and gives what stands for it in the page. */
  park(markup: Markup): string;
}

/** No parking: the markup goes into the page at once, as Framework's preview needs it. */
export const passThrough: Parking = {park: (markup) => markup.text};

/** Parks markup in a file, one line of JSON each, so that another process can put it back. */
export function fileParking(file: string): Parking {
  const run = randomBytes(4).toString("hex");
  let count = 0;
  return {
    park(markup) {
      count += 1;
      const key = `${run}-${count}`;
      appendFileSync(file, `${JSON.stringify([key, markup.text])}\n`);
      return `<!--parked ${key}-->`;
    }
  };
}

/** Reads what was parked in a file; nothing when there is no such file. */
export function readParked(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line) as [string, string]));
}

/**
 * Puts parked markup back into a page, with its addresses from the root made relative.
 * Throws when a page names what was never parked.
 */
export function unpark(page: string, parked: ReadonlyMap<string, string>, {up}: {up: string}): string {
  return page.replace(/<!--parked ([\w-]+)-->/g, (_, key: string) => {
    const markup = parked.get(key);
    if (markup === undefined) throw new Error(`nothing was parked as ${key}`);
    return fromHere(markup, up);
  });
}

/** Markup with its addresses from the root of the site made relative, as Framework makes them. */
export function fromHere(markup: string, up: string): string {
  return markup.replace(/(<(?:a|form|img|link|script)\b[^>]*?\s(?:href|action|src)=")\//g, `$1${up}/`);
}
