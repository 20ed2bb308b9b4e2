/** Bits of a packed number that are for the place of the row: at most 2 ** 17 rows are sorted at once. */
const PLACE_BITS = 17;
const PLACES = 2 ** PLACE_BITS;
/** Combinations of codes that the other bits can hold. */
const PACKED = 2 ** (64 - PLACE_BITS);
const LOW_SPACE = 2 ** (32 - PLACE_BITS);

/**
 * The order of rows by the ranks of their codes, column by column; equal rows keep their order.
 * @param ranks rank of each code, by column
 * @param codes codes of all rows, side by side
 * @param count number of rows, at most 2 ** 17
 */
export function orderOf(ranks: readonly Uint32Array[], codes: Uint32Array, count: number): Uint32Array {
  return spaceOf(ranks) <= PACKED ? packed(ranks, codes, count) : compared(ranks, codes, count);
}

/** Number of combinations of codes that are possible. */
export function spaceOf(ranks: readonly Uint32Array[]): number {
  return ranks.reduce((product, rank) => product * Math.max(rank.length, 1), 1);
}

/** All ranks of a row and its place in one number of 64 bits, so that the built-in sort of numbers does the work. */
function packed(ranks: readonly Uint32Array[], codes: Uint32Array, count: number): Uint32Array {
  const width = ranks.length;
  const packs = new Float64Array(count);
  for (let k = 0; k < width; k += 1) {
    const rank = ranks[k] as Uint32Array;
    const size = rank.length;
    if (size === 1) continue;
    for (let i = 0, at = k; i < count; i += 1, at += width) {
      packs[i] = (packs[i] as number) * size + (rank[codes[at] as number] as number);
    }
  }
  const keys = new BigUint64Array(count);
  const halves = new Uint32Array(keys.buffer);
  for (let i = 0; i < count; i += 1) {
    const key = packs[i] as number;
    const high = Math.floor(key / LOW_SPACE);
    halves[i * 2 + HIGH] = high;
    halves[i * 2 + LOW] = (key - high * LOW_SPACE) * PLACES + i;
  }
  keys.sort();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) order[i] = (halves[i * 2 + LOW] as number) & (PLACES - 1);
  return order;
}

const LOW = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

function compared(ranks: readonly Uint32Array[], codes: Uint32Array, count: number): Uint32Array {
  const width = ranks.length;
  return Uint32Array.from({length: count}, (_, i) => i).sort((a, b) => {
    for (let k = 0; k < width; k += 1) {
      const rank = ranks[k] as Uint32Array;
      const x = rank[codes[a * width + k] as number] as number;
      const y = rank[codes[b * width + k] as number] as number;
      if (x !== y) return x - y;
    }
    return a - b;
  });
}
