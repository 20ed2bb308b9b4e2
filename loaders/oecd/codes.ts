/** Codes of one column, each known by a small number, from bytes and without making a string for each row. */
export interface CodeTable {
  /** Number of the code in `buffer` from `start` to `end`; new codes get the next number. */
  idOf(buffer: Buffer, start: number, end: number): number;
  textOf(id: number): string;
  readonly size: number;
  /** Place of each code in the order of their texts (by code unit, so that it is the same everywhere). */
  ranks(): Uint32Array;
}

/**
 * Makes an empty table.
 * @param added called once for each code, when it is first met
 */
export function createCodeTable(added: (text: string, id: number) => void = () => {}): CodeTable {
  const texts: string[] = [];
  const bytes: Buffer[] = [];
  let slots = new Int32Array(256).fill(-1);
  let last = -1;
  let ranked = new Uint32Array(0);

  function same(id: number, buffer: Buffer, start: number, end: number): boolean {
    const known = bytes[id] as Buffer;
    const length = end - start;
    if (known.length !== length) return false;
    for (let i = length - 1; i >= 0; i -= 1) if (known[i] !== buffer[start + i]) return false;
    return true;
  }

  function slotOf(buffer: Buffer, start: number, end: number): number {
    const mask = slots.length - 1;
    // FNV-1a, 32 bits: short keys, no need of more.
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (buffer[i] as number), 0x01000193);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const id = slots[slot] as number;
      if (id === -1 || same(id, buffer, start, end)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2).fill(-1);
    bytes.forEach((known, id) => {
      slots[slotOf(known, 0, known.length)] = id;
    });
  }

  return {
    idOf(buffer, start, end) {
      if (last !== -1 && same(last, buffer, start, end)) return last;
      const slot = slotOf(buffer, start, end);
      last = slots[slot] as number;
      if (last !== -1) return last;
      last = texts.length;
      slots[slot] = last;
      bytes.push(Buffer.from(buffer.subarray(start, end)));
      const text = buffer.toString("utf8", start, end);
      texts.push(text);
      if (texts.length * 2 > slots.length) grow();
      added(text, last);
      return last;
    },
    textOf: (id) => texts[id] ?? "",
    get size() {
      return texts.length;
    },
    ranks() {
      if (ranked.length === texts.length) return ranked;
      const order = texts.map((_, id) => id).sort((a, b) => compare(texts[a] ?? "", texts[b] ?? ""));
      ranked = new Uint32Array(texts.length);
      order.forEach((id, rank) => {
        ranked[id] = rank;
      });
      return ranked;
    }
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
