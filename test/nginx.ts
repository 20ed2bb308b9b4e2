import {type ChildProcess, spawn} from "node:child_process";
import {mkdirSync, writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {join} from "node:path";

/** A port of loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const {port} = server.address() as {port: number};
      server.close(() => done(port));
    });
  });
}

/** Starts nginx with configurations as they stand in `conf.d/`; all it writes goes below `place`. */
export function startNginx(place: string, configurations: readonly string[], main = ""): ChildProcess {
  mkdirSync(place, {recursive: true});
  const file = join(place, "nginx.conf");
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (d) => `${d}_temp_path ${place}/${d};`
  );
  writeFileSync(
    file,
    `user root;\n${main}pid ${place}/pid;\nerror_log stderr warn;\nevents {}\nhttp {\naccess_log off;\n${temp.join("\n")}\n${configurations.join("\n")}}\n`
  );
  return spawn("nginx", ["-c", file, "-p", place, "-g", "daemon off;"], {
    stdio: ["ignore", "ignore", "pipe"]
  });
}
