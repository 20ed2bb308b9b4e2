import {PACKED, PLACES, type Place, patternOf, TYPES} from "./rules.js";

/**
 * Configuration for nginx 1.22 or later, a file for `conf.d/` or `sites-enabled/`. Places are locations of their own
 * with constant headers, so that nothing is reckoned for a request but the place it falls in.
 */
export function nginx({root = "/srv/four-models", listen = "80", server = "_"} = {}): string {
  const folders = [...new Set(PLACES.map((d) => d.folder))];
  const types = Object.entries(TYPES).map(([ending, type]) => `    ${type} ${ending};`);
  return `# Four Models under nginx. Made by \`npm run deploy\`; change loaders/hosts/ instead.
# Put the built site at the root named below and TLS in front.
server {
  listen ${listen};
  server_name ${server};
  root ${root};
  index index.html;
  absolute_redirect off;
  charset utf-8;
  charset_types text/css text/csv text/plain application/json application/javascript image/svg+xml;

  include /etc/nginx/mime.types;
  types {
${types.join("\n")}
  }

  # What \`npm run pack\` has packed is sent as it is; the rest is packed on the way.
  gzip_static on;
  gzip on;
  gzip_vary on;
  gzip_min_length 512;
  gzip_comp_level 6;
  gzip_types ${PACKED.filter((d) => d !== "text/html").join(" ")};

  # A new release is seen after ten seconds at the latest.
  open_file_cache max=20000 inactive=60s;
  open_file_cache_valid 10s;
  open_file_cache_errors on;

  error_page 404 /404.html;

${folders.map(locations).join("\n\n")}
}
`;
}

/** The location of a folder, with one in it for each kind of file that is sent otherwise. */
function locations(folder: string): string {
  const places = PLACES.filter((d) => d.folder === folder);
  const inner = places.filter((d) => d.files).map((d) => block(`~ "${patternOf(d)}"`, lines(d)));
  const rest = places.filter((d) => !d.files).flatMap(lines);
  return indented(block(folder === "/" ? "/" : `^~ ${folder}`, [...inner.flat(), ...rest])).join("\n");
}

function lines({headers}: Place): string[] {
  const adds = Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`);
  return [...adds, "try_files $uri $uri.html $uri/ =404;"];
}

const block = (what: string, inside: string[]) => [`location ${what} {`, ...indented(inside), "}"];
const indented = (text: string[]) => text.map((line) => `  ${line}`);
