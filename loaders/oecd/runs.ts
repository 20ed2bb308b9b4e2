import {closeSync, openSync, readSync, rmSync} from "node:fs";
import type {Arena} from "./arena.js";
import {createLineWriter, writeAll} from "./lineWriter.js";

/** Rows that lie in the arena, in columns: where each begins and ends, its line, and its codes side by side. */
export interface RowIndex {
  starts: Uint32Array;
  ends: Uint32Array;
  lines: Uint32Array;
  codes: Uint32Array;
  /** Codes of each row. */
  width: number;
}

/**
 * Writes rows beside in a given order: their bytes in one file, and in another their lengths, lines and codes.
 * `RunReader` takes them again.
 */
export function writeRun(path: string, arena: Arena, rows: RowIndex, order: Uint32Array): void {
  const {starts, ends, lines, codes, width} = rows;
  const step = width + 2;
  const index = new Uint32Array(order.length * step);
  const out = createLineWriter(path, {arena, hashed: false});
  try {
    let at = 0;
    for (const i of order) {
      const start = starts[i] as number;
      const end = ends[i] as number;
      index[at] = end - start;
      index[at + 1] = lines[i] as number;
      for (let k = 0; k < width; k += 1) index[at + 2 + k] = codes[i * width + k] as number;
      at += step;
      out.put(arena.buffer, start, end);
    }
    out.end();
  } finally {
    out.close();
  }
  const file = openSync(indexPath(path), "w");
  try {
    const bytes = new Uint8Array(index.buffer);
    writeAll(file, bytes, 0, bytes.length);
  } finally {
    closeSync(file);
  }
}

/** Removes what `writeRun` wrote. */
export function removeRun(path: string): void {
  rmSync(path, {force: true});
  rmSync(indexPath(path), {force: true});
}

function indexPath(path: string): string {
  return `${path}.index`;
}

/** Reads rows in the order in which they were written, a window at a time. */
export class RunReader {
  /** The arena, unless a row is longer than the window. */
  buffer: Buffer;
  start = 0;
  end = 0;
  /** What is known of the row stands here from `at` on: length, line, codes. */
  readonly index: Uint32Array;
  at: number;
  private readonly rows: number;
  private readonly places: number;
  private first: number;
  private size: number;
  private filled: number;
  private indexed = 0;

  /**
   * @param first first byte of the window in the arena
   * @param size bytes of the window
   */
  constructor(path: string, arena: Arena, width: number, first: number, size: number) {
    this.buffer = arena.buffer;
    this.first = first;
    this.size = size;
    this.filled = first;
    this.end = first;
    this.index = new Uint32Array((width + 2) * 1024);
    this.at = -width - 2;
    this.step = width + 2;
    this.rows = openSync(path, "r");
    this.places = openSync(indexPath(path), "r");
  }

  private readonly step: number;

  /** Moves to the next row. Returns whether there is one. */
  next(): boolean {
    this.at += this.step;
    if (this.at >= this.indexed && !this.readIndex()) return false;
    const length = this.index[this.at] as number;
    if (this.filled - this.end < length) this.readRows(length);
    this.start = this.end;
    this.end += length;
    return true;
  }

  close(): void {
    closeSync(this.rows);
    closeSync(this.places);
  }

  private readIndex(): boolean {
    const bytes = new Uint8Array(this.index.buffer);
    let read = 0;
    while (read < bytes.length) {
      const more = readSync(this.places, bytes, read, bytes.length - read, null);
      if (more === 0) break;
      read += more;
    }
    this.indexed = read / 4;
    this.at = 0;
    return read > 0;
  }

  private readRows(length: number): void {
    const held = this.filled - this.end;
    if (length > this.size) {
      const own = Buffer.allocUnsafeSlow(length * 2);
      this.buffer.copy(own, 0, this.end, this.filled);
      this.buffer = own;
      this.first = 0;
      this.size = own.length;
    } else this.buffer.copyWithin(this.first, this.end, this.filled);
    this.end = this.first;
    this.filled = this.first + held;
    while (this.filled - this.end < length) {
      const read = readSync(this.rows, this.buffer, this.filled, this.first + this.size - this.filled, null);
      if (read === 0) throw new Error("a run of sorted rows ends in the middle");
      this.filled += read;
    }
  }
}
