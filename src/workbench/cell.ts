import type {Editor, EditorCommands, EditorOptions} from "./editor.js";
import type {Editors} from "./editors.js";
import {type Cell, MODE_NAMES, MODES, runs} from "./notebook.js";
import type {CellStanding} from "./session.js";

/** What a cell on the page asks of the workbench. */
export interface CellCommands extends EditorCommands {
  setMode(mode: Cell["mode"]): void;
  pin(pinned: boolean): void;
  move(by: -1 | 1): void;
  remove(): void;
}

/** A cell on the page: room for its result, its code, its error and its tools. */
export interface CellView {
  element: HTMLElement;
  /** Stands where the result is; the frame shows through. */
  room: HTMLElement;
  update(cell: Cell, place: number): void;
  stand(standing: CellStanding): void;
  /** Shows the code and puts the cursor into it. */
  edit(): void;
  editing(): boolean;
  /** Folds the code of a cell that is not pinned. */
  fold(): void;
  /** Says whether the code has changed since it ran. */
  changed(yes: boolean): void;
}

type Content = string | Node;

/** An element with attributes and content; handlers under `on…`. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string | boolean | ((event: Event) => void)> = {},
  ...content: Content[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false) element.setAttribute(key, value);
  }
  element.append(...content);
  return element;
}

/** How long something is under way before the page says so, in milliseconds: most is over by then, and nothing flickers. */
const PATIENCE = 120;

/** Shows that something is under way only when it lasts, and at once that it is over. */
export function patient(show: (busy: boolean) => void): (busy: boolean) => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return (busy) => {
    if (busy) waiting ??= setTimeout(() => show(true), PATIENCE);
    else {
      clearTimeout(waiting);
      waiting = undefined;
      show(false);
    }
  };
}

/** Editors come when their cell comes into view, so that a long notebook opens as fast as a short one. */
const seen = new IntersectionObserver(
  (entries) => {
    for (const {target, isIntersecting} of entries)
      if (isIntersecting) target.dispatchEvent(new Event("seen"));
  },
  {rootMargin: "50%"}
);

/** Makes the view of a cell. */
export function createCellView(
  first: Cell,
  commands: CellCommands,
  {editors, ...support}: Pick<EditorOptions, "complete" | "explain"> & {editors: Editors}
): CellView {
  let cell = first;
  let editor: Editor | undefined;
  let open = false;
  let error: CellStanding["error"];
  let label = "";

  const room = make("div", {class: "wb-room"});
  const plain = make("pre", {class: "wb-plain"});
  const code = make("div", {class: "wb-code"}, plain);
  const problem = make("p", {class: "wb-error", role: "alert", hidden: true});
  const mode = make("select", {
    "aria-label": "Kind of cell",
    onchange: () => commands.setMode(mode.value as Cell["mode"])
  });
  const button = (text: string, act: () => void, title = "") =>
    make("button", {type: "button", onclick: act, ...(title ? {title} : {})}, text);
  const pin = button("", () => commands.pin(!cell.pinned));
  const tools = make(
    "div",
    {class: "wb-tools", role: "group"},
    button("Run", () => commands.run(false), "Control or Command and Enter"),
    button("Edit", () => view.edit()),
    pin,
    mode,
    button("Add below", () => commands.addBelow(), "Alt and Enter"),
    button("Up", () => commands.move(-1)),
    button("Down", () => commands.move(1)),
    button("Delete", () => commands.remove())
  );
  const element = make("section", {class: "wb-cell", tabindex: "-1"}, room, code, problem, tools);

  const ready = () => {
    if (editor || code.hidden || !editors.create) return;
    editor = editors.create(code, {mode: cell.mode, value: cell.value, label, commands, ...support});
    plain.remove();
    seen.unobserve(code);
    if (error) editor.mark(error);
  };
  code.addEventListener("seen", () => void editors.wanted.then(ready));
  code.addEventListener("pointerdown", () => {
    if (editors.create) ready();
    else view.edit();
  });
  seen.observe(code);
  element.addEventListener("focusout", ({relatedTarget}) => {
    if (!element.contains(relatedTarget as Node | null)) view.fold();
  });

  const goTo = (line: number) => {
    view.edit();
    void editors.load().then(() => editor?.goTo(line));
  };
  const show = () => {
    code.hidden = !(cell.pinned || open || error || element.classList.contains("not-run"));
    pin.textContent = cell.pinned ? "Fold code" : "Keep code in view";
  };

  const busy = patient((yes) => element.setAttribute("aria-busy", String(yes)));

  const view: CellView = {
    element,
    room,
    update(next, place) {
      if (next.mode !== cell.mode) editor?.setMode(next.mode);
      cell = next;
      label = `Cell ${place}, ${MODE_NAMES[cell.mode]}`;
      element.setAttribute("aria-label", label);
      tools.setAttribute("aria-label", `Tools of cell ${place}`);
      element.dataset.mode = cell.mode;
      editor?.setLabel(label);
      if (editor && editor.view.state.doc.toString() !== cell.value)
        editor.view.dispatch({changes: {from: 0, to: editor.view.state.doc.length, insert: cell.value}});
      if (!editor) plain.textContent = cell.value || " ";
      const kinds = runs(cell.mode) ? MODES : [...MODES, cell.mode];
      mode.replaceChildren(...kinds.map((d) => new Option(MODE_NAMES[d], d, false, d === cell.mode)));
      show();
    },
    stand({standing, error: found}) {
      element.dataset.standing = standing;
      element.classList.toggle("not-run", standing === "not-run");
      busy(standing === "pending");
      if (standing === "pending") return;
      error = found;
      problem.hidden = !error;
      problem.replaceChildren();
      if (error) {
        problem.append(error.message);
        const {line} = error;
        if (line)
          problem.append(" ", make("button", {type: "button", onclick: () => goTo(line)}, `line ${line}`));
      }
      editor?.mark(error);
      show();
    },
    edit() {
      open = true;
      show();
      ready();
      if (editor) editor.view.focus();
      else
        void editors.load().then(() => {
          ready();
          if (open) editor?.view.focus();
        });
    },
    editing: () => editor?.view.hasFocus ?? false,
    fold() {
      open = false;
      show();
    },
    changed(yes) {
      element.classList.toggle("changed", yes);
    }
  };
  view.update(cell, 0);
  return view;
}
