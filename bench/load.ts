/**
 * What the built site bears: nginx with the configuration of `deploy/` serves it on loopback, wrk asks as fast as it can,
 * and beside each file the same bytes are served bare: no headers, no rules, no
 * names without endings. The two take turns; medians. Needs `npm run build`, nginx and wrk; `FM_ROUNDS` (5), `FM_SECONDS` (3).
 */
import {spawnSync} from "node:child_process";
import {copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync} from "node:fs";
import {request} from "node:http";
import {tmpdir} from "node:os";
import {extname, join, resolve} from "node:path";
import {gzipSync} from "node:zlib";
import {nginx} from "../loaders/hosts/nginx.js";
import {PACKED} from "../loaders/hosts/rules.js";
import {has} from "../test/machine.js";
import {freePort, startNginx} from "../test/nginx.js";
import {median} from "./embeds/measure.js";

const root = resolve(process.env.FM_OUT ?? "dist");
const rounds = Number(process.env.FM_ROUNDS ?? 5);
const seconds = Number(process.env.FM_SECONDS ?? 3);

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
const bare = join(home, "bare");
mkdirSync(bare);
for (const [i, {file}] of targets.entries())
  copyFileSync(join(root, file), join(bare, `${i}${extname(file)}`));
const [ours, plain] = [await freePort(), await freePort()];
const server = startNginx(
  home,
  [
    nginx({root, listen: `127.0.0.1:${ours}`}),
    `server {\n listen 127.0.0.1:${plain};\n root ${bare};\n include /etc/nginx/mime.types;\n gzip on;\n gzip_min_length 512;\n gzip_comp_level 6;\n gzip_types ${PACKED.filter((d) => d !== "text/html").join(" ")};\n}`
  ],
  // One processor serves, the other asks.
  "worker_processes 1;\n"
);
try {
  await answered(ours);
  console.log(
    `nginx with one process, wrk with 16 connections, ${rounds} turns of ${seconds} s each; requests a second, medians\n`
  );
  console.log(
    "| what | kB sent | ours, packed | bare, packed | ratio | ours, as it is | bare, as it is | ratio |"
  );
  console.log("|---|--:|--:|--:|--:|--:|--:|--:|");
  for (const [i, {name, path, file}] of targets.entries()) {
    const pairs = [true, false].map((packed) => {
      const turns = {ours: [] as number[], bare: [] as number[]};
      for (let round = 0; round < rounds; round += 1) {
        const turn = {
          ours: () => turns.ours.push(rate(ours, path, packed)),
          bare: () => turns.bare.push(rate(plain, `/${i}${extname(file)}`, packed))
        };
        for (const who of round % 2 ? (["bare", "ours"] as const) : (["ours", "bare"] as const)) turn[who]();
      }
      const [a, b] = [median(turns.ours), median(turns.bare)];
      return `${a.toFixed(0)} | ${b.toFixed(0)} | ${(a / b).toFixed(3)}`;
    });
    console.log(`| ${name} | ${((await wire(ours, path)).all / 1000).toFixed(1)} | ${pairs.join(" | ")} |`);
  }
  await onPaper();
} finally {
  server.kill();
  rmSync(home, {recursive: true, force: true});
}

/** Requests a second that are answered with 200. Throws when one is answered otherwise. */
function rate(port: number, path: string, packed: boolean): number {
  const url = `http://127.0.0.1:${port}${path}`;
  const header = packed ? ["-H", "Accept-Encoding: gzip"] : [];
  const {stdout} = spawnSync("wrk", ["-t1", "-c16", `-d${seconds}s`, ...header, url], {encoding: "utf8"});
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} was not served:\n${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
}

/** Bytes that one answer costs on the wire, packed: head and body. */
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
async function onPaper(): Promise<void> {
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
    const costs = await Promise.all(files.map((path) => wire(ours, path)));
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
    `\nThe frame is ${statSync(file).size} bytes, ${packed} at the highest level of gzip; a browser that has it already and asks again is told so in ${(await wire(ours, "/view/membership/six.html", {"If-None-Match": await etag("/view/membership/six.html")})).all} bytes, and for an hour does not ask.`
  );
}

function etag(path: string): Promise<string> {
  return new Promise((done, fail) => {
    request({host: "127.0.0.1", port: ours, path, headers: {"Accept-Encoding": "gzip"}}, (answer) => {
      answer.resume();
      answer.on("end", () => done(answer.headers.etag ?? ""));
    })
      .on("error", fail)
      .end();
  });
}

async function answered(port: number): Promise<void> {
  let said = "";
  server.stderr?.on("data", (text) => {
    said += text;
  });
  for (let i = 0; i < 100; i += 1) {
    if (await wire(port, "/").catch(() => undefined)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nginx does not answer: ${said}`);
}
