import type {Cell} from "./notebook.js";
import {
  type Failure,
  type FromFrame,
  type HandedFile,
  LIBRARIES,
  type Library,
  NEEDS,
  type Standing,
  type ToFrame
} from "./protocol.js";
import {type Fault, isFault, type Program, transpile} from "./transpile.js";

/** Where the parts of the workbench are served. */
export interface Addresses {
  frame: string;
  libraries: Record<Library, string>;
  fonts: {family: string; style: string; address: string}[];
}

/** How a cell stands, with its error in the reader's terms. */
export interface CellStanding {
  standing: Standing | "not-run";
  error?: Omit<Fault, "id"> | undefined;
}

/** What a session tells the one that keeps it. */
export interface Listener {
  standing?(id: number, standing: CellStanding): void;
  heights?(heights: Record<number, number>): void;
  /** Somebody wants to change the cell whose result was double-clicked. */
  edit?(id: number): void;
  /** Escape was pressed in the result of a cell. */
  leave?(id: number): void;
  /** The pointer is over the result of a cell. */
  over?(id: number): void;
  /** A link in a result was followed; it leads to another site. */
  link?(address: string): void;
  /** The frame left its page, and was closed. */
  left?(): void;
}

export interface SessionOptions {
  listener: Listener;
  addresses: Addresses;
  /** Whether results stand where they are put; else below each other. */
  placed?: boolean;
}

/** The longest text and the largest height taken from a frame, whose code may say anything. */
const LONGEST = 2000;
const HIGHEST = 30_000;

const fetched = new Map<string, Promise<ArrayBuffer>>();

/** A file of the site; asked for once. */
function fetchOnce(address: string): Promise<ArrayBuffer> {
  let file = fetched.get(address);
  if (!file) {
    file = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${address} did not arrive: ${answer.status}`);
      return answer.arrayBuffer();
    });
    file.catch(() => fetched.delete(address));
    fetched.set(address, file);
  }
  return file;
}

/**
 * A frame in which a notebook runs: sandboxed, with an origin of its own and no network. The session hands it cells,
 * libraries and files, and tells the listener how cells stand. Ending it ends whatever the cells are doing.
 */
export class Session {
  readonly frame: HTMLIFrameElement;
  readonly #options: SessionOptions;
  readonly #waiting: ToFrame[] = [];
  readonly #programs = new Map<number, Program>();
  readonly #standings = new Map<number, CellStanding>();
  readonly #snapshots = new Map<number, (results: Record<number, string>) => void>();
  readonly #handed = new Set<Library>();
  #handing = Promise.resolve();
  #order = "";
  #ready = false;
  #loads = 0;

  /** Puts the frame into `place`; it starts at once. */
  constructor(place: HTMLElement, options: SessionOptions) {
    this.#options = options;
    this.frame = place.ownerDocument.createElement("iframe");
    this.frame.setAttribute("sandbox", "allow-scripts");
    this.frame.title = "Results of the cells";
    this.frame.src = options.addresses.frame;
    addEventListener("message", this.#receive);
    this.frame.addEventListener("load", () => {
      this.#loads += 1;
      if (this.#loads < 2) return;
      this.end();
      options.listener.left?.();
    });
    place.append(this.frame);
  }

  /** How the cells stand. */
  get standings(): ReadonlyMap<number, CellStanding> {
    return this.#standings;
  }

  /** Whether a cell is still running. */
  get busy(): boolean {
    return [...this.#standings.values()].some((d) => d.standing === "pending");
  }

  /** Runs cells, new or changed; those that cannot run are told to the listener with the reason. */
  run(cells: readonly Cell[]): void {
    const programs: Program[] = [];
    for (const cell of cells) {
      const made = transpile(cell);
      if (isFault(made)) {
        const {id, ...error} = made;
        this.#programs.delete(id);
        this.#takeAway([id]);
        this.#stand(id, {standing: "failed", error});
      } else {
        this.#programs.set(made.id, made);
        this.#stand(made.id, {standing: "pending"});
        programs.push(made);
      }
    }
    if (programs.length) this.#tell({type: "define", programs});
    // What earlier cells use comes first, so that their results need not wait for what later ones use.
    for (const name of new Set(programs.flatMap((d) => d.inputs)))
      if (LIBRARIES.includes(name as Library)) this.#hand(name as Library);
  }

  /** Takes cells away with what they gave to others. */
  remove(ids: readonly number[]): void {
    for (const id of ids) {
      this.#programs.delete(id);
      this.#standings.delete(id);
    }
    this.#takeAway(ids);
  }

  /** Puts results in the order of the cells; those that stay in place are not touched. */
  order(ids: readonly number[]): void {
    const order = ids.join();
    if (order === this.#order) return;
    this.#order = order;
    this.#tell({type: "order", ids: [...ids]});
  }

  /** Puts each result at so many pixels from the top of the frame. */
  place(tops: Record<number, number>): void {
    this.#tell({type: "place", tops});
  }

  /** Hands a file over, for `FileAttachment`. */
  give(file: HandedFile): void {
    this.#tell({type: "file", file});
  }

  /** Moves the keyboard into the result of a cell. */
  focus(id: number): void {
    this.frame.focus();
    this.#tell({type: "focus", id});
  }

  /** What the cells show, as markup by cell. It comes from the frame and must not be trusted. */
  snapshot(): Promise<Record<number, string>> {
    const ticket = this.#snapshots.size + 1;
    return new Promise((resolve) => {
      this.#snapshots.set(ticket, resolve);
      this.#tell({type: "snapshot", ticket});
    });
  }

  /** Ends the frame and all that runs in it. */
  end(): void {
    removeEventListener("message", this.#receive);
    this.frame.remove();
  }

  #takeAway(ids: readonly number[]): void {
    // A cell that comes back would stand at the end.
    this.#order = "";
    this.#tell({type: "remove", ids: [...ids]});
  }

  #tell(message: ToFrame, handed: Transferable[] = []): void {
    if (this.#ready) this.frame.contentWindow?.postMessage(message, "*", handed);
    else this.#waiting.push(message);
  }

  #stand(id: number, standing: CellStanding): void {
    this.#standings.set(id, standing);
    this.#options.listener.standing?.(id, standing);
  }

  readonly #receive = ({source, data}: MessageEvent): void => {
    if (source !== this.frame.contentWindow || typeof data !== "object" || data === null) return;
    const message = data as FromFrame;
    const {listener} = this.#options;
    if (message.type === "ready" && !this.#ready) void this.#start();
    else if (message.type === "need") this.#hand(message.name);
    else if (message.type === "standing") this.#learn(message);
    else if (message.type === "heights") listener.heights?.(checkedHeights(message.heights));
    else if (message.type === "snapshot") {
      this.#snapshots.get(message.ticket)?.(message.results);
      this.#snapshots.delete(message.ticket);
    } else if (message.type === "link") {
      if (/^(?:https?|mailto):/.test(message.address))
        listener.link?.(String(message.address).slice(0, LONGEST));
    } else if (message.type === "edit" || message.type === "leave" || message.type === "over") {
      if (this.#standings.has(message.id)) listener[message.type]?.(message.id);
    }
  };

  async #start(): Promise<void> {
    const {addresses, placed = false} = this.#options;
    this.#ready = true;
    this.#tell({type: "start", placed, fonts: []});
    for (const message of this.#waiting.splice(0)) this.#tell(message);
    const fonts = await Promise.all(
      addresses.fonts.map(async ({address, ...font}) => ({...font, bytes: await fetchOnce(address)}))
    ).catch(() => []);
    this.#tell({type: "start", placed, fonts});
  }

  /** Hands a library over, after those that it needs; they are fetched side by side and arrive in the order asked for. */
  #hand(name: Library): void {
    if (!LIBRARIES.includes(name) || this.#handed.has(name)) return;
    for (const other of NEEDS[name] ?? []) this.#hand(other);
    this.#handed.add(name);
    const fetched = fetchOnce(this.#options.addresses.libraries[name]);
    this.#handing = this.#handing.then(async () => {
      try {
        // Bytes are handed over; as text they would be copied, and take the page's time.
        const bytes = (await fetched).slice(0);
        this.#tell({type: "library", name, bytes}, [bytes]);
      } catch (error) {
        this.#handed.delete(name);
        this.#tell({type: "library", name, error: (error as Error).message});
      }
    });
  }

  #learn({id, standing, failure}: Extract<FromFrame, {type: "standing"}>): void {
    const program = this.#programs.get(id);
    if (!program || !["pending", "done", "failed"].includes(standing)) return;
    this.#stand(id, {standing, error: failure ? errorOf(failure, program) : undefined});
  }
}

function errorOf({name, message, bodyLine, missing}: Failure, {lines, named}: Program): Omit<Fault, "id"> {
  const line = missing ? named[missing] : lines[Number(bodyLine) - 1];
  const said = `${String(name)}: ${String(message)}`.replace(/^Error: /, "");
  return {message: said.slice(0, LONGEST), line: line || undefined};
}

function checkedHeights(heights: unknown): Record<number, number> {
  return Object.fromEntries(
    Object.entries(heights as object)
      .filter(([, height]) => Number.isFinite(height) && height >= 0)
      .map(([id, height]) => [id, Math.min(height, HIGHEST)])
  );
}
