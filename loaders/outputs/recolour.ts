import type {Paint} from "../../src/forms/paint.js";

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/**
 * Colours that stand for those of the theme while a picture is drawn once for light and dark. They are the light ones,
 * but moved apart where two names share a colour, so that each pixel tells which names it was mixed from.
 */
export function keyed(light: Paint): Map<string, string> {
  const moved: Readonly<Record<string, string>> = {
    "on-pre": "#ffd8ff",
    "on-pm": "#d8ffff",
    "on-pg": "#ffffc8",
    "on-pa": "#00003a",
    "on-mop": "#3a0000"
  };
  return new Map([...light].map(([name, colour]) => [name, moved[name] ?? colour]));
}

/**
 * How a colour of the drawn picture looks in other paints. A pixel is one colour, or a mixture of two where an edge is
 * smoothed: the nearest mixture of `used` names is found, and mixed again from each paint of `to`. Most mixtures are
 * with the background, or of a mark and the text on it: of two about as near, such a one is taken.
 */
export function recolour<P extends readonly [] | readonly Paint[]>(
  used: readonly string[],
  from: Paint,
  to: P
): {[K in keyof P]: (colour: Rgb) => Rgb} {
  const pairs = used.flatMap((a, i) =>
    used.slice(i).map((b) => ({names: [a, b] as const, a: rgb(from, a), b: rgb(from, b), cost: costOf(a, b)}))
  );
  let last: Rgb | undefined;
  let found = {names: ["background", "background"] as readonly [string, string], t: 0};
  const mixture = (colour: Rgb) => {
    if (colour === last) return found;
    last = colour;
    let least = Number.POSITIVE_INFINITY;
    for (const {names, a, b, cost} of pairs) {
      const x = b[0] - a[0];
      const y = b[1] - a[1];
      const z = b[2] - a[2];
      const u = colour[0] - a[0];
      const v = colour[1] - a[1];
      const w = colour[2] - a[2];
      const length = x * x + y * y + z * z;
      const t = length ? Math.min(1, Math.max(0, (x * u + y * v + z * w) / length)) : 0;
      const miss = (u - t * x) ** 2 + (v - t * y) ** 2 + (w - t * z) ** 2 + cost;
      if (miss < least) {
        least = miss;
        found = {names, t};
      }
    }
    return found;
  };
  return to.map((paint) => (colour: Rgb): Rgb => {
    const {names, t} = mixture(colour);
    const [a, b] = names.map((name) => rgb(paint, name)) as [Rgb, Rgb];
    return [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
  }) as {[K in keyof P]: (colour: Rgb) => Rgb};
}

/** A few steps of one channel, less than what tells two names apart. */
function costOf(a: string, b: string): number {
  if (a === b) return 0;
  return a === "background" || b === "background" || a === `on-${b}` || b === `on-${a}` ? 1 : 16;
}

function mix(a: number, b: number, t: number): number {
  return Math.round(a + t * (b - a));
}

function rgb(paint: Paint, name: string): Rgb {
  const number = Number.parseInt((paint.get(name) ?? "").slice(1), 16);
  if (Number.isNaN(number)) throw new Error(`no colour is called ${name}`);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
