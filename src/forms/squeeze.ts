/**
 * A drawing in fewer bytes, for where it travels inside a page: the same picture, but no longer in pieces that someone
 * would want to move about in a drawing program.
 */
export function squeeze(svg: string): string {
  return joinTexts(joinStrokes(svg));
}

/**
 * Lines and straight paths that follow each other and look alike as one path, in steps from each to the next: those of
 * a grid are then all the same text, which packs to almost nothing.
 */
export function joinStrokes(svg: string): string {
  return svg.replace(/(?:<(?:line|path)\b[^>]*\/>){2,}/g, (run) => {
    const joined: {look: string; d: string; end?: readonly [number, number]}[] = [];
    for (const [whole, name = "", text = ""] of run.matchAll(/<(line|path)\b([^>]*)\/>/g)) {
      const stroke = strokeOf(name, text);
      const last = joined.at(-1);
      if (!stroke) joined.push({look: whole, d: ""});
      else {
        const {look, from, to} = stroke;
        const [x, y] = [step(from[0], to[0]), step(from[1], to[1])];
        const line = y === "0" ? `h${x}` : x === "0" ? `v${y}` : `l${x},${y}`;
        if (last?.end && last.look === look) {
          last.d += `m${step(last.end[0], from[0])},${step(last.end[1], from[1])}${line}`;
          last.end = to;
        } else joined.push({look, d: `M${from[0]},${from[1]}${line}`, end: to});
      }
    }
    return joined.map(({look, d}) => (d ? `<path${look} d="${d}"/>` : look)).join("");
  });
}

/** From one place to the next, to a tenth; never `-0`. */
function step(from: number, to: number): string {
  return String(Math.round((to - from) * 10) / 10 || 0);
}

interface Stroke {
  /** Its attributes but for its place. */
  look: string;
  from: readonly [number, number];
  to: readonly [number, number];
}

/** A line, or a path of one straight piece; `undefined` where it is neither, or stands somewhere else. */
function strokeOf(name: string, text: string): Stroke | undefined {
  const attributes = new Map([...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map((d) => [d[1] ?? "", d[2] ?? ""]));
  const take = (key: string) => {
    const value = attributes.get(key) ?? "0";
    attributes.delete(key);
    return value;
  };
  const points = (
    name === "line"
      ? ["x1", "y1", "x2", "y2"].map(take)
      : (/^M(-?[\d.]+),(-?[\d.]+)L(-?[\d.]+),(-?[\d.]+)$/.exec(take("d"))?.slice(1) ?? [])
  ).map(Number);
  const [x1, y1, x2, y2] = points;
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
  if (points.some(Number.isNaN) || attributes.has("transform") || attributes.has("id")) return undefined;
  const look = [...attributes].map(([key, value]) => ` ${key}="${value}"`).join("");
  return {look, from: [x1, y1], to: [x2, y2]};
}

const TEXT =
  /<text((?: [\w-]+="[^"]*")*?) transform="translate\((-?[\d.]+),(-?[\d.]+)\)" y="(-?[\d.]+)em"((?: [\w-]+="[^"]*")*)>([^<]*)<\/text>/g;

/** Texts that stand below each other as the lines of one text, each so far below the one before. */
function joinTexts(svg: string): string {
  return svg.replace(/(?:<text\b[^>]*>[^<]*<\/text>){2,}/g, (run) => {
    const texts = [...run.matchAll(TEXT)];
    if (texts.map((d) => d[0]).join("") !== run) return run;
    const joined: {look: string; x: number; y: number; shift: string; lines: string}[] = [];
    for (const [, before = "", x = "", y = "", shift = "", after = "", words = ""] of texts) {
      const look = before + after;
      const fill = / fill="[^"]*"/.exec(look)?.[0] ?? "";
      const rest = look.replace(fill, "");
      const last = joined.at(-1);
      if (last && last.look === rest && last.x === Number(x) && last.shift === shift) {
        last.lines += `<tspan x="0" dy="${step(last.y, Number(y))}"${fill}>${words}</tspan>`;
        last.y = Number(y);
      } else {
        const lines = ` transform="translate(${x},${y})"><tspan x="0" y="${shift}em"${fill}>${words}</tspan>`;
        joined.push({look: rest, x: Number(x), y: Number(y), shift, lines});
      }
    }
    return joined.map(({look, lines}) => `<text${look}${lines}</text>`).join("");
  });
}
