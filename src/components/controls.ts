import {CHALLENGE_NAMES} from "../figures/challenge.js";
import {loadStudio} from "./load.js";
import {reasonFor} from "./renewed.js";
import {tables} from "./tables.js";

/** How a drawn choice enters the address: as a step one can go back on, or in its one right form in place of itself. */
type Write = "push" | "replace" | "leave";

/**
 * Controls of figures: a changed choice redraws the figure and is written into the address; an address with choices
 * is drawn on arrival, and so is one that back and forward lead to.
 */
export function figureControls(document: Document): void {
  for (const form of document.querySelectorAll<HTMLFormElement>(".figure-controls")) {
    const figure = document.getElementById(form.dataset.for ?? "");
    if (!figure) continue;
    // What the page itself chose; an address says what differs from it.
    const usual = figure.dataset.query ?? "";
    const draw = (query: string, write: Write) => redraw(figure, form, overUsual(query, usual), write, usual);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => draw(formQuery(form), "push"));
    form.addEventListener("click", (event) => {
      const group = (event.target as Element).closest<HTMLElement>("[data-countries]")?.dataset.countries;
      if (group === undefined) return;
      for (const box of form.querySelectorAll<HTMLInputElement>('[name="countries"]'))
        box.checked = group.split(",").includes(box.value);
      draw(formQuery(form), "push");
    });
    // The studio is on its way as soon as a control is touched.
    form.addEventListener("pointerdown", () => void loadStudio(document).catch(() => undefined), {
      once: true
    });
    addEventListener("popstate", () => draw(location.search.slice(1), "leave"));
    if (location.search.length > 1) draw(location.search.slice(1), "replace");
    // A choice may have been changed while this script was on its way.
    else if (isChanged(form)) draw(formQuery(form), "push");
  }
}

/** A query with what the page chose for all that it does not speak of. */
export function overUsual(query: string, usual: string): string {
  if (!usual) return query;
  const parts = new URLSearchParams(usual);
  const said = new URLSearchParams(query);
  // The version is that of the address; in its first, `c` was the name of countries.
  parts.delete("v");
  if (said.has("c")) parts.delete("countries");
  for (const [name, value] of said) parts.set(name, value);
  return plainQuery(parts);
}

/** A state of a figure as the address of its page tells it: only what differs from what the page chose. */
export function sinceUsual(
  query: string,
  usual: string,
  choices: Readonly<Record<string, string | readonly string[]>>
): string {
  if (!usual) return query;
  const parts = new URLSearchParams(query);
  for (const [name, was] of new URLSearchParams(usual)) {
    const now = choices[name];
    if (String(now) === was) parts.delete(name);
    else if (now !== undefined) parts.set(name, String(now));
  }
  return [...parts.keys()].join() === "v" ? "" : plainQuery(parts);
}

/** With commas and colons as they are written in addresses here. */
function plainQuery(parts: URLSearchParams): string {
  return `${parts}`.replace(/%2C/g, ",").replace(/%3A/g, ":");
}

/** Whether a form says something else than it did in the page. */
function isChanged(form: HTMLFormElement): boolean {
  const options = [...form.querySelectorAll("option")].filter((d) => d.defaultSelected && !d.selected);
  const boxes = [...form.querySelectorAll("input")].filter((d) => d.checked !== d.defaultChecked);
  return options.length + boxes.length > 0;
}

/** The choices of a form as a query; countries in one comma-separated value. */
function formQuery(form: HTMLFormElement): string {
  const data = new FormData(form);
  const query = new URLSearchParams();
  // None chosen is a choice as well.
  if (form.querySelector('[name="countries"]')) query.set("countries", data.getAll("countries").join(","));
  for (const [name, value] of data) if (name !== "countries") query.set(name, String(value));
  const before = new URLSearchParams(location.search);
  for (const name of ["data", ...CHALLENGE_NAMES]) {
    const kept = before.get(name);
    if (kept) query.set(name, kept);
  }
  return query.toString();
}

async function redraw(
  figure: HTMLElement,
  form: HTMLFormElement,
  query: string,
  write: Write,
  usual: string
): Promise<void> {
  const notes = figure.querySelector(".notes");
  figure.setAttribute("aria-busy", "true");
  try {
    const opened = await loadStudio(figure.ownerDocument);
    const drawn = await opened.draw(figure, query);
    setForm(form, drawn.choices);
    say(notes, drawn.notes);
    await Promise.all(followers(figure).map((other) => opened.draw(other, drawn.followed)));
    const told = sinceUsual(drawn.query, usual, drawn.choices);
    const address = location.pathname + (told ? `?${told}` : "");
    if (write === "push") history.pushState(null, "", address);
    // An address that could not be followed in full stays, so that its note can be understood.
    else if (write === "replace" && !drawn.notes.length)
      history.replaceState(null, "", address + location.hash);
    tables(figure);
  } catch (error) {
    say(notes, [
      `This choice cannot be drawn just now (${await reasonFor(figure.ownerDocument, error)}). The picture shows the choice before it.`
    ]);
  } finally {
    figure.removeAttribute("aria-busy");
  }
}

/** Figures of the page that show the same countries as this one. */
function followers(figure: HTMLElement): HTMLElement[] {
  return [...figure.ownerDocument.querySelectorAll<HTMLElement>(`[data-follows="${figure.id}"]`)];
}

function setForm(form: HTMLFormElement, choices: Record<string, string | string[]>): void {
  for (const element of form.elements) {
    if (element instanceof HTMLSelectElement) {
      const value = choices[element.name];
      if (typeof value === "string") element.value = value;
    } else if (element instanceof HTMLInputElement && element.type === "checkbox") {
      element.checked = (choices[element.name] ?? []).includes(element.value);
    }
  }
  const chosen = form.querySelector(".chosen");
  if (chosen) chosen.textContent = String(choices.countries?.length ?? 0);
}

function say(notes: Element | null, sentences: readonly string[]): void {
  notes?.replaceChildren(
    ...sentences.map((sentence) => {
      const p = notes.ownerDocument.createElement("p");
      p.textContent = sentence;
      return p;
    })
  );
}
