import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {createServer, type Server, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import sirv from "sirv";

/**
 * Serves a built site on loopback as a static host would: pages without `.html`, folders with a slash at their end,
 * since relative addresses rest on it, `404.html` for what is not there. Other sites may read its files, as most hosts let them. With port 0 the system picks one.
 */
export async function serve(
  folder: string,
  {port = 0}: {port?: number} = {}
): Promise<{address: string; server: Server}> {
  const files = sirv(folder, {
    dev: true,
    extensions: ["html"],
    etag: true,
    setHeaders: (response) => response.setHeader("Access-Control-Allow-Origin", "*")
  });
  const notFound = async (response: ServerResponse) => {
    const page = await readFile(join(folder, "404.html")).catch(() => "Not found");
    response.writeHead(404, {"Content-Type": "text/html;charset=utf-8"}).end(page);
  };
  const server = createServer((request, response) => {
    const [path = "/", query] = (request.url ?? "/").replace(/^\/+/, "/").split(/\?(.*)/s);
    const isFolder = existsSync(join(folder, path, "index.html"));
    if (isFolder && !path.endsWith("/"))
      response.writeHead(301, {Location: `${path}/${query ? `?${query}` : ""}`}).end();
    else if (path.endsWith("/") && !isFolder) notFound(response);
    else files(request, response, () => notFound(response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server};
}
