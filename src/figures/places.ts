import {textWidth} from "./format.js";

/** A dot that asks for a label beside it; places in pixels. */
export interface Labelled {
  x: number;
  y: number;
  r: number;
  text: string;
  /** It is labelled in any case: set bold, and further off with a line to it where there is no room beside it. */
  must: boolean;
}

/** Where a label stands. */
export interface LabelPlace {
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
  /** So far off that a line has to lead to it. */
  far: boolean;
}

interface Box {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

/**
 * Places as near to the wanted ones as can be, at least `gap` apart and between the bounds where they suffice; in the
 * order in which they were given. Least squares, by pooling neighbours that are too close.
 */
export function spread(
  wanted: readonly number[],
  gap: number,
  [from, to]: readonly [number, number]
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const pools: {sum: number; n: number}[] = [];
  order.forEach((i, rank) => {
    pools.push({sum: (wanted[i] ?? 0) - rank * gap, n: 1});
    for (let last = pools.at(-1), before = pools.at(-2); last && before; before = pools.at(-2)) {
      if (before.sum / before.n <= last.sum / last.n) break;
      before.sum += last.sum;
      before.n += last.n;
      pools.pop();
      last = before;
    }
  });
  const most = Math.max(from, to - (wanted.length - 1) * gap);
  const flat = pools.flatMap(({sum, n}) => Array<number>(n).fill(Math.min(most, Math.max(from, sum / n))));
  const places = Array<number>(wanted.length).fill(0);
  order.forEach((i, rank) => {
    places[i] = (flat[rank] ?? 0) + rank * gap;
  });
  return places;
}

/**
 * How far each dot has to move along one axis so that no two of them, `apart` pixels wide, lie on each other: the
 * first stays in its place, the next move to the nearest free side.
 */
export function swarm(
  dots: readonly {x: number; y: number}[],
  {apart, along}: {apart: number; along: "x" | "y"}
): number[] {
  const placed: {x: number; y: number}[] = [];
  return dots.map(({x, y}) => {
    for (let k = 0; ; k++) {
      const shift = (k % 2 ? 1 : -1) * Math.ceil(k / 2) * apart || 0;
      const at = along === "x" ? {x: x + shift, y} : {x, y: y + shift};
      if (placed.every((d) => Math.hypot(d.x - at.x, d.y - at.y) >= apart - 0.01)) {
        placed.push(at);
        return shift;
      }
    }
  });
}

/** The eight sides of a dot, the best to read first. */
const SIDES: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [0.75, -0.75],
  [0.75, 0.75],
  [-0.75, -0.75],
  [-0.75, 0.75]
];

/**
 * A place for the label of each dot where it covers no dot and no other label, within the bounds; `undefined` where
 * there is none. Labels that must be there come first.
 */
export function placeLabels(
  dots: readonly Labelled[],
  bounds: Box,
  {size = 12}: {size?: number} = {}
): (LabelPlace | undefined)[] {
  const taken: Box[] = dots.map(({x, y, r}) => ({x1: x - r, x2: x + r, y1: y - r, y2: y + r}));
  const places: (LabelPlace | undefined)[] = dots.map(() => undefined);
  const order = dots.map((_, i) => i).sort((a, b) => Number(dots[b]?.must) - Number(dots[a]?.must) || a - b);
  for (const i of order) {
    const dot = dots[i];
    if (!dot) continue;
    const found = bestPlace(dot, {taken, bounds, size});
    if (!found) continue;
    places[i] = found.place;
    taken.push(found.box);
  }
  return places;
}

function bestPlace(
  dot: Labelled,
  {taken, bounds, size}: {taken: readonly Box[]; bounds: Box; size: number}
): {place: LabelPlace; box: Box} | undefined {
  let best: {place: LabelPlace; box: Box; cover: number} | undefined;
  for (const reach of dot.must ? [4, 12, 22, 34] : [4]) {
    for (const side of SIDES) {
      const {place, box} = placeAt(dot, side, {reach, size});
      if (box.x1 < bounds.x1 || box.x2 > bounds.x2 || box.y1 < bounds.y1 || box.y2 > bounds.y2) continue;
      const cover = taken.reduce((sum, other) => sum + shared(box, other), 0);
      if (cover === 0) return {place, box};
      if (!best || cover < best.cover) best = {place, box, cover};
    }
  }
  return dot.must ? best : undefined;
}

function placeAt(
  {x, y, r, text, must}: Labelled,
  [dx, dy]: readonly [number, number],
  {reach, size}: {reach: number; size: number}
): {place: LabelPlace; box: Box} {
  const width = textWidth(text, {size, bold: must});
  const height = size + 2;
  const anchor = dx > 0 ? "start" : dx < 0 ? "end" : "middle";
  const at = {
    x: x + dx * (r + reach),
    y: y + dy * (r + reach) + Math.sign(dy) * (dx ? height / 4 : height / 2)
  };
  const x1 = at.x - (dx > 0 ? 0 : dx < 0 ? width : width / 2);
  return {
    place: {...at, anchor, far: reach > 4},
    box: {x1, x2: x1 + width, y1: at.y - height / 2, y2: at.y + height / 2}
  };
}

/** The area that two boxes have in common. */
function shared(a: Box, b: Box): number {
  const wide = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const high = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return wide > 0 && high > 0 ? wide * high : 0;
}
