import {type Anchors, direction} from "./calibration.js";
import type {Indicator} from "./chain.js";
import {logistic, roughLogistic} from "./logistic.js";
import {checkMembership} from "./membership.js";
import {isMissing, type Maybe} from "./result.js";
import type {Aggregation} from "./sets.js";

/** Values of a case by indicator; a list where several coders gave one. */
interface Valued {
  readonly values: Readonly<Record<string, Maybe | readonly Maybe[]>>;
}

/** What joining starts from: a sum, a product, or the least or greatest log odds. */
export const NEUTRAL: Readonly<Record<Aggregation, number>> = {
  mean: 0,
  geometric: 1,
  minimum: Infinity,
  maximum: -Infinity
};

/**
 * One indicator in Monte Carlo draws: the cases that have a value, and the anchors and values of the present draw.
 * Memberships are joined roughly at first; where that does not tell on which side of one half a set lies, `exact` does.
 */
export class DrawnColumn {
  private readonly cases: Int32Array;
  private readonly x: Float64Array;
  /** The place of each case among those that have a value; −1 for one without. */
  private readonly places: Int32Array;
  /** Values by coder for each of the cases; NaN where a coder gave none. */
  private readonly coders: readonly (readonly number[])[] | undefined;
  private readonly anchors: Anchors | undefined;
  private readonly sign: 1 | -1;
  private crossover = 0;
  private inward = 0;
  private outward = 0;

  constructor({id, anchors}: Indicator, cases: readonly Valued[]) {
    this.anchors = anchors;
    this.sign = anchors && direction(anchors) === "falls" ? -1 : 1;
    const known = cases
      .map(({values}, i) => ({i, list: listOf(values[id]).map((x) => check(x, id, anchors))}))
      .filter(({list}) => list.some((x) => !Number.isNaN(x)));
    const several = known.some(({list}) => list.length > 1);
    // In order of value the processor guesses right on which side of the crossover the next one lies.
    if (!several) known.sort((a, b) => a.list[0]! - b.list[0]!);
    this.cases = Int32Array.from(known, ({i}) => i);
    this.x = Float64Array.from(known, ({list}) => list[0]!);
    this.coders = several ? known.map(({list}) => list) : undefined;
    this.places = new Int32Array(cases.length).fill(-1);
    this.cases.forEach((i, place) => {
      this.places[i] = place;
    });
  }

  /** Adds 1 for each case that has a value. */
  count(number: Uint16Array): void {
    for (const i of this.cases) number[i]!++;
  }

  /** How many random numbers a draw takes. */
  numbers(coderPer: "value" | "draw"): number {
    return (this.anchors ? 3 : 0) + (coderPer === "value" ? (this.coders?.length ?? 0) : 0);
  }

  /** Draws the anchors, each within its share of the distance to the next, and a coder for each value. */
  draw(random: () => number, width: number, odds: number, coder: number | undefined): void {
    this.coders?.forEach((list, i) => {
      let k = Math.floor((coder ?? random()) * list.length);
      // A coder who gave nothing is stood in for by the next who did.
      while (Number.isNaN(list[k]!)) k = (k + 1) % list.length;
      this.x[i] = list[k]!;
    });
    if (!this.anchors) return;
    // As `moveAnchors` does, without an object for each of millions of draws.
    const {exclusion, crossover, inclusion} = this.anchors;
    const below = width * (crossover - exclusion);
    const above = width * (inclusion - crossover);
    const out = exclusion + below * (2 * random() - 1);
    const middle = crossover - below + (below + above) * random();
    const into = inclusion + above * (2 * random() - 1);
    this.crossover = middle;
    this.inward = odds / (into - middle);
    this.outward = odds / (middle - out);
  }

  /** Joins the memberships of this draw to those of the other indicators of the set, roughly. */
  join(joined: Float64Array, rule: Aggregation): void {
    if (rule === "mean") this.add(joined);
    else if (rule === "geometric") this.multiply(joined);
    else this.narrow(joined, rule === "minimum" ? 1 : -1);
  }

  /** The membership of a case in this draw, to the last bits; `undefined` for one without a value. */
  exact(i: number): number | undefined {
    const place = this.places[i]!;
    if (place < 0) return undefined;
    return this.anchors ? logistic(this.z(place)) : this.x[place]!;
  }

  /** The log odds of the case at a place; only with anchors. */
  private z(place: number): number {
    const d = this.x[place]! - this.crossover;
    return d * (d * this.sign >= 0 ? this.inward : this.outward);
  }

  private add(sum: Float64Array): void {
    const {cases, x, crossover, inward, outward, sign, anchors} = this;
    if (!anchors) for (let j = 0; j < x.length; j++) sum[cases[j]!]! += x[j]!;
    else {
      for (let j = 0; j < x.length; j++) {
        const d = x[j]! - crossover;
        sum[cases[j]!]! += roughLogistic(d * (d * sign >= 0 ? inward : outward));
      }
    }
  }

  private multiply(product: Float64Array): void {
    const {cases, x, crossover, inward, outward, sign, anchors} = this;
    if (!anchors) for (let j = 0; j < x.length; j++) product[cases[j]!]! *= x[j]!;
    else {
      for (let j = 0; j < x.length; j++) {
        const d = x[j]! - crossover;
        product[cases[j]!]! *= roughLogistic(d * (d * sign >= 0 ? inward : outward));
      }
    }
  }

  /** Keeps the least (order 1) or greatest (order -1) log odds: membership rises with them. */
  private narrow(extreme: Float64Array, order: 1 | -1): void {
    const {cases, x, crossover, inward, outward, sign, anchors} = this;
    for (let j = 0; j < x.length; j++) {
      const d = x[j]! - crossover;
      const z = anchors ? d * (d * sign >= 0 ? inward : outward) : Math.log(x[j]! / (1 - x[j]!));
      if (z * order < extreme[cases[j]!]! * order) extreme[cases[j]!] = z;
    }
  }
}

/** The values of one or several coders as a list. */
export function listOf(value: Maybe | readonly Maybe[]): readonly Maybe[] {
  return Array.isArray(value) ? value : [value as Maybe];
}

function check(x: Maybe, id: string, anchors: Anchors | undefined): number {
  if (isMissing(x)) return NaN;
  if (!anchors) return checkMembership(x, "value of", id)!;
  if (!Number.isFinite(x)) throw new RangeError(`value of ${id} not finite: ${x}`);
  return x;
}
