import {NAMES, PLACES, patternOf, TYPES} from "./rules.js";

/** What the place sends that fits every path. */
const EVERYWHERE = PLACES.at(-1)?.headers ?? {};

/** Configuration for Caddy 2.6 or later. With a domain as its address, Caddy sees to TLS by itself. */
export function caddy({root = "/srv/four-models", address = "example.org"} = {}): string {
  // Directives of one kind run in their order, and a later one replaces what an earlier one set.
  const places = [...PLACES].reverse().flatMap((place, i) => {
    const sets = Object.entries(place.headers)
      .filter(([name, value]) => i === 0 || value !== EVERYWHERE[name])
      .map(([name, value]) => `\t${name} "${value}"`);
    if (i === 0) return ["header {", ...sets, "}"];
    const matcher = place.files ? `path_regexp ${patternOf(place)}` : `path ${place.folder}*`;
    const drops = NAMES.filter((d) => !(d in place.headers) && d in EVERYWHERE).map((d) => `\t-${d}`);
    return [`@place_${i} ${matcher}`, `header @place_${i} {`, ...sets, ...drops, "}"];
  });
  const types = Object.entries(TYPES).flatMap(([ending, type]) => [
    `@${ending} path *.${ending}`,
    `header @${ending} Content-Type "${type}${type.startsWith("text/") ? "; charset=utf-8" : ""}"`
  ]);
  return `# Four Models under Caddy. Made by \`npm run deploy\`; change loaders/hosts/ instead.
${address} {
	root * ${root}
	encode zstd gzip
	route {
${[...places, ...types].map((line) => `\t\t${line}`).join("\n")}
		try_files {path} {path}.html
		# What \`npm run pack\` has packed is sent as it is; the rest is packed on the way.
		file_server {
			precompressed br gzip
		}
	}
	handle_errors {
		# What was set for the missing file would hold for the page that says so.
		header Cache-Control "${EVERYWHERE["Cache-Control"]}"
		rewrite * /404.html
		file_server
	}
}
`;
}
