import {plain} from "./tables.js";

/** One entry of the search index: a page, or a place on one. */
interface Entry {
  title: string;
  path: string;
  text: string;
}

/** The search page: finds pages, findings, sources and terms by words; the words stand in the address. */
export async function searchPage(document: Document): Promise<void> {
  const list = document.querySelector<HTMLElement>("#search-results");
  if (!list) return;
  const query = new URLSearchParams(location.search).get("q")?.slice(0, 200) ?? "";
  for (const input of document.querySelectorAll<HTMLInputElement>("input[name=q]")) input.value = query;
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (!words.length) return;
  const told = document.querySelector("#search-told");
  try {
    const home = document.querySelector<HTMLAnchorElement>("a.home")?.href ?? location.origin;
    const answer = await fetch(new URL("search.json", home));
    if (!answer.ok) throw new Error(`${answer.status}`);
    const found = rankEntries((await answer.json()) as Entry[], words);
    if (told)
      told.textContent = found.length
        ? `${found.length} places hold “${query}”.`
        : `Nothing here holds “${query}”.`;
    list.replaceChildren(
      ...found.slice(0, 60).map((entry) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = new URL(entry.path, home).href;
        link.textContent = entry.title;
        const text = document.createElement("span");
        text.className = "quiet";
        text.textContent = entry.text.slice(0, 180);
        item.append(link, text);
        return item;
      })
    );
  } catch {
    if (told)
      told.textContent =
        "The search index did not arrive. The tables of the evidence can be searched one by one.";
  }
}

/** Entries that hold every word, those with more of the words in their title first. */
export function rankEntries(entries: readonly Entry[], words: readonly string[]): Entry[] {
  return entries
    .map((entry) => {
      const title = plain(entry.title);
      const text = plain(entry.text);
      if (!words.every((word) => title.includes(word) || text.includes(word))) return {entry, score: 0};
      return {entry, score: 1 + words.filter((word) => title.includes(word)).length};
    })
    .filter((d) => d.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((d) => d.entry);
}
