import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {request, type Server} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {serve} from "../../../loaders/outputs/serve.js";

let outer: string;
let address: string;
let server: Server;

beforeAll(async () => {
  outer = mkdtempSync(join(tmpdir(), "four-models-"));
  const folder = join(outer, "site");
  mkdirSync(join(folder, "countries"), {recursive: true});
  mkdirSync(join(outer, "site-secret"));
  writeFileSync(join(outer, "secret.txt"), "secret");
  writeFileSync(join(outer, "site-secret", "secret.txt"), "secret");
  writeFileSync(join(folder, "index.html"), "home");
  writeFileSync(join(folder, "compare.html"), "compare");
  writeFileSync(join(folder, "countries", "index.html"), "countries");
  writeFileSync(join(folder, "countries", "aland.html"), "aland");
  writeFileSync(join(folder, "evidence.json"), "{}");
  writeFileSync(join(folder, "404.html"), "nothing is here");
  ({address, server} = await serve(folder));
});
afterAll(() => {
  server.close();
  rmSync(outer, {recursive: true, force: true});
});

/** A request with its path as written: `fetch` would tidy it up. */
function ask(path: string, headers: Record<string, string> = {}) {
  return new Promise<{status: number; type: string; location: string | undefined; text: string}>(
    (resolve, reject) => {
      const {hostname, port} = new URL(address);
      request({hostname, port, path, headers}, (answer) => {
        let text = "";
        answer.on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            type: answer.headers["content-type"] ?? "",
            location: answer.headers.location,
            text
          })
        );
      })
        .on("error", reject)
        .end();
    }
  );
}

describe("the server", () => {
  it("is on this machine alone", () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.address()).toMatchObject({address: "127.0.0.1"});
  });

  it.each([
    ["/", "home"],
    ["/compare", "compare"],
    ["/compare?countries=AUS,CAN", "compare"],
    ["/compare.html", "compare"],
    ["/countries/", "countries"],
    ["/countries/aland", "aland"]
  ])("shows %s", async (path, text) => {
    expect(await ask(path)).toMatchObject({status: 200, type: "text/html;charset=utf-8", text});
  });

  it.each([
    ["/countries", "/countries/"],
    ["/countries?q=1?2", "/countries/?q=1?2"],
    ["//countries", "/countries/"]
  ])("leads from %s to %s", async (path, location) => {
    expect(await ask(path)).toMatchObject({status: 301, location});
  });

  it("names the kind of other files", async () => {
    expect((await ask("/evidence.json")).type).toBe("application/json");
  });

  it.each([
    "/nowhere",
    "/countries/nowhere",
    "/compare/",
    "/countries/aland/",
    "/%E0%A4%A",
    "/404x"
  ])("says that %s is not there", async (path) => {
    expect(await ask(path)).toMatchObject({
      status: 404,
      type: "text/html;charset=utf-8",
      text: "nothing is here"
    });
  });

  it.each([
    "/../secret.txt",
    "/countries/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/../site-secret/secret.txt",
    "/..site-secret/secret.txt"
  ])("does not leave its folder for %s", async (path) => {
    expect(await ask(path)).toMatchObject({status: 404, text: "nothing is here"});
  });

  it("still says so to a reader who has a copy", async () => {
    const first = await fetch(`${address}/compare`);
    const etag = first.headers.get("etag") ?? "";
    await first.text();
    expect(etag).not.toBe("");
    expect((await ask("/compare", {"if-none-match": etag})).status).toBe(304);
    expect((await ask("/nowhere", {"if-none-match": "*"})).status).toBe(404);
  });
});
