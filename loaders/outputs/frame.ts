import {createHash} from "node:crypto";
import type {Content} from "../../src/forms/content.js";
import type {Drawing} from "../../src/forms/drawing.js";
import {frameBody, frameStyle, pageOf} from "../../src/forms/frame.js";
import {escapeText} from "../../src/forms/text.js";

/** What all frames of a site have in common. */
export interface FrameParts {
  /** The bundled script of `src/embed/frame.ts`. */
  script: string;
}

/**
 * A view as one file that needs nothing else: both drawings, table, source and script are inside, and nothing is
 * fetched. It shows all of it before a script runs, and without one. Its own policy lets only its own script and
 * style sheet in.
 */
export function frame(
  content: Content,
  drawings: {wide: Drawing; narrow: Drawing},
  {script}: FrameParts
): string {
  const {title, id, home, name} = content;
  // From `/view/membership/six.html` to the root, so that the file also works where the site has no known address.
  const base = home || "../..";
  return framePage({
    title,
    view: id,
    style: frameStyle(drawings.wide.inner + drawings.narrow.inner),
    script,
    head: `<link rel="canonical" href="${escapeText(pageOf(content, base))}"><link rel="alternate" type="application/json+oembed" href="${escapeText(home ? `${home}/view/${id}` : name)}.oembed.json" title="${escapeText(title)}">`,
    body: frameBody(content, drawings, {base})
  });
}

/** A page of a frame with its policy. What it fetches, if anything, comes from `connect`. */
export function framePage({
  title,
  view,
  style,
  script,
  head = "",
  body,
  connect
}: {
  title: string;
  view: string;
  style: string;
  script: string;
  head?: string;
  body: string;
  connect?: "'self'";
}): string {
  const from = connect ? `; connect-src ${connect}` : "";
  const policy = `default-src 'none'; script-src ${hash(script)}${connect ? ` ${connect}` : ""}; style-src ${hash(style)}${from}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en-GB" dir="ltr" data-view="${escapeText(view)}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeText(title)} – Four Models</title><base target="_blank">${head}<style>${style}</style><script>${script}</script></head>
<body>${body}</body></html>
`;
}

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
