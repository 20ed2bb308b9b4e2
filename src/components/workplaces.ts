import {CHALLENGE_NAMES} from "../figures/challenge.js";
import {importFile, loadStudio} from "./load.js";
import {asksForOwn, isOwnKept} from "./own/keep.js";
import {reasonFor} from "./renewed.js";
import type {Studio} from "./studio.js";

/** A part of a page that does more than answer to touch, and whose script is fetched when it is needed. */
interface Workplace {
  selector: string;
  script: string;
  /** What its script exports. */
  opens: string;
  /** Whether it has something to show before it is touched. */
  waits(): boolean;
}

const has = (names: readonly string[]) => {
  const params = new URLSearchParams(location.search);
  return names.some((name) => params.has(name));
};

const workplaces: readonly Workplace[] = [
  {
    selector: "#bench",
    script: "challenge.js",
    opens: "openBench",
    waits: () => !has([...CHALLENGE_NAMES, "country"]) && !asksForOwn(location.search)
  },
  {selector: "#own", script: "own.js", opens: "openOwn", waits: () => !isOwnKept()},
  {
    selector: "#recode",
    script: "recode.js",
    opens: "openRecode",
    waits: () =>
      !has(["country"]) && !Object.keys(localStorage).some((d) => d.startsWith("four-models:recode:"))
  }
];

/** Brings the workplace of a page to life when it is first touched, or at once when it has something to show. */
export function openWorkplaces(document: Document): void {
  for (const place of workplaces) {
    const element = document.querySelector<HTMLElement>(place.selector);
    if (element) follow(element, place);
  }
}

function follow(element: HTMLElement, {script, opens, waits}: Workplace): void {
  const {ownerDocument: document} = element;
  let started = false;
  const start = async () => {
    if (started) return;
    started = true;
    try {
      const [studio, module] = await Promise.all([
        loadStudio(document),
        importFile<Record<string, (element: HTMLElement, studio: Studio) => void>>(document, script)
      ]);
      module[opens]?.(element, studio);
    } catch (error) {
      started = false;
      const notes = element.querySelector("[data-notes]");
      if (notes)
        notes.textContent = `This cannot be used just now (${await reasonFor(document, error)}). Touch it again to try once more.`;
    }
  };
  let idle = true;
  try {
    idle = waits();
  } catch {
    // A browser that keeps nothing has nothing to show.
  }
  if (!idle) void start();
  for (const kind of ["pointerdown", "focusin", "input", "dragenter"])
    element.addEventListener(kind, () => void start());
  // A file dropped too early must not take the reader away from the page.
  for (const kind of ["dragover", "drop"]) element.addEventListener(kind, (event) => event.preventDefault());
}
