import {createHash} from "node:crypto";
import {closeSync, fsyncSync, openSync, writeSync} from "node:fs";
import {Arena} from "./arena.js";

/** Writes lines to a file and knows, at the end, what it wrote. */
export interface LineWriter {
  /** Writes the bytes from `start` to `end`, as they are. */
  put(buffer: Buffer, start: number, end: number): void;
  /** Writes what the arena keeps, the bytes from `start` to `end`, and a line feed. */
  led(buffer: Buffer, start: number, end: number): void;
  /** Writes the bytes from `start` to `end` and a line feed. */
  line(buffer: Buffer, start: number, end: number): void;
  /** Sees to it that everything is on the disk. Without `hashed`, the hash is empty. */
  end(): {bytes: number; sha256: string};
  /** Lets go of the file; safe to call twice. */
  close(): void;
}

/** How lines are written. */
export interface LineWriterOptions {
  /** Its first part is written through; lines that lie in it are moved, not copied. */
  arena?: Arena;
  /** Whether to compute the SHA-256 and to wait for the disk. */
  hashed?: boolean;
}

/** Opens a file for writing; what was in it is gone. */
export function createLineWriter(
  path: string,
  {arena = new Arena({rows: 0}), hashed = true}: LineWriterOptions = {}
): LineWriter {
  const file = openSync(path, "w");
  const hash = createHash("sha256");
  const out = arena.buffer;
  const size = arena.kept;
  let length = 0;
  let bytes = 0;
  let closed = false;

  function flush(): void {
    if (hashed) hash.update(out.subarray(0, length));
    writeAll(file, out, 0, length);
    bytes += length;
    length = 0;
  }

  function put(buffer: Buffer, start: number, end: number): void {
    if (end - start <= size - length) {
      if (buffer === out) out.copyWithin(length, start, end);
      else buffer.copy(out, length, start, end);
      length += end - start;
      return;
    }
    for (let at = start; at < end; ) {
      if (length === size) flush();
      const copied = buffer.copy(out, length, at, Math.min(end, at + size - length));
      at += copied;
      length += copied;
    }
  }

  const lead = arena.store - arena.kept;

  return {
    put,
    led(buffer, start, end) {
      if (buffer === out && lead + end - start < size - length) {
        out.copyWithin(length, arena.kept, arena.store);
        out.copyWithin(length + lead, start, end);
        length += lead + end - start + 1;
        out[length - 1] = 10;
      } else {
        put(out, arena.kept, arena.store);
        this.line(buffer, start, end);
      }
    },
    line(buffer, start, end) {
      put(buffer, start, end);
      if (length === size) flush();
      out[length] = 10;
      length += 1;
    },
    end() {
      flush();
      if (!hashed) return {bytes, sha256: ""};
      fsyncSync(file);
      return {bytes, sha256: hash.digest("hex")};
    },
    close() {
      if (!closed) closeSync(file);
      closed = true;
    }
  };
}

/** Writes all bytes from `start` to `end`: one call may write fewer than it is given. */
export function writeAll(file: number, buffer: Uint8Array, start: number, end: number): void {
  let at = start;
  while (at < end) at += writeSync(file, buffer, at, end - at);
}
