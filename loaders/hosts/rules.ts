/** A part of the site whose files are sent with the same headers. */
export interface Place {
  /** Every path that begins so, with a slash at both ends. */
  folder: string;
  /** Of these, only the ones whose rest this regular expression finds; it holds to the end of the path. */
  files?: string;
  headers: Readonly<Record<string, string>>;
}

/** Sent with every file. */
const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
};

/** What other sites may not frame. */
const OURS = {...ALWAYS, "Content-Security-Policy": "frame-ancestors 'self'"};
/** What other sites may read with a script. */
const READ = {"Access-Control-Allow-Origin": "*"};
/** What other sites may show, even those that keep apart what is not theirs. */
const SHOWN = {...READ, "Cross-Origin-Resource-Policy": "cross-origin"};

const kept = (seconds: number, more = "") => ({"Cache-Control": `public, max-age=${seconds}${more}`});
const SHORT = kept(300);
const HOUR = kept(3600);
const MONTH = kept(2_592_000);
/** What carries a hash in its name. */
const FOREVER = kept(31_536_000, ", immutable");

/**
 * The headers of the site, told once for every host: of the places that fit a path the first counts, and the last fits
 * all. A page carries its own content security policy with the hashes of its scripts; what stands here is the part that
 * cannot stand in a page: who may frame it.
 */
export const PLACES: readonly Place[] = [
  {folder: "/view/", headers: {...ALWAYS, ...SHOWN, ...HOUR}},
  {folder: "/embed/v1/", headers: {...ALWAYS, ...SHOWN, ...HOUR}},
  {folder: "/data/", files: "\\.(?:csv|json|parquet|zip)$", headers: {...OURS, ...SHOWN, ...HOUR}},
  {folder: "/data/", headers: {...OURS, ...SHOWN, ...SHORT}},
  {folder: "/studio/", headers: {...OURS, ...READ, ...FOREVER}},
  {folder: "/_workbench/", headers: {...OURS, ...FOREVER}},
  {folder: "/fonts/", headers: {...OURS, ...MONTH}},
  {folder: "/", files: "^[\\w-]+\\.[0-9a-f]{8}\\.js$", headers: {...OURS, ...READ, ...FOREVER}},
  {folder: "/", files: "^[\\w.-]+\\.(?:js|json)$", headers: {...OURS, ...READ, ...SHORT}},
  {folder: "/", headers: {...OURS, ...SHORT}}
];

/** The names of all headers. */
export const NAMES: readonly string[] = [...new Set(PLACES.flatMap((d) => Object.keys(d.headers)))];

/** A place as a regular expression on the whole path. */
export function patternOf({folder, files = ""}: Place): string {
  if (files.startsWith("^")) return `^${folder}${files.slice(1)}`;
  return files ? `^${folder}.*${files}` : `^${folder}`;
}

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

/** The headers of one path. */
export function headersOf(path: string): Map<string, string> {
  const place = PLACES.find((d) => new RegExp(patternOf(d)).test(path));
  return new Map(Object.entries(place?.headers ?? {}));
}
