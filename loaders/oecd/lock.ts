import {mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname} from "node:path";

/**
 * Holds a file as long as this process works on something that two must not do at once. A lock of a process that is no
 * longer there is taken over.
 * @throws when another process holds it, with its number
 */
export function takeLock(path: string): () => void {
  mkdirSync(dirname(path), {recursive: true});
  for (let tries = 0; ; tries += 1) {
    try {
      writeFileSync(path, String(process.pid), {flag: "wx"});
      return () => rmSync(path, {force: true});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || tries > 2) throw error;
      const holder = holderOf(path);
      if (holder !== undefined && isAlive(holder)) {
        throw new Error(`another refresh is running (process ${holder}); if it is not, remove ${path}`);
      }
      rmSync(path, {force: true});
    }
  }
}

function holderOf(path: string): number | undefined {
  try {
    const number = Number(readFileSync(path, "utf8"));
    return Number.isInteger(number) && number > 0 ? number : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(process_: number): boolean {
  if (process_ === process.pid) return false;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
