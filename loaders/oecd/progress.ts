/** How far a download is. */
export interface Progress {
  rows: number;
  bytes: number;
  /** Rows that are expected, if that is known. */
  of?: number;
}

/** Where a person sees what goes on. */
export interface Reporter {
  /** A line that stays. */
  line(text: string): void;
  /** How far it is; may be called often. */
  progress(name: string, progress: Progress): void;
  /** Ends the progress of one dataset. */
  done(): void;
}

/** What a reporter writes to. */
export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/**
 * A bar with rows, bytes and time on a terminal; elsewhere a plain line every ten seconds.
 * @param now time in milliseconds since 1970
 */
export function createReporter(screen: Screen = process.stderr, {now = Date.now} = {}): Reporter {
  const bar = screen.isTTY === true;
  let started: number | undefined;
  let shown = 0;
  let drawn = false;

  function wipe(): void {
    if (drawn) screen.write("\r\u001b[2K");
    drawn = false;
  }

  return {
    line(text) {
      wipe();
      screen.write(`${text}\n`);
    },
    progress(name, progress) {
      started ??= now();
      const every = bar ? 100 : 10_000;
      if (now() - (shown || started) < every && (shown || !bar)) return;
      shown = now();
      const text = `${name} ${progressText(progress, now() - started, {bar})}`;
      if (bar) {
        screen.write(`\r\u001b[2K${text.slice(0, Math.max(20, (screen.columns || 80) - 1))}`);
        drawn = true;
      } else screen.write(`${text}\n`);
    },
    done() {
      wipe();
      started = undefined;
      shown = 0;
    }
  };
}

/** `[########----------]  44 %  1,200 rows  0.2 MB  3 s`; without the bar where the number of rows is not known. */
export function progressText(
  {rows, bytes, of}: Progress,
  milliseconds: number,
  {bar = true, width = 20} = {}
): string {
  const share = of ? Math.min(1, rows / of) : undefined;
  const parts: string[] = [];
  if (bar && share !== undefined) {
    const full = Math.round(share * width);
    parts.push(`[${"#".repeat(full)}${"-".repeat(width - full)}]`);
  }
  if (share !== undefined) parts.push(`${Math.floor(share * 100)} %`);
  parts.push(`${countText(rows)} rows`, bytesText(bytes), `${Math.round(milliseconds / 1000)} s`);
  return parts.join("  ");
}

/** `12,345`. */
export function countText(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `340 bytes`, `12 kB`, `1.4 MB`. */
function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
