/** How large the parts are. */
export interface ArenaParts {
  /** Bytes for writing. */
  out?: number;
  /** Bytes for rows. */
  rows?: number;
  /** Copied in and kept. */
  keep?: Uint8Array;
}

/**
 * One block of memory for all rows on their way, since moving bytes within a block takes a fifth of the time that
 * copying a short row between two takes. The first part is for what is written out, the next for bytes that every row
 * begins with, the rest for rows.
 */
export class Arena {
  /** Whole block. */
  readonly buffer: Buffer;
  /** First byte of the part that is kept. */
  readonly kept: number;
  /** First byte of the part for rows. */
  readonly store: number;

  constructor({out = 1 << 20, rows = 24 << 20, keep = new Uint8Array(0)}: ArenaParts = {}) {
    this.buffer = Buffer.allocUnsafeSlow(out + keep.length + rows);
    this.buffer.set(keep, out);
    this.kept = out;
    this.store = out + keep.length;
  }
}
