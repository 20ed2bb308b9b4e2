/** The workbench: documents, the page round a notebook, and the session in which it runs. */
import {readAttachment} from "./attachments.js";
import {type CellView, createCellView, make} from "./cell.js";
import {completer, type Docs, explainer} from "./completions.js";
import {addCell, changeCell, moveCell, removeCell} from "./edits.js";
import {fileName, frameworkPage, resultsPage, withImports} from "./exports.js";
import {cellKey} from "./keys.js";
import {type Cell, createNotebook, type Notebook, readNotebook, writeNotebook} from "./notebook.js";
import {fillDocuments, fillShare} from "./panels.js";
import {readParts} from "./parts.js";
import {type CellStanding, Session} from "./session.js";
import {unpackText} from "./share.js";
import {browserStore, type StoredDocument} from "./store.js";
import {isFault, transpile} from "./transpile.js";
import {button, day, keysPanel, menu, save, sentence} from "./words.js";

const parts = readParts();
const site = new URL(".", location.href).href;
const store = browserStore();
const parser = new DOMParser();

let current: StoredDocument = freshDocument(createNotebook({cells: [{mode: "js", value: ""}]}));
let session: Session | undefined;
let views = new Map<number, CellView>();
let ran = new Map<number, string>();
let past: Notebook[] = [];
let future: Notebook[] = [];
let docs: Docs | undefined;
let saving: ReturnType<typeof setTimeout> | undefined;

const title = make("input", {
  class: "wb-title",
  "aria-label": "Title of the notebook",
  oninput: () => change({...current.notebook, title: title.value || "Untitled"}, {undo: false})
});
const status = make("output", {class: "wb-status"});
const notice = make("div", {class: "wb-notice", role: "status"});
const list = make("div", {class: "wb-cells"});
const sheet = make("div", {class: "wb-sheet"}, list);
const picker = make("input", {
  type: "file",
  hidden: true,
  multiple: true,
  onchange: () => void takeFiles(picker.files)
});
const documents = make("div", {class: "wb-panel"});
const sharing = make("div", {class: "wb-panel"});
const stopButton = button("Stop", stop, "Control or Command and full stop");
const documentsMenu = menu("Documents", documents, () =>
  fillDocuments(documents, store, {
    open(found) {
      documentsMenu.open = false;
      openDocument(found);
    },
    removed: (found) =>
      say(
        `“${found.notebook.title}” was removed.`,
        ["Undo", () => void store.write(found)],
        ["Close", () => {}]
      )
  })
);
const shareMenu = menu("Share", sharing, () => fillShare(sharing, current));
const downloadMenu = menu(
  "Download",
  make(
    "div",
    {class: "wb-panel"},
    button("Notebook (.html)", () => downloadNotebook(current.notebook)),
    button(
      "Notebook for Observable Desktop, with a cell that takes the evidence from this site (.html)",
      () => downloadNotebook(withImports(current.notebook, {site}))
    ),
    button("Page with results, needs nothing else (.html)", () => void downloadResults()),
    button("Page for Observable Framework (.md)", () =>
      save(frameworkPage(current.notebook, {site}), `${fileName(current.notebook.title)}.md`, "text/markdown")
    )
  )
);

document.querySelector("#wb")?.replaceChildren(
  title,
  make(
    "div",
    {class: "wb-bar", role: "toolbar", "aria-label": "Notebook"},
    button("Run all", runAll, "Control or Command, Shift and Enter"),
    stopButton,
    button("Undo", () => step(past, future)),
    button("New", () =>
      openDocument(freshDocument(createNotebook({cells: [{mode: "js", value: "", pinned: true}]})))
    ),
    button("Open…", () => picker.click(), "A notebook, or a file of data"),
    documentsMenu,
    shareMenu,
    downloadMenu,
    menu("Keys", keysPanel()),
    picker
  ),
  status,
  notice,
  sheet,
  make(
    "p",
    {class: "wb-end"},
    button("Add a cell", () => insert({after: current.notebook.cells.at(-1)?.id}))
  )
);
document.querySelector("#observablehq-main > h1")?.classList.add("wb-heading");
downloadMenu.addEventListener("click", ({target}) => {
  if ((target as Element).closest("button")) downloadMenu.open = false;
});

function freshDocument(
  notebook: Notebook,
  {key = `own:${crypto.randomUUID()}`, trusted = true} = {}
): StoredDocument {
  return {key, notebook, files: [], changed: Date.now(), trusted};
}

/** Says something once, with buttons for what can be done about it. */
function say(text: string, ...actions: [string, () => void][]): void {
  notice.replaceChildren(
    ...(text ? [make("span", {}, text)] : []),
    ...actions.map(([name, act]) =>
      button(name, () => {
        say("");
        act();
      })
    ),
    ...(text && !actions.length ? [button("Close", () => say(""))] : [])
  );
}

// Documents.

function openDocument(next: StoredDocument): void {
  void flush();
  current = next;
  past = [];
  future = [];
  ran = new Map();
  say("");
  session?.end();
  session = undefined;
  list.replaceChildren();
  views = new Map();
  title.value = current.notebook.title;
  document.title = `${current.notebook.title} | Four Models`;
  history.replaceState(null, "", `#doc=${encodeURIComponent(current.key)}`);
  if (current.trusted) runAll();
  render();
  if (!current.trusted)
    say("This notebook came from outside, and has not run. Read its code, then decide.", ["Run it", trust]);
}

function trust(): void {
  current = {...current, trusted: true};
  keep();
  runAll();
}

/** Follows the address: a notebook of the site, one packed into the address, one of this browser. */
async function follow(): Promise<void> {
  const [, what, rest = ""] = /^#(open|n|doc)=(.*)$/.exec(location.hash) ?? [];
  try {
    if (what === "open" && /^[a-z0-9-]+$/.test(rest)) await openPublished(rest);
    else if (what === "n") {
      const notebook = readNotebook(await unpackText(rest), {parser});
      openDocument(freshDocument(notebook, {trusted: false}));
    } else if (what === "doc") {
      const key = decodeURIComponent(rest);
      if (key === current.key) return;
      const found = await store.read(key);
      if (found) openDocument(found);
      else throw new Error("this browser holds no such notebook");
    } else {
      const [latest] = await store.list().catch(() => []);
      const found = latest && (await store.read(latest.key));
      if (found) openDocument(found);
      else await openPublished("first-steps");
    }
  } catch (error) {
    if (!views.size)
      openDocument(freshDocument(createNotebook({cells: [{mode: "js", value: "", pinned: true}]})));
    say(sentence((error as Error).message));
  }
}

async function openPublished(name: string): Promise<void> {
  const key = `site:${name}`;
  const fetched = fetch(new URL(`notebooks/${name}.txt`, site));
  const kept = await store.read(key).catch(() => undefined);
  const answer = await fetched;
  if (!answer.ok) throw new Error(`there is no notebook called “${name}” here`);
  const published = readNotebook(await answer.text(), {parser});
  openDocument(kept ?? freshDocument(published, {key}));
  if (kept && JSON.stringify(kept.notebook) !== JSON.stringify(published))
    say(
      `This is the notebook as you changed it, ${day(kept.changed)}.`,
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

/** Writes the document a little after the last change. */
function keep(): void {
  current = {...current, changed: Date.now()};
  status.textContent = "Saving…";
  clearTimeout(saving);
  saving = setTimeout(() => void flush(), 300);
}

async function flush(): Promise<void> {
  if (saving === undefined) return;
  clearTimeout(saving);
  saving = undefined;
  try {
    await store.write(current);
    status.textContent = `Saved in this browser, ${new Date(current.changed).toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"})}`;
  } catch (error) {
    status.textContent = `Not saved: ${(error as Error)?.message ?? "this browser has no room"}. Download the notebook to keep it.`;
  }
}
addEventListener("pagehide", () => void flush());

// Changes.

/** Takes a changed notebook for the present one; what can be undone here is the adding, moving and deleting of cells. */
function change(next: Notebook, {undo = true} = {}): void {
  if (undo) {
    past.push(current.notebook);
    future = [];
  }
  current = {...current, notebook: next};
  document.title = `${next.title} | Four Models`;
  keep();
}

/** Goes a step back or forward: cells come and go, and those that stay keep their text. */
function step(from: Notebook[], to: Notebook[]): void {
  const target = from.pop();
  if (!target) {
    say("There is nothing to take back.");
    return;
  }
  to.push(current.notebook);
  const now = new Map(current.notebook.cells.map((d) => [d.id, d]));
  const cells = target.cells.map((d) => now.get(d.id) ?? d);
  change({...current.notebook, cells}, {undo: false});
  render();
  runChanged();
}

function insert(options: Parameters<typeof addCell>[1]): void {
  change(addCell(current.notebook, options));
  const added = current.notebook.cells.find((d) => !views.has(d.id));
  render();
  if (added) views.get(added.id)?.edit();
}

function render(): void {
  const {cells} = current.notebook;
  const ids = new Set(cells.map((d) => d.id));
  const gone = [...views.keys()].filter((id) => !ids.has(id));
  for (const id of gone) {
    views.get(id)?.element.remove();
    views.delete(id);
    ran.delete(id);
  }
  if (gone.length) session?.remove(gone);
  cells.forEach((cell, i) => {
    let view = views.get(cell.id);
    if (!view) {
      view = createCellView(cell, commandsOf(cell.id), {complete, explain});
      views.set(cell.id, view);
      view.stand(session?.standings.get(cell.id) ?? {standing: "not-run"});
      resized.observe(view.element);
    }
    view.update(cell, i + 1);
    if (list.children[i] !== view.element) list.insertBefore(view.element, list.children[i] ?? null);
  });
  session?.order(cells.map((d) => d.id));
  layOut();
}

function cellOf(id: number): Cell | undefined {
  return current.notebook.cells.find((d) => d.id === id);
}

function commandsOf(id: number) {
  return {
    change(value: string) {
      if (cellOf(id)?.value === value) return;
      change(changeCell(current.notebook, id, {value}), {undo: false});
      views.get(id)?.changed(ran.has(id) && ran.get(id) !== value);
    },
    run(next: boolean) {
      runCell(id);
      if (next) goOn(id, 1, {edit: true});
    },
    runAll,
    stop,
    addBelow: () => insert({after: id}),
    leave: () => views.get(id)?.element.focus(),
    result: () => session?.focus(id),
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
      say("The cell was deleted.", ["Undo", () => step(past, future)], ["Close", () => {}]);
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

function openSession(): Session {
  session?.end();
  const made = new Session(sheet, {
    addresses: parts,
    placed: true,
    listener: {
      standing: stand,
      heights(heights) {
        for (const [id, height] of Object.entries(heights)) {
          const room = views.get(Number(id))?.room;
          if (room) room.style.height = `${height}px`;
        }
        layOut();
      },
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
        session = undefined;
        current = {...current, trusted: false};
        for (const id of views.keys()) stand(id, {standing: "not-run"});
        say("This notebook tried to lead its frame to another page, and was stopped.", [
          "Run it again",
          trust
        ]);
      }
    }
  });
  for (const file of current.files) made.give(file);
  session = made;
  return made;
}

function stand(id: number, standing: CellStanding): void {
  views.get(id)?.stand(standing);
  const busy = session?.busy ?? false;
  sheet.setAttribute("aria-busy", String(busy));
  stopButton.disabled = !busy;
}

function runAll(): void {
  if (current.trusted) runCells(openSession(), current.notebook.cells);
  else trust();
}

/** Runs one cell; all of them when none has run yet, since it may need the others. */
function runCell(id: number): void {
  const cell = cellOf(id);
  if (!current.trusted) say("This notebook came from outside, and has not run.", ["Run it", trust]);
  else if (!session) runAll();
  else if (cell) runCells(session, [cell]);
}

/** Runs the cells whose text is not the one that ran last. */
function runChanged(): void {
  if (session)
    runCells(
      session,
      current.notebook.cells.filter((d) => ran.get(d.id) !== d.value)
    );
}

function runCells(where: Session, cells: readonly Cell[]): void {
  for (const {id, value} of cells) {
    ran.set(id, value);
    views.get(id)?.changed(false);
  }
  where.order(current.notebook.cells.map((d) => d.id));
  where.run(cells);
}

/** Ends whatever is running by closing its frame; the cells that had come to an end run again in a new one. */
function stop(): void {
  if (!session) return;
  const running = [...session.standings].filter(([, d]) => d.standing === "pending").map(([id]) => id);
  const others = current.notebook.cells.filter((d) => !running.includes(d.id));
  runCells(openSession(), others);
  for (const id of running) {
    ran.delete(id);
    stand(id, {standing: "failed", error: {message: "Stopped. Change the cell and run it again."}});
  }
}

// Layout: the frame lies beneath the cells, as tall as they are, and shows each result where the cell leaves room.

let laying = 0;
const resized = new ResizeObserver(layOut);
resized.observe(list);

function layOut(): void {
  cancelAnimationFrame(laying);
  laying = requestAnimationFrame(() => {
    if (!session) return;
    session.frame.style.height = `${list.offsetHeight}px`;
    const top = list.getBoundingClientRect().top;
    const tops = [...views].map(([id, {room}]) => [id, Math.round(room.getBoundingClientRect().top - top)]);
    session.place(Object.fromEntries(tops) as Record<number, number>);
  });
}

// What the editors know.

const complete = completer(loadDocs, () => {
  const names = current.notebook.cells.flatMap((cell) => {
    const made = transpile(cell);
    return isFault(made) ? [] : [...made.outputs, ...(made.output ? [made.output] : [])];
  });
  return [...new Set(names)];
});
const explain = explainer(() => docs);

async function loadDocs(): Promise<Docs> {
  docs ??= await fetch(parts.docs)
    .then((answer) => answer.json() as Promise<Docs>)
    .catch(() => ({}));
  return docs;
}

// In and out.

function downloadNotebook(notebook: Notebook): void {
  try {
    save(writeNotebook(notebook), `${fileName(notebook.title)}.html`, "text/html");
  } catch (error) {
    say(sentence((error as Error).message));
  }
}

async function downloadResults(): Promise<void> {
  if (!session) return say("The notebook has not run yet.", ["Run it", trust]);
  const made = `Made in the workbench of Four Models, ${new Date().toISOString().slice(0, 10)}: ${site}`;
  const text = resultsPage(current.notebook, await session.snapshot(), {style: parts.style, parser, made});
  save(text, `${fileName(current.notebook.title)}-results.html`, "text/html");
}

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
  picker.value = "";
}

/** Hands a file of data to the notebook, with a cell that reads it and a word on what it holds. */
async function attach(file: File): Promise<void> {
  const {handed, code, words} = await readAttachment(file);
  current = {...current, files: [...current.files.filter((d) => d.name !== file.name), handed]};
  session?.give(handed);
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

// Keys on a cell as a whole.

list.addEventListener("keydown", (event) => {
  const [id, view] = [...views].find(([, {element}]) => element === event.target) ?? [];
  if (id === undefined || !view) return;
  const act = cellKey(event, view, commandsOf(id), (by) => goOn(id, by));
  if (!act) return;
  event.preventDefault();
  act();
});
addEventListener("keydown", (event) => {
  const command = event.ctrlKey || event.metaKey;
  if (
    !command ||
    event.defaultPrevented ||
    (event.target as Element).closest?.(".cm-editor, input, textarea")
  )
    return;
  if (event.key === ".") stop();
  else if (event.key.toLowerCase() === "z") event.shiftKey ? step(future, past) : step(past, future);
  else return;
  event.preventDefault();
});

addEventListener("hashchange", () => void follow());
void follow();
