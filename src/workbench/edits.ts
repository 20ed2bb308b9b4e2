import {type Cell, type Notebook, toCell} from "./notebook.js";

/** The next id that no cell of a notebook has. */
function nextId({cells}: Notebook): number {
  return Math.max(0, ...cells.map((d) => d.id)) + 1;
}

/** A notebook with a cell more, after the one named, or first. */
export function addCell(
  notebook: Notebook,
  {after, mode = "js", value = ""}: {after?: number | undefined; mode?: Cell["mode"]; value?: string}
): Notebook {
  const at = notebook.cells.findIndex((d) => d.id === after) + 1;
  const cell = toCell({id: nextId(notebook), mode, value});
  return {...notebook, cells: notebook.cells.toSpliced(at, 0, cell)};
}

/** A notebook without a cell. */
export function removeCell(notebook: Notebook, id: number): Notebook {
  return {...notebook, cells: notebook.cells.filter((d) => d.id !== id)};
}

/** A notebook with a cell moved up (−1) or down (1); the same one where there is no further to go. */
export function moveCell(notebook: Notebook, id: number, by: -1 | 1): Notebook {
  const at = notebook.cells.findIndex((d) => d.id === id);
  const cell = notebook.cells[at];
  if (!cell || !notebook.cells[at + by]) return notebook;
  return {...notebook, cells: notebook.cells.toSpliced(at, 1).toSpliced(at + by, 0, cell)};
}

/** A notebook with something of a cell changed. */
export function changeCell(notebook: Notebook, id: number, change: Partial<Omit<Cell, "id">>): Notebook {
  return {...notebook, cells: notebook.cells.map((d) => (d.id === id ? {...d, ...change} : d))};
}
