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
  /** Whether the leading cells are byte for byte those of the first row after `expect`. */
  usual: boolean;
}

/** Reads pieces of a file in their order. */
export interface CsvReader {
  push(piece: Uint8Array): void;
  /** To be called once, after the last piece. */
  end(): void;
  /** Says, before a row is read, that its first cells will mostly be those of the rows after it: they read faster. */
  expect(leading: number): void;
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
    line: 1,
    usual: false
  };
  let leading = 0;
  /** Bytes of the leading cells of the first row after `expect`, with the comma after them. */
  let usual: DataView | undefined;
  let words = viewOf(view.buffer);
  let usualRow: CsvRow | undefined;
  let rest: Buffer | undefined;
  let line = 1;
  let begun = false;
  let open = false;
  let header = true;

  function read(piece: Buffer, last: boolean): void {
    let at = 0;
    words = viewOf(piece);
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
    view.usual = usual !== undefined && begins(words, from, usual);
    if (view.usual && usual && usualRow) {
      for (; count < leading; count += 1) {
        starts[count] = (usualRow.starts[count] as number) + from;
        ends[count] = (usualRow.ends[count] as number) + from;
        doubled[count] = usualRow.doubled[count] as number;
      }
      at += usual.byteLength;
    }
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
      if (leading && !usual && !header) remember(bytes, from);
      header = false;
    }
    return at;
  }

  /** Keeps the leading cells of the row that was just read, for `readRow` to find again. */
  function remember(bytes: Buffer, from: number): void {
    const {starts, ends, doubled, count} = view;
    if (count <= leading || !sameLine(bytes, from, ends[leading - 1] as number)) {
      leading = 0;
      return;
    }
    usual = viewOf(Uint8Array.from(bytes.subarray(from, restOf(view, leading))));
    const moved = (offsets: Int32Array) => offsets.slice(0, leading).map((d) => d - from);
    usualRow = {...view, starts: moved(starts), ends: moved(ends), doubled: doubled.slice(0, leading)};
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
    expect(cells) {
      leading = cells;
    },
    get open() {
      return open;
    }
  };
}

/** Whether a row begins with the usual bytes, four at a time: this is asked of every row. */
function begins(bytes: DataView, from: number, usual: DataView): boolean {
  const length = usual.byteLength;
  if (from + length > bytes.byteLength) return false;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    if (bytes.getInt32(from + i, true) !== usual.getInt32(i, true)) return false;
  }
  for (; i < length; i += 1) if (bytes.getUint8(from + i) !== usual.getUint8(i)) return false;
  return true;
}

function viewOf({buffer, byteOffset, byteLength}: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Whether there is no line end in between, so that lines are counted right. */
function sameLine(bytes: Buffer, from: number, to: number): boolean {
  const next = bytes.indexOf(LF, from);
  return next === -1 || next >= to;
}

/** First byte of a row after its first `leading` cells and the comma behind them. */
export function restOf({buffer, start, ends}: CsvRow, leading: number): number {
  if (leading === 0) return start;
  const end = ends[leading - 1] as number;
  return end + (buffer[end] === QUOTE ? 2 : 1);
}

function wrongEncoding(bytes: Buffer, first: number): Trouble {
  let at = 0;
  for (let line = first; ; line += 1) {
    const next = bytes.indexOf(LF, at) + 1;
    const end = next === 0 ? bytes.length : next;
    if (!isUtf8(bytes.subarray(at, end)) || end === bytes.length) {
      const text = bytes.toString("utf8", at, end);
      const bad = text.indexOf("\uFFFD");
      const near = text.slice(Math.max(0, bad - 20), bad + 20);
      return new Trouble("encoding", `line ${line} is not UTF-8: ${JSON.stringify(near)}`);
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
