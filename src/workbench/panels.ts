import {make} from "./cell.js";
import {writeNotebook} from "./notebook.js";
import {packText, sizeNote} from "./share.js";
import type {Store, StoredDocument} from "./store.js";
import {button, day, sentence} from "./words.js";

/** Shows the address in which a notebook travels, with what a reader should know of its length. */
export async function fillShare(panel: HTMLElement, {notebook, files}: StoredDocument): Promise<void> {
  try {
    const address = `${location.href.split("#")[0]}#n=${await packText(writeNotebook(notebook))}`;
    const field = make("textarea", {readonly: true, rows: "3", "aria-label": "Address of this notebook"});
    field.value = address;
    const copied = make("span", {role: "status"});
    const copy = async () => {
      field.select();
      await navigator.clipboard?.writeText(address);
      copied.textContent = " Copied.";
    };
    const words =
      "The notebook is in the address itself; nothing is stored anywhere. Whoever opens it sees the code first.";
    panel.replaceChildren(
      field,
      make(
        "p",
        {},
        button("Copy", () => void copy()),
        copied
      ),
      make("p", {}, sizeNote(address.length)),
      make("p", {}, `${words}${files.length ? " Files are not in it." : ""}`)
    );
  } catch (error) {
    panel.replaceChildren(make("p", {}, sentence((error as Error).message)));
  }
}

/** Lists what the browser keeps, each to be opened or removed. */
export async function fillDocuments(
  panel: HTMLElement,
  store: Store,
  {open, removed}: {open(document: StoredDocument): void; removed(document: StoredDocument): void}
): Promise<void> {
  const take = async (key: string) => {
    const found = await store.read(key);
    if (found) open(found);
  };
  const remove = async (key: string) => {
    const found = await store.read(key);
    await store.remove(key);
    await fillDocuments(panel, store, {open, removed});
    if (found) removed(found);
  };
  try {
    const lines = await store.list();
    panel.replaceChildren(
      ...(lines.length ? [] : [make("p", {}, "Nothing yet: a notebook is kept here from its first change.")]),
      ...lines.map(({key, title, changed}) =>
        make(
          "div",
          {class: "wb-document"},
          button(title, () => void take(key)),
          make("span", {}, ` ${day(changed)} `),
          button("Remove", () => void remove(key))
        )
      )
    );
  } catch (error) {
    const words = `${(error as Error).message}; download what you want to keep`;
    panel.replaceChildren(make("p", {}, sentence(words)));
  }
}
