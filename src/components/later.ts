import {tables} from "./tables.js";

/**
 * Pictures and tables that a page does not bring along: a picture that comes near is put in the place of its image, so
 * that its marks answer; a table is fetched when it is opened. Where that fails the image and the link stay.
 */
export function later(document: Document): void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const {isIntersecting, target} of entries) {
        if (!isIntersecting) continue;
        for (const image of together(target as HTMLImageElement)) {
          near.unobserve(image);
          void enliven(image);
        }
      }
    },
    {rootMargin: "200px"}
  );
  for (const image of document.querySelectorAll<HTMLImageElement>("img.later")) near.observe(image);
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details.as-table")) {
    details.addEventListener("toggle", () => void bringTable(details), {once: true});
  }
}

/** The images that come with one: in a series of steps all of its width, since the next may be wanted at once. */
function together(image: HTMLImageElement): HTMLImageElement[] {
  const kind = image.parentElement?.classList.contains("narrow") ? "narrow" : "wide";
  const series = image.closest(".steps");
  return series ? [...series.querySelectorAll<HTMLImageElement>(`.${kind} > img.later`)] : [image];
}

async function enliven(image: HTMLImageElement): Promise<void> {
  const text = await textAt(image.src);
  if (text === undefined) return;
  const drawn = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (drawn.localName !== "svg") return;
  // Its colours are those of the page from here on.
  drawn.querySelector("style")?.remove();
  image.replaceWith(image.ownerDocument.importNode(drawn, true));
}

async function bringTable(details: HTMLDetailsElement): Promise<void> {
  const link = details.querySelector<HTMLAnchorElement>("a.later");
  const text = link && (await textAt(link.href));
  const table = text && new DOMParser().parseFromString(text, "text/html").querySelector(".scroll");
  if (!link || !table) return;
  const brought = details.ownerDocument.importNode(table, true);
  for (const a of brought.querySelectorAll("a[href]"))
    a.setAttribute("href", (a.getAttribute("href") ?? "").replace(/^\.\.\//, ""));
  link.replaceWith(brought);
  tables(details);
}

async function textAt(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}
