import type {AnyFigure, Option} from "./figure.js";
import type {Evidence} from "../evidence/evidence.js";
import {membership} from "./membership.js";
import {trajectory} from "./trajectory.js";

export const figures: readonly AnyFigure[] = [trajectory, membership];
export function figureById(id: string): AnyFigure | undefined { return figures.find((d) => d.id === id) ?? membership; }
export function optionsOf(figure: AnyFigure, _evidence: Evidence): readonly Option[] { return figure.options; }
