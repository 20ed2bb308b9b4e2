import {dark, light, type Theme} from "../figures/theme.js";

/** The two sets of colours that files come in. */
export const PAINTS = {light, dark};

/** Colours by the names of their custom properties: `ink`, `pm`, `on-pm`. */
export type Paint = ReadonlyMap<string, string>;

/** The colours of a theme by name. */
export function paintOf({model, on, name: _, ...colours}: Theme): Paint {
  return new Map([
    ...Object.entries(colours),
    ...Object.entries(model).map(([key, colour]) => [key.toLowerCase(), colour] as const),
    ...Object.entries(on).map(([key, colour]) => [`on-${key.toLowerCase()}`, colour] as const)
  ]);
}

/**
 * Puts colours in the place of custom properties: a file knows no style sheet. Throws for a name that has none.
 */
export function paint(svg: string, colours: Paint): string {
  return svg.replace(/var\(--([\w-]+)\)/g, (_, name: string) => {
    const colour = colours.get(name);
    if (!colour?.startsWith("#")) throw new Error(`no colour is called ${name}`);
    return colour;
  });
}

/** The names of the colours that an SVG uses. */
export function coloursUsed(svg: string): string[] {
  return [...new Set([...svg.matchAll(/var\(--([\w-]+)\)/g)].map((d) => d[1] ?? ""))].sort();
}
