import type {Indicator, PlainCase, RawValues, SetKey} from "../../src/analysis/index.js";
import {vector} from "./vectors.js";

/** Vector d15: seven invented countries from raw indicators to classes. */
export const d15 = vector("d15_pipeline_four_models");

export const indicators: Indicator[] = Object.entries(
  d15.indicators_by_set as Record<SetKey, string[]>
).flatMap(([set, ids]) =>
  ids.map((id) => {
    const [exclusion, crossover, inclusion] = d15.anchors_e_c_i[id];
    return {id, set: set as SetKey, anchors: {exclusion, crossover, inclusion}};
  })
);

export const cases: PlainCase[] = Object.entries(d15.cases as Record<string, RawValues>).map(
  ([id, values]) => ({id, values})
);
