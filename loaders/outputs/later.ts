/** The folder, below that of a page, of what the page does not bring along. */
export const LATER = "later";

const STYLE =
  "body{font:1rem/1.5 system-ui,sans-serif;margin:1rem auto;padding:0 1rem;max-width:60rem}.scroll{overflow-x:auto}td,th{text-align:left;vertical-align:top;padding:.25rem 1rem .25rem 0}:target{outline:2px solid;outline-offset:.25rem}";

/** A part of a page as a page by itself, for readers without scripts. `body` is markup, its links lead from the folder. */
export function barePage(title: string, body: string, {back, where}: {back: string; where: string}): string {
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title} – Four Models</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p><a href="${back}">${where}</a></p>
${body}
</main></body></html>
`;
}
