import type {Evidence} from "../evidence/evidence.js";
import {figures} from "../figures/index.js";
import {type NamedView, namedViewsOf} from "./named.js";

export {type NamedView, namedViewOf, namedViewsOf} from "./named.js";

/** The named views of all figures. */
export function namedViews(evidence: Evidence): NamedView[] {
  return figures.flatMap((figure) => namedViewsOf(figure, evidence));
}

/** The named view at `membership/six`; `undefined` when there is none. */
export function namedViewById(id: string, evidence: Evidence): NamedView | undefined {
  const [figureId, name] = id.split("/");
  const figure = figures.find((d) => d.id === figureId);
  return figure && namedViewsOf(figure, evidence).find((d) => d.name === name);
}
