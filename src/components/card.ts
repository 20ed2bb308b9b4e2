import {hashId} from "./page.js";

/**
 * Evidence cards: a mark's link leads to the place on its country's page where its evidence is laid open. With
 * scripts, that place is shown in a card over the picture; without, or when it cannot be fetched, the link is followed.
 */
export function cards(document: Document): void {
  const pages = new Map<string, Promise<Document>>();
  const page = (address: URL): Promise<Document> => {
    if (address.pathname === location.pathname) return Promise.resolve(document);
    let found = pages.get(address.pathname);
    if (!found) {
      found = fetch(address.pathname).then(async (answer) => {
        if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      });
      found.catch(() => pages.delete(address.pathname));
      pages.set(address.pathname, found);
    }
    return found;
  };

  document.addEventListener("click", async (event) => {
    const link = (event.target as Element).closest<SVGAElement>(".picture a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = new URL(link.getAttribute("href") ?? "", document.baseURI);
    if (!address.hash) return;
    event.preventDefault();
    try {
      const home = await page(address);
      const id = hashId(address.hash);
      const named = home.getElementById(id);
      // Of codings the page may hold the levels alone: the rest is where its link leads.
      const rest = named?.closest(".levels")?.querySelector("a.later")?.getAttribute("href");
      const from = rest ? new URL(rest, address) : address;
      const source = rest ? (await page(from)).getElementById(id) : named;
      if (!source) throw new Error(`nothing at ${address.hash}`);
      const pieces = [copyOf(source, from), ...restsOn(source, home).map((d) => copyOf(d, address))];
      openCard(document, pieces, link, address);
    } catch (error) {
      // Where nothing comes at all, following the link would take the reader to an error page of the browser.
      if (error instanceof TypeError) openCard(document, [missing(document)], link, address);
      else location.href = address.href;
    }
  });
}

function missing(document: Document): HTMLElement {
  const told = document.createElement("p");
  told.textContent =
    "The evidence did not arrive: there is no connection just now. Close this and try again later.";
  return told;
}

/** Shows copies of the evidence in a dialog; on closing, the focus goes back to the mark. */
function openCard(document: Document, pieces: readonly Element[], mark: SVGAElement, address: URL): void {
  const card = document.createElement("dialog");
  card.className = "card";
  const said = document.createElement("p");
  said.className = "quiet";
  said.textContent = mark.getAttribute("aria-label");
  const tools = document.createElement("p");
  tools.className = "card-tools";
  const more = document.createElement("a");
  more.href = address.href;
  more.textContent = "Open the page at this place";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => card.close());
  tools.append(more, close);
  card.setAttribute("aria-label", "Evidence");
  const list = document.createElement("ul");
  list.className = "findings";
  list.append(...pieces.filter((piece) => piece.localName === "li"));
  card.append(said, ...pieces.filter((piece) => piece.localName !== "li"));
  if (list.childElementCount) card.append(list);
  card.append(tools);
  card.addEventListener("click", (event) => {
    if (event.target === card) card.close();
  });
  card.addEventListener("close", () => {
    card.remove();
    mark.focus();
  });
  document.body.append(card);
  card.showModal();
  // The button to close stands last: a long card would open at its end.
  close.focus({preventScroll: true});
  card.scrollTop = 0;
}

/** The findings and events that a coding names, each once, as they stand on the page of its country. */
function restsOn(source: Element, page: Document): Element[] {
  const links = [...source.querySelectorAll('.coding a[href*="#"]')];
  const ids = new Set(links.map((link) => hashId((link.getAttribute("href") ?? "").replace(/^[^#]*/, ""))));
  return [...ids].flatMap((id) => page.querySelector(`li[id="${CSS.escape(id)}"]`) ?? []);
}

/** A piece of a page for use on another: without ids, its links written out in full. */
function copyOf(piece: Element, address: URL): Element {
  const copy = piece.cloneNode(true) as Element;
  for (const inner of [copy, ...copy.querySelectorAll("[id]")]) inner.removeAttribute("id");
  for (const link of copy.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  }
  return copy;
}
