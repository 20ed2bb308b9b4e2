import {isUtf8} from "node:buffer";
import {Trouble} from "./trouble.js";

/** A row where it lies in memory: nothing of it is copied until somebody asks for it. */
export interface CsvRow {
  /** Valid only while the row is handled. */
  buffer: Buffer;
  /** First byte of the row. */
  start: number;
  /** Byte after the row, without its line end. */
  end: number;
  /** Number of cells. */
  count: number;
  /** First byte of each cell, without its opening quote. */
  starts: Int32Array;
  /** Byte after each cell, without its closing quote. */
  ends: Int32Array;
  /** 1 where a cell holds doubled quotes. */
  doubled: Uint8Array;
  /** Line of the file on which the row begins, from 1. */
  line: number;
}

/** Reads pieces of a file in their order. */
export interface CsvReader {
  push(piece: Uint8Array): void;
  /** To be called once, after the last piece. */
  end(): void;
  /** Whether the last row lacked its line end. Known after `end`. */
  readonly open: boolean;
}

/** How a file is read. */
export interface CsvOptions {
  /** Longest row in bytes; a longer one is taken for a quote that was never closed. */
  longest?: number;
  /** Most cells of a row. */
  cells?: number;
}

const COMMA = 44;
const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Reads CSV (RFC 4180; UTF-8 with or without a byte-order mark; LF or CRLF) as bytes and hands over row by row, in
 * memory that does not grow with the file. Empty lines are passed over. Only offsets are made, no strings: rows that
 * are to be checked, sorted and copied need a few of their cells and none of the others.
 * @throws {Trouble} `encoding` when a row is not UTF-8, `layout` when quotes are broken or a row is too long
 */
export function createCsvReader(
  row: (row: CsvRow) => void,
  {longest = 1 << 20, cells = 512}: CsvOptions = {}
): CsvReader {
  const view: CsvRow = {
    buffer: Buffer.alloc(0),
    start: 0,
    end: 0,
    count: 0,
    starts: new Int32Array(cells),
    ends: new Int32Array(cells),
    doubled: new Uint8Array(cells),
    line: 1
  };
  let rest: Buffer | undefined;
  let line = 1;
  let begun = false;
  let open = false;

  function read(piece: Buffer, last: boolean): void {
    let at = 0;
    while (at < piece.length) {
      const next = readRow(piece, at, last);
      if (next === -1) break;
      at = next;
    }
    rest = at < piece.length ? Buffer.from(piece.subarray(at)) : undefined;
    if (rest && rest.length > longest) {
      throw new Trouble(
        "layout",
        `line ${line}: a row of more than ${longest} bytes; is a quote left open there?`
      );
    }
  }

  /** Reads the row at `from` and hands it over. Returns where the next begins, or -1 when this one is not whole. */
  function readRow(bytes: Buffer, from: number, last: boolean): number {
    const {starts, ends, doubled} = view;
    const length = bytes.length;
    let count = 0;
    let lines = 1;
    let at = from;
    let end = -1;
    for (;;) {
      if (count === cells) throw new Trouble("layout", `line ${line}: more than ${cells} cells`);
      doubled[count] = 0;
      if (at < length && bytes[at] === QUOTE) {
        const first = at + 1;
        let closing = first;
        for (;;) {
          closing = bytes.indexOf(QUOTE, closing);
          if (closing === -1) {
            if (last) throw new Trouble("layout", `line ${line}: a quote is never closed`);
            return -1;
          }
          if (closing + 1 === length && !last) return -1;
          if (bytes[closing + 1] !== QUOTE) break;
          doubled[count] = 1;
          closing += 2;
        }
        starts[count] = first;
        ends[count] = closing;
        for (let i = bytes.indexOf(LF, first); i !== -1 && i < closing; i = bytes.indexOf(LF, i + 1))
          lines += 1;
        at = closing + 1;
      } else {
        starts[count] = at;
        let byte = -1;
        while (at < length) {
          byte = bytes[at] as number;
          if (byte === COMMA || byte === LF) break;
          at += 1;
        }
        // A carriage return belongs to the line end, also where a file stops between the two.
        const ended = byte === LF || at >= length;
        ends[count] = ended && at > (starts[count] as number) && bytes[at - 1] === CR ? at - 1 : at;
      }
      count += 1;
      if (at >= length) {
        if (!last) return -1;
        end = at > from && bytes[at - 1] === CR ? at - 1 : at;
        open = true;
        break;
      }
      if (bytes[at] === COMMA) {
        at += 1;
        if (at === length && !last) return -1;
        continue;
      }
      if (bytes[at] === CR && at + 1 === length) {
        if (!last) return -1;
        end = at;
        at += 1;
        open = true;
        break;
      }
      if (bytes[at] === CR && bytes[at + 1] === LF) at += 1;
      if (bytes[at] === LF) {
        end = at > from && bytes[at - 1] === CR ? at - 1 : at;
        at += 1;
        break;
      }
      throw new Trouble("layout", `line ${line}: text after a closing quote (cell ${count})`);
    }
    view.line = line;
    line += lines;
    if (end > from) {
      view.buffer = bytes;
      view.start = from;
      view.end = end;
      view.count = count;
      row(view);
    }
    return at;
  }

  function begin(piece: Buffer): Buffer {
    begun = true;
    if ((piece[0] === 0xff && piece[1] === 0xfe) || (piece[0] === 0xfe && piece[1] === 0xff)) {
      throw new Trouble("encoding", "the file is in UTF-16, expected UTF-8");
    }
    return piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece;
  }

  function take(bytes: Buffer, last: boolean): void {
    let piece = bytes;
    if (!begun) {
      // Three bytes tell a byte-order mark from text, and they may come one by one.
      if (piece.length < 3 && !last) {
        rest = Buffer.from(piece);
        return;
      }
      piece = begin(piece);
    }
    const whole = last ? piece.length : piece.lastIndexOf(LF) + 1;
    if (whole > 0 && !isUtf8(piece.subarray(0, whole))) throw wrongEncoding(piece.subarray(0, whole), line);
    if (whole > 0 && piece.includes(0))
      throw new Trouble("encoding", `near line ${line}: a zero byte, expected text`);
    read(piece, last);
  }

  return {
    push(piece) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      take(rest ? Buffer.concat([rest, bytes]) : bytes, false);
    },
    end() {
      take(rest ?? Buffer.alloc(0), true);
    },
    get open() {
      return open;
    }
  };
}

function wrongEncoding(bytes: Buffer, first: number): Trouble {
  let at = 0;
  for (let line = first; ; line += 1) {
    const next = bytes.indexOf(LF, at) + 1;
    const end = next === 0 ? bytes.length : next;
    if (!isUtf8(bytes.subarray(at, end)) || end === bytes.length) {
      return new Trouble(
        "encoding",
        `line ${line} is not UTF-8: ${JSON.stringify(bytes.toString("latin1", at, Math.min(end, at + 80)))}`
      );
    }
    at = end;
  }
}

/** Text of a cell, doubled quotes undone. */
export function cellText({buffer, starts, ends, doubled}: CsvRow, i: number): string {
  const text = buffer.toString("utf8", starts[i], ends[i]);
  return doubled[i] ? text.replaceAll('""', '"') : text;
}

/** All cells of a row as text. */
export function rowTexts(row: CsvRow): string[] {
  return Array.from({length: row.count}, (_, i) => cellText(row, i));
}

/** A cell as it stands in CSV: quoted when it holds a comma, a quote or a line end. */
export function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
