/** The little of citation-js that is used here; it brings no types of its own. */
declare module "@citation-js/core" {
  export class Cite {
    constructor(data: unknown);
    data: Record<string, unknown>[];
    format(name: "bibtex" | "data"): string;
    format(name: "ris", options: {format: "object"}): Record<string, string | readonly string[]>[];
  }
  export const plugins: {
    config: {get(name: "@bibtex"): {format: {useIdAsLabel: boolean; asciiOnly: boolean}}};
  };
}
declare module "@citation-js/plugin-bibtex";
declare module "@citation-js/plugin-ris";
