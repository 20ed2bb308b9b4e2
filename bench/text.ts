/**
 * How small and how large the words of embeds are, in CSS pixels of the screen: in the frames of all named views, by
 * the width of the frame. Prints a table for `bench/README.md`. No clock is in it. Needs a built site.
 */
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {launch} from "../loaders/outputs/chromium.js";
import {serve} from "../loaders/outputs/serve.js";

const WIDTHS = [288, 320, 360, 480, 600, 645, 680, 720, 900];

/** Smallest and largest word of the drawing that is shown, and the width of the drawing. Runs in the page. */
function sizes(): {least: number; most: number; drawn: number} {
  const words = [...document.querySelectorAll<SVGTextContentElement>("svg text, svg tspan")].filter(
    (d) => d.getBoundingClientRect().width
  );
  const found = words.map(
    (d) => Number.parseFloat(getComputedStyle(d).fontSize) * (d.getScreenCTM()?.a ?? 1)
  );
  const drawn = words[0]?.closest("svg")?.getBoundingClientRect().width ?? 0;
  return {least: Math.min(...found), most: Math.max(...found), drawn};
}

const dist = process.env.FM_OUT ?? "dist";
const frames = readdirSync(join(dist, "view"), {recursive: true, encoding: "utf8"}).filter((d) =>
  d.endsWith(".html")
);
const {address, server} = await serve(dist);
const browser = await launch();
const page = await browser.newPage();
const found = new Map(WIDTHS.map((width) => [width, {least: Infinity, most: 0, drawn: 0, where: ""}]));
for (const file of frames) {
  await page.goto(`${address}/view/${file}`);
  for (const [width, all] of found) {
    await page.setViewportSize({width, height: 800});
    const {least, most, drawn} = await page.evaluate(sizes);
    if (least < all.least) [all.least, all.where] = [least, file.replace(/\.html$/, "")];
    all.most = Math.max(all.most, most);
    all.drawn = Math.max(all.drawn, drawn);
  }
}
await browser.close();
server.close();
server.closeAllConnections();

console.log(`${frames.length} frames\n`);
console.log("| frame, px | smallest word | in | largest word | drawing, px |\n|--:|--:|---|--:|--:|");
for (const [width, {least, where, most, drawn}] of found)
  console.log(`| ${width} | ${least.toFixed(1)} | ${where} | ${most.toFixed(1)} | ${drawn.toFixed(0)} |`);
