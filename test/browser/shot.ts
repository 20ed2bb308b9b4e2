/** Takes pictures of pages of the built site to look at: `tsx test/browser/shot.ts FOLDER PATH… [--dark] [--phone] [--no-js] [--full]`. */
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {serve} from "../../loaders/outputs/serve.js";
import {launch} from "./browser.js";

const words = process.argv.slice(2);
const flag = (name: string) => words.includes(`--${name}`);
const [folder = "/tmp/shots", ...paths] = words.filter((d) => !d.startsWith("--"));
mkdirSync(folder, {recursive: true});
const {address, server} = await serve(process.env.FM_OUT ?? "dist");
const browser = await launch();
const context = await browser.newContext({
  viewport: flag("phone") ? {width: 360, height: 740} : {width: 1280, height: 900},
  colorScheme: flag("dark") ? "dark" : "light",
  javaScriptEnabled: !flag("no-js")
});
for (const path of paths) {
  const page = await context.newPage();
  page.on("console", (message) => console.log(`${path}: ${message.text()}`));
  await page.goto(address + path, {waitUntil: "load"});
  const marks = ["dark", "phone", "no-js"].filter(flag).map((d) => `-${d}`);
  const file = join(
    folder,
    `${path.replace(/^\/|\/$/g, "").replace(/\W+/g, "_") || "home"}${marks.join("")}.png`
  );
  await page.screenshot({path: file, fullPage: flag("full")});
  console.log(file);
  await page.close();
}
await browser.close();
server.close();
server.closeAllConnections();
