import {hashId} from "./page.js";
import {tables} from "./tables.js";

/**
 * Pictures, tables and codings that a page does not bring along: a picture that comes near is put in the place of its
 * image, so that its marks answer; a table, and the codings of a period, are fetched when they are opened. Where that
 * fails the image and the link stay.
 */
export function later(document: Document): void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const {isIntersecting, target} of entries) {
        if (!isIntersecting) continue;
        for (const box of together(target as HTMLElement)) {
          near.unobserve(box);
          void enliven(box);
        }
      }
    },
    {rootMargin: "200px"}
  );
  for (const box of document.querySelectorAll<HTMLElement>(".coming")) {
    const image = box.querySelector("img");
    image?.addEventListener("error", () => tellMissing(image), {once: true});
    near.observe(box);
  }
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details.as-table")) {
    details.addEventListener("toggle", () => void bringTable(details), {once: true});
  }
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details:has(> .levels)")) {
    details.addEventListener("toggle", () => void bringCodings(details), {once: true});
  }
}

/** The pictures that come with one: in a series of steps all of its width, since the next may be wanted at once. */
function together(box: HTMLElement): HTMLElement[] {
  const kind = box.classList.contains("narrow") ? "narrow" : "wide";
  const series = box.closest(".steps");
  return series ? [...series.querySelectorAll<HTMLElement>(`.${kind}.coming`)] : [box];
}

/** Under the words that stand for a picture: that it did not come, and what helps. */
function tellMissing(image: HTMLImageElement): void {
  const told = image.ownerDocument.createElement("p");
  told.className = "gap";
  told.textContent =
    "This picture did not arrive. Reload the page to try again; its title leads to the figure by itself.";
  image.after(told);
}

async function enliven(box: HTMLElement): Promise<void> {
  put(box, await textAt(box.querySelector("img")?.src ?? ""));
}

/** Puts the drawing of a file in the place of its image; without a drawing the image is shown. */
export function put(box: HTMLElement, text = ""): void {
  const drawn = drawingOf(text);
  if (drawn) box.querySelector("img")?.replaceWith(box.ownerDocument.importNode(drawn, true));
  box.classList.remove("coming");
  box.style.aspectRatio = "";
}

/** The drawing that a file holds, in the colours of the page it is put in. */
function drawingOf(text: string): Element | undefined {
  const file = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (file.localName !== "svg") return undefined;
  file.querySelector("style")?.remove();
  return file.querySelector("svg") ?? file;
}

async function bringTable(details: HTMLDetailsElement): Promise<void> {
  const link = details.querySelector<HTMLAnchorElement>("a.later");
  const table = link && (await pageAt(link.href))?.querySelector(".scroll");
  if (!link || !table) return;
  link.replaceWith(brought(table, link));
  tables(details);
}

/** Puts each coding of a period with its reason below the levels, which give their ids to them. */
async function bringCodings(details: HTMLDetailsElement): Promise<void> {
  const link = details.querySelector<HTMLAnchorElement>("a.later");
  const part = link && (await pageAt(link.href))?.getElementById(details.id);
  if (!link || !part) return;
  part.querySelector("h2")?.remove();
  for (const level of details.querySelectorAll(".levels [id]")) level.removeAttribute("id");
  link.closest("p")?.replaceWith(...brought(part, link).childNodes);
  // What the address names has only now come.
  if (details.contains(document.getElementById(hashId(location.hash)))) location.replace(location.hash);
}

async function pageAt(address: string): Promise<Document | undefined> {
  const text = await textAt(address);
  return text === undefined ? undefined : new DOMParser().parseFromString(text, "text/html");
}

/** A copy of a piece of the page that a link leads to, its own links written for the page of the link. */
function brought(piece: Element, {ownerDocument: document, href}: HTMLAnchorElement): Element {
  const copy = document.importNode(piece, true);
  for (const a of copy.querySelectorAll("a[href]")) {
    const to = new URL(a.getAttribute("href") ?? "", href);
    a.setAttribute("href", to.pathname === location.pathname ? to.hash : to.href);
  }
  return copy;
}

async function textAt(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}
