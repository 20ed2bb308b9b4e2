import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {card} from "../../src/forms/card.js";
import {bibliography, citationStore} from "../../src/forms/citations.js";
import {viewContent} from "../../src/forms/content.js";
import {drawing, drawings} from "../../src/forms/drawing.js";
import {oEmbed} from "../../src/forms/oEmbed.js";
import {PAINTS, paint, paintOf} from "../../src/forms/paint.js";
import {picture} from "../../src/forms/picture.js";
import {csv, json} from "../../src/forms/table.js";
import {namedViews} from "../../src/forms/views.js";
import type {Site} from "../pages/site.js";
import {siteAddress} from "./address.js";
import {bundle} from "./bundle.js";
import {frame} from "./frame.js";
import {png, pngs} from "./png.js";

/** How many views and files were written. */
export interface Written {
  views: number;
  files: number;
}

/** At most this many pixel pictures wait for a thread: each holds some megabytes. */
const WAITING = 8;

/**
 * Writes every named view into `folder` as `{figure}/{name}` in all its forms: pictures in light and dark, the rows as
 * CSV and JSON, the bibliography in three formats, the frame for other sites, its oEmbed answer, and the card. Pixels
 * are drawn on the threads that Node keeps for such work. Throws when a view cannot be drawn.
 */
export async function writeViews(
  folder: string,
  site: Site,
  {home = siteAddress()}: {home?: string} = {}
): Promise<Written> {
  const views = namedViews(site.evidence);
  const script = await bundle("src/embed/frame.ts", {format: "iife"});
  const citation = citationStore();
  const [light, dark] = [paintOf(PAINTS.light), paintOf(PAINTS.dark)];
  let files = 0;
  const write = (id: string, ending: string, data: string | Buffer) => {
    writeFileSync(join(folder, `${id}.${ending}`), data);
    files += 1;
  };
  for (const figure of new Set(views.map((d) => d.figure.id))) {
    mkdirSync(join(folder, figure), {recursive: true});
  }
  const waiting = new Set<Promise<void>>();
  const wait = async (work: Promise<void>) => {
    const ended = work.finally(() => waiting.delete(ended));
    waiting.add(ended);
    if (waiting.size >= WAITING) await Promise.race(waiting);
  };
  for (const named of views) {
    const {id} = named;
    const content = viewContent(named, site, {home});
    const drawn = drawings(content, site);
    const [wide, narrow] = [picture(content, drawn.wide), picture(content, drawn.narrow)];
    const {svg} = wide;
    write(id, "svg", paint(svg, light));
    write(id, "dark.svg", paint(svg, dark));
    write(id, "narrow.svg", paint(narrow.svg, light));
    write(id, "narrow.dark.svg", paint(narrow.svg, dark));
    await wait(
      pngs(svg).then((data) => {
        write(id, "png", data.light);
        write(id, "dark.png", data.dark);
      })
    );
    const shown = paint(card(content, drawing(content, "card", site)), light);
    await wait(png(shown, {scale: 1}).then((data) => write(id, "card.png", data)));
    write(id, "csv", csv(content));
    write(id, "json", json(content));
    const {bib, ris, csl} = bibliography(content, citation);
    write(id, "bib", bib);
    write(id, "ris", ris);
    write(id, "csl.json", csl);
    write(id, "html", frame(content, drawn, {script}));
    write(id, "oembed.json", oEmbed(content, wide, narrow));
  }
  await Promise.all(waiting);
  return {views: views.length, files};
}
