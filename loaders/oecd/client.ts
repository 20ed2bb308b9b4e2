import {constraintAddress, type DataQuery, dataAddress, OECD, structureAddress} from "./address.js";
import {clock, createLimits, type Limits} from "./limits.js";
import type {Dataflow} from "./register.js";
import {type ContentConstraint, parseConstraint, parseStructure, type Structure} from "./structure.js";
import {excerpt, Trouble} from "./trouble.js";

/** An answer with data, as it comes in. */
export interface DataAnswer {
  address: string;
  /** Whether it is JSON; else it is CSV. */
  json: boolean;
  /** To be read once. Throws `cut-off` when the connection ends early, `slow` when it hardly goes on. */
  pieces: AsyncIterable<Uint8Array>;
}

/** Asks the OECD's service. Every request waits for its turn and is made once: nothing is tried again by itself. */
export interface Client {
  data(dataflow: Dataflow, query?: DataQuery): Promise<DataAnswer>;
  structure(dataflow: Dataflow): Promise<Structure>;
  constraint(dataflow: Dataflow): Promise<ContentConstraint>;
}

/** How the service is asked. */
export interface ClientOptions {
  base?: string;
  limits?: Limits;
  fetch?: typeof globalThis.fetch;
  /** Milliseconds until the first byte of an answer must be there. */
  patience?: number;
  /** An answer is given up when fewer than `bytes` come in `window` milliseconds. */
  slowest?: {bytes: number; window: number};
  /** Most bytes of a structure. */
  largest?: number;
  signal?: AbortSignal;
}

const USER_AGENT = "four-models-loader/0.1 (research; one person, by hand)";

const STRUCTURE_TYPE = "application/vnd.sdmx.structure+xml;version=2.1";

/** Makes a client of one service. */
export function createClient({
  base = OECD,
  limits = createLimits(),
  fetch = globalThis.fetch,
  patience = 120_000,
  slowest = {bytes: 2048, window: 60_000},
  largest = 64 << 20,
  signal
}: ClientOptions = {}): Client {
  async function ask(address: string, accept?: string): Promise<Response> {
    const origin = new URL(address).origin;
    let at = address;
    for (let hops = 0; hops <= 3; hops += 1) {
      await limits.turn(at);
      const answer = await request(at, accept);
      const to = answer.headers.get("location");
      if (answer.status < 300 || answer.status >= 400) return checked(answer, at);
      await answer.body?.cancel();
      if (!to) throw new Trouble("redirect", `${at} sends elsewhere without saying where`, {address: at});
      const next = new URL(to, at);
      if (next.origin !== origin) {
        throw new Trouble("redirect", `${at} sends to another place, which is not followed: ${next.href}`, {
          address: at
        });
      }
      at = next.href;
    }
    throw new Trouble("redirect", `${address} sends from place to place without end`, {address});
  }

  async function request(address: string, accept?: string): Promise<Response> {
    const late = AbortSignal.timeout(patience);
    const signals = signal ? [signal, late] : [late];
    // Accept-Language keeps the service from answering 500, a user agent of one's own from answering 403.
    const headers = {"User-Agent": USER_AGENT, "Accept-Language": "en", ...(accept ? {Accept: accept} : {})};
    const controller = new AbortController();
    const stop = () => controller.abort(signals.find((d) => d.aborted)?.reason);
    for (const d of signals) d.addEventListener("abort", stop, {once: true});
    try {
      const answer = await fetch(address, {headers, redirect: "manual", signal: controller.signal});
      late.removeEventListener("abort", stop);
      return answer;
    } catch (error) {
      if (signal?.aborted) throw error;
      if (late.aborted) {
        throw new Trouble("slow", `${address} gave no answer in ${patience / 1000} s`, {
          address,
          cause: error
        });
      }
      throw connectionTrouble(error, address);
    }
  }

  async function checked(answer: Response, address: string): Promise<Response> {
    const {status} = answer;
    if (status === 200) return answer;
    const body = await errorBody(answer);
    const said = excerpt(body);
    const tail = said ? `: ${said}` : "";
    const context = {address, status};
    if (status === 404) {
      if (/NoResultsFound|NoRecordsFound|no results found/i.test(body)) {
        throw new Trouble(
          "no-rows",
          `the dataset is there, but nothing in it fits the query (${address})`,
          context
        );
      }
      throw new Trouble(
        "no-such-dataflow",
        `the OECD has no such dataset (any more), or not in this version${tail} (${address})`,
        context
      );
    }
    if (status === 413) {
      throw new Trouble(
        "too-large",
        `too much asked at once${tail}; ask for fewer years or countries (${address})`,
        context
      );
    }
    if (status === 400 || status === 422) {
      throw new Trouble(
        "bad-query",
        `the OECD did not understand the key or the period${tail} (${address})`,
        context
      );
    }
    if (status === 429) {
      // Its Retry-After says 0, which is not to be believed.
      const resume = limits.refused(address);
      throw new Trouble(
        "limit",
        `the OECD refused a further request for now${tail}; go on at ${clock(resume)}`,
        {...context, resume}
      );
    }
    if (status === 401 || status === 403) {
      throw new Trouble(
        "forbidden",
        `the OECD refused this machine (${status})${tail}; VPNs and hosted runners are not let in`,
        context
      );
    }
    if (status >= 500)
      throw new Trouble("server", `the OECD’s service failed (${status})${tail}; try again later`, context);
    throw new Trouble("server", `an answer that was not expected (${status})${tail} (${address})`, context);
  }

  async function* pieces(answer: Response, address: string): AsyncGenerator<Uint8Array> {
    const announced = Number(answer.headers.get("content-length") ?? Number.NaN);
    const plain = answer.headers.get("content-encoding") === null;
    let received = 0;
    if (!answer.body) throw new Trouble("cut-off", `${address} answered without a body`, {address});
    const reader = answer.body.getReader();
    const watch = createWatch(slowest);
    try {
      for (;;) {
        const read = await Promise.race([reader.read(), watch.slow]);
        if (read === "slow") {
          const rate = `fewer than ${slowest.bytes} bytes in ${slowest.window / 1000} s`;
          throw new Trouble(
            "slow",
            `the download hardly goes on (${rate}), given up after ${received} bytes`,
            {address}
          );
        }
        if (read.done) break;
        received += read.value.length;
        watch.came(read.value.length);
        yield read.value;
      }
    } catch (error) {
      if (error instanceof Trouble || signal?.aborted) throw error;
      const why = reasonOf(error);
      throw new Trouble("cut-off", `the download broke off after ${received} bytes (${why})`, {
        address,
        cause: error
      });
    } finally {
      watch.stop();
      await reader.cancel().catch(() => {});
    }
    if (plain && Number.isFinite(announced) && received !== announced) {
      throw new Trouble("cut-off", `the download broke off: ${received} of ${announced} bytes came`, {
        address
      });
    }
  }

  async function text(address: string, accept: string): Promise<string> {
    const answer = await ask(address, accept);
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const piece of pieces(answer, address)) {
      size += piece.length;
      if (size > largest) {
        throw new Trouble("too-large", `${address} answered with more than ${largest} bytes`, {address});
      }
      parts.push(piece);
    }
    return Buffer.concat(parts).toString("utf8");
  }

  return {
    async data(dataflow, query = {}) {
      const address = dataAddress(dataflow, query, base);
      const answer = await ask(address);
      const type = answer.headers.get("content-type") ?? "";
      if (/html/i.test(type)) {
        const page = await errorBody(answer);
        throw new Trouble("not-data", `a web page came in place of data: ${excerpt(page)} (${address})`, {
          address
        });
      }
      return {address, json: /json/i.test(type), pieces: pieces(answer, address)};
    },
    async structure(dataflow) {
      return parseStructure(await text(structureAddress(dataflow, base), STRUCTURE_TYPE), dataflow);
    },
    async constraint(dataflow) {
      return parseConstraint(await text(constraintAddress(dataflow, base), STRUCTURE_TYPE), dataflow);
    }
  };
}

/** Says when fewer than `bytes` have come in a `window`. */
function createWatch({bytes, window}: {bytes: number; window: number}) {
  let since = 0;
  let tell: (word: "slow") => void = () => {};
  const slow = new Promise<"slow">((resolve) => {
    tell = resolve;
  });
  const timer = setInterval(() => {
    if (since < bytes) tell("slow");
    since = 0;
  }, window);
  return {
    slow,
    came(count: number) {
      since += count;
    },
    stop: () => clearInterval(timer)
  };
}

/** The first part of the body of an error. */
async function errorBody(answer: Response, {most = 4096} = {}): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  const enough = setTimeout(() => reader?.cancel().catch(() => {}), 5000);
  try {
    while (reader && size < most) {
      const {done, value} = await reader.read();
      if (done) break;
      parts.push(value);
      size += value.length;
    }
  } catch {
    // What came of an error message is enough.
  } finally {
    clearTimeout(enough);
    await reader?.cancel().catch(() => {});
  }
  return Buffer.concat(parts).subarray(0, most).toString("utf8");
}

function reasonOf(error: unknown): string {
  const cause = (error as {cause?: {code?: string; message?: string}}).cause;
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
}

function connectionTrouble(error: unknown, address: string): Trouble {
  const why = reasonOf(error);
  const {host} = new URL(address);
  return new Trouble("no-connection", `no connection to ${host} (${why})`, {address, cause: error});
}
