/**
 * What the built site bears: nginx with the configuration of `deploy/` serves it on loopback, wrk asks as fast as it can,
 * and beside each file the same bytes are served bare: no headers, no rules, no names without endings. They take turns;
 * medians. Requests a second are by the clock, and so worth something only on a quiet machine; the processor's time for
 * a request, which the system counts for each process, says nearly the same on a busy one.
 * Needs `npm run build`, nginx and wrk, and Linux for the processor's time; `FM_ROUNDS` (5), `FM_SECONDS` (3).
 */
import {type ChildProcess, spawnSync} from "node:child_process";
import {copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync} from "node:fs";
import {request} from "node:http";
import {tmpdir} from "node:os";
import {dirname, extname, join, resolve} from "node:path";
import {gzipSync} from "node:zlib";
import {nginx} from "../loaders/hosts/nginx.js";
import {pack} from "../loaders/hosts/pack.js";
import {PACKED} from "../loaders/hosts/rules.js";
import {has} from "../test/machine.js";
import {freePort, startNginx} from "../test/nginx.js";
import {median} from "./embeds/measure.js";

const root = resolve(process.env.FM_OUT ?? "dist");
const rounds = Number(process.env.FM_ROUNDS ?? 5);
const seconds = Number(process.env.FM_SECONDS ?? 3);

const SAID = {
  ours: "ours",
  uncached: "ours, no open files kept",
  ready: "ours, packed beforehand",
  bare: "bare"
};

/** What is asked for, as a reader has its address, and the file it is. */
const targets = [
  {name: "a page (Australia)", path: "/countries/australia", file: "countries/australia.html"},
  {name: "an embed (six countries)", path: "/view/membership/six.html", file: "view/membership/six.html"},
  {name: "a picture, SVG", path: "/view/membership/six.svg", file: "view/membership/six.svg"},
  {name: "a picture, PNG", path: "/view/membership/six.png", file: "view/membership/six.png"},
  {name: "the script of embeds", path: "/embed/v1/four-models.js", file: "embed/v1/four-models.js"}
];

for (const program of ["nginx", "wrk"])
  if (!has("sh", ["-c", `command -v ${program}`]))
    throw new Error(`${program} is not on this machine (apt-get install nginx-light wrk)`);
const home = mkdtempSync(join(tmpdir(), "four-models-load-"));
const [bare, ready] = [join(home, "bare"), join(home, "ready")];
mkdirSync(bare);
for (const [i, {file}] of targets.entries()) {
  copyFileSync(join(root, file), join(bare, `${i}${extname(file)}`));
  mkdirSync(dirname(join(ready, file)), {recursive: true});
  copyFileSync(join(root, file), join(ready, file));
}
pack(ready);

const without = (text: string, what: RegExp) => text.replace(what, "");
const bareSite = (port: number) =>
  `server {\n listen 127.0.0.1:${port};\n root ${bare};\n include /etc/nginx/mime.types;\n gzip on;\n gzip_min_length 512;\n gzip_comp_level 6;\n gzip_types ${PACKED.filter((d) => d !== "text/html").join(" ")};\n}`;
const servers = {
  ours: await start("ours", (port) => nginx({root, listen: `127.0.0.1:${port}`})),
  uncached: await start("uncached", (port) =>
    without(nginx({root, listen: `127.0.0.1:${port}`}), /^ *open_file_cache.*$/gm)
  ),
  ready: await start("ready", (port) => nginx({root: ready, listen: `127.0.0.1:${port}`})),
  bare: await start("bare", bareSite)
};
type Who = keyof typeof servers;

try {
  await answered(servers.ours);
  console.log(
    `nginx with one process, wrk with 16 connections, ${rounds} turns of ${seconds} s each; medians: requests a second, and microseconds of the processor for one\n`
  );
  console.log("| what | kB sent | server | requests/s | to bare | µs | to bare |");
  console.log("|---|--:|---|--:|--:|--:|--:|");
  for (const packed of [false, true]) {
    for (const [i, {name, path, file}] of targets.entries()) {
      if (packed && file.endsWith(".png")) continue;
      const who: Who[] = packed ? ["bare", "ours", "ready"] : ["bare", "ours", "uncached"];
      const turns = new Map(who.map((d) => [d, [] as Turn[]]));
      for (let round = 0; round < rounds; round += 1)
        for (const d of round % 2 ? [...who].reverse() : who)
          turns.get(d)?.push(turn(servers[d], d === "bare" ? `/${i}${extname(file)}` : path, packed));
      const found = new Map([...turns].map(([d, all]) => [d, middle(all)]));
      const measure = found.get("bare") as Turn;
      for (const [d, {rate, time}] of found) {
        const sent = await wire(servers[d].port, d === "bare" ? `/${i}${extname(file)}` : path, {
          "Accept-Encoding": packed ? "gzip" : "identity"
        });
        const cells = [
          `${name}${packed ? ", packed" : ""}`,
          (sent.all / 1000).toFixed(1),
          SAID[d],
          rate.toFixed(0),
          (rate / measure.rate).toFixed(2),
          time.toFixed(1),
          (time / measure.time).toFixed(2)
        ];
        console.log(`| ${cells.join(" | ")} |`);
      }
    }
  }
  await onPaper(servers.ours.port);
} finally {
  for (const {child} of Object.values(servers)) child.kill();
  rmSync(home, {recursive: true, force: true});
}

interface Running {
  child: ChildProcess;
  port: number;
}

interface Turn {
  /** Requests a second. */
  rate: number;
  /** Microseconds of the processor for a request. */
  time: number;
}

function middle(turns: Turn[]): Turn {
  return {rate: median(turns.map((d) => d.rate)), time: median(turns.map((d) => d.time))};
}

/** Starts nginx as a single process, so that what it uses of the processor can be read. */
async function start(name: string, site: (port: number) => string): Promise<Running> {
  const port = await freePort();
  return {port, child: startNginx(join(home, name), [site(port)], "master_process off;\n")};
}

/** Asks for a file for some seconds. Throws when a request is answered otherwise than with 200. */
function turn({port, child}: Running, path: string, packed: boolean): Turn {
  const url = `http://127.0.0.1:${port}${path}`;
  const header = packed ? ["-H", "Accept-Encoding: gzip"] : [];
  const before = used(child);
  const {stdout} = spawnSync("wrk", ["-t1", "-c16", `-d${seconds}s`, ...header, url], {encoding: "utf8"});
  const after = used(child);
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} was not served:\n${stdout}`);
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1]);
  return {rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]), time: (after - before) / requests};
}

/** Microseconds of the processor that a process has used, to a hundredth of a second; as Linux counts them. */
function used({pid}: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Bytes that one answer costs on the wire, packed unless headers say otherwise: head and body. */
function wire(
  port: number,
  path: string,
  headers: Record<string, string> = {}
): Promise<{all: number; body: number}> {
  return new Promise((done, fail) => {
    request({host: "127.0.0.1", port, path, headers: {"Accept-Encoding": "gzip", ...headers}}, (answer) => {
      let body = 0;
      answer.on("data", (part: Buffer) => {
        body += part.length;
      });
      const head = `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${answer.rawHeaders.join(": ")}\r\n\r\n`;
      answer.on("end", () => done({all: head.length + body, body}));
    })
      .on("error", fail)
      .end();
  });
}

/** What a post that is read a million times a day asks of the host. */
async function onPaper(port: number): Promise<void> {
  const posts = [
    {name: "frame alone", files: ["/view/membership/six.html"]},
    {
      name: "frame and the script that fits its height",
      files: ["/view/membership/six.html", "/embed/v1/four-models.js"]
    },
    {name: "element, untouched", files: ["/view/membership/six.svg", "/embed/v1/four-models.js"]},
    {name: "picture in pixels (strict hosts)", files: ["/view/membership/six.png"]},
    {name: "picture, SVG", files: ["/view/membership/six.svg"]}
  ];
  console.log("\nA post read a million times a day, nothing kept by any browser:\n");
  console.log(
    "| what the post shows | kB a reading | GB a day | GB a month | requests a second, mean | Mbit/s, mean |"
  );
  console.log("|---|--:|--:|--:|--:|--:|");
  for (const {name, files} of posts) {
    const costs = await Promise.all(files.map((path) => wire(port, path)));
    const bytes = costs.reduce((sum, d) => sum + d.all, 0);
    const perDay = bytes * 1e6;
    const row = [
      (bytes / 1000).toFixed(1),
      (perDay / 1e9).toFixed(1),
      ((perDay * 30) / 1e9).toFixed(0),
      ((files.length * 1e6) / 86_400).toFixed(1),
      ((perDay * 8) / 86_400 / 1e6).toFixed(2)
    ];
    console.log(`| ${name} | ${row.join(" | ")} |`);
  }
  const file = join(root, "view/membership/six.html");
  const packed = gzipSync(readFileSync(file), {level: 9}).length;
  console.log(
    `\nThe frame is ${statSync(file).size} bytes, ${packed} at the highest level of gzip; a browser that has it already and asks again is told so in ${(await wire(port, "/view/membership/six.html", {"If-None-Match": await etag(port, "/view/membership/six.html")})).all} bytes, and for an hour does not ask.`
  );
}

function etag(port: number, path: string): Promise<string> {
  return new Promise((done, fail) => {
    request({host: "127.0.0.1", port, path, headers: {"Accept-Encoding": "gzip"}}, (answer) => {
      answer.resume();
      answer.on("end", () => done(answer.headers.etag ?? ""));
    })
      .on("error", fail)
      .end();
  });
}

async function answered({port, child}: Running): Promise<void> {
  let said = "";
  child.stderr?.on("data", (text) => {
    said += text;
  });
  for (let i = 0; i < 100; i += 1) {
    if (await wire(port, "/").catch(() => undefined)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nginx does not answer: ${said}`);
}
