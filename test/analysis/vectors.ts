import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";

const folder = new URL("../fixtures/vectors/", import.meta.url);

/** The JSON of a vector, by its name without extension. */
// biome-ignore lint/suspicious/noExplicitAny: each vector has a shape of its own
export function vector(name: string): any {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`${name}.json`, folder)), "utf8"));
}

/** The rows of the CSV of a vector; numbers are numbers. No vector has quoted cells. */
export function table(name: string): Record<string, string | number>[] {
  const [head = "", ...lines] = readFileSync(fileURLToPath(new URL(`${name}.csv`, folder)), "utf8")
    .trim()
    .split("\n");
  const names = head.trim().split(",");
  return lines.map((line) => {
    const cells = line.trim().split(",");
    return Object.fromEntries(names.map((name, i) => [name, number(cells[i] ?? "")]));
  });
}

/** One numeric column. */
export function column(rows: readonly Record<string, string | number>[], name: string): number[] {
  return rows.map((row) => Number(row[name]));
}

function number(cell: string): string | number {
  return cell !== "" && !Number.isNaN(Number(cell)) ? Number(cell) : cell;
}

/** How far `actual` is from `expected`; Infinity if it is undefined. */
export function off(actual: number | undefined, expected: number): number {
  return actual === undefined ? Infinity : Math.abs(actual - expected);
}
