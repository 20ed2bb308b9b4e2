import type {CellCommands, CellView} from "./cell.js";

/** What a key on a cell as a whole does; `undefined` when it does nothing. */
export function cellKey(
  {key, altKey, shiftKey, ctrlKey, metaKey}: KeyboardEvent,
  view: CellView,
  commands: CellCommands,
  go: (by: -1 | 1) => void
): (() => void) | undefined {
  const command = ctrlKey || metaKey;
  if (key === "Enter" && shiftKey) return () => commands.run(true);
  if (key === "Enter" && command) return () => commands.run(false);
  if (key === "Enter" && altKey) return commands.addBelow;
  if (key === "Enter") return view.edit;
  if (key === "Delete") return commands.remove;
  if (command && altKey && key.toLowerCase() === "r") return commands.result;
  const by = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : undefined;
  if (by) return () => (altKey ? commands.move(by) : go(by));
  return undefined;
}

/** Keys that mean something wherever the keyboard is, but in a text: stop, take back, make again. */
export function pageKey(
  {key, shiftKey, ctrlKey, metaKey, target}: KeyboardEvent,
  {stop, step}: {stop(): void; step(by: -1 | 1): void}
): (() => void) | undefined {
  if (!(ctrlKey || metaKey) || (target as Element).closest?.(".cm-editor, input, textarea")) return undefined;
  if (key === ".") return stop;
  return key.toLowerCase() === "z" ? () => step(shiftKey ? 1 : -1) : undefined;
}
