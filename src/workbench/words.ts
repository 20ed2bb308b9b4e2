import {make} from "./cell.js";

/** A button that is a word. */
export function button(text: string, act: () => void, hint = ""): HTMLButtonElement {
  return make("button", {type: "button", onclick: act, ...(hint ? {title: hint} : {})}, text);
}

/** A word that opens a panel; Escape and a click elsewhere close it. */
export function menu(name: string, panel: HTMLElement, open: () => unknown = () => {}): HTMLDetailsElement {
  const element = make("details", {class: "wb-menu"}, make("summary", {}, name), panel);
  element.addEventListener("toggle", () => element.open && void open());
  element.addEventListener("keydown", ({key}) => {
    if (key !== "Escape") return;
    element.open = false;
    element.querySelector("summary")?.focus();
  });
  addEventListener("pointerdown", ({target}) => {
    if (!element.contains(target as Node)) element.open = false;
  });
  return element;
}

/** What keys do, as a list. */
export function keysPanel(): HTMLElement {
  const keys = [
    ["Shift Enter", "run the cell and go on to the next"],
    ["Ctrl Enter", "run the cell"],
    ["Ctrl Shift Enter", "run all cells"],
    ["Ctrl .", "stop what is running"],
    ["Alt Enter", "add a cell below"],
    ["Ctrl Alt R", "go to the result; Escape leads back"],
    ["Escape", "leave the text; then arrow keys go from cell to cell"],
    ["Enter", "edit the cell"],
    ["Alt ↑, Alt ↓", "move the cell"],
    ["Delete", "delete the cell"],
    ["Ctrl Z, Ctrl Shift Z", "take back and do again: cells on the page, words in the text"]
  ];
  const rows = keys.map(([key = "", does = ""]) =>
    make("div", {}, make("dt", {}, key), make("dd", {}, does))
  );
  return make("div", {class: "wb-panel wb-keys"}, make("dl", {}, ...rows), ...stopping());
}

/** What can be stopped and what cannot, as paragraphs. */
function stopping(): HTMLElement[] {
  return [
    "Stop closes the frame in which the cells run. Chrome and Edge on computers give that frame a process of its own: there it ends whatever is running.",
    "In other browsers the page has to wait while a cell computes. A loop, or a function that calls itself, is ended after five seconds. A single call that takes for ever, such as a search with a hard pattern or an array of a thousand million places, cannot be ended there but by closing the tab; what you wrote is kept."
  ].map((text) => make("p", {}, text));
}

/** A time as a reader says it. */
export function day(time: number): string {
  return new Date(time).toLocaleString("en-GB", {
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit"
  });
}

/** Words as a sentence. */
export function sentence(text: string): string {
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}.`.replace(/\.\.$/, ".");
}

/** Hands a file to the reader. */
export function save(text: string, name: string, type: string): void {
  const link = make("a", {download: name});
  link.href = URL.createObjectURL(new Blob([text], {type}));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
