/** What can go wrong between here and the OECD, each with one clear message. */
export type TroubleKind =
  | "no-such-dataflow"
  | "no-rows"
  | "too-large"
  | "bad-query"
  | "limit"
  | "forbidden"
  | "server"
  | "redirect"
  | "no-connection"
  | "cut-off"
  | "slow"
  | "not-data"
  | "encoding"
  | "layout"
  | "content"
  | "file";

/** Where a trouble arose, for its message and for what is done next. */
export interface TroubleContext {
  /** Address asked. */
  address?: string;
  /** HTTP status of the answer. */
  status?: number;
  /** When to go on: only with `limit`. */
  resume?: Date;
  cause?: unknown;
}

/** An error that a person can act on: it names what was asked, what came, and what to do. */
export class Trouble extends Error {
  override readonly name = "Trouble";
  readonly address: string | undefined;
  readonly status: number | undefined;
  readonly resume: Date | undefined;

  constructor(
    readonly kind: TroubleKind,
    message: string,
    {address, status, resume, cause}: TroubleContext = {}
  ) {
    super(message, {cause});
    this.address = address;
    this.status = status;
    this.resume = resume;
  }
}

/** The first lines of a text on one line, at most `length` characters, for use in a message. */
export function excerpt(text: string, {length = 160} = {}): string {
  const line = text
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a server's text must not move the cursor of a terminal.
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
