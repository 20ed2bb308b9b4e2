import {challengeable} from "../figures/challengeable.js";
import type {AnyFigure} from "../figures/figure.js";

/** Where each figure is: pages draw few of them, and fetch no others. */
const places: Readonly<Record<string, () => Promise<AnyFigure>>> = {
  agreement: () => import("../figures/agreement.js").then((d) => d.agreement),
  compare: () => import("../figures/compare.js").then((d) => d.compare),
  dynamics: () => import("../figures/dynamics.js").then((d) => d.dynamics),
  indicator: () => import("../figures/indicator.js").then((d) => d.indicator),
  ladder: () => import("../figures/ladder.js").then((d) => d.ladder),
  map: () => import("../figures/map.js").then((d) => d.map),
  membership: () => import("../figures/membership.js").then((d) => d.membership),
  models: () => import("../figures/models.js").then((d) => d.models),
  pair: () => import("../figures/pair.js").then((d) => d.pair),
  robustness: () => import("../figures/robustness.js").then((d) => d.robustness),
  scatter: () => import("../figures/scatter.js").then((d) => d.scatter),
  sets: () => import("../figures/sets.js").then((d) => d.sets),
  space: () => import("../figures/space.js").then((d) => d.space),
  timeline: () => import("../figures/timeline.js").then((d) => d.timeline),
  trajectory: () => import("../figures/trajectory.js").then((d) => d.trajectory),
  trend: () => import("../figures/trend.js").then((d) => d.trend)
};

/** The ids of the figures that can be fetched. */
export const figureIds: readonly string[] = Object.keys(places);

const brought = new Map<string, Promise<AnyFigure>>();

/** The figure with this id; `undefined` when there is none. Rejects when it cannot be fetched. */
export async function bringFigure(id: string): Promise<AnyFigure | undefined> {
  const place = Object.hasOwn(places, id) ? places[id] : undefined;
  if (!place) return undefined;
  const figure = brought.get(id) ?? place().then(challengeable);
  brought.set(id, figure);
  figure.catch(() => brought.delete(id));
  return figure;
}
