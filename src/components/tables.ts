/** Makes tables sortable by their heads, and those that say so searchable. */
export function tables(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-sort]")) sortable(table);
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-filter]")) filterable(table);
}

function sortable(table: HTMLTableElement): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  heads.forEach((head, column) => {
    if (head.querySelector(".sort")) return;
    const button = table.ownerDocument.createElement("button");
    button.className = "sort";
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const rising = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const body = table.tBodies[0];
      if (body) body.append(...sortRows([...body.rows], column, rising));
    });
  });
}

/** Rows in the order of one column: numbers before words, what is missing last either way. */
export function sortRows(
  rows: readonly HTMLTableRowElement[],
  column: number,
  rising: boolean
): HTMLTableRowElement[] {
  const sign = rising ? 1 : -1;
  const keyed = rows.map((row) => ({row, key: sortKey(row.cells[column]?.textContent ?? "")}));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    if (typeof a.key === "number" && typeof b.key === "number") return sign * (a.key - b.key);
    if (typeof a.key !== typeof b.key) return typeof a.key === "number" ? -1 : 1;
    return sign * String(a.key).localeCompare(String(b.key));
  });
  return keyed.map((d) => d.row);
}

const THIRDS: Readonly<Record<string, number>> = {"⅓": 1 / 3, "⅔": 2 / 3};

/** What a cell is sorted by: its number, else its words; `null` when it is missing. */
export function sortKey(text: string): number | string | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "–") return null;
  const third = THIRDS[trimmed];
  if (third !== undefined) return third;
  const number = Number(trimmed.replace("−", "-").replace(/[\u2009,%]/g, ""));
  return Number.isNaN(number) ? trimmed : number;
}

function filterable(table: HTMLTableElement): void {
  const document = table.ownerDocument;
  const form = document.createElement("form");
  form.className = "filter";
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "search";
  label.append(`${table.dataset.filter} `, input);
  const told = document.createElement("output");
  form.append(label, told);
  form.addEventListener("submit", (event) => event.preventDefault());
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const texts = rows.map((row) => plain(row.textContent ?? ""));
  const filter = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let n = 0;
    rows.forEach((row, i) => {
      const kept = words.every((word) => texts[i]?.includes(word));
      row.hidden = !kept;
      if (kept) n += 1;
    });
    told.textContent = words.length ? `${n} of ${rows.length}` : `${rows.length} rows`;
  };
  input.addEventListener("input", filter);
  const wanted = new URLSearchParams(location.search).get("find");
  if (wanted) input.value = wanted;
  filter();
  (table.closest(".scroll") ?? table).before(form);
}

/** Lower case without accents, so that `turkiye` finds Türkiye. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
