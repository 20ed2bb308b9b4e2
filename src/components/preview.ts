import {plain, sortKey} from "./tables.js";

/** A row as a download holds it. */
export type Row = Readonly<Record<string, unknown>>;

/** What a reader asks of a table. */
export interface Wish {
  /** Words that must all stand in the row, or in the column `within`. */
  find: string;
  /** A column; empty for any. */
  within: string;
  /** A column to sort by, with a minus before it for falling; empty for the order of the file. */
  sort: string;
}

/** Rows shown at a time. */
const PAGE = 50;

/** A value as a cell shows it: lists with a comma, nothing for an empty cell. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** The rows a wish leaves, in its order: numbers before words, what is missing last either way. */
export function choose(rows: readonly Row[], {find, within, sort}: Wish): Row[] {
  const words = plain(find).split(/\s+/).filter(Boolean);
  const textOf = (row: Row) =>
    plain(within ? cellText(row[within]) : Object.values(row).map(cellText).join(" "));
  const kept = words.length
    ? rows.filter((row) => {
        const text = textOf(row);
        return words.every((word) => text.includes(word));
      })
    : [...rows];
  if (!sort) return kept;
  const sign = sort.startsWith("-") ? -1 : 1;
  const column = sort.replace(/^-/, "");
  return kept
    .map((row) => ({row, key: sortKey(cellText(row[column]))}))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      if (typeof a.key === "number" && typeof b.key === "number") return sign * (a.key - b.key);
      if (typeof a.key !== typeof b.key) return typeof a.key === "number" ? -1 : 1;
      return sign * String(a.key).localeCompare(String(b.key));
    })
    .map((d) => d.row);
}

/** The wish that an address holds; columns the table lacks are passed over. */
export function wishOf(query: string, columns: readonly string[]): Wish {
  const params = new URLSearchParams(query);
  const within = params.get("in") ?? "";
  const sort = params.get("sort") ?? "";
  return {
    find: params.get("find") ?? "",
    within: columns.includes(within) ? within : "",
    sort: columns.includes(sort.replace(/^-/, "")) ? sort : ""
  };
}

/** The address of a wish; empty for the file as it is. */
export function queryOf({find, within, sort}: Wish): string {
  const params = new URLSearchParams();
  if (find) params.set("find", find);
  if (find && within) params.set("in", within);
  if (sort) params.set("sort", sort);
  return params.toString();
}

/**
 * The rows of a data page: heads sort, words filter, fifty rows at a time. Nothing is fetched before the first touch,
 * unless the address asks for something; what was asked goes into the address.
 */
export function previews(document: Document): void {
  for (const preview of document.querySelectorAll<HTMLElement>(".preview")) preparePreview(preview);
}

function preparePreview(preview: HTMLElement): void {
  const document = preview.ownerDocument;
  const form = preview.querySelector("form");
  const table = preview.querySelector("table");
  const body = table?.tBodies[0];
  const told = preview.querySelector("output");
  const foot = preview.querySelector(".pages");
  if (!form || !table || !body || !told || !foot) return;
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const columns = heads.map((d) => d.textContent ?? "");
  const numeric = heads.map((d) => d.classList.contains("number"));
  const find = form.elements.namedItem("find") as HTMLInputElement;
  const within = form.elements.namedItem("in") as HTMLSelectElement;
  const wish = wishOf(location.search, columns);
  let fetched: Promise<Row[]> | undefined;
  let first = 0;

  const load = () => {
    fetched ??= fetch(preview.dataset.rows ?? "").then((answer) => {
      if (!answer.ok) throw new Error(`the site answered ${answer.status}`);
      return answer.json() as Promise<Row[]>;
    });
    fetched.catch(() => {
      fetched = undefined;
    });
    return fetched;
  };

  const show = async () => {
    preview.setAttribute("aria-busy", "true");
    try {
      const rows = await load();
      const chosen = choose(rows, wish);
      first = Math.min(first, Math.max(0, Math.floor((chosen.length - 1) / PAGE) * PAGE));
      const shown = chosen.slice(first, first + PAGE);
      body.replaceChildren(...shown.map((row) => rowElement(row)));
      told.textContent =
        chosen.length === rows.length ? `${rows.length} rows` : `${chosen.length} of ${rows.length} rows`;
      foot.replaceChildren(...pageButtons(chosen.length, shown.length));
      heads.forEach((head, i) => {
        const rising = wish.sort === columns[i];
        if (rising || wish.sort === `-${columns[i]}`)
          head.setAttribute("aria-sort", rising ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      const query = queryOf(wish);
      history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
    } catch (error) {
      told.textContent = `The rows could not be fetched (${error instanceof Error ? error.message : "no connection"}). The first ones stand below; the files above hold them all.`;
    } finally {
      preview.removeAttribute("aria-busy");
    }
  };

  const rowElement = (row: Row) => {
    const line = document.createElement("tr");
    columns.forEach((column, i) => {
      const cell = document.createElement("td");
      if (numeric[i]) cell.className = "number";
      cell.textContent = cellText(row[column]);
      line.append(cell);
    });
    return line;
  };

  const pageButtons = (all: number, shown: number): Node[] => {
    const words = document.createTextNode(
      shown ? `Rows ${first + 1} to ${first + shown} of ${all}. ` : "No row has these words."
    );
    const button = (name: string, to: number) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = name;
      made.disabled = to < 0 || to >= all;
      made.addEventListener("click", async () => {
        first = to;
        await show();
        // The button was made anew, and the focus would be lost with the old one.
        const same = [...foot.querySelectorAll("button")].find((d) => d.textContent === name);
        const other = foot.querySelector<HTMLButtonElement>("button:not(:disabled)");
        (same?.disabled ? other : same)?.focus();
      });
      return made;
    };
    if (all <= PAGE) return [words];
    return [
      words,
      button("Earlier", first - PAGE),
      document.createTextNode(" "),
      button("Later", first + PAGE)
    ];
  };

  heads.forEach((head, i) => {
    const button = document.createElement("button");
    button.className = "sort";
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      wish.sort = wish.sort === columns[i] ? `-${columns[i]}` : (columns[i] ?? "");
      first = 0;
      void show();
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", () => void load().catch(() => undefined), {once: true});
  form.addEventListener("input", () => {
    wish.find = find.value;
    wish.within = within.value;
    first = 0;
    void show();
  });
  find.value = wish.find;
  within.value = wish.within;
  if (queryOf(wish)) void show();
}
