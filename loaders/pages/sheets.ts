/** Style sheets that every page has, in the order in which they rule: names in `src/styles/`. */
export const PAGE_SHEETS = ["page", "figures", "tables", "card", "paper"] as const;

/** Style sheets of pages with instruments of their own: tables of evidence, surveys, levers, own data, tables of data, the gallery, the library. */
export const TOOL_SHEETS = ["records", "data", "bench", "own", "gallery"] as const;

/** Links to all sheets, as the preview of Framework needs them; the step after the build puts their text in their place. */
export const SHEET_LINKS = [...PAGE_SHEETS, ...TOOL_SHEETS]
  .map((name) => `<link rel="stylesheet" href="/styles/${name}.css">`)
  .join("");
