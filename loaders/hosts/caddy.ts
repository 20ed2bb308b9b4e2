import {HEADERS, TYPES} from "./rules.js";

/** Configuration for Caddy 2.6 or later. With a domain as its address, Caddy sees to TLS by itself. */
export function caddy({root = "/srv/four-models", address = "example.org"} = {}): string {
  const blocks = HEADERS.flatMap(({name, choices}) => {
    const word = name.toLowerCase().replaceAll("-", "_");
    // Directives of one kind run in their order, and a later one replaces the header of an earlier one.
    return [...choices].reverse().flatMap(({path, value}, i) => {
      if (path === undefined) return value ? [`header ${name} "${value}"`] : [];
      const matcher = `@${word}_${i}`;
      const act = value ? `header ${matcher} ${name} "${value}"` : `header ${matcher} -${name}`;
      return [`${matcher} path_regexp ${path}`, act];
    });
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
${[...blocks, ...types].map((line) => `\t\t${line}`).join("\n")}
		try_files {path} {path}.html
		file_server
	}
	handle_errors {
		rewrite * /404.html
		file_server
	}
}
`;
}
