import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createClient} from "../../../loaders/oecd/client.js";
import {createLimits} from "../../../loaders/oecd/limits.js";
import {type Outcome, type RefreshOptions, refresh} from "../../../loaders/oecd/refresh.js";
import {findDataflow, readRegister} from "../../../loaders/oecd/register.js";
import type {Dataset} from "./datasets.js";
import {type PlayedOecd, playOecd} from "./server.js";

/** A played service and an empty data package in a folder of its own. */
export interface World {
  oecd: PlayedOecd;
  /** Folder of the data package: the register and what is fetched. */
  data: string;
  cache: string;
  /** Everything under `data/oecd/`, by name. */
  files(): Record<string, string>;
  run(name: string, options?: RefreshOptions): Promise<Outcome>;
  end(): Promise<void>;
}

/** The moment at which tests take place. */
const NOW = Date.UTC(2031, 1, 3, 4, 5, 6);

/** Begins a world; `end` removes it. */
export async function createWorld(datasets: readonly Dataset[]): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), "fm-oecd-"));
  const data = join(home, "data");
  const cache = join(home, "cache");
  mkdirSync(data);
  cpSync("data/oecd_dataflows.csv", join(data, "oecd_dataflows.csv"));
  const oecd = await playOecd(datasets);
  const now = () => NOW;
  return {
    oecd,
    data,
    cache,
    files() {
      const folder = join(data, "oecd");
      try {
        const names = readdirSync(folder).sort();
        return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
      } catch {
        return {};
      }
    },
    async run(name, options = {}) {
      const limits = createLimits({cache, now});
      const client = createClient({
        base: oecd.base,
        limits,
        patience: 2000,
        slowest: {bytes: 64, window: 1500},
        ...(options.signal ? {signal: options.signal} : {})
      });
      const [outcome] = await refresh([findDataflow(readRegister(data), name)], {
        data,
        cache,
        limits,
        client,
        now,
        reporter: {line() {}, progress() {}, done() {}},
        ...options
      });
      if (!outcome) throw new Error("no outcome");
      return outcome;
    },
    async end() {
      await oecd.close();
      rmSync(home, {recursive: true, force: true});
    }
  };
}
