import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {readJson, replaceFile} from "./files.js";
import {Trouble} from "./trouble.js";

/** Keeps requests to one server within what it allows, across runs of the program. */
export interface Limits {
  /**
   * Waits for the turn of the next request and counts it.
   * @throws {Trouble} `limit` when the hour's requests are used up, or the server refused one less than an hour ago
   */
  turn(address: string): Promise<void>;
  /** Notes that the server refused a request. Returns when to go on. */
  refused(address: string): Date;
  /** Requests that may still be made this hour. */
  left(address: string): number;
}

/** How much is asked of a server. */
export interface LimitOptions {
  /** Folder in which the count is kept. */
  cache?: string;
  /**
   * Requests in any hour. The OECD names 60 downloads; a test in October 2026 was refused at its 49th request with
   * those for structures counted, so all are counted here and the number is lower.
   */
  perHour?: number;
  /** Milliseconds between two requests; others were refused after 10 to 15 quick ones. */
  spacing?: number;
  /** Time in milliseconds since 1970. */
  now?: () => number;
  wait?: (milliseconds: number) => Promise<unknown>;
}

const HOUR = 3_600_000;

interface Calls {
  /** Times of the requests of the last hour. */
  calls: number[];
  /** Until when the server is left alone. */
  until?: number;
}

/** Makes limits that are kept in `calls.json` of a folder. A server on this machine is not waited for. */
export function createLimits({
  cache = ".cache/oecd",
  perHour = 40,
  spacing = 5000,
  now = Date.now,
  wait = sleep
}: LimitOptions = {}): Limits {
  const path = join(cache, "calls.json");

  function read(host: string): {all: Record<string, Calls>; own: Calls} {
    const all = readJson<Record<string, Calls>>(path) ?? {};
    const known = all[host];
    const calls = Array.isArray(known?.calls) ? known.calls : [];
    const recent = calls.filter((time) => time > now() - HOUR && time <= now());
    const until = known?.until;
    return {all, own: {calls: recent, ...(until !== undefined && until > now() ? {until} : {})}};
  }

  function write(host: string, all: Record<string, Calls>, own: Calls): void {
    replaceFile(path, `${JSON.stringify({...all, [host]: own}, null, 1)}\n`);
  }

  return {
    async turn(address) {
      const host = new URL(address).host;
      const {own: before} = read(host);
      if (before.until !== undefined) {
        const resume = new Date(before.until);
        throw new Trouble("limit", `${host} refused a request; it is left alone until ${clock(resume)}`, {
          address,
          resume
        });
      }
      if (before.calls.length >= perHour) {
        const resume = new Date(Math.min(...before.calls) + HOUR);
        const message = `the ${perHour} requests that we make of ${host} in an hour are used up; go on at ${clock(resume)}`;
        throw new Trouble("limit", message, {address, resume});
      }
      const last = Math.max(0, ...before.calls);
      const pause = isLocal(address) ? 0 : last + spacing - now();
      if (pause > 0) await wait(pause);
      // Read again: another run may have asked meanwhile.
      const {all, own} = read(host);
      write(host, all, {...own, calls: [...own.calls, now()]});
    },
    refused(address) {
      const host = new URL(address).host;
      const {all, own} = read(host);
      const until = now() + HOUR;
      write(host, all, {...own, until});
      return new Date(until);
    },
    left: (address) => Math.max(0, perHour - read(new URL(address).host).own.calls.length)
  };
}

function isLocal(address: string): boolean {
  return /^(127\.|\[::1\]$|localhost$)/.test(new URL(address).hostname);
}

/** A time as the clock of this machine shows it, with the day. */
export function clock(time: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${two(time.getHours())}:${two(time.getMinutes())} on ${day}`;
}
