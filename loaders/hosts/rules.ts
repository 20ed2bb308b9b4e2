/** A header for the addresses that a pattern finds. */
export interface Choice {
  /** A regular expression on the path, the first of a list that fits counts; `undefined`: everything else. */
  path?: string;
  /** Empty: no such header. */
  value: string;
}

/** A header, and its value by path. */
export interface Header {
  name: string;
  choices: readonly Choice[];
}

/** What other sites may frame and load: pictures, tables and frames of views, and the scripts that embed them. */
const OPEN = "^/(?:view|embed/v1)/";

/**
 * The headers of the site, told once for every host. A page carries its own content security policy with the hashes of
 * its scripts; what stands here is the part that cannot stand in a page: who may frame it.
 */
export const HEADERS: readonly Header[] = [
  {name: "X-Content-Type-Options", choices: [{value: "nosniff"}]},
  {name: "Referrer-Policy", choices: [{value: "strict-origin-when-cross-origin"}]},
  {
    name: "Permissions-Policy",
    choices: [{value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()"}]
  },
  {name: "Content-Security-Policy", choices: [{path: OPEN, value: ""}, {value: "frame-ancestors 'self'"}]},
  {
    name: "Access-Control-Allow-Origin",
    choices: [
      {path: `${OPEN}|^/(?:data|studio)/`, value: "*"},
      {path: "^/[\\w.-]+\\.(?:js|json)$", value: "*"},
      {value: ""}
    ]
  },
  {
    name: "Cross-Origin-Resource-Policy",
    choices: [{path: `${OPEN}|^/data/`, value: "cross-origin"}, {value: ""}]
  },
  {
    name: "Cache-Control",
    choices: [
      {path: "^/studio/|^/[\\w-]+\\.[0-9a-f]{8}\\.js$", value: "public, max-age=31536000, immutable"},
      {path: "^/fonts/", value: "public, max-age=2592000"},
      {path: `${OPEN}|^/data/.*\\.(?:csv|json|parquet|zip)$`, value: "public, max-age=3600"},
      {value: "public, max-age=300"}
    ]
  }
];

/** Types of files that hosts do not know by themselves, by ending. */
export const TYPES: Readonly<Record<string, string>> = {
  parquet: "application/vnd.apache.parquet",
  csv: "text/csv",
  bib: "application/x-bibtex",
  ris: "application/x-research-info-systems"
};

/** Types worth packing on the way: text of any kind. What is packed already is left alone. */
export const PACKED = [
  "text/css",
  "text/csv",
  "text/plain",
  "text/javascript",
  "application/javascript",
  "application/json",
  "application/x-bibtex",
  "application/x-research-info-systems",
  "image/svg+xml"
];

/** The headers of one path, those without a value left out. */
export function headersOf(path: string): Map<string, string> {
  const found = HEADERS.map(({name, choices}): [string, string] => [
    name,
    choices.find((d) => d.path === undefined || new RegExp(d.path).test(path))?.value ?? ""
  ]);
  return new Map(found.filter(([, value]) => value));
}
