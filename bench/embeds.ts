/**
 * What a figure costs a reader, as our frame, page, element and picture and as the same chart by others: in one run,
 * cold cache, 4 times slower processor, slow 4G, targets interleaved, medians. Needs a built site (`npm run build`) and
 * the peers (`npm --prefix bench/peers ci`). `FM_ROUNDS` says how often (7), `FM_ONLY` which, by a part of their names.
 */
import {existsSync, readFileSync, rmSync, statSync} from "node:fs";
import {createServer, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {extname, join} from "node:path";
import {gzipSync} from "node:zlib";
import {launch} from "../test/browser/browser.js";
import {type Cost, measure, median} from "./embeds/measure.js";
import {writePages} from "./embeds/pages.js";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html;charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2"
};

/** A slow 4G line: milliseconds to each answer, bytes a millisecond for all of them together. */
const LINE = {latency: 562.5, rate: 1.47e6 / 8 / 1000};

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const site = process.env.FM_OUT ?? "dist";
const rounds = Number(process.env.FM_ROUNDS ?? 7);
const only = process.env.FM_ONLY;
const all = await writePages(site);
const limits = new Set(all.map((d) => d.limit));
const targets = all.filter((d) => !only || new RegExp(only).test(d.name) || limits.has(d.path));
const {address, close} = await serveZipped(site);
const browser = await launch();
const costs = new Map<string, Cost[]>();
try {
  for (let round = 0; round <= rounds; round += 1) {
    // Each round begins elsewhere, so that no target always follows the same one. The first round only warms up.
    for (const target of [
      ...targets.slice(round % targets.length),
      ...targets.slice(0, round % targets.length)
    ]) {
      const cost = await measure(browser, address, target);
      if (round) costs.set(target.path, [...(costs.get(target.path) ?? []), cost]);
    }
    console.error(`round ${round} of ${rounds}`);
  }
} finally {
  await browser.close();
  close();
  rmSync(join(site, "bench"), {recursive: true, force: true});
}

const mid = (path: string, key: keyof Cost) => median((costs.get(path) ?? []).map((d) => d[key]));
console.log(
  "| what | kB | requests | visible, ms | × | blocking, ms | main thread, ms | × | shift |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
);
for (const {name, path, limit} of targets) {
  const ratio = (key: keyof Cost) => (limit ? (mid(path, key) / mid(limit, key)).toFixed(2) : "1");
  const n = (key: keyof Cost) => mid(path, key).toFixed(0);
  console.log(
    `| ${name} | ${(mid(path, "bytes") / 1000).toFixed(1)} | ${n("requests")} | ${n("visible")} | ${ratio("visible")} | ${n("blocking")} | ${n("busy")} | ${ratio("busy")} | ${mid(path, "shift").toFixed(3)} |`
  );
}

/**
 * Serves the site as most hosts do, packed with gzip, over a slow line. The server itself is slow, since Chromium’s own
 * emulation leaves out the documents of frames: a frame would seem to come at once, and an image beside it late.
 */
async function serveZipped(folder: string): Promise<{address: string; close(): void}> {
  // When the line is free again.
  let free = 0;
  const send = async (response: ServerResponse, headers: Record<string, string>, body: Buffer) => {
    await wait(LINE.latency);
    response.writeHead(200, headers);
    for (let at = 0; at < body.length && !response.destroyed; at += 1460) {
      const part = body.subarray(at, at + 1460);
      free = Math.max(free, performance.now()) + part.length / LINE.rate;
      await wait(free - performance.now());
      response.write(part);
    }
    response.end();
  };
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url ?? "/", "http://localhost");
    const file = ["", ".html", "index.html"]
      .map((ending) => join(folder, pathname + ending))
      .find((d) => existsSync(d) && statSync(d).isFile());
    const type = TYPES[extname(file ?? "")];
    if (!file || !type) return response.writeHead(404).end();
    const body = readFileSync(file);
    // Pixels and fonts are packed already.
    if (/png|woff2/.test(type)) return send(response, {"Content-Type": type}, body);
    return send(response, {"Content-Type": type, "Content-Encoding": "gzip"}, gzipSync(body, {level: 6}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    }
  };
}
