import type {Wanted} from "./address.js";
import {createNotebook, type Notebook, readNotebook} from "./notebook.js";
import {unpackText} from "./share.js";
import type {Store, StoredDocument} from "./store.js";

/** A document, and the notebook of the site that it is a changed copy of. */
export interface Found {
  document: StoredDocument;
  published?: Notebook;
}

export interface Places {
  store: Store;
  /** The address of the site. */
  site: string;
  parser: DOMParser;
}

/** The notebook that opens where nothing else is asked for or kept. */
const FIRST = "first-steps";

/** A document of its own, not kept yet. */
export function freshDocument(
  notebook: Notebook = createNotebook({cells: [{mode: "js", value: "", pinned: true}]}),
  {key = `own:${crypto.randomUUID()}`, trusted = true} = {}
): StoredDocument {
  return {key, notebook, files: [], changed: Date.now(), trusted};
}

/** Under which key the browser keeps its copy of a notebook of the site. */
export function publishedKey(name: string): string {
  return `site:${name}`;
}

/** Finds what the address asks for. Rejects with the reason where it is not to be had. */
export async function findDocument(wanted: Wanted, places: Places): Promise<Found> {
  const {store, parser} = places;
  if (wanted.kind === "packed") {
    const notebook = readNotebook(await unpackText(wanted.text), {parser});
    return {document: freshDocument(notebook, {trusted: false})};
  }
  if (wanted.kind === "published") return findPublished(wanted.name, places);
  if (wanted.kind === "kept") {
    const document = await store.read(wanted.key);
    if (!document) throw new Error("this browser holds no such notebook");
    return {document};
  }
  const [latest] = await store.list().catch(() => []);
  const document = latest && (await store.read(latest.key));
  return document ? {document} : findPublished(FIRST, places);
}

async function findPublished(name: string, {store, site, parser}: Places): Promise<Found> {
  const key = publishedKey(name);
  // The site and the browser's store are asked at once.
  const [answer, kept] = await Promise.all([
    fetch(new URL(`notebooks/${name}.txt`, site)),
    store.read(key).catch(() => undefined)
  ]);
  if (!answer.ok) throw new Error(`there is no notebook called “${name}” here`);
  const published = readNotebook(await answer.text(), {parser});
  if (!kept) return {document: freshDocument(published, {key})};
  const same = JSON.stringify(kept.notebook) === JSON.stringify(published);
  return {document: kept, ...(same ? {} : {published})};
}
