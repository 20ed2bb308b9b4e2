/** What the address of the workbench asks for: a notebook of the site, one packed into the address, one that the browser keeps. */
export type Wanted =
  | {kind: "published"; name: string}
  | {kind: "packed"; text: string}
  | {kind: "kept"; key: string}
  | {kind: "latest"};

/** Reads the fragment of an address. Throws for a key that cannot be read; anything else unknown asks for the latest notebook. */
export function wantedBy(hash: string): Wanted {
  const [, what, rest = ""] = /^#(open|n|doc)=(.*)$/.exec(hash) ?? [];
  if (what === "open" && /^[a-z0-9-]+$/.test(rest)) return {kind: "published", name: rest};
  if (what === "n") return {kind: "packed", text: rest};
  if (what === "doc") return {kind: "kept", key: decodeURIComponent(rest)};
  return {kind: "latest"};
}

/** The fragment under which a document of this browser is found again. */
export function keptHash(key: string): string {
  return `#doc=${encodeURIComponent(key)}`;
}
