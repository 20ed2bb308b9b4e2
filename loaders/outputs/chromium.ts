import {existsSync} from "node:fs";
import chromium from "@sparticuz/chromium";
import {type Browser, chromium as playwright} from "playwright-core";

/** Chromium makes no request of its own; what leaves the machine then comes from a page. */
const QUIET = [
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic"
];

/** Arguments of the packed browser that loosen its security or put all its parts into one process. */
const LOOSE =
  /^--(?:headless|single-process|no-zygote|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|disable-features)\b/;

/** Browsers that a machine may have already, for where the packed one does not run. */
const INSTALLED = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"];

/**
 * Starts a real Chromium: the one named in `CHROME_PATH`, else the one that came with `npm ci`, else an installed one.
 * `further` are arguments to add. Throws with both reasons when none starts.
 */
export async function launch({further = []}: {further?: readonly string[]} = {}): Promise<Browser> {
  const args = [...QUIET, ...chromium.args.filter((arg) => !LOOSE.test(arg)), ...further];
  const own = ["--no-sandbox", ...QUIET, ...further];
  const named = process.env.CHROME_PATH;
  if (named) return playwright.launch({executablePath: named, args: own});
  try {
    return await playwright.launch({executablePath: await chromium.executablePath(), args, headless: true});
  } catch (error) {
    const installed = INSTALLED.find((path) => existsSync(path));
    if (installed) return playwright.launch({executablePath: installed, args: own});
    throw new Error(`no Chromium starts: ${error instanceof Error ? error.message : error}; set CHROME_PATH`);
  }
}
