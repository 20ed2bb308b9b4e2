import type {Notebook} from "./notebook.js";

/** The notebooks that came before the present one, for taking changes of cells back and making them again. */
export interface Steps {
  /** Keeps a notebook that is about to be changed; what was taken back before cannot be made again. */
  add(before: Notebook): void;
  /** The notebook a step back (−1) or forward (1), with the text that its cells have now; `undefined` at the end. */
  go(by: -1 | 1, now: Notebook): Notebook | undefined;
  clear(): void;
}

/** No steps yet. */
export function createSteps(): Steps {
  const past: Notebook[] = [];
  const future: Notebook[] = [];
  return {
    add(before) {
      past.push(before);
      future.length = 0;
    },
    go(by, now) {
      const [from, to] = by < 0 ? [past, future] : [future, past];
      const target = from.pop();
      if (!target) return undefined;
      to.push(now);
      const present = new Map(now.cells.map((d) => [d.id, d]));
      const cells = target.cells.map((d) => {
        const {value, pinned} = present.get(d.id) ?? d;
        return {...d, value, pinned};
      });
      return {...now, cells};
    },
    clear() {
      past.length = 0;
      future.length = 0;
    }
  };
}
