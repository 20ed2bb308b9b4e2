import {Arena} from "./arena.js";
import type {CodeTable} from "./codes.js";
import {createHeap} from "./heap.js";
import {orderOf, spaceOf} from "./order.js";
import {RunReader, removeRun, writeRun} from "./runs.js";

/** A row in its place: its bytes without the lead, the line it began on, and its codes. Valid only while it is handled. */
export interface SortedRow {
  buffer: Buffer;
  start: number;
  end: number;
  line: number;
  /** Through this the rows may be written, from the first one on. */
  arena: Arena;
  /** The numbers of its codes stand here from `at` on. */
  codes: Uint32Array;
  at: number;
  /** Whether the row before has the same key. */
  repeated: boolean;
}

/** Puts any number of rows into the order of their keys, in memory that does not grow with their number. */
export interface RowSorter {
  /**
   * Takes a row; `ids` are the numbers of its codes, one for each table. Rows of one buffer must come in their order,
   * and the buffer must not change in between: it is copied as a whole when its first row comes.
   */
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
  /** Bytes that stood before every row; they are not sorted with them, and come before each again. */
  lead?: Buffer;
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
  {rows = 1 << 15, bytes = 8 << 20, lead = Buffer.alloc(0)}: SortOptions = {}
): RowSorter {
  const width = tables.length;
  const limit = Math.min(rows, 1 << 17);
  let arena = new Arena({rows: bytes, keep: lead});
  const index = {
    starts: new Uint32Array(limit),
    ends: new Uint32Array(limit),
    lines: new Uint32Array(limit),
    codes: new Uint32Array(limit * width),
    width
  };
  const runs: string[] = [];
  let count = 0;
  let filled = arena.store;
  /** The buffer that was copied last, and how far its bytes were moved. */
  let copied: Buffer | undefined;
  let moved = 0;

  function order(): Uint32Array {
    return orderOf(
      tables.map((table) => table.ranks()),
      index.codes,
      count
    );
  }

  function spill(): void {
    const run = `${path}.run${runs.length}`;
    runs.push(run);
    writeRun(run, arena, index, order());
    count = 0;
    filled = arena.store;
    copied = undefined;
  }

  function copy(buffer: Buffer, start: number): void {
    const length = buffer.length - start;
    if (filled + length > arena.buffer.length) {
      if (count) spill();
      if (arena.store + length > arena.buffer.length) arena = new Arena({rows: length, keep: lead});
    }
    buffer.copy(arena.buffer, filled, start);
    copied = buffer;
    moved = filled - start;
    filled += length;
  }

  function fromMemory(row: (row: SortedRow) => void): void {
    const {starts, ends, lines, codes} = index;
    let before = -1;
    for (const i of order()) {
      const at = i * width;
      const repeated = before !== -1 && sameCodes(codes, before, codes, at, width);
      const [start, end, line] = [starts[i] as number, ends[i] as number, lines[i] as number];
      row({buffer: arena.buffer, start, end, line, arena, codes, at, repeated});
      before = at;
    }
  }

  function fromRuns(row: (row: SortedRow) => void): void {
    const ranks = tables.map((table) => table.ranks());
    const window = Math.min(1 << 18, Math.floor((arena.buffer.length - arena.store) / runs.length));
    const readers: RunReader[] = [];
    const before = new Uint32Array(width);
    let first = true;
    try {
      runs.forEach((run, i) => {
        readers.push(new RunReader(run, arena, width, arena.store + i * window, window));
      });
      const {keyOf, compare} = mergeOrder(ranks, readers);
      const heap = createHeap(readers.length, compare);
      const advance = (i: number) => {
        const there = (readers[i] as RunReader).next();
        if (there) keyOf(i);
        return there;
      };
      readers.forEach((_, i) => {
        if (advance(i)) heap.push(i);
      });
      for (let i = heap.top(); i !== -1; i = heap.top()) {
        const reader = readers[i] as RunReader;
        const {buffer, start, end, index: codes} = reader;
        const at = reader.at + 2;
        const repeated = !first && sameCodes(before, 0, codes, at, width);
        row({buffer, start, end, line: codes[at - 1] as number, arena, codes, at, repeated});
        for (let k = 0; k < width; k += 1) before[k] = codes[at + k] as number;
        first = false;
        if (advance(i)) heap.sink();
        else heap.drop();
      }
    } finally {
      for (const reader of readers) reader.close();
    }
  }

  function clear(): void {
    for (const run of runs) removeRun(run);
    runs.length = 0;
  }

  return {
    add(buffer, start, end, line, ids) {
      if (count === limit) spill();
      if (buffer !== copied) copy(buffer, start);
      index.starts[count] = start + moved;
      index.ends[count] = end + moved;
      index.lines[count] = line;
      const at = count * width;
      for (let k = 0; k < width; k += 1) index.codes[at + k] = ids[k] as number;
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

/** How runs are compared by their present rows: by one number each where the ranks fit into one. */
function mergeOrder(
  ranks: readonly Uint32Array[],
  readers: readonly RunReader[]
): {keyOf(i: number): void; compare(a: number, b: number): number} {
  const keys = new Float64Array(readers.length);
  if (spaceOf(ranks) <= Number.MAX_SAFE_INTEGER) {
    return {
      keyOf(i) {
        const {index, at} = readers[i] as RunReader;
        let key = 0;
        for (let k = 0; k < ranks.length; k += 1) {
          const rank = ranks[k] as Uint32Array;
          key = key * rank.length + (rank[index[at + 2 + k] as number] as number);
        }
        keys[i] = key;
      },
      compare: (a, b) => (keys[a] as number) - (keys[b] as number) || a - b
    };
  }
  return {
    keyOf() {},
    compare(a, b) {
      const p = readers[a] as RunReader;
      const q = readers[b] as RunReader;
      for (let k = 0; k < ranks.length; k += 1) {
        const rank = ranks[k] as Uint32Array;
        const x = rank[p.index[p.at + 2 + k] as number] as number;
        const y = rank[q.index[q.at + 2 + k] as number] as number;
        if (x !== y) return x - y;
      }
      return a - b;
    }
  };
}

function sameCodes(a: Uint32Array, i: number, b: Uint32Array, j: number, width: number): boolean {
  for (let k = 0; k < width; k += 1) if (a[i + k] !== b[j + k]) return false;
  return true;
}
