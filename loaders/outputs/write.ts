import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Site} from "../pages/site.js";
import {bundle} from "./bundle.js";
import {bibliography, citationStore} from "./citations.js";
import {type Content, viewContent} from "./content.js";
import {drawings, PAINTS} from "./drawing.js";
import {frame} from "./frame.js";
import {picture} from "./picture.js";
import {png} from "./png.js";
import {csv, json} from "./table.js";
import {type NamedView, namedViews} from "./views.js";

/** How many views and files were written. */
export interface Written {
  views: number;
  files: number;
}

/**
 * Writes every named view under `/view/{figure}/{name}` in all its forms: pictures in light and dark, the rows as CSV
 * and JSON, the bibliography in three formats, the frame for other sites and its oEmbed answer. Pixel pictures, which
 * cost most of the time, are made of the views that `pixels` keeps: one country alone has its SVG.
 */
export async function writeViews(
  folder: string,
  site: Site,
  {pixels = manyCountries} = {}
): Promise<Written> {
  const views = namedViews(site.evidence);
  const script = await bundle("src/embed/frame.ts", {format: "iife"});
  const citation = citationStore();
  let files = 0;
  const write = (id: string, ending: string, data: string | Buffer) => {
    writeFileSync(join(folder, "view", `${id}.${ending}`), data);
    files += 1;
  };
  for (const figure of new Set(views.map((d) => d.figure.id))) {
    mkdirSync(join(folder, "view", figure), {recursive: true});
  }
  const waiting: Promise<void>[] = [];
  for (const named of views) {
    const {id} = named;
    const content = viewContent(named, site);
    const drawn = drawings(content, site);
    for (const [ending, theme] of [
      ["", PAINTS.light],
      ["dark.", PAINTS.dark]
    ] as const) {
      const {svg} = picture(content, drawn.wide, theme);
      write(id, `${ending}svg`, svg);
      if (pixels(named)) waiting.push(png(svg).then((data) => write(id, `${ending}png`, data)));
    }
    write(id, "csv", csv(content));
    write(id, "json", json(content));
    const {bib, ris, csl} = bibliography(content, citation);
    write(id, "bib", bib);
    write(id, "ris", ris);
    write(id, "csl.json", csl);
    const framed = frame(content, drawn, {script});
    write(id, "html", framed);
    write(id, "oembed.json", oEmbed(content, drawn.wide.height));
  }
  await Promise.all(waiting);
  return {views: views.length, files};
}

/** Keeps the views of several countries. */
export function manyCountries({view, figure}: NamedView): boolean {
  return view.countries.length !== 1 || figure.limits.min === 0;
}

/** The oEmbed answer of a view (oembed.com, version 1.0): what a host needs to set its frame. */
export function oEmbed({address, title, home, date}: Content, height: number): string {
  const tall = height + 220;
  const answer = {
    version: "1.0",
    type: "rich",
    provider_name: "Four Models",
    provider_url: home || "/",
    title,
    cache_age: 86400,
    width: 760,
    height: tall,
    html: `<iframe src="${address}.html" width="100%" height="${tall}" title="${title.replace(/"/g, "&quot;")}" loading="lazy" style="border:0"></iframe>`,
    release_date: date
  };
  return `${JSON.stringify(answer)}\n`;
}
