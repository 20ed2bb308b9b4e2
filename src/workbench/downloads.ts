import {make} from "./cell.js";
import {fileName, frameworkPage, resultsPage, withImports} from "./exports.js";
import {type Notebook, writeNotebook} from "./notebook.js";
import type {Notice} from "./notice.js";
import {button, menu, save, sentence} from "./words.js";

export interface DownloadOptions {
  notebook(): Notebook;
  /** What the cells show; `undefined` before they have run. */
  results(): Promise<Record<number, string>> | undefined;
  /** Lets the notebook run. */
  run(): void;
  say: Notice["say"];
  /** The address of the site, on which exported notebooks rest. */
  site: string;
  /** Style sheet of a page with results. */
  style: string;
  parser: DOMParser;
}

/** The menu in which a notebook is taken away: as it is, for elsewhere, or with its results. */
export function downloadMenu(options: DownloadOptions): HTMLDetailsElement {
  const {notebook, results, run, say, site, style, parser} = options;

  function asNotebook(taken: Notebook): void {
    try {
      save(writeNotebook(taken), `${fileName(taken.title)}.html`, "text/html");
    } catch (error) {
      say(sentence((error as Error).message));
    }
  }

  async function withResults(): Promise<void> {
    const shown = results();
    if (!shown) return say("The notebook has not run yet.", ["Run it", run]);
    const made = `Made in the workbench of Four Models, ${new Date().toISOString().slice(0, 10)}: ${site}`;
    const text = resultsPage(notebook(), await shown, {style, parser, made});
    save(text, `${fileName(notebook().title)}-results.html`, "text/html");
  }

  const panel = make(
    "div",
    {class: "wb-panel"},
    button("Notebook (.html)", () => asNotebook(notebook())),
    button(
      "Notebook for Observable Desktop, with a cell that takes the evidence from this site (.html)",
      () => asNotebook(withImports(notebook(), {site}))
    ),
    button("Page with results, needs nothing else (.html)", () => void withResults()),
    button("Page for Observable Framework (.md)", () =>
      save(frameworkPage(notebook(), {site}), `${fileName(notebook().title)}.md`, "text/markdown")
    )
  );
  const element = menu("Download", panel);
  panel.addEventListener("click", ({target}) => {
    if ((target as Element).closest("button")) element.open = false;
  });
  return element;
}
