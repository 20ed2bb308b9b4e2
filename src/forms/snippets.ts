import type {Content} from "./content.js";
import {GROWTH} from "./drawing.js";
import {plainTable} from "./frame.js";
import type {Size} from "./oEmbed.js";
import {escapeText} from "./text.js";

/** Where a figure is to be shown, and what such a place lets in. */
export interface HostKind {
  id: string;
  name: string;
  /** What to do with the code, in a sentence or two. */
  how: string;
  /** What the code is made of: a frame in a script or notebook, marked-up text, or words to paste. */
  form: "frame" | "element" | "module" | "address" | "figure" | "picture" | "quarto" | "jupyter" | "react";
}

/** The hosts that the embed page knows, in the order of its list. */
export const hostKinds: readonly HostKind[] = [
  {
    id: "html",
    name: "Any page (HTML)",
    how: "Paste it where the figure should stand. The script keeps the frame as tall as the figure; without it the frame keeps the height given here.",
    form: "frame"
  },
  {
    id: "element",
    name: "Any page (web component)",
    how: "The picture stands on the page at once and comes alive when someone touches it. In a feed, in print and without scripts it is still a picture.",
    form: "element"
  },
  {
    id: "wordpress",
    name: "WordPress, self-hosted",
    how: "Paste the address on a line of its own: WordPress asks it for the frame and keeps the frame as tall as the figure.",
    form: "address"
  },
  {
    id: "wordpress-com",
    name: "WordPress.com without plug-ins",
    how: "Paste it into a Custom HTML block. Frames and scripts are taken out there; a picture that leads to the figure, its source and its table stay.",
    form: "figure"
  },
  {id: "ghost", name: "Ghost", how: "Type /html in the editor and paste it into the card.", form: "frame"},
  {
    id: "substack",
    name: "Substack",
    how: "Substack takes no code. Save the picture, drop it into the post, and paste the words below it as its caption; set the address as the link of the picture.",
    form: "picture"
  },
  {
    id: "medium",
    name: "Medium",
    how: "Medium shows frames of sites that Embedly lists alone. Save the picture, drop it into the story, and paste the words as its caption.",
    form: "picture"
  },
  {
    id: "quarto",
    name: "Quarto and R Markdown",
    how: "Paste it into the document as it is: the fence keeps it as HTML, and other formats of output leave it out.",
    form: "quarto"
  },
  {id: "jupyter", name: "Jupyter", how: "Run it in a cell.", form: "jupyter"},
  {id: "react", name: "React", how: "Paste it into a component.", form: "react"},
  {
    id: "module",
    name: "JavaScript module",
    how: "For pages and notebooks with modules. The same module gives the rows of named views.",
    form: "module"
  },
  {
    id: "figure",
    name: "Strict hosts: picture and table",
    how: "A picture, its words and its table in plain markup, without frame and script, for hosts that let little in.",
    form: "figure"
  }
];

/** How a figure is wished for on the other site. */
export interface Wish {
  theme: "auto" | "light" | "dark";
  /** In pixels; `undefined` for the whole width. */
  width?: number | undefined;
  height: number;
}

/** What the code is made from: a view, and whether it has files of its own. */
export type Shown = Pick<
  Content,
  "id" | "title" | "finding" | "note" | "version" | "home" | "page" | "columns" | "records" | "query"
> & {
  named: boolean;
  /** Id of the figure. */
  figureId: string;
  picture: Size;
  /** Its picture for phones. */
  narrow: Size;
};

/** The code for a host. Every text in it is escaped for where it stands. */
export function snippet({form}: HostKind, shown: Shown, wish: Wish): string {
  const {title, id, home} = shown;
  const address = frameAddress(shown, wish);
  const width = wish.width ? `${wish.width}` : "100%";
  const script = `<script async src="${escapeText(home)}/embed/v1/four-models.js"></script>`;
  const frame = `<iframe src="${escapeText(address)}" title="${escapeText(title)}" width="${width}" height="${wish.height}" frameborder="0" loading="lazy"></iframe>`;
  switch (form) {
    case "frame":
      return `${frame}\n${script}`;
    case "element":
      return `<four-models ${attributes(shown, wish)}>${image(shown, wish)}</four-models>\n${script}`;
    case "address":
      return shown.named ? `${home}/view/${id}` : `${frame}\n${script}`;
    case "figure":
      return strictFigure(shown, wish);
    case "picture":
      return `${title}. ${shown.finding} ${citation(shown)}`;
    case "quarto":
      return `\`\`\`{=html}\n${frame}\n${script}\n\`\`\``;
    case "jupyter":
      return `from IPython.display import IFrame\nIFrame(${JSON.stringify(address)}, width=${JSON.stringify(width)}, height=${wish.height})`;
    case "react":
      return `<iframe\n  src=${jsx(address)}\n  title=${jsx(title)}\n  width=${jsx(width)}\n  height="${wish.height}"\n  loading="lazy"\n  style={{border: 0}}\n/>`;
    case "module": {
      const wanted = {...choices(shown), ...(wish.theme === "auto" ? {} : {theme: wish.theme}), title};
      return `import {figure} from ${JSON.stringify(`${home}/embed/v1/module.js`)};\ndocument.body.append(figure(${JSON.stringify(wanted)}));`;
    }
  }
}

/** What to do with the code of a view. A choice without a name has no picture and no oEmbed answer of its own here. */
export function howTo({form, how}: HostKind, {named}: Pick<Shown, "named">): string {
  if (named) return how;
  switch (form) {
    case "address":
      return "WordPress can ask for named views alone, and this choice has no name. Paste the frame into a Custom HTML block instead.";
    case "element":
      return "The figure is drawn by the script. This choice has no picture of its own here, so without scripts, in a feed and in print only the link is left.";
    case "figure":
      return `${how} This choice has no picture of its own here: save the PNG below, put it where your pictures are, and write its address in the place of PICTURE.png.`;
    case "picture":
      return `${how} The picture of this choice is made below, in your browser.`;
    default:
      return how;
  }
}

export const OWN_STAYS =
  "Your own data stay in this browser, so that no other page can show them. Save the picture instead.";

/** Whether a query asks for data that a reader has brought along. */
export function isOwn(query = ""): boolean {
  return /(^|&)data=own(&|$)/.test(query);
}

/** What is to be known of the files of a state: nothing where its view has a name and files. */
export function filesTold({view, query}: {view: string; query: string}): string {
  if (view) return "";
  const made =
    "This choice has no files on this site, and so no address of a picture: each is made in your browser when you ask for it.";
  return `${made} ${isOwn(query) ? OWN_STAYS : "To show it elsewhere, save the picture and put it there, or embed the figure, which works for every choice."}`;
}

/** The address of the frame of a view, in its theme. */
export function frameAddress({named, id, home, ...shown}: Shown, {theme}: Pick<Wish, "theme">): string {
  if (named) return `${home}/view/${id}.html${theme === "auto" ? "" : `?theme=${theme}`}`;
  const query = new URLSearchParams(choices({named, id, home, ...shown}));
  if (theme !== "auto") query.set("theme", theme);
  return `${home}/embed/v1/figure.html?${query}`;
}

/** What names a view: its name, or its figure and choices. */
function choices({named, id, figureId, query}: Shown): Record<string, string> {
  return named ? {view: id} : {figure: figureId, ...Object.fromEntries(new URLSearchParams(query))};
}

function attributes(shown: Shown, {theme}: Wish): string {
  const own = {...choices(shown), ...(theme === "auto" ? {} : {theme})};
  return Object.entries(own)
    .map(([name, value]) => `${name}="${escapeText(value)}"`)
    .join(" ");
}

/**
 * The widest window, in pixels, in which the picture for phones is shown: in a wider one there is room for the other
 * beside the edges of a page.
 */
const PHONE = 640;

/**
 * The picture of a view, for its theme and window, leading to its page; the words alone where the view has no file. It
 * fills its place as far as it may grow. Where a width is wished for that the picture would have to shrink to, the one
 * for phones is shown in every window.
 */
function image(
  {named, home, id, title, finding, page, picture, narrow}: Shown,
  {theme, width}: Wish
): string {
  const link = escapeText(page);
  if (!named) return `<a href="${link}">${escapeText(title)}</a>`;
  const file = (form: string) => `${escapeText(home)}/view/${id}.${form}`;
  const dark = theme === "dark" ? "dark." : "";
  const night = "(prefers-color-scheme:dark)";
  const phone = `(max-width:${PHONE}px)`;
  const small = sized(narrow, GROWTH.narrow, width);
  const isSmall = width !== undefined && width < picture.width;
  const kind = isSmall ? "narrow." : "";
  const sources: string[] = [];
  if (!isSmall) {
    if (theme === "auto")
      sources.push(`media="${phone} and ${night}" srcset="${file("narrow.dark.svg")}" ${small}`);
    sources.push(`media="${phone}" srcset="${file(`narrow.${dark}svg`)}" ${small}`);
  }
  if (theme === "auto") sources.push(`media="${night}" srcset="${file(`${kind}dark.svg`)}"`);
  const size = isSmall ? small : sized(picture, GROWTH.wide, width);
  return `<a href="${link}"><picture>${sources.map((d) => `<source ${d}>`).join("")}<img src="${file(`${kind}${dark}svg`)}" alt="${escapeText(`${title}. ${finding}`)}" ${size} loading="lazy" style="max-width:100%;height:auto"></picture></a>`;
}

/** The attributes of a picture as large as it may grow, or as wide as is wished for. */
function sized({width, height}: Size, growth: number, wished = Number.POSITIVE_INFINITY): string {
  const scale = Math.min(growth, wished / width);
  return `width="${Math.round(scale * width)}" height="${Math.round(scale * height)}"`;
}

/** A view for hosts that strip scripts, frames and SVG: a picture in pixels, its source, its table. */
function strictFigure(shown: Shown, {theme}: Wish): string {
  const {named, home, id, title, finding, page, picture} = shown;
  const src = named ? `${home}/view/${id}.${theme === "dark" ? "dark.png" : "png"}` : "PICTURE.png";
  return `<figure dir="ltr"><a href="${escapeText(page)}"><img src="${escapeText(src)}" alt="${escapeText(`${title}. ${finding}`)}" ${sized(picture, GROWTH.wide)} style="max-width:100%;height:auto"></a>
<figcaption>${escapeText(finding)} ${escapeText(shown.note)} ${escapeText(citation(shown))}</figcaption>
<details><summary>Table</summary>${plainTable(shown)}</details></figure>`;
}

/** How a view is cited in a line. */
export function citation({
  title,
  version,
  page,
  note
}: Pick<Shown, "title" | "version" | "page" | "note">): string {
  const year = /\b(20\d\d)-\d\d-\d\d\b/.exec(note)?.[1];
  return `Four Models${year ? ` (${year})` : ""}. “${title}”. Version ${version}. ${page}`;
}

/** A text as the value of a property in JSX. */
function jsx(text: string): string {
  return /["&{}<>\\]/.test(text) ? `{${JSON.stringify(text)}}` : `"${text}"`;
}
