import {filesTold, isOwn, OWN_STAYS} from "../forms/snippets.js";
import {importFile, loadStudio, siteFile} from "./load.js";
import {reasonFor} from "./renewed.js";

/** What a figure shows: `view` is the name of its view, empty when it has none. */
export interface ShownState {
  query: string;
  view: string;
}

/**
 * Lets the links under a figure lead to the files of what it shows now. A state without files of its own keeps the
 * links: {@link figureTools} makes the file when one is followed.
 */
export function setTools(figure: HTMLElement, {query, view}: ShownState): void {
  const {ownerDocument: document} = figure;
  const id = figure.dataset.figure ?? "";
  figure.dataset.query = query;
  figure.dataset.view = view;
  for (const link of figure.querySelectorAll<HTMLAnchorElement>("[data-form]")) {
    link.href = view
      ? siteFile(document, `view/${view}.${link.dataset.form}`)
      : siteFile(document, `figures/${id}${query ? `?${query}` : ""}`);
  }
  for (const link of figure.querySelectorAll<HTMLAnchorElement>("a.to-embed"))
    link.href = siteFile(document, `embed/?figure=${id}${query ? `&${query}` : ""}`);
  figure.querySelector(".files-told")?.replaceChildren(filesTold({query, view}));
  // A line that is folded away is written when it is unfolded: its height asks the browser to lay out the page.
  if (figure.querySelector(".as-embed[open]")) fillLine(figure);
}

/** Writes the line of code that shows a figure elsewhere, with the address that the site has here. */
function fillLine(figure: HTMLElement): void {
  const line = figure.querySelector<HTMLTextAreaElement>(".embed-line textarea");
  if (!line) return;
  const {view, query, figure: id} = figure.dataset;
  if (isOwn(query)) {
    line.value = OWN_STAYS;
    return;
  }
  const frame = view ? `view/${view}.html` : `embed/v1/figure.html?figure=${id}${query ? `&${query}` : ""}`;
  const picture = figure.querySelector<HTMLElement>(".pictures");
  const height = Math.ceil((picture?.offsetHeight ?? 400) + 260);
  const quote = (text: string) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  const title = figure.querySelector(".figure-head a")?.textContent ?? "Four Models";
  line.value = `<iframe src="${quote(siteFile(figure.ownerDocument, frame))}" title="${quote(title)}" width="100%" height="${height}" frameborder="0" loading="lazy"></iframe>\n<script async src="${siteFile(figure.ownerDocument, "embed/v1/four-models.js")}"></script>`;
}

interface Exports {
  fileOf: typeof import("./exports.js").fileOf;
}

/**
 * Files of states that have none of their own are made when they are asked for; lines of code can be copied; the embed
 * page comes to life.
 */
export function figureTools(document: Document): void {
  const builder = document.querySelector<HTMLElement>(".builder");
  if (builder)
    importFile<typeof import("./builder.js")>(document, "embed/builder.js")
      .then(({openBuilder}) => openBuilder(builder))
      .catch(async (error) => {
        const why = await reasonFor(document, error);
        builder.querySelector(".notes")?.replaceChildren(`The code cannot be made just now (${why}).`);
      });
  for (const figure of document.querySelectorAll<HTMLElement>("figure.figure")) {
    const details = figure.querySelector(".as-embed");
    details?.addEventListener("toggle", () => fillLine(figure));
    // It may have been opened while this script was on its way.
    if (details?.hasAttribute("open")) fillLine(figure);
  }
  document.addEventListener("click", async (event) => {
    const target = event.target as Element;
    const button = target.closest<HTMLButtonElement>("button.copy");
    if (button) await copy(button);
    const link = target.closest<HTMLAnchorElement>("a[data-form]");
    const figure = link?.closest<HTMLElement>("figure.figure");
    if (!link || !figure || figure.dataset.view) return;
    event.preventDefault();
    const told = figure.querySelector(".files-told");
    try {
      const {figure: id = "", query = ""} = figure.dataset;
      await saveFile(document, {figure: id, query}, link.dataset.form ?? "");
      told?.replaceChildren(filesTold({query, view: ""}));
    } catch (error) {
      told?.replaceChildren(`The file cannot be made just now (${await reasonFor(document, error)}).`);
    }
  });
}

/** Makes a file of a figure in the state of a query and hands it to the reader. */
export async function saveFile(
  document: Document,
  {figure, query}: {figure: string; query: string},
  form: string
): Promise<void> {
  const home = siteFile(document, "").replace(/\/$/, "");
  const [studio, {fileOf}] = await Promise.all([
    loadStudio(document),
    importFile<Exports>(document, "exports.js")
  ]);
  const {content} = await studio.state(figure, query, {home});
  const {wide} = studio.drawings(content, document);
  const file = await fileOf(form, content, wide, {document, bases: siteFile(document, "bases.json")});
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `four-models-${content.id.replace("/", "-")}.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Copies the text before a button; where the browser forbids it, the text is selected to be copied by hand. */
async function copy(button: HTMLButtonElement): Promise<void> {
  const text = button.parentElement?.querySelector("textarea");
  const told = button.parentElement?.querySelector("output");
  if (!text) return;
  text.select();
  const done = await navigator.clipboard?.writeText(text.value).then(
    () => true,
    () => false
  );
  told?.replaceChildren(done ? "Copied." : "Selected: copy it with the keys of your system.");
}
