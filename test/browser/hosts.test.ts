import {type ChildProcess, spawn} from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {type IncomingHttpHeaders, request} from "node:http";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {gunzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {caddy} from "../../loaders/hosts/caddy.js";
import {nginx} from "../../loaders/hosts/nginx.js";
import {pack} from "../../loaders/hosts/pack.js";
import {headersOf, NAMES} from "../../loaders/hosts/rules.js";
import {has} from "../machine.js";
import {freePort, startNginx} from "../nginx.js";

const root = resolve(process.env.FM_OUT ?? "dist");
/** The frame in which the workbench runs what a reader writes. */
const cellFrame = readdirSync(join(root, "_workbench")).find((d) => d.startsWith("frame.")) ?? "";
const home = mkdtempSync(join(tmpdir(), "four-models-hosts-"));
afterAll(() => rmSync(home, {recursive: true, force: true}));

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const servers = [
  {
    name: "nginx",
    there: has("nginx", ["-v"]),
    start(port: number, root: string): ChildProcess {
      return startNginx(join(home, `nginx-${port}`), [nginx({root, listen: `127.0.0.1:${port}`})]);
    }
  },
  {
    name: "Caddy",
    there: has("caddy", ["version"]),
    start(port: number, root: string): ChildProcess {
      const file = join(home, `Caddyfile-${port}`);
      const config = caddy({root, address: `http://127.0.0.1:${port}`});
      writeFileSync(file, `{\n\tadmin off\n\tauto_https off\n}\n${config}`);
      return spawn("caddy", ["run", "--adapter", "caddyfile", "--config", file], {
        stdio: ["ignore", "ignore", "pipe"],
        env: {...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home}
      });
    }
  }
];

for (const {name, there} of servers) {
  if (!there)
    console.warn(
      `${name} is not on this machine: its configuration is not tried (apt-get install nginx-light caddy)`
    );
}

function ask(port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    request({host: "127.0.0.1", port, path, headers}, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        done({status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts)})
      );
    })
      .on("error", fail)
      .end();
  });
}

/** Waits for a server that has just been started. */
async function answers(child: ChildProcess, port: number): Promise<void> {
  let said = "";
  child.stderr?.on("data", (text) => {
    said += text;
  });
  for (let i = 0; i < 100; i++) {
    if (await ask(port, "/").catch(() => undefined)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the server does not answer: ${said}`);
}

describe.each(servers.filter((d) => d.there))("the site under $name", ({start}) => {
  let port = 0;
  let child: ChildProcess | undefined;
  const pages = readdirSync(root);
  const script = pages.find((d) => /^site\.[0-9a-f]{8}\.js$/.test(d)) ?? "";
  const archive = readdirSync(join(root, "data")).find((d) => d.endsWith(".zip")) ?? "";

  const get = (path: string, headers: Record<string, string> = {}) => ask(port, path, headers);

  beforeAll(async () => {
    port = await freePort();
    child = start(port, root);
    await answers(child, port);
  });
  afterAll(() => child?.kill());

  it.each([
    ["/", "index.html"],
    ["/about", "about.html"],
    ["/workbench", "workbench.html"],
    [`/_workbench/${cellFrame}`, `_workbench/${cellFrame}`],
    ["/countries/", "countries/index.html"],
    ["/countries/australia", "countries/australia.html"],
    ["/data/codings", "data/codings.html"],
    ["/studio.js", "studio.js"],
    ["/evidence.json", "evidence.json"],
    ["/fonts/literata.woff2", "fonts/literata.woff2"],
    ["/data/codings.csv", "data/codings.csv"],
    ["/view/membership/six.html", "view/membership/six.html"]
  ])("gives %s as %s, with the headers it should have and no other of them", async (path, file) => {
    const {status, headers, body} = await get(path);
    expect(status).toBe(200);
    expect(body.equals(readFileSync(join(root, file)))).toBe(true);
    const expected = headersOf(path);
    for (const header of NAMES)
      expect(headers[header.toLowerCase()], `${path} ${header}`).toBe(expected.get(header));
  });

  it("lets other sites frame views, and no page, and only the workbench the frame that makes code from text", async () => {
    const unsafe = /'unsafe-eval'/;
    const frame = await get(`/_workbench/${cellFrame}`);
    expect(frame.headers["content-security-policy"]).toBe("frame-ancestors 'self'");
    expect(String(frame.body)).toMatch(unsafe);
    for (const path of ["/workbench", "/", "/view/membership/six.html", "/embed/v1/figure.html"])
      expect(String((await get(path)).body), path).not.toMatch(unsafe);
    expect((await get("/about")).headers["content-security-policy"]).toBe("frame-ancestors 'self'");
    expect((await get("/view/membership/six.html")).headers["content-security-policy"]).toBeUndefined();
  });

  it("keeps for ever what has its hash in its name, and asks again for pages", async () => {
    for (const path of [
      `/${script}`,
      ...readdirSync(join(root, "_workbench")).map((d) => `/_workbench/${d}`)
    ]) {
      expect(path).toMatch(/\.[0-9a-f]{8}\.\w+$/);
      expect((await get(path)).headers["cache-control"], path).toContain("immutable");
    }
    const {etag = "", "cache-control": cache} = (await get("/about")).headers;
    expect(cache).toBe("public, max-age=300");
    expect((await get("/about", {"If-None-Match": etag})).status).toBe(304);
  });

  it("leads a folder without its slash to the one with it, and says 404 with a page", async () => {
    const moved = await get("/countries");
    expect([301, 302, 307, 308]).toContain(moved.status);
    expect(new URL(moved.headers.location ?? "", `http://127.0.0.1:${port}/`).pathname).toBe("/countries/");
    const lost = await get("/no/such/page");
    expect(lost.status).toBe(404);
    expect(lost.body.equals(readFileSync(join(root, "404.html")))).toBe(true);
    expect(lost.headers["x-content-type-options"]).toBe("nosniff");
    // A tab left open over a new release asks for what is gone; it must not believe so for a year.
    const gone = await get("/_workbench/frame.00000000.html");
    expect(gone.status).toBe(404);
    expect(gone.headers["cache-control"]).toBe("public, max-age=300");
  });

  it.each([
    "/about",
    "/data/codings.csv",
    "/data/codings.json",
    "/view/membership/six.svg"
  ])("packs %s", async (path) => {
    const {headers, body} = await get(path, {"Accept-Encoding": "gzip"});
    expect(headers["content-encoding"]).toBe("gzip");
    expect(headers.vary).toMatch(/accept-encoding/i);
    const plain = await get(path);
    expect(gunzipSync(body).equals(plain.body)).toBe(true);
    expect(body.length).toBeLessThan(plain.body.length / 2);
  });

  it("gives part of a file when part is asked for", async () => {
    const {status, headers, body} = await get(`/data/${archive}`, {Range: "bytes=0-3"});
    expect(status).toBe(206);
    expect(body.toString("latin1")).toBe("PK\u0003\u0004");
    expect(headers["content-range"]).toMatch(/^bytes 0-3\/\d+$/);
    const table = readFileSync(join(root, "data/codings.parquet"));
    const end = await get("/data/codings.parquet", {Range: "bytes=-4"});
    expect(end.body.equals(table.subarray(-4))).toBe(true);
    expect((await get(`/data/${archive}`, {Range: "bytes=99999999-"})).status).toBe(416);
  });

  it.each([
    ["/data/codings.parquet", "application/vnd.apache.parquet"],
    ["/data/codings.csv", "text/csv; charset=utf-8"],
    ["/data/codings.bib", "application/x-bibtex"],
    ["/data/codings.json", "application/json"],
    ["/about", "text/html; charset=utf-8"]
  ])("calls %s by its type", async (path, type) => {
    expect((await get(path)).headers["content-type"]).toContain(type);
  });

  it("gives nothing from outside the site", async () => {
    for (const path of ["/../package.json", "/%2e%2e/package.json", "/data/..%2f..%2fpackage.json"])
      expect((await get(path)).status).toBeGreaterThanOrEqual(400);
  });
});

describe.each(servers.filter((d) => d.there))("a site packed beforehand under $name", ({name, start}) => {
  const site = join(home, `packed-${name}`);
  let port = 0;
  let child: ChildProcess | undefined;
  beforeAll(async () => {
    mkdirSync(join(site, "view/membership"), {recursive: true});
    mkdirSync(join(site, "countries"));
    for (const file of ["index.html", "countries/australia.html", "view/membership/six.html"])
      copyFileSync(join(root, file), join(site, file));
    pack(site);
    port = await freePort();
    child = start(port, site);
    await answers(child, port);
  });
  afterAll(() => child?.kill());

  it.each([
    ["/countries/australia", "countries/australia.html"],
    ["/view/membership/six.html", "view/membership/six.html"],
    ["/", "index.html"]
  ])("sends %s as it was packed, with the headers it has otherwise", async (path, file) => {
    const {headers, body, status} = await ask(port, path, {"Accept-Encoding": "gzip"});
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe("gzip");
    expect(body.equals(readFileSync(join(site, `${file}.gz`)))).toBe(true);
    expect(headers["content-type"]).toMatch(/^text\/html/);
    expect(headers.vary).toMatch(/accept-encoding/i);
    for (const header of NAMES)
      expect(headers[header.toLowerCase()], header).toBe(headersOf(path).get(header));
    expect((await ask(port, path)).body.equals(readFileSync(join(site, file)))).toBe(true);
    const again = {"Accept-Encoding": "gzip", "If-None-Match": headers.etag ?? ""};
    expect((await ask(port, path, again)).status).toBe(304);
  });
});
