/**
 * Figures for those who write modules: `/embed/v1/module.js` gives `figure`, `rows` and `address`. The server must let
 * other sites read its files (`Access-Control-Allow-Origin`), as most static hosts do.
 */
const home = new URL("../../", import.meta.url).href;

/** What to show: a view by its name, `membership/six`, or a figure with its choices. */
export interface Wanted {
  view?: string;
  figure?: string;
  countries?: readonly string[] | string;
  theme?: "light" | "dark";
  /** Further choices of the figure, by name. */
  [choice: string]: string | readonly string[] | undefined;
}

/** An element that shows a figure, as tall as its content; put it wherever it is wanted. */
export function figure({title, ...wanted}: Wanted & {title?: string}): HTMLElement {
  load();
  const element = document.createElement("four-models");
  if (title) element.title = title;
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
  return element;
}

/** The rows of a named view, each an object by the names of its columns. Throws where there is no such view. */
export async function rows(view: string): Promise<Record<string, string | number | null>[]> {
  // A host that lets other sites read its files may still not let them read that there is none.
  const answer = await fetch(address(view, "json")).catch(() => undefined);
  if (!answer?.ok) throw new Error(`no view is called ${view}, or this page may not read it`);
  const {rows} = (await answer.json()) as {rows: {values: Record<string, string | number | null>}[]};
  return rows.map((d) => d.values);
}

/** The address of a form of a named view: `svg`, `dark.svg`, `png`, `csv`, `json`, `bib`, `html` and so on. */
export function address(view: string, form: string): string {
  return `${home}view/${view}.${form}`;
}

let loaded: HTMLScriptElement | undefined;

/** Puts the script of the element into the page, once. */
function load(): void {
  if (loaded || customElements.get("four-models")) return;
  loaded = document.createElement("script");
  loaded.src = `${home}embed/v1/four-models.js`;
  document.head.append(loaded);
}
