import type {Standing} from "./standing.js";

/** A standing that has another class than before. */
export interface Moved {
  before: Standing;
  after: Standing;
}

/** The standings whose class differs, those that gain or lose one included, in the order of the first list. */
export function movedBetween(before: readonly Standing[], after: readonly Standing[]): Moved[] {
  const now = new Map(after.map((d) => [d.key, d]));
  return before.flatMap((d) => {
    const other = now.get(d.key);
    return other && other.class.name !== d.class.name ? [{before: d, after: other}] : [];
  });
}
