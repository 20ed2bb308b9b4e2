import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {
  createServer as createHttpServer,
  type IncomingMessage,
  request,
  type ServerResponse
} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {config, observable} from "@observablehq/notebook-kit/vite";
import {createServer} from "vite";
import {part} from "../../loaders/notebooks/bundles.js";
import {openNotebook} from "../../loaders/notebooks/files.js";
import {withImports} from "../../src/workbench/exports.js";
import {writeNotebook} from "../../src/workbench/notebook.js";

/** Where Notebook Kit takes libraries from; here they come from this machine. */
const NETWORK = /https:\/\/cdn\.[a-z]+\.net\/npm\//g;

/** What the network would give, by the name of the package. */
const PACKAGES = ["arquero", "d3", "htl", "@observablehq/inputs", "@observablehq/plot", "papaparse"] as const;

/** A preview of a notebook by Notebook Kit, as it starts one itself. */
export interface Preview {
  /** Address of the notebook. */
  address: string;
  /** The notebook's file, which can be changed. */
  file: string;
  end(): Promise<void>;
}

/**
 * Starts Notebook Kit's preview of a notebook, as the workbench hands it out for elsewhere: with a cell in front that takes
 * the evidence from the built site at `site`. The notebook must lie within the project, or the preview does not find its
 * own parts; and since there is no network here, a server in front puts libraries of this machine in the place of those
 * that it would take from there.
 */
export async function startPreview(name: string, {site}: {site: string}): Promise<Preview> {
  mkdirSync(".cache", {recursive: true});
  const root = mkdtempSync(join(process.cwd(), ".cache/kit-"));
  const file = join(root, `${name}.html`);
  writeFileSync(file, writeNotebook(withImports(openNotebook(name).notebook, {site: `${site}/`})));
  const kit = await createServer({
    ...config(),
    configFile: false,
    plugins: [observable()],
    root,
    base: "/",
    logLevel: "silent",
    server: {host: "127.0.0.1", hmr: {clientPort: 0}}
  });
  await kit.listen();
  const inner = (kit.httpServer?.address() as AddressInfo).port;
  const packages = new Map<string, Buffer>();
  for (const d of PACKAGES) {
    const text =
      d === "papaparse" ? `export * from "${d}"; export {default} from "${d}";` : `export * from "${d}";`;
    packages.set(`/npm/${d}/+esm`, gzipSync(await part({text})));
  }
  const front = createHttpServer((asked, answer) => {
    const code = packages.get(asked.url ?? "");
    if (code)
      answer
        .writeHead(200, {
          "Content-Type": "text/javascript",
          "Content-Encoding": "gzip",
          "Cache-Control": "max-age=31536000, immutable"
        })
        .end(code);
    else if (asked.url === "/npm/@observablehq/inputs/dist/index.css")
      answer
        .writeHead(200, {"Content-Type": "text/css", "Cache-Control": "max-age=31536000, immutable"})
        .end(readFileSync("node_modules/@observablehq/inputs/dist/index.css"));
    else hand(asked, answer, inner);
  });
  front.on("upgrade", (_, socket) => socket.destroy());
  await new Promise<void>((go) => front.listen(0, "127.0.0.1", go));
  const address = `http://127.0.0.1:${(front.address() as AddressInfo).port}/${name}.html`;
  return {
    address,
    file,
    async end() {
      front.close();
      front.closeAllConnections();
      await kit.close();
      rmSync(root, {recursive: true, force: true});
    }
  };
}

/** Hands a request on, and what comes of it back, with addresses of the network turned into addresses here. */
function hand(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const headers = {...asked.headers, "accept-encoding": "identity"};
  const onward = request(
    {host: "127.0.0.1", port, path: asked.url, method: asked.method, headers},
    (given) => {
      const parts: Buffer[] = [];
      given.on("data", (d: Buffer) => parts.push(d));
      given.on("end", () => {
        const text = /javascript|html/.test(given.headers["content-type"] ?? "");
        const body = Buffer.concat(parts);
        const own = text ? Buffer.from(body.toString("utf8").replace(NETWORK, "/npm/")) : body;
        const {"content-length": _, ...rest} = given.headers;
        answer.writeHead(given.statusCode ?? 500, rest).end(own);
      });
    }
  );
  onward.on("error", () => answer.writeHead(502).end());
  asked.pipe(onward);
}

/** Writes the notebook's file with a cell changed. */
export function changeFile(file: string, from: string, to: string): void {
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(file, text.replace(from, to));
}
