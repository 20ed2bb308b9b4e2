/**
 * How many columns a cover needs at least, and a cover that may do: the two sides between which the search of
 * `cover.ts` works. Rows and columns are numbered within the part of the chart that is still in play.
 */

/** Lists of numbers end to end: list i is `items` from `starts[i]` up to `starts[i + 1]`. */
export interface Lists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

/** Puts lists end to end. */
export function flatten(lists: readonly (readonly number[])[]): Lists {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    starts[i + 1] = starts[i]! + list.length;
  });
  return {starts, items: Int32Array.from(lists.flat())};
}

/** A lower bound and the prices it rests on. */
export interface Bound {
  readonly value: number;
  /** Price of each row, from 0. */
  readonly prices: Float64Array;
  /** For each column 1 less the prices of its rows: what taking it costs beyond the bound. */
  readonly reduced: Float64Array;
}

// Bounds are sums of floating point numbers, while covers have whole sizes.
export const SLACK = 1e-6;

/**
 * Lower bound on the columns that cover all rows: the Lagrangian dual, S prices + S min(0, reduced), raised
 * by subgradient steps from the given prices. Stops when it rises above `limit`, which is all the search
 * needs.
 */
export function lowerBound(
  columns: Lists,
  start: Float64Array,
  {limit, rounds}: {limit: number; rounds: number}
): Bound {
  const {starts, items} = columns;
  const rows = start.length;
  const count = starts.length - 1;
  const price = start.slice();
  const reduced = new Float64Array(count);
  const slope = new Float64Array(rows);
  const best = {value: -Infinity, prices: start.slice(), reduced: new Float64Array(count)};
  const target = Math.min(limit + 1, rows);
  let step = 1;
  let stale = 0;
  for (let round = 0; round < rounds && step >= 0.01; round++) {
    let value = 0;
    for (let r = 0; r < rows; r++) {
      value += price[r]!;
      slope[r] = 1;
    }
    for (let c = 0; c < count; c++) {
      const end = starts[c + 1]!;
      let left = 1;
      for (let i = starts[c]!; i < end; i++) left -= price[items[i]!]!;
      reduced[c] = left;
      if (left >= 0) continue;
      value += left;
      for (let i = starts[c]!; i < end; i++) slope[items[i]!]! -= 1;
    }
    if (value > best.value + 1e-9) {
      best.value = value;
      best.prices.set(price);
      best.reduced.set(reduced);
      stale = 0;
      if (Math.ceil(value - SLACK) > limit) break;
    } else if (++stale >= 12) {
      step /= 2;
      stale = 0;
    }
    let norm = 0;
    for (let r = 0; r < rows; r++) {
      // A price at 0 that ought to fall stays where it is.
      if (price[r] === 0 && slope[r]! < 0) slope[r] = 0;
      norm += slope[r]! ** 2;
    }
    if (norm === 0) break;
    const move = (step * Math.max(0.05, target - value)) / norm;
    for (let r = 0; r < rows; r++) {
      const next = price[r]! + move * slope[r]!;
      price[r] = Math.max(next, 0);
    }
  }
  return best;
}

/**
 * A cover found by taking, again and again, the column with the most new rows for its cost, and then dropping
 * what the others cover. `weight` says how much the cost counts for.
 */
export function greedyCover(
  {starts, items}: Lists,
  reduced: Float64Array,
  {rows, weight}: {rows: number; weight: number}
): number[] {
  const times = new Int32Array(rows);
  const taken: number[] = [];
  for (let left = rows; left > 0; ) {
    let best = -1;
    let bestScore = -Infinity;
    for (let c = 0; c < reduced.length; c++) {
      let gain = 0;
      for (let i = starts[c]!; i < starts[c + 1]!; i++) if (times[items[i]!] === 0) gain++;
      const score = gain - weight * reduced[c]!;
      if (gain > 0 && score > bestScore) {
        best = c;
        bestScore = score;
      }
    }
    taken.push(best);
    for (let i = starts[best]!; i < starts[best + 1]!; i++) if (times[items[i]!]!++ === 0) left--;
  }
  return taken.filter((c) => {
    const own = items.subarray(starts[c]!, starts[c + 1]!);
    if (!own.every((r) => times[r]! > 1)) return true;
    for (const r of own) times[r]!--;
    return false;
  });
}
