/** A cell: words, or words that lead somewhere. Always text, never markup. */
export type Cell = string | {text: string; href: string};

/** A row of cells; only there so that a row of both kinds needs no type of its own. */
export function cells(...row: Cell[]): Cell[] {
  return row;
}

/** A table in a region that scrolls and can be reached by keyboard. */
export function table(
  document: Document,
  name: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  {numeric = []}: {numeric?: readonly number[]} = {}
): HTMLElement {
  const scroll = document.createElement("div");
  scroll.className = "scroll";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", name);
  const element = document.createElement("table");
  const top = element.createTHead().insertRow();
  head.forEach((words, i) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = words;
    if (numeric.includes(i)) cell.className = "number";
    top.append(cell);
  });
  const body = element.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((content, i) => {
      const cell = line.insertCell();
      if (numeric.includes(i)) cell.className = "number";
      if (typeof content === "string") cell.textContent = content;
      else {
        const link = document.createElement("a");
        link.href = content.href;
        link.textContent = content.text;
        cell.append(link);
      }
    });
  }
  scroll.append(element);
  return scroll;
}
