import type {AnyFigure} from "../figures/figure.js";
import {fromQuery, toQuery} from "../figures/view.js";
import {type Content, type Edition, viewContent} from "./content.js";
import {namedViewOf} from "./named.js";

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
 * and whose `name` is made of its choices. Where `asked`, the id that an address names, is not that of the figure, its
 * usual view is given with a note; nothing in `asked` and `query` throws.
 */
export function stateOf(
  figure: AnyFigure,
  query: string,
  edition: Edition,
  {home = "", asked = figure.id}: {home?: string; asked?: string} = {}
): State {
  const {evidence} = edition;
  const known = asked === figure.id;
  const {view, notes} = fromQuery(known ? query : "", figure, evidence);
  if (!known)
    notes.push(
      `No figure is called “${asked.length > 40 ? `${asked.slice(0, 39)}…` : asked}”; “${figure.name}” is shown.`
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
