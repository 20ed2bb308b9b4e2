/**
 * The lines of a fenced block as settings: `key: value`, one to a line; a line that begins with a space continues the
 * value before it. Throws with the block and the key when one is missing, unknown or said twice.
 */
export function readSettings(
  text: string,
  {
    block,
    path,
    needs,
    may = []
  }: {block: string; path: string; needs: readonly string[]; may?: readonly string[]}
): Map<string, string> {
  const found = new Map<string, string>();
  let last = "";
  for (const line of text.split("\n").filter((d) => d.trim())) {
    if (/^\s/.test(line) && last) {
      found.set(last, `${found.get(last)} ${line.trim()}`);
      continue;
    }
    const at = line.indexOf(":");
    last = line.slice(0, at).trim();
    if (at < 0 || !(needs.includes(last) || may.includes(last)))
      throw new Error(`${path}: a block of ${block} has no setting “${at < 0 ? line.trim() : last}”`);
    if (found.has(last)) throw new Error(`${path}: a block of ${block} says ${last} twice`);
    found.set(last, line.slice(at + 1).trim());
  }
  const lacking = needs.find((key) => !found.get(key));
  if (lacking) throw new Error(`${path}: a block of ${block} needs ${lacking}`);
  return found;
}
