/** A refresh in a process of its own, for a test to kill: base, data and cache are its arguments. */
import {createLimits} from "../../../loaders/oecd/limits.js";
import {refresh} from "../../../loaders/oecd/refresh.js";
import {findDataflow, readRegister} from "../../../loaders/oecd/register.js";

const [base = "", data = "", cache = ""] = process.argv.slice(2);
process.stdout.write("begun\n");
const [outcome] = await refresh([findDataflow(readRegister(data), "perbud-2023")], {
  base,
  data,
  cache,
  limits: createLimits({cache, perHour: 1e6}),
  reporter: {line() {}, progress() {}, done() {}}
});
process.stdout.write(`${outcome?.kind}\n`);
