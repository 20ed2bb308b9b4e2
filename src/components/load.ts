import type {Studio} from "./studio.js";

let studio: Promise<Studio> | undefined;

/**
 * Fetches the studio, which can draw any figure in any state. Its address is put together here so that the build
 * leaves it alone: it is made by `loaders/outputs/embed.ts`.
 */
export function loadStudio(document: Document): Promise<Studio> {
  studio ??= import(/* @vite-ignore */ siteFile(document, "studio.js"))
    .then((m: {openStudio(address: string, wanted: readonly string[]): Promise<Studio>}) =>
      m.openStudio(siteFile(document, "evidence.json"), figuresOn(document))
    )
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
