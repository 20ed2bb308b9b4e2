import {figureById} from "../../../src/figures/index.js";
import {fromQuery, toQuery} from "../../../src/figures/view.js";
import type {FragmentOptions} from "../fragments.js";
import {html, type Markup} from "../html.js";
import {parts} from "./numbers.js";

/**
 * `{{see membership countries=AUS,CAN when=all | Australia beside Canada}}`: a link to a figure in a state;
 * `{{see compare countries=AUS,CAN | …}}` leads to the comparison. Throws for a state the figure does not have.
 */
export function seeOf(o: FragmentOptions): Markup {
  const [asked, words = ""] = parts(o.words);
  const [id = "", ...pairs] = asked.split(/\s+/);
  const figure = figureById(id);
  if (!figure) throw new Error(`${o.context.path}: no figure is called ${id}`);
  const {evidence} = o.site;
  const {view, notes} = fromQuery(pairs.join("&"), figure, evidence);
  if (notes.length || !words)
    throw new Error(`${o.context.path}: see ${id}: ${notes.join(" ") || "words for the link are wanted"}`);
  const query = toQuery(view, figure, evidence);
  return html`<a class="see" href="${id === "compare" ? "/compare" : `/figures/${id}`}${query ? `?${query}` : ""}">${words}</a>`;
}
