import {randomSource} from "../../src/analysis/random.js";

/** Pieces that readers trip over. */
const PIECES = [
  "",
  ",",
  '"',
  '""',
  "\n",
  "\r\n",
  "\r",
  "\0",
  "\uFEFF",
  "\uD800",
  "é",
  "🙂",
  "1e999",
  "-0",
  "NaN",
  "null",
  "0,333333",
  "=1+1",
  "@",
  "&",
  "&amp;",
  "%",
  "%zz",
  "%00",
  "../",
  "__proto__",
  "constructor",
  "<script>alert(1)</script>",
  "</script>",
  "<!--",
  "]]>",
  "<notebook>",
  '{"a":',
  "[",
  "]",
  "}",
  ";",
  "\t",
  "AUS",
  "AUS,CAN",
  " ".repeat(40),
  "x".repeat(300)
];

/** A source of texts: each is one of the seeds, changed in one to six places. The same number gives the same texts. */
export function mutants(seeds: readonly string[], seed: number): () => string {
  const random = randomSource(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return () => {
    let text = pick(seeds);
    for (let n = 1 + below(6); n > 0; n -= 1) {
      const at = below(text.length + 1);
      const length = below(Math.min(24, text.length - at + 1));
      const head = text.slice(0, at);
      const tail = text.slice(at + length);
      const way = below(5);
      if (way === 0) text = head + tail;
      else if (way === 1) text = head + pick(PIECES) + text.slice(at);
      else if (way === 2) text = head + pick(PIECES) + tail;
      else if (way === 3) text = head + text.slice(at, at + length).repeat(1 + below(4)) + tail;
      else text = head + String.fromCharCode(below(0x250)) + tail;
    }
    return text;
  };
}
