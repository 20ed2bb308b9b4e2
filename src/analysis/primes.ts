/**
 * Prime implicants of a truth table, found over all 3^k patterns of 0, 1 and "either". A pattern is written
 * as a string over the conditions, `1-0`, and kept inside as a number in base 3 with 2 for "either".
 */

/** `1`, `0` or `-` for each condition. */
export type Pattern = string;

/** A pattern that cannot be shortened, with the rows it explains. */
export interface Prime {
  readonly pattern: Pattern;
  /** Indices into the list of rows to explain. */
  readonly covers: readonly number[];
}

/** More conditions than this make the 3^k patterns too many. */
const MOST_CONDITIONS = 12;

/**
 * The prime implicants that explain at least one of `rows`, given that `free` rows may be used
 * (Quine-McCluskey; QCA-R). Rows are corners. In order of pattern.
 */
export function primeImplicants(rows: readonly string[], free: Iterable<string>, k: number): Prime[] {
  if (k > MOST_CONDITIONS) throw new RangeError(`more than ${MOST_CONDITIONS} conditions: ${k}`);
  const power = Array.from({length: k + 1}, (_, j) => 3 ** j);
  const index = (corner: string) => [...corner].reduce((sum, bit) => 3 * sum + Number(bit), 0);
  const allowed = new Uint8Array(power[k]!);
  const needed = new Uint8Array(power[k]!);
  for (const corner of free) allowed[index(corner)] = 1;
  for (const corner of rows) {
    allowed[index(corner)] = 1;
    needed[index(corner)] = 1;
  }
  // A pattern with an "either" at place j is the union of two patterns with smaller numbers.
  for (let p = 0; p < allowed.length; p++) {
    const place = firstEither(p, k);
    if (place < 0) continue;
    const zero = p - 2 * power[place]!;
    const one = p - power[place]!;
    allowed[p] = allowed[zero]! & allowed[one]!;
    needed[p] = needed[zero]! | needed[one]!;
  }
  const primes: Prime[] = [];
  for (let p = 0; p < allowed.length; p++) {
    if (!allowed[p] || !needed[p] || canGrow(p, allowed, power, k)) continue;
    const pattern = p.toString(3).padStart(k, "0").replaceAll("2", "-");
    const covers = rows.flatMap((corner, r) => (contains(pattern, corner) ? [r] : []));
    primes.push({pattern, covers});
  }
  return primes;
}

/** True if the corner, or the whole narrower pattern, lies in the pattern. */
export function contains(pattern: Pattern, narrower: Pattern): boolean {
  for (let j = 0; j < pattern.length; j++) if (pattern[j] !== "-" && pattern[j] !== narrower[j]) return false;
  return true;
}

function firstEither(p: number, k: number): number {
  for (let j = 0, rest = p; j < k; j++) {
    const digit = rest % 3;
    if (digit === 2) return j;
    rest = (rest - digit) / 3;
  }
  return -1;
}

function canGrow(p: number, allowed: Uint8Array, power: readonly number[], k: number): boolean {
  for (let j = 0, rest = p; j < k; j++) {
    const digit = rest % 3;
    if (digit < 2 && allowed[p + (2 - digit) * power[j]!]) return true;
    rest = (rest - digit) / 3;
  }
  return false;
}
