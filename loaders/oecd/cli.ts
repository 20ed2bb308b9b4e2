import {parseArgs} from "node:util";
import type {DataFormat} from "./address.js";
import {OECD} from "./address.js";
import type {Accepted} from "./intake.js";
import {clock, createLimits} from "./limits.js";
import {countText, createReporter} from "./progress.js";
import {refresh} from "./refresh.js";
import {type Dataflow, findDataflow, readRegister} from "./register.js";
import {readFailure, readRecord} from "./snapshot.js";

const usage = `npm run refresh                       the datasets that matter here, one after the other
npm run refresh -- perbud-2023        one, by its short name or by the OECD's
  --list            what there is, and what of it is loaded
  --dry-run         ask, and say what would be done
  --from FILE       take a file that was downloaded in a browser; nothing is asked
  --force           download although nothing has changed
  --format FORMAT   labels (default), csv or json
  --accept CHECK    count or codes: do not hold this against the file
  --base URL        another service than ${OECD}
  --data FOLDER     data package (default: data)
  --cache FOLDER    what is kept between runs (default: .cache/oecd)`;

async function main(): Promise<number> {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {
      list: {type: "boolean", default: false},
      "dry-run": {type: "boolean", default: false},
      from: {type: "string"},
      force: {type: "boolean", default: false},
      format: {type: "string", default: "labels"},
      accept: {type: "string", multiple: true, default: []},
      base: {type: "string", default: OECD},
      data: {type: "string", default: process.env.FM_DATA ?? "data"},
      cache: {type: "string", default: ".cache/oecd"},
      help: {type: "boolean", short: "h", default: false}
    }
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const {data, cache, base, from} = values;
  const register = readRegister(data);
  if (values.list) {
    console.log(listText(register, data));
    return 0;
  }
  const format = oneOf("--format", values.format, ["labels", "csv", "json"] satisfies DataFormat[]);
  const accept = values.accept.map((d) => oneOf("--accept", d, ["count", "codes"] satisfies Accepted[]));
  const named = positionals.map((name) => findDataflow(register, name));
  if (from !== undefined && named.length !== 1) throw new Error("--from needs the name of one dataset");
  const reporter = createReporter();
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(new Error("interrupted; every snapshot stands as it was")));
  const limits = createLimits({cache});
  const outcomes = await refresh(named.length ? named : register.filter((d) => d.wanted), {
    data,
    cache,
    base,
    dryRun: values["dry-run"],
    force: values.force,
    skipRecent: !named.length && !values["dry-run"] && !values.force,
    format,
    accept,
    limits,
    reporter,
    signal: stop.signal,
    ...(from === undefined ? {} : {from})
  });
  const resume = outcomes.find((d) => d.trouble?.resume)?.trouble?.resume;
  const left = outcomes.filter((d) => d.kind === "stopped").map((d) => d.id);
  if (resume) {
    const rest = left.length ? ` (still to come: ${left.join(", ")})` : "";
    reporter.line(`Stopped. Go on after ${clock(resume)} with the same command${rest}.`);
  }
  return outcomes.some((d) => d.kind === "failed" || d.kind === "stopped") ? 1 : 0;
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((d) => d === value);
  if (found === undefined) throw new Error(`${option} ${value}: expected ${allowed.join(", ")}`);
  return found;
}

function listText(register: readonly Dataflow[], data: string): string {
  const width = Math.max(...register.map((d) => d.id.length));
  const line = (dataflow: Dataflow) => {
    const {id, title, agency, flow, key} = dataflow;
    const record = readRecord(data, id);
    const failure = readFailure(data, id);
    const state = record
      ? `${countText(record.rows)} rows of ${record.retrieved.slice(0, 10)}`
      : "not loaded";
    const failed = failure ? `; last try failed on ${failure.at.slice(0, 10)}` : "";
    return `${id.padEnd(width)}  ${title}; ${state}${failed}\n${" ".repeat(width)}  ${agency} ${flow} ${key.join(".")}`;
  };
  const [first, others] = [register.filter((d) => d.wanted), register.filter((d) => !d.wanted)];
  return [
    "Fetched by npm run refresh:",
    ...first.map(line),
    "",
    "Fetched when named:",
    ...others.map(line)
  ].join("\n");
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
