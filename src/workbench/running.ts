import type {Cell} from "./notebook.js";
import type {HandedFile} from "./protocol.js";
import {type Addresses, type CellStanding, type Listener, Session} from "./session.js";

/** Runs the cells of a document, knows which text of each ran last, and can stop them. */
export class Running {
  readonly #sheet: HTMLElement;
  readonly #options: {addresses: Addresses; listener: Listener};
  readonly #ran = new Map<number, string>();
  /** The text of each cell that was under way when the reader said stop: one of them held the frame, the others waited. */
  readonly #stopped = new Map<number, string>();
  #session: Session | undefined;
  #spare: Session | undefined;

  /** Frames are put into `sheet`; the listener hears how cells stand. */
  constructor(sheet: HTMLElement, options: {addresses: Addresses; listener: Listener}) {
    this.#sheet = sheet;
    this.#options = options;
  }

  /** The session of the document; `undefined` before it has run. */
  get session(): Session | undefined {
    return this.#session;
  }

  /** Starts a frame ahead of the document that will run in it: that takes as long as reading the document. */
  prepare(): void {
    this.#spare ??= this.#start();
  }

  /** Forgets the document and ends what it does. */
  end(): void {
    this.#ran.clear();
    this.#stopped.clear();
    this.#session?.end();
    this.#session = undefined;
  }

  /** Puts away a frame that was started ahead and is not wanted. */
  spareNothing(): void {
    this.#spare?.end();
    this.#spare = undefined;
  }

  /** Runs cells in a frame of their own, new, with the files of the document. */
  runAnew(
    cells: readonly Cell[],
    {order, files}: {order: readonly Cell[]; files: readonly HandedFile[]}
  ): void {
    this.#session?.end();
    this.#session = this.#spare ?? this.#start();
    this.#spare = undefined;
    for (const file of files) this.#session.give(file);
    this.run(cells, {order});
  }

  /** Runs cells among the others; nothing without a session. */
  run(cells: readonly Cell[], {order}: {order: readonly Cell[]}): void {
    for (const {id, value} of cells) {
      this.#ran.set(id, value);
      this.#stopped.delete(id);
    }
    this.#session?.order(order.map((d) => d.id));
    this.#session?.run(cells);
  }

  /** Whether a cell ran, with another text. */
  differs({id, value}: Pick<Cell, "id" | "value">): boolean {
    return this.#ran.has(id) && this.#ran.get(id) !== value;
  }

  /** Whether the present text of a cell is not the one that ran last. */
  isNew({id, value}: Pick<Cell, "id" | "value">): boolean {
    return this.#ran.get(id) !== value;
  }

  /** How a cell stands. */
  standingOf(id: number): CellStanding {
    return this.#session?.standings.get(id) ?? {standing: "not-run"};
  }

  /** Takes cells away with what they gave to others. */
  remove(ids: readonly number[]): void {
    for (const id of ids) this.#ran.delete(id);
    if (ids.length) this.#session?.remove(ids);
  }

  /**
   * Ends whatever is running by closing its frame; the cells that had come to an end run again in a new one. Gives the
   * ids of those that had not.
   */
  stop(cells: readonly Cell[], files: readonly HandedFile[]): number[] {
    const standings = this.#session?.standings ?? new Map<number, CellStanding>();
    const running = [...standings].filter(([, d]) => d.standing === "pending").map(([id]) => id);
    const others = cells.filter((d) => !running.includes(d.id));
    this.runAnew(others, {order: cells, files});
    for (const id of running) this.#ran.delete(id);
    this.#stopped.clear();
    for (const {id, value} of cells) if (running.includes(id)) this.#stopped.set(id, value);
    return running;
  }

  /** The cells to run when the reader runs one: with a stopped one that was changed, the others that were stopped too. */
  with(cell: Cell, cells: readonly Cell[]): Cell[] {
    const before = this.#stopped.get(cell.id);
    const mended = before !== undefined && before !== cell.value;
    return mended ? cells.filter((d) => this.#stopped.has(d.id)) : [cell];
  }

  #start(): Session {
    return new Session(this.#sheet, {...this.#options, placed: true});
  }
}
