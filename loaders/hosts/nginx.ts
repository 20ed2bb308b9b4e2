import {HEADERS, type Header, PACKED, TYPES} from "./rules.js";

/** Configuration for nginx 1.22 or later, a file for `conf.d/` or `sites-enabled/`. */
export function nginx({root = "/srv/four-models", listen = "80", server = "_"} = {}): string {
  const maps = HEADERS.map(map).join("\n\n");
  const adds = HEADERS.map((d) => `  add_header ${d.name} $${variable(d)} always;`).join("\n");
  const types = Object.entries(TYPES).map(([ending, type]) => `    ${type} ${ending};`);
  return `# Four Models under nginx. Made by \`npm run deploy\`; change loaders/hosts/ instead.
# Put the built site at the root named below and TLS in front.
${maps}

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

  gzip on;
  gzip_vary on;
  gzip_min_length 512;
  gzip_comp_level 6;
  gzip_types ${PACKED.filter((d) => d !== "text/html").join(" ")};

${adds}

  location / {
    try_files $uri $uri.html $uri/ =404;
  }
  error_page 404 /404.html;
}
`;
}

/** A header whose value is empty is not sent, so that one line serves every path. */
function map(header: Header): string {
  const lines = header.choices.map(
    ({path, value}) => `  ${path === undefined ? "default" : `"~${path}"`} "${value}";`
  );
  return `map $uri $${variable(header)} {\n${lines.join("\n")}\n}`;
}

function variable({name}: Header): string {
  return `four_models_${name.toLowerCase().replaceAll("-", "_")}`;
}
