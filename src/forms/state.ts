import {figureById, figures} from "../figures/index.js";
import {fromQuery, toQuery} from "../figures/view.js";
import {type Content, type Edition, viewContent} from "./content.js";
import {namedViewOf} from "./views.js";

/** A figure in any state, and what could not be followed of what was asked. */
export interface State {
  content: Content;
  /** Whether it is a named view, with files of its own. */
  named: boolean;
  /** In plain words, as text. */
  notes: string[];
}

/**
 * A figure in the state of a query. A named view where the state has a name; else one whose address is that of its page
 * and whose `name` is made of its choices. An unknown figure, or one that has no rows here, gives the usual one with a
 * note; nothing in `id` and `query` throws.
 */
export function stateOf(
  id: string,
  query: string,
  edition: Edition,
  {home = ""}: {home?: string} = {}
): State {
  const {evidence} = edition;
  const found = figureById(id);
  const figure = found ?? figures.find((d) => d.id === "membership") ?? figures[0];
  if (!figure) throw new Error("there are no figures");
  const {view, notes} = found ? fromQuery(query, figure, evidence) : fromQuery("", figure, evidence);
  if (!found)
    notes.push(
      `No figure is called “${id.length > 40 ? `${id.slice(0, 39)}…` : id}”; “${figure.name}” is shown.`
    );
  const canonical = toQuery(view, figure, evidence);
  const named = namedViewOf(figure, canonical, evidence);
  if (named) return {content: viewContent(named, edition, {home}), named: true, notes};
  const name = stateName(canonical);
  const content = viewContent(
    {id: `${figure.id}/${name}`, figure, name, label: figure.name, view, query: canonical},
    edition,
    {home}
  );
  return {content: {...content, address: content.page}, named: false, notes};
}

/** `aus-can-official` for `countries=AUS,CAN&reading=official&v=1`, of at most 60 characters: a name for files. */
function stateName(query: string): string {
  const params = new URLSearchParams(query);
  params.delete("v");
  const words = [...params.values()]
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return words.replace(/^-|-$/g, "").slice(0, 60) || "view";
}
