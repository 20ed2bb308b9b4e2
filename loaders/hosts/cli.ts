import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {configurations} from "./configurations.js";

/** `npm run deploy`: writes the configurations for hosts into `deploy/`. */
mkdirSync("deploy", {recursive: true});
for (const [name, text] of configurations) {
  writeFileSync(join("deploy", name), text);
  console.log(`deploy/${name}`);
}
