/**
 * A reproducible source of random numbers: the same seed gives the same numbers in every browser and in
 * Node. Numbers are uniform from 0 up to 1, in steps of 2^-32. Small fast counter generator (sfc32, from
 * PractRand), seeded through splitmix32 so that neighbouring seeds are unrelated. Not for secrets.
 *
 * @example
 * ```ts
 * randomSource(7)()
 * // 0.454767
 * ```
 */
export function randomSource(seed: number): () => number {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed not an integer: ${seed}`);
  const mix = splitmix32(seed);
  // In a typed array, since variables beyond 31 bits would be put on the heap anew with every number.
  const state = new Int32Array(4);
  state[0] = mix();
  // The upper half of a long seed must count too.
  state[1] = mix() ^ Math.floor(seed / 2 ** 32);
  state[2] = mix();
  state[3] = 1;
  const next = () => {
    const b = state[1]!;
    const c = state[2]!;
    const sum = (state[0]! + b + state[3]!) | 0;
    state[3]! += 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
}
