import {agreement} from "./agreement.js";
import {challengeable} from "./challengeable.js";
import {compare} from "./compare.js";
import {dynamics} from "./dynamics.js";
import type {AnyFigure} from "./figure.js";
import {indicator} from "./indicator.js";
import {ladder} from "./ladder.js";
import {map} from "./map.js";
import {membership} from "./membership.js";
import {models} from "./models.js";
import {pair} from "./pair.js";
import {robustness} from "./robustness.js";
import {scatter} from "./scatter.js";
import {sets} from "./sets.js";
import {space} from "./space.js";
import {timeline} from "./timeline.js";
import {trajectory} from "./trajectory.js";
import {trend} from "./trend.js";

export {challengeable} from "./challengeable.js";
export {optionsOf} from "./view.js";

/** Every figure, in the order in which they are listed. */
export const figures: readonly AnyFigure[] = [
  models,
  trajectory,
  map,
  membership,
  sets,
  space,
  timeline,
  indicator,
  trend,
  scatter,
  ladder,
  robustness,
  agreement,
  pair,
  compare,
  dynamics
].map(challengeable);

/** The figure with this id, as it stands in addresses; `undefined` when there is none. */
export function figureById(id: string): AnyFigure | undefined {
  return figures.find((d) => d.id === id);
}
