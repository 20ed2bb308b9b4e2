import type {ModelKey} from "../evidence/tables.js";

/** The colours a figure may use. Values are CSS colours: literal in files, custom properties on pages. */
export interface Theme {
  name: "light" | "dark" | "page";
  background: string;
  /** Text and axes. */
  ink: string;
  /** Secondary text; 4.5:1 on the background. */
  quiet: string;
  /** Countries that are not chosen; 3:1 on the background. */
  muted: string;
  /** Grid and hairlines. */
  rule: string;
  /** Bands behind marks. */
  wash: string;
  /** The chosen countries. */
  accent: string;
  /** The second country of a pair. */
  second: string;
  model: Record<ModelKey, string>;
  /** Text set on a model's colour; 4.5:1 on it. */
  on: Record<ModelKey, string>;
}

/** On white. The contrast and the distance between colours are tested in `test/figures/theme.test.ts`. */
export const light: Theme = {
  name: "light",
  background: "#ffffff",
  ink: "#1d2126",
  quiet: "#5b636d",
  muted: "#868e97",
  rule: "#dfe2e6",
  wash: "#f2f3f5",
  accent: "#b3401c",
  second: "#30506e",
  model: {PRE: "#5f6368", PA: "#90740c", MOP: "#009f8a", PM: "#173f9c", PG: "#5c0836"},
  on: {PRE: "#ffffff", PA: "#000000", MOP: "#000000", PM: "#ffffff", PG: "#ffffff"}
};

/** On near-black. */
export const dark: Theme = {
  name: "dark",
  background: "#14171b",
  ink: "#e9ebee",
  quiet: "#a5adb7",
  muted: "#767e88",
  rule: "#343a42",
  wash: "#1e2228",
  accent: "#ff9a6c",
  second: "#9cc0e6",
  model: {PRE: "#a0a4a9", PA: "#e3b43c", MOP: "#9cf0d6", PM: "#588ce6", PG: "#b04a80"},
  on: {PRE: "#000000", PA: "#000000", MOP: "#000000", PM: "#000000", PG: "#ffffff"}
};

/** On a page: the custom properties that the style sheet sets for light and dark. */
export const page: Theme = {
  name: "page",
  background: "var(--background)",
  ink: "var(--ink)",
  quiet: "var(--quiet)",
  muted: "var(--muted)",
  rule: "var(--rule)",
  wash: "var(--wash)",
  accent: "var(--accent)",
  second: "var(--second)",
  model: {PRE: "var(--pre)", PA: "var(--pa)", MOP: "var(--mop)", PM: "var(--pm)", PG: "var(--pg)"},
  on: {
    PRE: "var(--on-pre)",
    PA: "var(--on-pa)",
    MOP: "var(--on-mop)",
    PM: "var(--on-pm)",
    PG: "var(--on-pg)"
  }
};

/** The style sheet's custom properties for a theme, as one block of declarations. */
export function themeProperties(theme: Theme): string {
  const {model, on, name: _, ...colours} = theme;
  const pairs = [
    ...Object.entries(colours),
    ...Object.entries(model).map(([key, value]) => [key.toLowerCase(), value]),
    ...Object.entries(on).map(([key, value]) => [`on-${key.toLowerCase()}`, value])
  ];
  return pairs.map(([name, value]) => `--${name}: ${value};`).join(" ");
}

/** The family of figures: what the reader's system has, so that a picture never waits for a font. */
export const figureFont =
  "'Helvetica Neue', 'Segoe UI', Inter, 'Liberation Sans', Arial, system-ui, sans-serif";
