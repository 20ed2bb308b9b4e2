import {createServer, type IncomingMessage, type ServerResponse} from "node:http";
import type {AddressInfo, Socket} from "node:net";
import {constraint, csv, json, oecdStat, structure} from "./answers.js";
import type {Dataset, Observation} from "./datasets.js";

/** What is asked for: the part of the service, and, with data, the format. */
export interface Asked {
  part: "data" | "structure" | "constraint" | "unknown";
  url: URL;
  headers: IncomingMessage["headers"];
  /** How many requests came before. */
  before: number;
}

/** The right answer, for a fault to spoil. */
export interface Answer {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

/** Answers in place of the service, or does nothing and returns false. */
export type Fault = (asked: Asked, answer: Answer, response: ServerResponse) => boolean;

/** A server on loopback that plays the OECD's service. */
export interface PlayedOecd {
  base: string;
  /** Everything that was asked, in order. */
  asked: readonly Asked[];
  /** Datasets by `agency,flow`; may be changed while it runs. */
  datasets: Map<string, Dataset>;
  /** What goes wrong from now on. */
  fault: Fault | undefined;
  close(): Promise<void>;
}

/** Starts to play the service with some datasets. To be closed at the end. */
export async function playOecd(datasets: readonly Dataset[]): Promise<PlayedOecd> {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    // As a client's own URL does: dots alone in a path are the folder above.
    const url = new URL(request.url ?? "/", "http://oecd.example");
    const now: Asked = {part: partOf(url), url, headers: request.headers, before: asked.length};
    asked.push(now);
    const answer = answerTo(now, played.datasets);
    if (played.fault?.(now, answer, response)) return;
    send(response, answer);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const {port} = server.address() as AddressInfo;
  const played: PlayedOecd = {
    base: `http://127.0.0.1:${port}`,
    asked,
    datasets: new Map(datasets.map((d) => [`${d.agency},${d.flow}`, d])),
    fault: undefined,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    }
  };
  return played;
}

/** Sends an answer whole, with its length. */
export function send(response: ServerResponse, {status, type, body, headers}: Answer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {"content-type": type, "content-length": bytes.length, ...headers});
  response.end(bytes);
}

function partOf({pathname}: URL): Asked["part"] {
  if (/^\/(public|archive)\/rest\/data\//.test(pathname)) return "data";
  if (/^\/(public|archive)\/rest\/dataflow\//.test(pathname)) return "structure";
  if (/^\/(public|archive)\/rest\/contentconstraint\//.test(pathname)) return "constraint";
  return "unknown";
}

const plain = (status: number, body: string): Answer => ({status, type: "text/plain; charset=utf-8", body});
const xml = (body: string): Answer => ({
  status: 200,
  type: "application/vnd.sdmx.structure+xml; version=2.1; charset=utf-8",
  body
});

function answerTo({part, url, headers}: Asked, datasets: ReadonlyMap<string, Dataset>): Answer {
  if (!headers["user-agent"] || /^(node|undici)\b/i.test(headers["user-agent"])) {
    return plain(403, "Forbidden");
  }
  if (!headers["accept-language"] || headers["accept-language"] === "*") {
    return plain(500, "Object reference not set to an instance of an object.");
  }
  const [, tenant, , , ...rest] = url.pathname.split("/").map(decodeURIComponent);
  const known = (name: string) => {
    const found = datasets.get(name);
    return found?.tenant === tenant ? found : undefined;
  };
  if (part === "constraint") {
    const [agency, id = ""] = rest;
    const dataset = known(`${agency},${id.replace(/^CR_A_/, "")}`);
    return dataset ? xml(constraint(dataset)) : plain(404, "Could not find requested structures");
  }
  if (part === "structure") {
    const [agency, flow] = rest;
    const dataset = known(`${agency},${flow}`);
    return dataset ? xml(structure(dataset)) : plain(404, "Could not find requested structures");
  }
  if (part === "data") {
    const [agency, flow, version] = (rest[0] ?? "").split(",");
    const dataset = known(`${agency},${flow}`);
    if (!dataset || (version && version !== dataset.version)) {
      return plain(404, "Could not find Dataflow and/or DSD related with this data request");
    }
    return dataAnswer(dataset, rest[1] ?? "all", url.searchParams);
  }
  return plain(404, "Not found");
}

function dataAnswer(dataset: Dataset, key: string, query: URLSearchParams): Answer {
  const parts = key === "all" || key === "" ? undefined : key.split(".");
  if (parts && parts.length !== dataset.dimensions.length) {
    return plain(422, `Not enough key values in query, expecting ${dataset.dimensions.length}`);
  }
  const [start, end] = ["startPeriod", "endPeriod"].map((name) => query.get(name));
  if ([start, end].some((d) => d && !/^\d{4}/.test(d))) return plain(400, "Invalid period");
  const fits = (row: Observation) =>
    (parts ?? []).every((part, i) => !part || part.split(/[+ ]/).includes(row.key[i] ?? "")) &&
    (!start || row.time >= start) &&
    (!end || row.time <= end);
  const rows = dataset.rows.filter(fits);
  if (!rows.length) return plain(404, "NoResultsFound");
  const format = query.get("format") ?? "";
  if (format === "jsondata") {
    return {
      status: 200,
      type: "application/vnd.sdmx.data+json; charset=utf-8; version=2",
      body: json(dataset, rows)
    };
  }
  if (format !== "csvfile" && format !== "csvfilewithlabels") return plain(406, "format not played");
  const labels = format === "csvfilewithlabels";
  const type = `application/vnd.sdmx.data+csv; charset=utf-8; version=2${labels ? "; labels=both" : ""}`;
  const body = dataset.tenant === "archive" ? oecdStat(dataset) : csv(dataset, rows, {labels});
  return {status: 200, type, body};
}
