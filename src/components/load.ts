import type {Studio} from "./studio.js";

let studio: Promise<Studio> | undefined;

const missed = new Map<string, number>();

/**
 * Imports a module of the site, one that the build leaves alone. A browser remembers a module that did not arrive and
 * never asks for it again, so a further try asks for it under another address.
 */
export async function importFile<Module>(document: Document, file: string): Promise<Module> {
  const tries = missed.get(file) ?? 0;
  const address = siteFile(document, tries ? `${file}?${tries}` : file);
  try {
    return (await import(/* @vite-ignore */ address)) as Module;
  } catch (error) {
    missed.set(file, tries + 1);
    throw error;
  }
}

/** Fetches the studio, which can draw any figure in any state. It is made by `loaders/outputs/embed.ts`. */
export function loadStudio(document: Document): Promise<Studio> {
  studio ??= importFile<{openStudio(address: string, wanted: readonly string[]): Promise<Studio>}>(
    document,
    "studio.js"
  )
    .then(({openStudio}) => openStudio(siteFile(document, "evidence.json"), figuresOn(document)))
    .catch((error) => {
      studio = undefined;
      throw error;
    });
  return studio;
}

function figuresOn(document: Document): string[] {
  return [...document.querySelectorAll<HTMLElement>("figure[data-figure]")].map(
    (d) => d.dataset.figure ?? ""
  );
}

/** The address of a file from the root of the site, wherever the site lives. */
export function siteFile(document: Document, file: string): string {
  const home = document.querySelector<HTMLAnchorElement>("a.home");
  return new URL(file, home?.href ?? location.origin).href;
}
