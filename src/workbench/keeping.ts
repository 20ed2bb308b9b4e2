import {make} from "./cell.js";
import type {Store, StoredDocument} from "./store.js";

/** How long after the last change a document is written, in milliseconds. */
const REST = 300;

/** Keeps a document in the browser as it changes, and says how that went. */
export interface Keeping {
  element: HTMLElement;
  /** Takes the document as it is now for the one that the store holds. */
  opened(): void;
  /** Writes the document a little after the last change. */
  soon(): void;
  /** Writes at once what has not been written yet. */
  flush(): Promise<void>;
}

/**
 * Keeps what `current` gives in a store; a page that is left writes what is still to be written. Where another tab has
 * changed the same document meanwhile, `branch` is to go on with a document of its own, so that neither is lost.
 */
export function createKeeping(store: Store, current: () => StoredDocument, branch: () => void): Keeping {
  const element = make("output", {class: "wb-status"});
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** When the stored document was changed, as far as this tab knows. */
  let known: number | undefined;

  async function flush(): Promise<void> {
    if (waiting === undefined) return;
    clearTimeout(waiting);
    waiting = undefined;
    const document = current();
    known = document.changed;
    try {
      await store.write(document);
      const time = new Date(document.changed).toLocaleTimeString("en-GB", {
        hour: "2-digit",
        minute: "2-digit"
      });
      element.textContent = `Saved in this browser, ${time}`;
    } catch (error) {
      element.textContent = `Not saved: ${(error as Error)?.message ?? "this browser has no room"}. Download the notebook to keep it.`;
    }
  }

  async function settle(): Promise<void> {
    const {key} = current();
    const kept = await store.read(key).catch(() => undefined);
    if (kept && kept.changed !== known && current().key === key) branch();
    await flush();
  }

  addEventListener("pagehide", () => void flush());
  return {
    element,
    flush,
    opened() {
      known = current().changed;
    },
    soon() {
      element.textContent = "Saving…";
      clearTimeout(waiting);
      waiting = setTimeout(() => void settle(), REST);
    }
  };
}
