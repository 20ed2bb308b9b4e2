/** Columns from this one on are countries: number of the question, item, and how many selected it come before. */
const FIRST = 3;

const ORDERS = {name: "by code", total: "by items selected"};

/** Lets a reader put the countries of a matrix in the order of their names or of how much they selected. */
export function columns(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-columns]")) orderable(table);
}

function orderable(table: HTMLTableElement): void {
  const {ownerDocument: document} = table;
  const totals = [...(table.querySelector("tfoot tr")?.children ?? [])]
    .slice(FIRST)
    .map((d) => Number(d.textContent));
  const byTotal = orderOf(totals);
  const rows = [...table.querySelectorAll("tr")].map((row) => ({
    row,
    cells: [...row.children].slice(FIRST)
  }));
  const label = document.createElement("label");
  const select = document.createElement("select");
  for (const [value, words] of Object.entries(ORDERS)) {
    const option = document.createElement("option");
    option.value = value;
    option.textContent = words;
    select.append(option);
  }
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
