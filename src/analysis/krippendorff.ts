import {defined, isMissing, type Maybe, type Result, undefinedBecause} from "./result.js";

/** Level of measurement of the codes. */
export type Level = "nominal" | "ordinal" | "interval" | "ratio";

/** A code given by a coder; `undefined`, `null` and NaN are missing. */
export type Code = number | string;

/** What one coder gave to each unit, in the same order of units for every coder. */
export type CoderRow = readonly Maybe<Code>[];

/** Alpha with what it rests on. */
export type Alpha = Result & {
  readonly level: Level;
  /** Units with at least two codes; the others say nothing about agreement. */
  readonly units: number;
  /** Units in all. */
  readonly of: number;
  /** Codes in those units (n of the formula). */
  readonly codes: number;
  /** Observed and expected disagreement; undefined if no unit has two codes. */
  readonly observed: number | undefined;
  readonly expected: number | undefined;
};

export interface AlphaOptions {
  /** Level of measurement; `ordinal`, as coded levels are ordered. */
  readonly level?: Level;
  /** Codes in their order, needed to treat words as ordinal. */
  readonly order?: readonly Code[];
}

/**
 * Krippendorff's alpha, 1 - Do/De, at most 1, for any number of coders, with missing codes
 * (HAYESKRIPP2007, KRIPP2011; differences as in FASTKRIPP). Not defined when no unit has two codes or when
 * all codes are alike, so that De = 0.
 *
 * @example
 * ```ts
 * krippendorffAlpha(
 *   [
 *     [1, 2, 3, 3, 2, 1],
 *     [1, 2, 3, 3, 2, 2]
 *   ],
 *   {level: "ordinal"}
 * ).value
 * // 0.883598
 * ```
 */
export function krippendorffAlpha(
  coders: readonly CoderRow[],
  {level = "ordinal", order}: AlphaOptions = {}
): Alpha {
  const all = unitsOf(coders);
  const units = all.filter((unit) => unit.length > 1);
  const values = distinct(units, level, order);
  return alphaOf(countUnits(units, values), values, {level, of: all.length});
}

/** Codes per unit with the missing ones left out. Throws RangeError if coders have different lengths. */
export function unitsOf(coders: readonly CoderRow[]): Code[][] {
  const length = coders[0]?.length ?? 0;
  const units: Code[][] = Array.from({length}, () => []);
  coders.forEach((row, coder) => {
    if (row.length !== length)
      throw new RangeError(`coder ${coder} has ${row.length} units, coder 0 has ${length}`);
    row.forEach((code, u) => {
      if (!isMissing(code)) units[u]!.push(code);
    });
  });
  return units;
}

/** Distinct codes in order, as the level needs them. Throws for codes the level cannot use. */
export function distinct(units: readonly (readonly Code[])[], level: Level, order?: readonly Code[]): Code[] {
  const found = [...new Set(units.flat())];
  if (order) {
    const stray = found.find((code) => !order.includes(code));
    if (stray !== undefined) throw new RangeError(`code not in the order given: ${stray}`);
    if (level === "nominal" || level === "ordinal") return order.filter((code) => found.includes(code));
  }
  if (level !== "nominal") {
    const word = found.find((code) => typeof code !== "number");
    if (word !== undefined) throw new TypeError(`${level} alpha needs numbers or an order: ${word}`);
    const negative = found.find((code) => level === "ratio" && Number(code) < 0);
    if (negative !== undefined) throw new RangeError(`ratio alpha needs values from 0: ${negative}`);
  }
  return found.sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1
  );
}

/** How often each value occurs in each unit, units x values. */
export function countUnits(units: readonly (readonly Code[])[], values: readonly Code[]): Float64Array[] {
  const index = new Map(values.map((value, v) => [value, v]));
  return units.map((unit) => {
    const counts = new Float64Array(values.length);
    for (const code of unit) counts[index.get(code)!]! += 1;
    return counts;
  });
}

/** Alpha from counts per unit; every unit has at least two codes. */
export function alphaOf(
  units: readonly Float64Array[],
  values: readonly Code[],
  {level, of}: {level: Level; of: number}
): Alpha {
  const k = values.length;
  const coincidences = new Float64Array(k * k);
  for (const counts of units) {
    const m = counts.reduce((sum, count) => sum + count, 0);
    for (let c = 0; c < k; c++) {
      const nc = counts[c]!;
      if (nc === 0) continue;
      for (let d = 0; d < k; d++)
        coincidences[c * k + d]! += (nc * (counts[d]! - (c === d ? 1 : 0))) / (m - 1);
    }
  }
  const margin = new Float64Array(k);
  for (let c = 0; c < k; c++) for (let d = 0; d < k; d++) margin[c]! += coincidences[c * k + d]!;
  const n = margin.reduce((sum, count) => sum + count, 0);
  const basis = {
    level,
    units: units.length,
    of,
    codes: Math.round(n),
    observed: undefined,
    expected: undefined
  };
  if (!units.length) return {...undefinedBecause("no unit has two codes"), ...basis};

  const delta = squaredDifference(level, values, margin);
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < k; c++) {
    for (let d = 0; d < k; d++) {
      const difference = c === d ? 0 : delta(c, d);
      observed += coincidences[c * k + d]! * difference;
      expected += margin[c]! * margin[d]! * difference;
    }
  }
  observed /= n;
  expected /= n * (n - 1);
  const disagreement = {...basis, observed, expected};
  if (expected === 0)
    return {...undefinedBecause("all codes are alike, so no disagreement can be expected"), ...disagreement};
  return {...defined(1 - observed / expected), ...disagreement};
}

function squaredDifference(
  level: Level,
  values: readonly Code[],
  margin: Float64Array
): (c: number, d: number) => number {
  const number = (i: number) => Number(values[i]);
  switch (level) {
    case "nominal":
      return () => 1;
    case "ordinal": {
      const upTo = new Float64Array(margin.length + 1);
      margin.forEach((count, g) => {
        upTo[g + 1] = upTo[g]! + count;
      });
      return (c, d) => {
        const [from, to] = c < d ? [c, d] : [d, c];
        return (upTo[to + 1]! - upTo[from]! - (margin[c]! + margin[d]!) / 2) ** 2;
      };
    }
    case "interval":
      return (c, d) => (number(c) - number(d)) ** 2;
    case "ratio":
      return (c, d) => ((number(c) - number(d)) / (number(c) + number(d))) ** 2;
    default:
      throw new RangeError(`unknown level: ${level}`);
  }
}
