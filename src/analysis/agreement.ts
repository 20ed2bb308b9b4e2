import {type CrossTable, cohenKappa, crossTable, type Kappa} from "./cohenKappa.js";
import {MODELS, type ModelKey} from "./idealTypes.js";
import {type Alpha, krippendorffAlpha} from "./krippendorff.js";
import {quotient, type Result} from "./result.js";

/** A placement in the literature beside the class found here. */
export interface PlacedCase {
  readonly placed: ModelKey;
  /** `undefined` if the case has no class. */
  readonly found: ModelKey | "hybrid" | undefined;
}

/** How far classes and placements agree. */
export interface Agreement<T extends PlacedCase> {
  /** Rows: placed; columns: found; over the five models and `hybrid`. */
  readonly table: CrossTable;
  /** Share of placements that are found again, of those whose case has a class. */
  readonly share: Result;
  /** Cohen's kappa over the five models and `hybrid`, unweighted. */
  readonly kappa: Kappa;
  /**
   * Cohen's kappa with linear weights over the five models in order; hybrids have no place in it and are
   * left out.
   */
  readonly weightedKappa: Kappa;
  /** Krippendorff's alpha, ordinal, likewise without hybrids. */
  readonly alpha: Alpha;
  /** The rows that differ, as they were given: furthest apart first, hybrids last. */
  readonly disagreements: readonly T[];
  /** The rows whose case has no class. */
  readonly unclassed: readonly T[];
}

/**
 * Compares classes with placements of the literature. One row per placement, so a
 * case that several authors place counts several times. A check of plausibility, as few placements are
 * strong.
 *
 * @example
 * ```ts
 * agreement([
 *   {placed: "PM", found: "PM"},
 *   {placed: "PA", found: "hybrid"},
 *   {placed: "PG", found: undefined}
 * ]).share
 * // {value: 0.5}
 * ```
 */
export function agreement<T extends PlacedCase>(rows: readonly T[]): Agreement<T> {
  const placed = rows.map((row) => row.placed);
  const found = rows.map((row) => row.found);
  const ordered = found.map((model) => (model === "hybrid" ? undefined : model));
  const table = crossTable(placed, found, {categories: [...MODELS, "hybrid"]});
  const same = rows.filter((row) => row.placed === row.found).length;
  const steps = ({placed, found}: T) =>
    found === undefined || found === "hybrid" ? 0 : Math.abs(MODELS.indexOf(placed) - MODELS.indexOf(found));
  return {
    table,
    share: quotient(same, table.n, "no placed case has a class"),
    kappa: cohenKappa(table.table),
    weightedKappa: cohenKappa(crossTable(placed, ordered, {categories: MODELS}).table, {weights: "linear"}),
    alpha: krippendorffAlpha([placed, ordered], {level: "ordinal", order: MODELS}),
    disagreements: rows
      .filter((row) => row.found !== undefined && row.found !== row.placed)
      .sort((a, b) => steps(b) - steps(a)),
    unclassed: rows.filter((row) => row.found === undefined)
  };
}
