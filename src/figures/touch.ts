/**
 * How the marks of a drawn picture are reached: by a pointer or finger near them, and by keys that walk its structure.
 * Marks are the links of an SVG; those of one country or model lead to one page, and so belong together.
 */

/** A pointer or finger this many pixels from a mark still means it: targets are 24 pixels wide at least. */
const NEAR = 12;

/** The mark at a place of the window, or the nearest within reach; of several the one whose middle is nearest. */
export function nearestMark(
  box: ParentNode,
  {clientX: x, clientY: y}: {clientX: number; clientY: number}
): Element | undefined {
  let found: Element | undefined;
  let least = NEAR;
  for (const mark of box.querySelectorAll("svg a")) {
    const {left, right, top, bottom} = mark.getBoundingClientRect();
    // Marks of a picture that is not displayed have no box.
    if (right === left && bottom === top) continue;
    const gap = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    const cost = gap + Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2) / 1e4;
    if (cost < least) [found, least] = [mark, cost];
  }
  return found;
}

/** The marks of a picture by what they belong to, each series in the order of drawing. */
export function seriesOf(picture: ParentNode): SVGAElement[][] {
  const series = new Map<string, SVGAElement[]>();
  for (const mark of picture.querySelectorAll<SVGAElement>("a")) {
    const page = (mark.getAttribute("href") ?? "").replace(/#.*/, "");
    series.set(page, [...(series.get(page) ?? []), mark]);
  }
  return [...series.values()];
}

/**
 * The mark that a key leads to, or `null`. Left and right walk through a series and on to the next one; up and down
 * lead to the series before and after, to the mark there that is nearest across; Home and End to the ends of the
 * series, with `whole` to those of the picture. Where each series is a single mark, they all go by the picture.
 */
export function walk(mark: Element, key: string, {whole = false} = {}): SVGAElement | null {
  const svg = mark.closest("svg");
  const series = svg ? seriesOf(svg) : [];
  const at = series.findIndex((marks) => marks.includes(mark as SVGAElement));
  const own = series[at] ?? [];
  const all = series.flat();
  const nested = series.length > 1 && series.some((marks) => marks.length > 1);
  const ends = nested && !whole ? own : all;
  const sign = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (key === "ArrowRight") return all[all.indexOf(mark as SVGAElement) + 1] ?? null;
  if (key === "ArrowLeft") return all[all.indexOf(mark as SVGAElement) - 1] ?? null;
  if (key === "Home") return ends[0] ?? null;
  if (key === "End") return ends.at(-1) ?? null;
  if (!sign) return null;
  const here = middle(mark);
  if (nested) return nearest(series[at + sign] ?? [], (d) => Math.abs(middle(d).x - here.x));
  const ahead = all.filter((d) => sign * (middle(d).y - here.y) > 2);
  return nearest(ahead, (d) => Math.abs(middle(d).y - here.y) + 2 * Math.abs(middle(d).x - here.x));
}

/** What is said of the series of a mark when the walk comes to it: `Australia, 10 marks, 2 of 6.` */
export function seriesSentence(mark: Element): string {
  const svg = mark.closest("svg");
  const series = svg ? seriesOf(svg) : [];
  const at = series.findIndex((marks) => marks.includes(mark as SVGAElement));
  const own = series[at] ?? [];
  if (own.length < 2) return "";
  const name = /^[^,:.]+/.exec(mark.getAttribute("aria-label") ?? "")?.[0] ?? "";
  return `${name}, ${own.length} marks, ${at + 1} of ${series.length}.`;
}

function nearest(marks: readonly SVGAElement[], cost: (mark: SVGAElement) => number): SVGAElement | null {
  return [...marks].sort((a, b) => cost(a) - cost(b))[0] ?? null;
}

function middle(element: Element): {x: number; y: number} {
  const {left, right, top, bottom} = element.getBoundingClientRect();
  return {x: (left + right) / 2, y: (top + bottom) / 2};
}
