import {dark, light, themeProperties} from "../../src/figures/theme.js";

/** A page made lighter, and the files that hold what was taken out of it, by path below the folder of the page. */
export interface Lightened {
  page: string;
  files: Map<string, string>;
}

/** Where the files stand, below the folder of the page. */
const FOLDER = "later";

const THEME = `<style>:root{${themeProperties(light)}}@media (prefers-color-scheme:dark){:root{${themeProperties(dark)}}}</style>`;

/**
 * Takes the pictures of all figures but the first out of a page, and the tables of all: a reader who has not scrolled
 * has no use for them. A picture becomes an image that the browser loads when it comes near, at the size it had, with
 * what it shows as its text; a script puts the picture itself in its place then. A table becomes a link to a page of
 * its own, which a script fetches when the table is opened. Without scripts both can be seen; on paper the pictures are.
 */
export function lighten(page: string, {name}: {name: string}): Lightened {
  const files = new Map<string, string>();
  let count = 0;
  const lighter = page.replace(
    /<figure class="figure" id="([\w-]+)"[\s\S]*?<\/figure>/g,
    (whole, id: string) => {
      count += 1;
      const title = textOf(whole, `${id}-title`);
      const label = `${title}. ${textOf(whole, `${id}-finding`)}`;
      const file = (ending: string) => `${FOLDER}/${name}-${id}${ending}`;
      const pictures = (part: string) =>
        part.replace(
          /(<div class="picture (\w+)">)(<svg[\s\S]*?<\/svg>)(?=<\/div>)/g,
          (_, open: string, kind: string, svg: string) => {
            files.set(file(`-${kind}.svg`), standalone(svg));
            return `${open}<img class="later" loading="lazy" src="${file(`-${kind}.svg`)}" width="${sizeOf(svg, "width")}" height="${sizeOf(svg, "height")}" alt="${label}">`;
          }
        );
      const table = /(<details class="as-table"><summary>Table<\/summary>)([\s\S]*?)(<\/details>)/;
      const tabled = whole.replace(table, (_, open: string, body: string, close: string) => {
        files.set(file(".html"), tablePage(title, body, {name, id}));
        return `${open}<a class="later" href="${file(".html")}">The table by itself</a>${close}`;
      });
      return count > 1 ? pictures(tabled) : tabled;
    }
  );
  return {page: lighter, files};
}

function textOf(figure: string, id: string): string {
  const found = new RegExp(`id="${id}"[^>]*>([\\s\\S]*?)</(?:h\\d|p)>`).exec(figure)?.[1] ?? "";
  return found
    .replace(/<[^>]*>/g, "")
    .replace(/"/g, "&quot;")
    .trim();
}

function sizeOf(svg: string, side: "width" | "height"): string {
  return new RegExp(`\\s${side}="([\\d.]+)"`).exec(svg)?.[1] ?? "";
}

/** The drawing as a file: with its own colours, since those of a page do not reach into an image. */
function standalone(svg: string): string {
  const named = /<svg[^>]*\sxmlns="/.test(svg)
    ? svg
    : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return named.replace(/(<svg[^>]*>)/, `$1${THEME}`);
}

/** The table as a page; its links lead from one folder further down. */
function tablePage(title: string, table: string, {name, id}: {name: string; id: string}): string {
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title} – Four Models</title><style>body{font:1rem/1.5 system-ui,sans-serif;margin:1rem}td,th{text-align:left;vertical-align:top;padding:.25rem 1rem .25rem 0}</style></head>
<body><main><h1>${title}</h1><p><a href="../${name}#${id}">Back to the picture</a></p>
${table.replace(/href="\.\.\//g, 'href="../../')}
</main></body></html>
`;
}
