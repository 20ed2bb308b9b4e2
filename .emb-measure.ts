import {readFileSync, writeFileSync} from "node:fs";
import {launch} from "/work/wt-embeds/loaders/outputs/chromium.js";
const dir = process.argv[2]!;
const widths = (process.env.WIDTHS ?? "320,360,480,600,645,680,720,900").split(",").map(Number);
const index = JSON.parse(readFileSync(`${dir}/index.json`, "utf8"));
const browser = await launch();
const page = await browser.newPage();
const out: any[] = [];
for (const v of index) {
  await page.goto(`file://${dir}/${v.file}.html`);
  for (const width of widths) {
    await page.setViewportSize({width, height: 800});
    const found = await page.evaluate(() => {
      const svg = [...document.querySelectorAll<SVGSVGElement>("svg")].find((d) => d.getBoundingClientRect().width);
      if (!svg) return {least: 99, crossed: [], cut: [], w: 0, h: 0, high: 0, scale: 0};
      const texts = [...svg.querySelectorAll<SVGTextElement>("text")].filter((d) => d.textContent?.trim() && d.getBoundingClientRect().width);
      const sizes = texts.flatMap((d) => [d, ...d.querySelectorAll("tspan")]).map((d: any) => Number.parseFloat(getComputedStyle(d).fontSize) * (svg.getScreenCTM()?.a ?? 1));
      const words = texts.flatMap((d) => { const t = [...d.querySelectorAll("tspan")]; return t.length ? t.map((s) => ({own: d, text: s.textContent ?? "", box: s.getBoundingClientRect()})) : [{own: d, text: d.textContent ?? "", box: d.getBoundingClientRect()}]; });
      const crossed: string[] = [];
      words.forEach((a, i) => words.slice(i + 1).forEach((b) => {
        if (a.own === b.own) return;
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (wide > 2 && high > 3) crossed.push(`${a.text} × ${b.text}`);
      }));
      const cut = words.filter((d) => d.box.left < -0.5 || d.box.right > innerWidth + 0.5).map((d) => `${d.text} ${Math.round(d.box.left)}..${Math.round(d.box.right)}`);
      const box = svg.getBoundingClientRect();
      return {least: Math.min(...sizes), most: Math.max(...sizes), crossed, cut, w: Math.round(box.width), h: Math.round(box.height), high: document.body.getBoundingClientRect().height, scale: svg.getScreenCTM()?.a};
    });
    out.push({id: v.id, width, told: v.told, ...found});
  }
}
await browser.close();
writeFileSync(`${dir}/measured.json`, JSON.stringify(out));
console.log("width  least  worst-view  most  cut crossed  picw  taller-than-told");
for (const width of widths) {
  const at = out.filter((d) => d.width === width);
  const worst = at.reduce((a, b) => (b.least < a.least ? b : a));
  console.log(width, worst.least.toFixed(2), worst.id, Math.max(...at.map((d) => d.most ?? 0)).toFixed(1), at.filter((d) => d.cut.length).length, at.filter((d) => d.crossed.length).length, Math.max(...at.map((d) => d.w)), at.filter((d) => d.high > d.told).length, Math.max(...at.map((d) => d.high - d.told)).toFixed(0));
}
const by = new Map<string, any>();
for (const d of out) { const f = d.id.split("/")[0]; for (const kind of ["cut", "crossed"]) for (const t of d[kind]) { const k = `${kind} ${f} @${d.width}`; by.set(k, [...(by.get(k) ?? []), `${d.id}: ${t}`]); } }
for (const [k, v] of by) console.log(k, v.length, v.slice(0, 3).join(" | "));
