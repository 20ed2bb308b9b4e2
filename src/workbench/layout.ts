import type {CellView} from "./cell.js";
import type {Session} from "./session.js";

/** Keeps results and code beside each other. */
export interface Layout {
  /** Lays out before the next picture. */
  soon(): void;
  /** Lays out whenever the element changes its size. */
  watch(element: Element): void;
  /** Gives results the height that they ask for. */
  heights(heights: Readonly<Record<number, number>>): void;
}

/**
 * The frame of a session lies beneath the list of cells, as tall as they are, and shows each result where its cell leaves
 * room; so the two have to tell each other where things stand.
 */
export function createLayout(
  list: HTMLElement,
  views: ReadonlyMap<number, CellView>,
  session: () => Session | undefined
): Layout {
  let asked = 0;
  const soon = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      const now = session();
      if (!now) return;
      now.frame.style.height = `${list.offsetHeight}px`;
      const top = list.getBoundingClientRect().top;
      const tops = [...views].map(([id, {room}]) => [id, Math.round(room.getBoundingClientRect().top - top)]);
      now.place(Object.fromEntries(tops) as Record<number, number>);
    });
  };
  const resized = new ResizeObserver(soon);
  resized.observe(list);
  return {
    soon,
    watch: (element) => resized.observe(element),
    heights(heights) {
      for (const [id, height] of Object.entries(heights)) {
        const room = views.get(Number(id))?.room;
        if (room) room.style.height = `${height}px`;
      }
      soon();
    }
  };
}
