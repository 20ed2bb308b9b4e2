import type {ServerResponse} from "node:http";
import {gzipSync} from "node:zlib";
import {type Answer, type Asked, type Fault, send} from "./server.js";

/** A way in which the service, or the way to it, goes wrong. */
export interface NamedFault {
  name: string;
  /** What the person at the keyboard must be told. */
  says: RegExp;
  fault: Fault;
}

/** Does something to the answers of one part of the service and leaves the others alone. */
function on(
  part: Asked["part"],
  spoil: (answer: Answer, response: ServerResponse, asked: Asked) => void
): Fault {
  return (asked, answer, response) => {
    if (asked.part !== part) return false;
    spoil(answer, response, asked);
    return true;
  };
}

const status = (code: number, body: string, headers: Record<string, string> = {}) =>
  on("data", (_, response) =>
    send(response, {status: code, type: "text/plain; charset=utf-8", body, headers})
  );

const data = (change: (body: string) => string | Buffer) =>
  on("data", (answer, response) => {
    const bytes = Buffer.from(change(answer.body));
    response.writeHead(200, {"content-type": answer.type, "content-length": bytes.length});
    response.end(bytes);
  });

/** The lines of a body without their ends, the header first. */
const lines = (body: string) => body.trimEnd().split("\r\n");
const joined = (all: readonly string[]) => `${all.join("\r\n")}\r\n`;

const page = `<!DOCTYPE html><html><head><title>Scheduled maintenance</title><script>alert("x")</script></head><body><h1>We will be back</h1></body></html>`;

/** Everything that goes wrong, with what must be said. */
export const faults: readonly NamedFault[] = [
  {
    name: "404, no such dataset",
    says: /no such dataset \(any more\).*Could not find Dataflow/,
    fault: status(404, "Could not find Dataflow and/or DSD related with this data request")
  },
  {
    name: "404, nothing fits the query",
    says: /the dataset is there, but nothing in it fits the query/,
    fault: status(404, "NoResultsFound")
  },
  {
    name: "413",
    says: /too much asked at once.*fewer years or countries/,
    fault: status(413, "Requested parameter is restricted")
  },
  {
    name: "422",
    says: /did not understand the key or the period: Not enough key values in query, expecting 3/,
    fault: status(422, "Not enough key values in query, expecting 3")
  },
  {
    name: "400",
    says: /did not understand the key or the period: Invalid period/,
    fault: status(400, "Invalid period")
  },
  {
    name: "429 with Retry-After: 0",
    says: /refused a further request for now: .*limit.*go on at 05:05 on 2031-02-03/,
    fault: status(429, "You have reached the limit of data downloads per hour.", {"retry-after": "0"})
  },
  {
    name: "403",
    says: /refused this machine \(403\).*VPNs and hosted runners/,
    fault: status(403, "Forbidden")
  },
  {
    name: "500",
    says: /service failed \(500\).*Object reference/,
    fault: status(500, "Object reference not set")
  },
  {name: "503", says: /service failed \(503\).*try again later/, fault: status(503, "Service Unavailable")},
  {
    name: "a redirect to another place",
    says: /sends to another place, which is not followed: https:\/\/login\.example\//,
    fault: status(302, "", {location: "https://login.example/"})
  },
  {
    name: "a redirect without end",
    says: /sends from place to place without end/,
    fault: on("data", (_, response, {url}) =>
      send(response, {
        status: 302,
        type: "text/plain",
        body: "",
        headers: {location: url.pathname + url.search}
      })
    )
  },
  {
    name: "a redirect to nowhere",
    says: /sends elsewhere without saying where/,
    fault: status(302, "")
  },
  {
    name: "a body shorter than announced",
    says: /the download broke off after \d+ bytes/,
    fault: on("data", ({body, type}, response) => {
      response.writeHead(200, {"content-type": type, "content-length": Buffer.byteLength(body)});
      response.write(body.slice(0, body.length / 2), () => response.destroy());
    })
  },
  {
    name: "a body without length, cut off in the middle of a row",
    says: /the download broke off after \d+ bytes/,
    fault: on("data", ({body, type}, response) => {
      response.writeHead(200, {"content-type": type, "transfer-encoding": "chunked"});
      response.write(body.slice(0, body.length / 2 + 3), () => response.destroy());
    })
  },
  {
    name: "a body that ends early and says it is whole",
    says: /rows without 17 cells|announced \d+ observations, \d+ came/,
    fault: data((body) => body.slice(0, body.length / 2))
  },
  {
    name: "a connection that is reset",
    says: /no connection to 127\.0\.0\.1:\d+ \((ECONNRESET|UND_ERR_SOCKET|other side closed)\)/,
    fault: on("data", (_, response) => response.destroy())
  },
  {
    name: "an HTML page with status 200",
    says: /a web page came in place of data: Scheduled maintenance/,
    fault: on("data", (_, response) =>
      send(response, {status: 200, type: "text/html; charset=utf-8", body: page})
    )
  },
  {
    name: "an HTML page that says it is CSV",
    says: /a web page came in place of data: Scheduled maintenance/,
    fault: data(() => page)
  },
  {
    name: "XML in place of data",
    says: /XML came in place of data/,
    fault: data(() => '<?xml version="1.0"?><message:Error>No</message:Error>')
  },
  {name: "an empty body", says: /the answer is empty/, fault: data(() => "")},
  {
    name: "a header and no rows",
    says: /a header and no rows/,
    fault: data((body) => `${lines(body)[0]}\r\n`)
  },
  {
    name: "Latin-1 in place of UTF-8",
    says: /line \d+ is not UTF-8: .*T.rkiye/,
    fault: data((body) => Buffer.from(body.replace(/,AUS,[^,]*,/, ",AUS,Türkiye,"), "latin1"))
  },
  {
    name: "UTF-16 in place of UTF-8",
    says: /the file is in UTF-16, expected UTF-8/,
    fault: data((body) => Buffer.from(`\uFEFF${body}`, "utf16le"))
  },
  {
    name: "zero bytes in the text",
    says: /near line 1: a zero byte, expected text/,
    fault: data((body) => body.replace("Annual", "Ann\0al"))
  },
  {
    name: "commas in labels without quotes",
    says: /rows without \d+ cells \(is there a label with a comma and no quotes\? Ask without labels: --format csv\)/,
    fault: data((body) => body.replaceAll('"', ""))
  },
  {
    name: "a quote that is never closed",
    says: /line \d+: (a quote is never closed|text after a closing quote)/,
    fault: data((body) => body.replace(/"b\. An item of this fixture/, '"b. An "item" of this fixture'))
  },
  {
    name: "an observation that comes twice",
    says: /duplicates: line \d+ repeats the key [A-Z]{3}\.A\.Q_MC_[\w-]+\.2023 of line \d+/,
    fault: data((body) => {
      const [head = "", ...rows] = lines(body);
      // The number of rows is as announced, so that only the keys can tell.
      return joined([head, ...rows.slice(0, -1), rows[0] ?? ""]);
    })
  },
  {
    name: "a code that is in no list",
    says: /unknown codes: MEASURE "Q_MC_Q99-zz" \(line \d+\) is not in OECD\.GOV\.GIP:CL_MEASURE_QDD_PERBUD/,
    fault: data((body) => body.replace("Q_MC_Q5-a,", "Q_MC_Q99-zz,"))
  },
  {
    name: "a country that is in no list",
    says: /unknown codes: REF_AREA "XYZ" \(line \d+\) is not in OECD:CL_AREA/,
    fault: data((body) => body.replace(",AUS,", ",XYZ,"))
  },
  {
    name: "a row fewer than announced",
    says: /the OECD announced \d+ observations, \d+ came/,
    fault: data((body) => joined(lines(body).slice(0, -1)))
  },
  {
    name: "a hundred times more rows than announced",
    says: /far more rows come than the OECD announced; stopped at row \d+/,
    fault: data((body) => {
      const [head = "", ...rows] = lines(body);
      const more = Array.from({length: 100}, (_, i) => rows.map((d) => d.replace(",2023,", `,${2023 + i},`)));
      return joined([head, ...more.flat()]);
    })
  },
  {
    name: "a column that is not there",
    says: /no column MEASURE: the key of DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD is REF_AREA\.FREQ\.MEASURE/,
    fault: data((body) => body.replace(",MEASURE,", ",METRIC,"))
  },
  {
    name: "a dimension more than the structure names",
    says: /the columns SECTOR stand before TIME_PERIOD.*has the structure changed\?/,
    fault: data((body) => {
      const [head = "", ...rows] = lines(body);
      return joined([
        head.replace(",TIME_PERIOD,", ",SECTOR,Sector,TIME_PERIOD,"),
        ...rows.map((d) => d.replace(",2023,", ",S13,General government,2023,"))
      ]);
    })
  },
  {
    name: "another dataset than was asked for",
    says: /another dataset: the rows are of OECD\.GOV\.GIP:DSD_OTHER@DF_OTHER\(1\.0\), asked was OECD\.GOV\.GIP:DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD/,
    fault: data((body) => body.replaceAll("DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD", "DSD_OTHER@DF_OTHER"))
  },
  {
    name: "rows of two datasets",
    says: /rows of several kinds: line \d+ has STRUCTURE_ID/,
    fault: data((body) => {
      const all = lines(body);
      all[5] = (all[5] ?? "").replace("(1.0)", "(2.0)");
      return joined(all);
    })
  },
  {
    name: "rows to be deleted",
    says: /deletions: line \d+ asks to delete an observation/,
    fault: data((body) => body.replaceAll(",I,", ",D,"))
  },
  {
    name: "a table that is no observation at all",
    says: /the header is a,b,c, expected SDMX-CSV/,
    fault: data(() => "a,b,c\r\n1,2,3\r\n")
  },
  {
    name: "a structure that is a web page",
    says: /without the structure the codes cannot be checked \(--accept codes goes on\): .*Scheduled maintenance/,
    fault: on("structure", (_, response) => send(response, {status: 200, type: "text/html", body: page}))
  },
  {
    name: "a structure that stops in the middle",
    says: /the XML of the answer stops in the middle/,
    fault: on("structure", ({body, type}, response) =>
      send(response, {status: 200, type, body: body.slice(0, body.length / 2)})
    )
  },
  {
    name: "a structure that fails",
    says: /without the structure the codes cannot be checked.*service failed \(500\)/,
    fault: on("structure", (_, response) => send(response, {status: 500, type: "text/plain", body: "oops"}))
  },
  {
    name: "a constraint that is a web page",
    says: /expected XML or JSON, the answer begins: Scheduled maintenance/,
    fault: on("constraint", (_, response) => send(response, {status: 200, type: "text/html", body: page}))
  },
  {
    name: "a constraint that is refused",
    says: /refused a further request for now/,
    fault: on("constraint", (_, response) =>
      send(response, {status: 429, type: "text/plain", body: "limit", headers: {"retry-after": "0"}})
    )
  },
  {
    name: "a trickle of one byte a second",
    says: /the download hardly goes on \(fewer than 64 bytes in 1\.5 s\), given up after \d+ bytes/,
    fault: on("data", ({body, type}, response) => {
      response.writeHead(200, {"content-type": type, "content-length": Buffer.byteLength(body)});
      let at = 0;
      const timer = setInterval(() => response.write(body[at++] ?? ""), 1000);
      response.on("close", () => clearInterval(timer));
    })
  },
  {
    name: "no answer at all",
    says: /gave no answer in 2 s/,
    fault: on("data", () => {})
  }
];

/** Answers that look otherwise and are right: each must give the same snapshot. */
export const harmless: readonly {name: string; fault: Fault}[] = [
  {name: "a byte-order mark", fault: data((body) => `\uFEFF${body}`)},
  {name: "LF", fault: data((body) => body.replaceAll("\r\n", "\n"))},
  {name: "no line end at the end", fault: data((body) => body.trimEnd())},
  {name: "empty lines at the end", fault: data((body) => `${body}\r\n\r\n`)},
  {
    name: "the rows in another order",
    fault: data((body) => {
      const [head = "", ...rows] = lines(body);
      return joined([head, ...rows.reverse()]);
    })
  },
  {
    name: "in small pieces",
    fault: on("data", ({body, type}, response) => {
      response.writeHead(200, {"content-type": type});
      const bytes = Buffer.from(body);
      const step = 97;
      for (let at = 0; at < bytes.length; at += step) response.write(bytes.subarray(at, at + step));
      response.end();
    })
  },
  {
    name: "compressed",
    fault: on("data", ({body, type}, response) => {
      const bytes = gzipSync(body);
      response.writeHead(200, {
        "content-type": type,
        "content-encoding": "gzip",
        "content-length": bytes.length
      });
      response.end(bytes);
    })
  },
  {
    name: "a redirect within the service",
    fault: (asked, answer, response) => {
      if (asked.part !== "data" || asked.url.searchParams.has("moved")) return false;
      const location = `${asked.url.pathname}${asked.url.search}&moved=1`;
      send(response, {...answer, status: 307, body: "", headers: {location}});
      return true;
    }
  }
];
