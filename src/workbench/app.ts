/** The workbench: documents, the page round a notebook, and the session in which it runs. */
import {keptHash, wantedBy} from "./address.js";
import {readAttachment} from "./attachments.js";
import {createBar} from "./bar.js";
import {type CellView, createCellView, make, patient} from "./cell.js";
import {createHelp} from "./completions.js";
import {createEditors} from "./editors.js";
import {addCell, changeCell, moveCell, removeCell} from "./edits.js";
import {findDocument, freshDocument, publishedKey} from "./finding.js";
import {createKeeping} from "./keeping.js";
import {cellKey, pageKey} from "./keys.js";
import {createLayout} from "./layout.js";
import {type Cell, type Notebook, readNotebook} from "./notebook.js";
import {createNotice} from "./notice.js";
import {readParts} from "./parts.js";
import {Running} from "./running.js";
import type {CellStanding} from "./session.js";
import {createSteps} from "./steps.js";
import {browserStore, type StoredDocument} from "./store.js";
import {namesGiven} from "./transpile.js";
import {button, day, sentence} from "./words.js";

const parts = readParts();
const site = new URL(".", location.href).href;
const store = browserStore();
const parser = new DOMParser();
const {element: notice, say} = createNotice();

let current = freshDocument();
const views = new Map<number, CellView>();
const steps = createSteps();
const help = createHelp(parts.docs, () => namesGiven(current.notebook.cells));

const title = make("input", {
  class: "wb-title",
  "aria-label": "Title of the notebook",
  oninput: () => change({...current.notebook, title: title.value || "Untitled"}, {undo: false})
});
const keeping = createKeeping(store, () => current, branch);
const list = make("div", {class: "wb-cells"});
const sheet = make("div", {class: "wb-sheet"}, list);
const running = new Running(sheet, {
  addresses: parts,
  listener: {
    standing: stand,
    heights: (heights) => layout.heights(heights),
    edit: (id) => views.get(id)?.edit(),
    leave: (id) => views.get(id)?.element.focus(),
    over(id) {
      for (const [other, {element}] of views) element.classList.toggle("over", other === id);
    },
    link(address) {
      say(
        `This link leads to ${address}`,
        ["Open it", () => void open(address, "_blank", "noopener")],
        ["Close", () => {}]
      );
    },
    left() {
      running.end();
      current = {...current, trusted: false};
      for (const id of views.keys()) stand(id, {standing: "not-run"});
      say("This notebook tried to lead its frame to another page, and was stopped.", ["Run it again", trust]);
    }
  }
});
const layout = createLayout(list, views, () => running.session);
const editors = createEditors(parts.editor, {
  failed: () =>
    say("The editor did not arrive, so code can be read and run but not changed.", [
      "Try again",
      () => void editors.load()
    ])
});
const bar = createBar({
  store,
  current: () => current,
  open: (document = freshDocument()) => openDocument(document),
  take: (files) => void takeFiles(files),
  runAll,
  stop,
  undo: () => step(-1),
  results: () => running.session?.snapshot(),
  run: trust,
  say,
  site,
  style: parts.style,
  parser
});

document.querySelector("#wb")?.replaceChildren(
  title,
  bar.element,
  keeping.element,
  notice,
  sheet,
  make(
    "p",
    {class: "wb-end"},
    button("Add a cell", () => insert({after: current.notebook.cells.at(-1)?.id}))
  )
);
document.querySelector("#observablehq-main > h1")?.classList.add("wb-heading");

// Documents.

function openDocument(next: StoredDocument): void {
  void keeping.flush();
  current = next;
  keeping.opened();
  steps.clear();
  say("");
  running.end();
  list.replaceChildren();
  views.clear();
  title.value = current.notebook.title;
  document.title = `${current.notebook.title} | Four Models`;
  history.replaceState(null, "", keptHash(current.key));
  if (current.trusted) runAll();
  else running.spareNothing();
  render();
  if (current.trusted) return;
  editors.release();
  say("This notebook came from outside, and has not run. Read its code, then decide.", ["Run it", trust]);
}

function trust(): void {
  current = {...current, trusted: true};
  keep();
  runAll();
}

/** Opens what the address asks for. */
async function follow(): Promise<void> {
  try {
    const wanted = wantedBy(location.hash);
    if (wanted.kind === "kept" && wanted.key === current.key) return;
    if (wanted.kind !== "packed") running.prepare();
    const {document, published} = await findDocument(wanted, {store, site, parser});
    openDocument(document);
    if (published && wanted.kind === "published") offer(published, publishedKey(wanted.name));
  } catch (error) {
    if (!views.size) openDocument(freshDocument());
    say(sentence((error as Error).message));
  }
}

/** The reader's own copy of a notebook of the site is open; the published one is to be had. */
function offer(published: Notebook, key: string): void {
  say(
    `This is the notebook as you changed it, ${day(current.changed)}.`,
    [
      "Take the published one",
      () => {
        void store.remove(key);
        openDocument(freshDocument(published, {key}));
      }
    ],
    ["Keep mine", () => {}]
  );
}

/** Another tab has changed the same notebook: this one goes on as a notebook of its own. */
function branch(): void {
  const {title: before} = current.notebook;
  const {key, notebook} = freshDocument({...current.notebook, title: `${before} (other tab)`});
  current = {...current, key, notebook};
  title.value = notebook.title;
  history.replaceState(null, "", keptHash(key));
  say(
    `“${before}” was changed in another tab. What you write here is kept beside it, as “${notebook.title}”.`
  );
}

function keep(): void {
  current = {...current, changed: Date.now()};
  keeping.soon();
}

// Changes.

/** Takes a changed notebook for the present one; what can be undone here is the adding, moving and deleting of cells. */
function change(next: Notebook, {undo = true} = {}): void {
  if (undo) steps.add(current.notebook);
  current = {...current, notebook: next};
  document.title = `${next.title} | Four Models`;
  keep();
}

/** Goes a step back or forward: cells come and go, and those that stay keep their text. */
function step(by: -1 | 1): void {
  const next = steps.go(by, current.notebook);
  if (!next) {
    say(by < 0 ? "There is nothing to take back." : "There is nothing to make again.");
    return;
  }
  change(next, {undo: false});
  render();
  runCells(next.cells.filter((d) => running.isNew(d)));
}

function insert(options: Parameters<typeof addCell>[1]): void {
  change(addCell(current.notebook, options));
  const added = current.notebook.cells.find((d) => !views.has(d.id));
  render();
  if (added) views.get(added.id)?.edit();
}

/** Makes the page show the cells that there are, in their order. */
function render(): void {
  const {cells} = current.notebook;
  const ids = new Set(cells.map((d) => d.id));
  const gone = [...views.keys()].filter((id) => !ids.has(id));
  for (const id of gone) {
    views.get(id)?.element.remove();
    views.delete(id);
  }
  running.remove(gone);
  cells.forEach((cell, i) => {
    let view = views.get(cell.id);
    if (!view) {
      view = createCellView(cell, commandsOf(cell.id), {editors, ...help});
      views.set(cell.id, view);
      view.stand(running.standingOf(cell.id));
      layout.watch(view.element);
    }
    view.update(cell, i + 1);
    if (list.children[i] !== view.element) list.insertBefore(view.element, list.children[i] ?? null);
  });
  running.session?.order(cells.map((d) => d.id));
  layout.soon();
}

function cellOf(id: number): Cell | undefined {
  return current.notebook.cells.find((d) => d.id === id);
}

function commandsOf(id: number) {
  return {
    change(value: string) {
      if (cellOf(id)?.value === value) return;
      change(changeCell(current.notebook, id, {value}), {undo: false});
      views.get(id)?.changed(running.differs({id, value}));
    },
    run(next: boolean) {
      runCell(id);
      if (next) goOn(id, 1, {edit: true});
    },
    runAll,
    stop,
    addBelow: () => insert({after: id}),
    leave: () => views.get(id)?.element.focus(),
    result: () => running.session?.focus(id),
    setMode(mode: Cell["mode"]) {
      change(changeCell(current.notebook, id, {mode}));
      render();
      runCell(id);
    },
    pin(pinned: boolean) {
      change(changeCell(current.notebook, id, {pinned}), {undo: false});
      render();
    },
    move(by: -1 | 1) {
      change(moveCell(current.notebook, id, by));
      render();
      views.get(id)?.element.focus();
    },
    remove() {
      const beside = neighbour(id, 1) ?? neighbour(id, -1);
      change(removeCell(current.notebook, id));
      render();
      if (beside) views.get(beside.id)?.element.focus();
      say("The cell was deleted.", ["Undo", () => step(-1)], ["Close", () => {}]);
    }
  };
}

function neighbour(id: number, by: -1 | 1): Cell | undefined {
  const {cells} = current.notebook;
  return cells[cells.findIndex((d) => d.id === id) + by];
}

/** Goes to the cell above or below; from the last one down, a new one comes. */
function goOn(id: number, by: -1 | 1, {edit = false} = {}): void {
  const cell = neighbour(id, by);
  if (!cell && by === 1 && edit) insert({after: id});
  const view = cell && views.get(cell.id);
  if (!view) return;
  if (edit && cell.mode === "js") view.edit();
  else view.element.focus();
}

// Running.

const showBusy = patient((busy) => {
  sheet.setAttribute("aria-busy", String(busy));
  bar.busy(busy);
});

function stand(id: number, standing: CellStanding): void {
  views.get(id)?.stand(standing);
  const busy = running.session?.busy ?? false;
  showBusy(busy);
  if (!busy) editors.release();
}

function runAll(): void {
  const {trusted, notebook, files} = current;
  if (!trusted) trust();
  else {
    running.runAnew(notebook.cells, {order: notebook.cells, files});
    for (const view of views.values()) view.changed(false);
  }
}

/** Runs one cell; all of them when none has run yet, since it may need the others. */
function runCell(id: number): void {
  const cell = cellOf(id);
  if (!current.trusted) say("This notebook came from outside, and has not run.", ["Run it", trust]);
  else if (!running.session) runAll();
  else if (cell) runCells(running.with(cell, current.notebook.cells));
}

function runCells(cells: readonly Cell[]): void {
  if (!running.session) return;
  for (const {id} of cells) views.get(id)?.changed(false);
  running.run(cells, {order: current.notebook.cells});
}

function stop(): void {
  if (!running.session) return;
  const stopped = running.stop(current.notebook.cells, current.files);
  for (const id of stopped)
    stand(id, {standing: "failed", error: {message: "Stopped. Change the cell and run it again."}});
}

// Files that come in.

async function takeFiles(files: FileList | null): Promise<void> {
  for (const file of [...(files ?? [])]) {
    try {
      if (/\.html?$/i.test(file.name)) {
        openDocument(freshDocument(readNotebook(await file.text(), {parser}), {trusted: false}));
      } else await attach(file);
    } catch (error) {
      say(sentence(`${file.name}: ${(error as Error).message}`));
    }
  }
}

/** Hands a file of data to the notebook, with a cell that reads it and a word on what it holds. */
async function attach(file: File): Promise<void> {
  const {handed, code, words} = await readAttachment(file);
  current = {...current, files: [...current.files.filter((d) => d.name !== file.name), handed]};
  running.session?.give(handed);
  const same = () => current.notebook.cells.find((d) => d.value === code)?.id;
  if (same()) keep();
  else insert({after: nearest(), value: code});
  const id = same();
  if (id !== undefined) runCell(id);
  say(words);
}

/** The cell with the keyboard in it, else the last. */
function nearest(): number | undefined {
  const [id] = [...views].find(([, {element}]) => element.contains(document.activeElement)) ?? [];
  return id ?? current.notebook.cells.at(-1)?.id;
}

addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  void takeFiles(event.dataTransfer?.files ?? null);
});

// Keys on a cell as a whole, and on the page.

list.addEventListener("keydown", (event) => {
  const [id, view] = [...views].find(([, {element}]) => element === event.target) ?? [];
  if (id === undefined || !view) return;
  act(
    event,
    cellKey(event, view, commandsOf(id), (by) => goOn(id, by))
  );
});
addEventListener("keydown", (event) => {
  if (!event.defaultPrevented) act(event, pageKey(event, {stop, step}));
});

function act(event: KeyboardEvent, does: (() => void) | undefined): void {
  if (!does) return;
  event.preventDefault();
  does();
}

addEventListener("hashchange", () => void follow());
void follow();
