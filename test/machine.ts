import {spawnSync} from "node:child_process";

/** Whether a program is on the machine and answers: `has("python3", ["-c", "import pandas"])`. */
export function has(command: string, args: readonly string[] = ["--version"]): boolean {
  return spawnSync(command, args, {stdio: "ignore"}).status === 0;
}
