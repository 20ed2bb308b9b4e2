/** Codes of one column, each known by a small number: from bytes, without making a string for each row. */
export class CodeTable {
  private readonly texts: string[] = [];
  private readonly bytes: Buffer[] = [];
  private slots = new Int32Array(256).fill(-1);
  private last: Buffer = Buffer.alloc(0);
  private lastId = -1;
  private ranked = new Uint32Array(0);

  /** `added` is called once for each code, when it is first met. */
  constructor(private readonly added: (text: string, id: number) => void = () => {}) {}

  get size(): number {
    return this.texts.length;
  }

  /** Number of the code in `buffer` from `start` to `end`; new codes get the next number. */
  idOf(buffer: Buffer, start: number, end: number): number {
    if (this.lastId === -1 || !same(this.last, buffer, start, end)) {
      const slot = this.slotOf(buffer, start, end);
      const id = this.slots[slot] as number;
      this.lastId = id === -1 ? this.add(buffer, start, end, slot) : id;
      this.last = this.bytes[this.lastId] as Buffer;
    }
    return this.lastId;
  }

  textOf(id: number): string {
    return this.texts[id] ?? "";
  }

  /** All codes, in the order in which they were met. */
  all(): readonly string[] {
    return this.texts;
  }

  /** Place of each code in the order of their texts (by code unit, so that it is the same everywhere). */
  ranks(): Uint32Array {
    const {texts} = this;
    if (this.ranked.length === texts.length) return this.ranked;
    const order = texts.map((_, id) => id).sort((a, b) => compare(texts[a] ?? "", texts[b] ?? ""));
    this.ranked = new Uint32Array(texts.length);
    order.forEach((id, rank) => {
      this.ranked[id] = rank;
    });
    return this.ranked;
  }

  private add(buffer: Buffer, start: number, end: number, slot: number): number {
    const id = this.texts.length;
    const text = buffer.toString("utf8", start, end);
    this.slots[slot] = id;
    this.bytes.push(Buffer.from(buffer.subarray(start, end)));
    this.texts.push(text);
    if (this.texts.length * 2 > this.slots.length) this.grow();
    this.added(text, id);
    return id;
  }

  private slotOf(buffer: Buffer, start: number, end: number): number {
    const {slots, bytes} = this;
    const mask = slots.length - 1;
    // FNV-1a, 32 bits: short keys, no need of more.
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (buffer[i] as number), 0x01000193);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const id = slots[slot] as number;
      if (id === -1 || same(bytes[id] as Buffer, buffer, start, end)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    this.bytes.forEach((known, id) => {
      this.slots[this.slotOf(known, 0, known.length)] = id;
    });
  }
}

function same(known: Buffer, buffer: Buffer, start: number, end: number): boolean {
  const length = end - start;
  if (known.length !== length) return false;
  // From the end, where codes that share a beginning differ.
  for (let i = length - 1; i >= 0; i -= 1) if (known[i] !== buffer[start + i]) return false;
  return true;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
