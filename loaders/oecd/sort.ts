import {closeSync, openSync, readSync, rmSync, writeSync} from "node:fs";
import type {CodeTable} from "./codes.js";

/** A row on its way: its bytes, the line it began on, and the numbers of its codes. */
export interface SortedRow {
  buffer: Buffer;
  start: number;
  end: number;
  line: number;
  /** Whether the row before has the same key. */
  repeated: boolean;
}

/** Puts any number of rows into the order of their keys, in memory that does not grow with their number. */
export interface RowSorter {
  /** Takes a copy of a row. `ids` are the numbers of its codes, one for each table. */
  add(buffer: Buffer, start: number, end: number, line: number, ids: Uint32Array): void;
  /** Hands over all rows in order. To be called once. */
  finish(row: (row: SortedRow) => void): void;
  /** Removes what was written beside; safe to call at any time. */
  clear(): void;
}

/** How much is kept in memory. */
export interface SortOptions {
  /** Rows of one run; at most 2 ** 17. */
  rows?: number;
  /** Bytes of one run. */
  bytes?: number;
  /** Bytes read at a time from each run. */
  window?: number;
}

interface Run {
  path: string;
}

/**
 * An external merge sort. Rows are gathered up to a limit, sorted and written beside as a run; at the end the runs are
 * merged. The order is that of the codes as text, table by table; rows with the same key keep the order in which they
 * came.
 * @param tables one table of codes for each column of the key
 * @param path beginning of the names of the files that are written beside
 */
export function createRowSorter(
  tables: readonly CodeTable[],
  path: string,
  {rows = 1 << 17, bytes = 24 << 20, window = 1 << 16}: SortOptions = {}
): RowSorter {
  const width = tables.length;
  const limit = Math.min(rows, 1 << 17);
  const store = new GrowingBuffer(bytes);
  const starts = new Uint32Array(limit);
  const ends = new Uint32Array(limit);
  const lines = new Uint32Array(limit);
  const codes = new Uint32Array(limit * width);
  const runs: Run[] = [];
  let count = 0;

  function order(): Uint32Array {
    const ranks = tables.map((table) => table.ranks());
    return packedOrder(ranks, codes, count) ?? comparedOrder(ranks, codes, count);
  }

  function spill(): void {
    const run = {path: `${path}.run${runs.length}`};
    runs.push(run);
    const file = openSync(run.path, "w");
    try {
      const out = new Uint8Writer(file);
      for (const i of order()) {
        const start = starts[i] as number;
        const end = ends[i] as number;
        out.number(end - start);
        out.number(lines[i] as number);
        for (let k = 0; k < width; k += 1) out.number(codes[i * width + k] as number);
        out.bytes(store.buffer, start, end);
      }
      out.flush();
    } finally {
      closeSync(file);
    }
    count = 0;
    store.length = 0;
  }

  function fromMemory(row: (row: SortedRow) => void): void {
    let before = -1;
    for (const i of order()) {
      const repeated = before !== -1 && sameCodes(codes, before * width, codes, i * width, width);
      row({
        buffer: store.buffer,
        start: starts[i] as number,
        end: ends[i] as number,
        line: lines[i] as number,
        repeated
      });
      before = i;
    }
  }

  function fromRuns(row: (row: SortedRow) => void): void {
    const ranks = tables.map((table) => table.ranks());
    const readers: RunReader[] = [];
    const before = new Uint32Array(width);
    let first = true;
    try {
      for (const run of runs) readers.push(new RunReader(run.path, width, window));
      const heap = createHeap(readers.length, (a, b) => {
        const p = readers[a] as RunReader;
        const q = readers[b] as RunReader;
        for (let k = 0; k < width; k += 1) {
          const rank = ranks[k] as Uint32Array;
          const difference = (rank[p.codes[k] as number] as number) - (rank[q.codes[k] as number] as number);
          if (difference !== 0) return difference;
        }
        return a - b;
      });
      readers.forEach((reader, i) => {
        if (reader.next()) heap.push(i);
      });
      for (let i = heap.top(); i !== -1; i = heap.top()) {
        const reader = readers[i] as RunReader;
        const repeated = !first && sameCodes(before, 0, reader.codes, 0, width);
        row({buffer: reader.buffer, start: reader.start, end: reader.end, line: reader.line, repeated});
        before.set(reader.codes);
        first = false;
        if (reader.next()) heap.sink();
        else heap.drop();
      }
    } finally {
      for (const reader of readers) reader.close();
    }
  }

  function clear(): void {
    for (const run of runs) rmSync(run.path, {force: true});
    runs.length = 0;
  }

  return {
    add(buffer, start, end, line, ids) {
      if (count === limit || (count > 0 && store.length + end - start > bytes)) spill();
      starts[count] = store.length;
      store.add(buffer, start, end);
      ends[count] = store.length;
      lines[count] = line;
      codes.set(ids, count * width);
      count += 1;
    },
    finish(row) {
      if (!runs.length) {
        fromMemory(row);
        return;
      }
      if (count) spill();
      fromRuns(row);
      clear();
    },
    clear
  };
}

function sameCodes(a: Uint32Array, i: number, b: Uint32Array, j: number, width: number): boolean {
  for (let k = 0; k < width; k += 1) if (a[i + k] !== b[j + k]) return false;
  return true;
}

/**
 * The order of rows by one number each: all ranks of a row in one, and its place in the last 17 bits, so that the
 * built-in sort of numbers does the work. `undefined` when the ranks do not fit into the 47 bits that are left.
 */
function packedOrder(ranks: readonly Uint32Array[], codes: Uint32Array, count: number): Uint32Array | undefined {
  const width = ranks.length;
  const space = ranks.reduce((product, rank) => product * Math.max(rank.length, 1), 1);
  if (space > 2 ** 46) return undefined;
  const keys = new BigUint64Array(count);
  const halves = new Uint32Array(keys.buffer);
  for (let i = 0; i < count; i += 1) {
    let key = 0;
    for (let k = 0; k < width; k += 1) {
      const rank = ranks[k] as Uint32Array;
      key = key * rank.length + (rank[codes[i * width + k] as number] as number);
    }
    const high = Math.floor(key / 2 ** 15);
    const low = (key - high * 2 ** 15) * 2 ** 17 + i;
    halves[i * 2 + LOW] = low;
    halves[i * 2 + HIGH] = high;
  }
  keys.sort();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) order[i] = (halves[i * 2 + LOW] as number) & 0x1ffff;
  return order;
}

const LOW = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

function comparedOrder(ranks: readonly Uint32Array[], codes: Uint32Array, count: number): Uint32Array {
  const width = ranks.length;
  return Uint32Array.from({length: count}, (_, i) => i).sort((a, b) => {
    for (let k = 0; k < width; k += 1) {
      const rank = ranks[k] as Uint32Array;
      const difference =
        (rank[codes[a * width + k] as number] as number) - (rank[codes[b * width + k] as number] as number);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

class GrowingBuffer {
  buffer: Buffer;
  length = 0;

  constructor(private readonly most: number) {
    this.buffer = Buffer.allocUnsafe(1 << 16);
  }

  add(from: Buffer, start: number, end: number): void {
    const needed = this.length + end - start;
    if (needed > this.buffer.length) {
      const size = Math.max(needed, Math.min(this.most, this.buffer.length * 2));
      const larger = Buffer.allocUnsafeSlow(size);
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    this.length += from.copy(this.buffer, this.length, start, end);
  }
}

class Uint8Writer {
  private readonly buffer = Buffer.allocUnsafeSlow(1 << 20);
  private length = 0;

  constructor(private readonly file: number) {}

  number(value: number): void {
    if (this.length + 4 > this.buffer.length) this.flush();
    this.length = this.buffer.writeUInt32LE(value, this.length);
  }

  bytes(from: Buffer, start: number, end: number): void {
    if (end - start > this.buffer.length - this.length) this.flush();
    if (end - start > this.buffer.length) writeAll(this.file, from, start, end);
    else this.length += from.copy(this.buffer, this.length, start, end);
  }

  flush(): void {
    writeAll(this.file, this.buffer, 0, this.length);
    this.length = 0;
  }
}

/** Writes all bytes from `start` to `end`: one call may write fewer than it is given. */
export function writeAll(file: number, buffer: Uint8Array, start: number, end: number): void {
  let at = start;
  while (at < end) at += writeSync(file, buffer, at, end - at);
}

class RunReader {
  buffer: Buffer;
  start = 0;
  end = 0;
  line = 0;
  readonly codes: Uint32Array;
  private readonly file: number;
  private readonly head: number;
  private at = 0;
  private filled = 0;

  constructor(path: string, width: number, window: number) {
    this.file = openSync(path, "r");
    this.buffer = Buffer.allocUnsafeSlow(window);
    this.codes = new Uint32Array(width);
    this.head = 8 + 4 * width;
  }

  /** Moves to the next row. Returns whether there is one. */
  next(): boolean {
    if (!this.need(this.head)) return false;
    const length = this.buffer.readUInt32LE(this.at);
    if (!this.need(this.head + length)) throw new Error("a run of sorted rows ends in the middle");
    this.line = this.buffer.readUInt32LE(this.at + 4);
    for (let k = 0; k < this.codes.length; k += 1) {
      this.codes[k] = this.buffer.readUInt32LE(this.at + 8 + 4 * k);
    }
    this.start = this.at + this.head;
    this.end = this.start + length;
    this.at = this.end;
    return true;
  }

  close(): void {
    closeSync(this.file);
  }

  private need(bytes: number): boolean {
    if (this.filled - this.at >= bytes) return true;
    const held = this.filled - this.at;
    if (bytes > this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(bytes * 2);
      this.buffer.copy(larger, 0, this.at, this.filled);
      this.buffer = larger;
    } else this.buffer.copyWithin(0, this.at, this.filled);
    this.at = 0;
    this.filled = held;
    while (this.filled < bytes) {
      const read = readSync(this.file, this.buffer, this.filled, this.buffer.length - this.filled, null);
      if (read === 0) return false;
      this.filled += read;
    }
    return true;
  }
}

interface Heap {
  push(item: number): void;
  /** The least item, or -1 when there is none. */
  top(): number;
  /** Puts the least item back in its place after its key has grown. */
  sink(): void;
  /** Takes the least item out. */
  drop(): void;
}

function createHeap(size: number, compare: (a: number, b: number) => number): Heap {
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
