/** A page for programs: runs a notebook as the workbench does and gives what its cells show. */
import {readNotebook} from "./notebook.js";
import {type Addresses, type CellStanding, Session} from "./session.js";

/** What came of a notebook: markup and standing by cell. */
export interface Run {
  results: Record<number, string>;
  standings: [number, CellStanding][];
}

declare global {
  interface Window {
    runNotebook(text: string, options: {addresses: Addresses; width: number; patience: number}): Promise<Run>;
  }
}

/** Runs the notebook in `text` in a frame so many pixels wide, until nothing has moved for a while or patience, in ms, ends. */
window.runNotebook = async (text, {addresses, width, patience}) => {
  const {cells} = readNotebook(text, {parser: new DOMParser()});
  let moved = performance.now();
  const stir = () => {
    moved = performance.now();
  };
  const session = new Session(document.body, {addresses, listener: {standing: stir, heights: stir}});
  session.frame.style.cssText = `width: ${width}px; height: 2000px; border: 0`;
  session.order(cells.map((d) => d.id));
  session.run(cells);
  const started = performance.now();
  while (session.busy || performance.now() - moved < 400) {
    if (performance.now() - started > patience) break;
    await new Promise((go) => setTimeout(go, 50));
  }
  const results = await session.snapshot();
  const standings = [...session.standings];
  session.end();
  return {results, standings};
};
