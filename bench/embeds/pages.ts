import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";
import {pictureHeight} from "../../src/forms/oEmbed.js";
import {hostKinds, type Shown, snippet} from "../../src/forms/snippets.js";

/** A page to measure, and how one sees that its chart is there. */
export interface Target {
  name: string;
  path: string;
  /** What it is divided by. */
  limit: string;
  /** The last of these must have a box; an image must be loaded. In any frame of the page. */
  marks: string;
  /** How many frames must show their chart. */
  charts: number;
}

/** The view that is drawn by all: dots of countries. */
const VIEW = "indicator/oecd_ireg_epe_s_sa";

const PEERS = {
  "Plot, bundled": ["plot.js", "#chart svg circle"],
  "Chart.js": ["chartjs.js", "[data-drawn] canvas"],
  ECharts: ["echarts.js", "#chart svg path"],
  Recharts: ["recharts.jsx", "#chart .recharts-symbols"],
  "Vega-Lite": ["vega.js", "#chart svg path[aria-roledescription]"]
} as const;

/**
 * Writes the pages of the bench into `/bench/` of a built site and lists what is to be measured. Throws where the peers
 * are not installed.
 */
export async function writePages(site: string): Promise<Target[]> {
  const peers = "bench/peers";
  if (!existsSync(join(peers, "node_modules")))
    throw new Error("the peers are not installed: npm --prefix bench/peers ci");
  const folder = join(site, "bench");
  mkdirSync(folder, {recursive: true});
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const frame = readFileSync(join(site, "view", `${VIEW}.html`), "utf8");
  const {rows, label} = dots(site);
  const data = `window.data=${JSON.stringify({rows, label}).replaceAll("<", "\\u003c")}`;

  const style = /<style>([\s\S]*?)<\/style>/.exec(frame)?.[1] ?? "";
  const drawing = /<div class="w">([\s\S]*?)<\/svg><\/div>/.exec(frame)?.[1] ?? "";
  const picture = `<style>${style}</style><main><h1>Dots</h1><p>A finding.</p><div class="w">${drawing}</svg></div></main>`;
  write("svg.html", page(picture));
  const marks = ".w svg a";
  const own: Target[] = [
    {name: "inline SVG in plain HTML (the limit)", path: "/bench/svg.html", limit: "", marks, charts: 1},
    {name: "our frame as a page", path: `/view/${VIEW}.html`, limit: "/bench/svg.html", marks, charts: 1},
    {
      name: "our page of the figure",
      path: "/figures/indicator",
      limit: "/bench/svg.html",
      marks: ".picture.wide svg a",
      charts: 1
    }
  ];
  for (const [name, [file, peerMarks]] of Object.entries(PEERS)) {
    const script = `${file.split(".")[0]}.bundle.js`;
    await bundle(join(peers, file), join(folder, script));
    write(
      `${file.split(".")[0]}.html`,
      page(
        `<h1>Dots</h1><p>A finding.</p><div id="chart"></div><script>${data}</script><script type="module" src="${script}"></script>`
      )
    );
    own.push({
      name,
      path: `/bench/${file.split(".")[0]}.html`,
      limit: "/bench/svg.html",
      marks: peerMarks,
      charts: 1
    });
  }

  const tall = 'width="100%" height="1100" style="border:0"';
  const script = `<script async src="/embed/v1/four-models.js"></script>`;
  const image = `<a href="/figures/indicator"><img src="/view/${VIEW}.svg" alt="Dots" width="760" height="1100" style="max-width:100%;height:auto"></a>`;
  const code = codes(site);
  write("post-svg.html", post(picture));
  write("post-static.html", post(`<iframe src="svg.html" title="Dots" ${tall}></iframe>`));
  write("post-frame.html", post(`<iframe src="/view/${VIEW}.html" title="Dots" ${tall}></iframe>`));
  write("post-script.html", post(`<iframe src="/view/${VIEW}.html" title="Dots" ${tall}></iframe>${script}`));
  write("post-element.html", post(code("element")));
  write("post-image.html", post(image));
  write("post-figure.html", post(code("figure")));
  write("post-plot.html", post(`<iframe src="plot.html" title="Dots" ${tall}></iframe>`));
  const five = (src: string) =>
    Array.from({length: 5}, () => `<iframe src="${src}" title="Dots" ${tall}></iframe>`).join("");
  write("five-static.html", post(five("svg.html")));
  write("five-frames.html", post(five(`/view/${VIEW}.html`)));
  const still = "/bench/post-static.html";
  const loaded = "four-models img, figure img, p + a img";
  const posts: Target[] = [
    {name: "post: inline SVG", path: "/bench/post-svg.html", limit: still, marks, charts: 1},
    {name: "post: bare static frame", path: still, limit: "", marks, charts: 1},
    {name: "post: our frame", path: "/bench/post-frame.html", limit: still, marks, charts: 1},
    {name: "post: our frame and its script", path: "/bench/post-script.html", limit: still, marks, charts: 1},
    {name: "post: our element", path: "/bench/post-element.html", limit: still, marks: loaded, charts: 1},
    {
      name: "post: our picture as an image",
      path: "/bench/post-image.html",
      limit: still,
      marks: loaded,
      charts: 1
    },
    {
      name: "post: figure for strict hosts",
      path: "/bench/post-figure.html",
      limit: still,
      marks: loaded,
      charts: 1
    },
    {
      name: "post: Plot in a frame",
      path: "/bench/post-plot.html",
      limit: still,
      marks: "#chart svg circle",
      charts: 1
    },
    {name: "post: five static frames", path: "/bench/five-static.html", limit: "", marks, charts: 5},
    {
      name: "post: five of our frames",
      path: "/bench/five-frames.html",
      limit: "/bench/five-static.html",
      marks,
      charts: 5
    }
  ];
  return [...own, ...posts];
}

/** The code that the embed page gives for a host. */
function codes(site: string): (host: string) => string {
  const read = (form: string) => JSON.parse(readFileSync(join(site, "view", `${VIEW}.${form}`), "utf8"));
  const [file, answer] = [read("json"), read("oembed.json")];
  const shown: Shown = {
    ...file,
    records: file.rows.map((d: {values: object}) => Object.values(d.values)),
    home: "",
    page: "/figures/indicator",
    named: true,
    figureId: file.figure,
    picture: {width: answer.width, height: pictureHeight(answer.height)},
    narrow: {width: answer.narrow_width, height: answer.narrow_height}
  };
  return (id) => {
    const host = hostKinds.find((d) => d.id === id);
    if (!host) throw new Error(`no host is called ${id}`);
    return snippet(host, shown, {theme: "auto", height: answer.height});
  };
}

/** The rows of the view that have a value. */
function dots(site: string): {rows: {name: string; value: number}[]; label: string} {
  const file = JSON.parse(readFileSync(join(site, "view", `${VIEW}.json`), "utf8"));
  const value = file.columns.findLast(
    (d: {numeric: boolean; name: string}) => d.numeric && /value/i.test(d.name)
  );
  const rows = file.rows.flatMap(({values}: {values: Record<string, string | number | null>}) => {
    const number = values[value.name];
    return typeof number === "number" ? [{name: String(values.Country), value: number}] : [];
  });
  if (rows.length < 30) throw new Error(`only ${rows.length} dots in ${VIEW}`);
  return {rows, label: value.unit ?? value.name};
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    define: {"process.env.NODE_ENV": '"production"'}
  });
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Dots</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;
}

/** A post of some paragraphs, as blogs have them, with a figure after the first. */
function post(figure: string): string {
  const words = "Words of a post that stand for themselves and are as long as such words are. ".repeat(8);
  return page(`<h1>A post</h1><p>${words}</p>${figure}${`<p>${words}</p>`.repeat(4)}`);
}
