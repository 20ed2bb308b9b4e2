/** Columns from this one on are countries: number of the question, item, and how many selected it come before. */
const FIRST = 3;

/** Lets a reader put the countries of a matrix in the order of their names or of how much they selected. */
export function columns(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-columns]")) orderable(table);
}

function orderable(table: HTMLTableElement): void {
  const {ownerDocument: document} = table;
  const totals = [...(table.tFoot?.rows[0]?.cells ?? [])].slice(FIRST).map((d) => Number(d.textContent));
  const byTotal = orderOf(totals);
  const rows = [...table.rows].map((row) => ({row, cells: [...row.cells].slice(FIRST)}));
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.append(new Option("by code", "name"), new Option("by items selected", "total"));
  label.append(`${table.dataset.columns} `, select);
  select.addEventListener("change", () => {
    for (const {row, cells} of rows) {
      const order = select.value === "total" ? byTotal : cells.map((_, i) => i);
      row.append(...order.flatMap((i) => cells[i] ?? []));
    }
  });
  const scroll = table.closest(".scroll") ?? table;
  const form = scroll.previousElementSibling;
  if (form?.matches(".filter")) form.append(label);
  else scroll.before(label);
}

/** Places of numbers from the largest to the smallest; equal ones keep their order. */
export function orderOf(numbers: readonly number[]): number[] {
  return numbers.map((_, i) => i).sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0) || a - b);
}
