import {make} from "./cell.js";
import type {Store, StoredDocument} from "./store.js";

/** How long after the last change a document is written, in milliseconds. */
const REST = 300;

/** Keeps a document in the browser as it changes, and says how that went. */
export interface Keeping {
  element: HTMLElement;
  /** Writes the document a little after the last change. */
  soon(): void;
  /** Writes at once what has not been written yet. */
  flush(): Promise<void>;
}

/** Keeps what `current` gives in a store; a page that is left writes what is still to be written. */
export function createKeeping(store: Store, current: () => StoredDocument): Keeping {
  const element = make("output", {class: "wb-status"});
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function flush(): Promise<void> {
    if (waiting === undefined) return;
    clearTimeout(waiting);
    waiting = undefined;
    const document = current();
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

  addEventListener("pagehide", () => void flush());
  return {
    element,
    flush,
    soon() {
      element.textContent = "Saving…";
      clearTimeout(waiting);
      waiting = setTimeout(() => void flush(), REST);
    }
  };
}
