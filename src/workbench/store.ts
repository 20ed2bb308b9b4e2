import type {Notebook} from "./notebook.js";
import type {HandedFile} from "./protocol.js";

/** A notebook as the browser keeps it. */
export interface StoredDocument {
  key: string;
  notebook: Notebook;
  files: HandedFile[];
  /** When it was last changed, in milliseconds since 1970. */
  changed: number;
  /** Whether the reader has let it run, so that it may run on opening. */
  trusted: boolean;
}

/** What a list shows of a document. */
export type DocumentLine = Pick<StoredDocument, "key" | "changed"> & {title: string};

/** Where documents are kept. Its functions reject when the browser keeps nothing for the page, or has no room. */
export interface Store {
  list(): Promise<DocumentLine[]>;
  read(key: string): Promise<StoredDocument | undefined>;
  write(document: StoredDocument): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The browser's database; where it may not even be looked at, there is none. */
function database(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
}

// A database of its own: another part of the site may open one of the same version with other tables.
const NAME = "four-models-notebooks";
const TABLE = "notebooks";

/** Documents in the browser's own database. */
export function browserStore(factory: IDBFactory | undefined = database()): Store {
  let opened: Promise<IDBDatabase> | undefined;
  const open = () => {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      if (!factory) throw new Error("this browser keeps nothing for the page");
      const request = factory.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(TABLE, {keyPath: "key"});
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error("another tab holds the store"));
    });
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const act = async <T>(
    mode: IDBTransactionMode,
    make: (table: IDBObjectStore) => IDBRequest<T>
  ): Promise<T> => {
    const transaction = (await open()).transaction(TABLE, mode);
    const request = make(transaction.objectStore(TABLE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error ?? new Error("there is no room"));
    });
  };
  return {
    async list() {
      const all = (await act("readonly", (table) => table.getAll())) as StoredDocument[];
      return all
        .map(({key, changed, notebook}) => ({key, changed, title: notebook.title}))
        .sort((a, b) => b.changed - a.changed);
    },
    read: (key) => act("readonly", (table) => table.get(key)) as Promise<StoredDocument | undefined>,
    write: async (document) => void (await act("readwrite", (table) => table.put(document))),
    remove: async (key) => void (await act("readwrite", (table) => table.delete(key)))
  };
}
