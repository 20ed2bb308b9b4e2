import {make} from "./cell.js";
import {type DownloadOptions, downloadMenu} from "./downloads.js";
import {fillDocuments, fillShare} from "./panels.js";
import type {Store, StoredDocument} from "./store.js";
import {button, keysPanel, menu} from "./words.js";

export interface BarOptions extends Omit<DownloadOptions, "notebook"> {
  store: Store;
  current(): StoredDocument;
  /** Opens a document; a new one when none is named. */
  open(document?: StoredDocument): void;
  take(files: FileList | null): void;
  runAll(): void;
  stop(): void;
  undo(): void;
}

/** The row of words above a notebook. */
export interface Bar {
  element: HTMLElement;
  /** Says whether there is something to stop. */
  busy(yes: boolean): void;
}

/** Makes the row: run, stop and undo, what is kept, what comes in and what goes out. */
export function createBar(options: BarOptions): Bar {
  const {store, current, open, take, runAll, stop, undo, say} = options;
  const picker = make("input", {
    type: "file",
    hidden: true,
    multiple: true,
    onchange() {
      take(picker.files);
      picker.value = "";
    }
  });
  const documents = make("div", {class: "wb-panel"});
  const documentsMenu = menu("Documents", documents, () =>
    fillDocuments(documents, store, {
      open(found) {
        documentsMenu.open = false;
        open(found);
      },
      removed: (found) =>
        say(
          `“${found.notebook.title}” was removed.`,
          ["Undo", () => void store.write(found)],
          ["Close", () => {}]
        )
    })
  );
  const sharing = make("div", {class: "wb-panel"});
  const stopButton = button("Stop", stop, "Control or Command and full stop");
  stopButton.disabled = true;
  const element = make(
    "div",
    {class: "wb-bar", role: "toolbar", "aria-label": "Notebook"},
    button("Run all", runAll, "Control or Command, Shift and Enter"),
    stopButton,
    button("Undo", undo),
    button("New", () => open()),
    button("Open…", () => picker.click(), "A notebook, or a file of data"),
    documentsMenu,
    menu("Share", sharing, () => fillShare(sharing, current())),
    downloadMenu({...options, notebook: () => current().notebook}),
    menu("Keys", keysPanel()),
    picker
  );
  return {
    element,
    busy(yes) {
      stopButton.disabled = !yes;
    }
  };
}
