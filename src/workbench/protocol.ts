import type {Program} from "./transpile.js";

/** Libraries that notebooks have at hand, by the name they have there; each is a file of the site, fetched when asked for. */
export const LIBRARIES = ["d3", "Plot", "Inputs", "aq", "Papa", "analysis", "figures", "evidence"] as const;
export type Library = (typeof LIBRARIES)[number];

/** Libraries that a library's own code asks for. */
export const NEEDS: Readonly<Partial<Record<Library, readonly Library[]>>> = {
  Plot: ["d3"],
  figures: ["Plot", "d3", "evidence"]
};

/** What guarded code calls on every turn of a loop; it throws when the loop has run too long without a pause. */
export const GUARD = "__turn";

/** What guarded code calls in the place of `import(…)`. */
export const IMPORT = "__load";

/** A file handed to the frame: its name and bytes. */
export interface HandedFile {
  name: string;
  bytes: ArrayBuffer;
}

/** What the page tells the frame. */
export type ToFrame =
  | {type: "start"; placed: boolean; fonts: {family: string; style: string; bytes: ArrayBuffer}[]}
  | {type: "library"; name: Library; bytes?: ArrayBuffer; error?: string}
  | {type: "define"; programs: Program[]}
  | {type: "remove"; ids: number[]}
  | {type: "order"; ids: number[]}
  | {type: "place"; tops: Record<number, number>}
  | {type: "file"; file: HandedFile}
  | {type: "focus"; id: number}
  | {type: "snapshot"; ticket: number};

/** How a cell stands. */
export type Standing = "pending" | "done" | "failed";

/** What went wrong in a cell while it ran. */
export interface Failure {
  name: string;
  message: string;
  /** Line of the transpiled body, from 1. */
  bodyLine?: number | undefined;
  /** The name that could not be resolved. */
  missing?: string | undefined;
}

/** What the frame tells the page. All of it is checked there: the code of a notebook could say the same. */
export type FromFrame =
  | {type: "ready"}
  | {type: "need"; name: Library}
  | {type: "standing"; id: number; standing: Standing; failure?: Failure | undefined}
  | {type: "heights"; heights: Record<number, number>}
  | {type: "edit"; id: number}
  | {type: "leave"; id: number}
  | {type: "over"; id: number}
  | {type: "link"; address: string}
  | {type: "snapshot"; ticket: number; results: Record<number, string>};
