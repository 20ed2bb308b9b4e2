import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import sirv from "sirv";

/**
 * Serves a built site on loopback as a static host would: pages without `.html`, `404.html` for what is not there.
 * With port 0 the system picks one.
 */
export async function serve(
  folder: string,
  {port = 0}: {port?: number} = {}
): Promise<{address: string; server: Server}> {
  const files = sirv(folder, {dev: true, extensions: ["html"], etag: true});
  const server = createServer((request, response) => {
    files(request, response, () => {
      request.url = "/404";
      response.statusCode = 404;
      files(request, response, () => {
        response.end("Not found");
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server};
}
