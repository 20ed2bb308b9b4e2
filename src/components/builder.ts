/**
 * The embed page: choices become an address, the address a preview, the preview’s height part of the code. Only choices
 * that have no files of their own ask for the studio. The choices stand in the address of the page.
 */
import type {Content} from "../forms/content.js";
import {pictureHeight, type Size} from "../forms/oEmbed.js";
import {
  frameAddress,
  type HostKind,
  hostKinds,
  howTo,
  type Shown,
  snippet,
  type Wish
} from "../forms/snippets.js";
import {loadStudio, siteFile} from "./load.js";
import {saveFile} from "./tools.js";

type Views = Record<string, Record<string, string>>;

/** Brings a builder to life. Throws when the list of views cannot be fetched. */
export async function openBuilder(builder: HTMLElement): Promise<void> {
  const document = builder.ownerDocument;
  const form = builder.querySelector("form") as HTMLFormElement;
  const home = siteFile(document, "").replace(/\/$/, "");
  const answer = await fetch(siteFile(document, "embed/v1/views.json"));
  const views = (await answer.json()) as Views;
  const state = {shown: undefined as Shown | undefined, height: 480, turn: 0};

  const notes = setForm(
    form,
    new URLSearchParams(location.search.slice(0, 4000)),
    builder.dataset.first ?? ""
  );
  say(builder, notes);
  const write = () => {
    if (!state.shown) return;
    const host = hostOf(form);
    setText(builder, ".how", howTo(host, state.shown));
    const code = builder.querySelector("textarea");
    if (code) code.value = snippet(host, state.shown, {...wishOf(form), height: state.height});
    files(builder, state.shown, host);
  };
  const update = async () => {
    state.turn += 1;
    const turn = state.turn;
    arrange(form);
    const query = queryOf(form);
    try {
      const shown = await shownOf(document, figureOf(form), query, views, home);
      // A later choice has overtaken this one.
      if (turn !== state.turn) return;
      state.shown = shown;
      preview(builder, frameAddress(shown, wishOf(form)), wishOf(form));
      write();
    } catch (error) {
      say(builder, [
        `This choice cannot be shown just now (${error instanceof Error ? error.message : "no connection"}).`
      ]);
    }
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({target}) => {
    say(builder, []);
    const rest = new URLSearchParams({
      figure: figureOf(form),
      ...Object.fromEntries(new URLSearchParams(queryOf(form)))
    });
    for (const name of ["theme", "width", "host"]) {
      const value = chosen(form, name);
      if (value && value !== "auto" && value !== "html") rest.set(name, value);
    }
    history.replaceState(null, "", `${location.pathname}?${rest.toString().replaceAll("%2C", ",")}`);
    if ((target as HTMLSelectElement).name === "host") write();
    else void update();
  });
  addEventListener("message", ({data, source}) => {
    const frame = builder.querySelector<HTMLIFrameElement>(".preview iframe");
    if (data?.type !== "four-models:height" || source !== frame?.contentWindow || !(data.height > 0)) return;
    state.height = Math.min(5000, data.height);
    if (frame) frame.style.height = `${state.height}px`;
    write();
  });
  await update();
}

function chosen(form: HTMLFormElement, name: string): string {
  return form.querySelector<HTMLSelectElement>(`:scope > label > select[name="${name}"]`)?.value ?? "";
}

function figureOf(form: HTMLFormElement): string {
  return chosen(form, "figure");
}

function hostOf(form: HTMLFormElement): HostKind {
  return hostKinds.find((d) => d.id === chosen(form, "host")) ?? (hostKinds[0] as HostKind);
}

function wishOf(form: HTMLFormElement): Omit<Wish, "height"> & {height: number} {
  const theme = chosen(form, "theme");
  const width = Number(chosen(form, "width"));
  return {
    theme: theme === "dark" || theme === "light" ? theme : "auto",
    width: width || undefined,
    height: 480
  };
}

/** The choices of the figure at hand as a query, usual ones left out. */
function queryOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  const own = form.querySelector<HTMLElement>(`.of-figure[data-figure="${figureOf(form)}"]`);
  const countries = [...form.querySelectorAll<HTMLInputElement>('[name="countries"]:checked')].map(
    (d) => d.value
  );
  if (countries.length && own?.dataset.max !== "0") query.set("countries", countries.join(","));
  for (const select of own?.querySelectorAll("select") ?? []) {
    if (select.selectedIndex > 0) query.set(select.name, select.value);
  }
  return query.toString().replaceAll("%2C", ",");
}

/** Shows the choices of the figure at hand and no others. */
function arrange(form: HTMLFormElement): void {
  for (const part of form.querySelectorAll<HTMLElement>(".of-figure")) {
    part.hidden = part.dataset.figure !== figureOf(form);
    if (!part.hidden) {
      const picker = form.querySelector<HTMLElement>(".country-picker");
      if (picker) picker.hidden = part.dataset.max === "0";
    }
  }
}

/** Takes over an address; what it cannot is said. The first view stands where no figure is named. */
function setForm(form: HTMLFormElement, query: URLSearchParams, first: string): string[] {
  const notes: string[] = [];
  const short = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
  const figures = form.querySelector<HTMLSelectElement>(':scope > label > select[name="figure"]');
  const wanted = query.get("figure");
  const take = (select: HTMLSelectElement, value: string) => {
    if ([...select.options].some((d) => d.value === value)) select.value = value;
    else notes.push(`“${short(value)}” is not a choice here; the usual one is shown.`);
  };
  if (figures) take(figures, wanted ?? first.split("/")[0] ?? "");
  const own = form.querySelector<HTMLElement>(`.of-figure[data-figure="${figureOf(form)}"]`);
  for (const [name, value] of query) {
    if (["figure", "v", "countries"].includes(name)) continue;
    const select = [
      ...form.querySelectorAll<HTMLSelectElement>(":scope > label > select"),
      ...(own?.querySelectorAll("select") ?? [])
    ].find((d) => d.name === name);
    if (select) take(select, value);
    else notes.push(`This figure has no choice called “${short(name)}”.`);
  }
  const boxes = [...form.querySelectorAll<HTMLInputElement>('[name="countries"]')];
  const codes = (query.get("countries") ?? "").toUpperCase().split(",").filter(Boolean);
  for (const box of boxes) box.checked = codes.includes(box.value);
  const unknown = codes.filter((code) => !boxes.some((d) => d.value === code)).slice(0, 6);
  if (unknown.length)
    notes.push(`No country here has the code ${unknown.map((d) => `“${short(d)}”`).join(", ")}.`);
  return notes;
}

/** What is shown: from the files of its view where it has a name, else from the studio. */
async function shownOf(
  document: Document,
  figure: string,
  query: string,
  views: Views,
  home: string
): Promise<Shown> {
  const key = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).sort();
  const name = views[figure]?.[key.join("&")];
  if (name) {
    const id = `${figure}/${name}`;
    const [file, answer] = await Promise.all(
      ["json", "oembed.json"].map((form) =>
        fetch(siteFile(document, `view/${id}.${form}`)).then((d) => d.json())
      )
    );
    return {
      ...(file as Content),
      records: file.rows.map((d: {values: object}) => Object.values(d.values)),
      id,
      figureId: figure,
      query,
      home,
      page: `${home}/figures/${figure}${query ? `?${query}` : ""}`,
      named: true,
      picture: {width: answer.width, height: pictureHeight(answer.height)},
      narrow: {width: answer.narrow_width, height: answer.narrow_height}
    };
  }
  const studio = await loadStudio(document);
  const {content, named} = await studio.state(figure, query, {home});
  const {wide, narrow} = studio.drawings(content, document);
  const framed = ({width, height}: Size) => ({width: width + 32, height: height + 200});
  return {...content, named, figureId: figure, picture: framed(wide), narrow: framed(narrow)};
}

function preview(builder: HTMLElement, address: string, {width}: Omit<Wish, "height">): void {
  const box = builder.querySelector<HTMLElement>(".preview");
  const old = box?.querySelector("iframe");
  if (old?.src === address && old.style.width === (width ? `${width}px` : "100%")) return;
  const frame = builder.ownerDocument.createElement("iframe");
  frame.src = address;
  frame.title = "Preview";
  frame.style.width = width ? `${width}px` : "100%";
  frame.style.height = old?.style.height || "480px";
  box?.replaceChildren(frame);
}

const FORMS = ["png", "dark.png", "svg", "csv", "json", "bib"];

/** Links to the picture and the rows, for hosts that take files; buttons that make them where there are none. */
function files(builder: HTMLElement, shown: Shown, {form}: HostKind): void {
  const box = builder.querySelector(".files");
  const document = builder.ownerDocument;
  const link = (text: string, href: string, download = false) => {
    const a = document.createElement("a");
    a.textContent = text;
    a.href = href;
    if (download) a.download = "";
    return a;
  };
  if (!box) return;
  if (!shown.named) {
    const told = document.createElement("output");
    const make = (form: string) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = form;
      button.addEventListener("click", async () => {
        told.textContent = "";
        try {
          await saveFile(document, {figure: shown.figureId, query: shown.query}, form);
        } catch (error) {
          told.textContent = `The file cannot be made just now (${error instanceof Error ? error.message : "no connection"}).`;
        }
      });
      return [button, " "];
    };
    box.replaceChildren(
      "This choice has no files on this site, and so no address of a picture. Made here, in your browser: ",
      ...FORMS.flatMap(make),
      told
    );
    return;
  }
  const base = `${shown.home}/view/${shown.id}`;
  box.replaceChildren(
    form === "picture" ? "Picture to save: " : "Files: ",
    ...FORMS.flatMap((ending, i) => [i ? ", " : "", link(ending, `${base}.${ending}`, true)])
  );
}

function setText(element: HTMLElement, selector: string, text: string): void {
  const found = element.querySelector(selector);
  if (found) found.textContent = text;
}

function say(builder: HTMLElement, sentences: readonly string[]): void {
  builder.querySelector(".notes")?.replaceChildren(
    ...sentences.map((sentence) => {
      const p = builder.ownerDocument.createElement("p");
      p.textContent = sentence;
      return p;
    })
  );
}
