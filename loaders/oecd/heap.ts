/** Small whole numbers, the least of which is always at hand. */
export interface Heap {
  push(item: number): void;
  /** The least item, or -1 when there is none. */
  top(): number;
  /** Puts the least item back in its place after its key has grown. */
  sink(): void;
  /** Takes the least item out. */
  drop(): void;
}

/** Makes an empty heap for at most `size` items. */
export function createHeap(size: number, compare: (a: number, b: number) => number): Heap {
  const items = new Int32Array(Math.max(size, 1));
  let length = 0;
  const down = () => {
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) return;
      if (child + 1 < length && compare(items[child + 1] as number, items[child] as number) < 0) child += 1;
      if (compare(items[i] as number, items[child] as number) <= 0) return;
      const item = items[i] as number;
      items[i] = items[child] as number;
      items[child] = item;
      i = child;
    }
  };
  return {
    push(item) {
      let i = length;
      items[length] = item;
      length += 1;
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (compare(items[parent] as number, items[i] as number) <= 0) break;
        const other = items[parent] as number;
        items[parent] = items[i] as number;
        items[i] = other;
        i = parent;
      }
    },
    top: () => (length ? (items[0] as number) : -1),
    sink: down,
    drop() {
      length -= 1;
      items[0] = items[length] as number;
      down();
    }
  };
}
