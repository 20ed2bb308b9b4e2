import {pathToFileURL} from "node:url";
import type {Plugin} from "esbuild";

/**
 * Parts of Plot and D3 that no figure uses, though Plot names them: the figures set their own axes, place marks by
 * pixels, give colours as they are, and draw neither maps of the earth nor legends nor times.
 */
export const UNUSED = [
  "d3-axis/dist/d3-axis.mjs",
  "d3-geo/dist/d3-geo.mjs",
  "d3-scale-chromatic/dist/d3-scale-chromatic.mjs",
  "d3-time/dist/d3-time.mjs",
  "d3-time-format/dist/d3-time-format.mjs",
  "@observablehq/plot/src/interactions/pointer.js",
  "@observablehq/plot/src/legends/ramp.js",
  "@observablehq/plot/src/legends/swatches.js",
  "@observablehq/plot/src/marks/axis.js",
  "@observablehq/plot/src/marks/tip.js",
  "@observablehq/plot/src/scales/diverging.js",
  "@observablehq/plot/src/scales/ordinal.js",
  "@observablehq/plot/src/scales/schemes.js",
  "@observablehq/plot/src/scales/temporal.js",
  "@observablehq/plot/src/time.js"
] as const;

/** What a module calls as soon as it is loaded, before anyone has asked for a projection. */
const CALLED = ["geoTransform"];

/**
 * Puts a module with the same names in the place of each of these: what it gives throws when it is called, and says
 * what was left out. `paths` are those of the files below `node_modules`.
 */
export function leaveOut(paths: readonly string[]): Plugin {
  return {
    name: "leave out",
    setup({onLoad}) {
      onLoad({filter: /[\\/]node_modules[\\/].*\.m?js$/}, async ({path}) => {
        const inside = path.replaceAll("\\", "/").split("/node_modules/").at(-1) ?? "";
        if (!paths.includes(inside)) return undefined;
        const names = Object.keys(await import(pathToFileURL(path).href));
        const quiet = names.filter((name) => CALLED.includes(name));
        const throws = `function quiet() {}\nfunction out() { throw new Error(${JSON.stringify(`${inside} is left out here: see loaders/outputs/leaveOut.ts`)}); }`;
        return {
          contents: `${throws}\nexport {${names.map((name) => `${quiet.includes(name) ? "quiet" : "out"} as ${name}`).join(", ")}};`
        };
      });
    }
  };
}
