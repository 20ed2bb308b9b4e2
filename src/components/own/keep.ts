import type {OwnData} from "../../evidence/own.js";

/** Own data are kept in the browser, and nowhere else, so that every page can be drawn from them. */
const STORE = "own";

/** A database of its own: the workbench keeps notebooks in another. */
const DATABASE = "four-models-own";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("another tab holds the store"));
  });
}

async function within<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>
): Promise<T> {
  const db = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = use(db.transaction(STORE, mode).objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    db.close();
  }
}

/** Says without opening the store whether there is something in it. */
const FLAG = "four-models:own";

/** Whether this browser keeps own data. */
export function isOwnKept(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
}

/** Whether a query asks for the reader's own data. */
export function asksForOwn(query: string): boolean {
  return new URLSearchParams(query).get("data") === "own";
}

/** The query without asking for own data. */
export function withoutOwn(query: string): string {
  if (!asksForOwn(query)) return query;
  const params = new URLSearchParams(query);
  params.delete("data");
  return params.toString();
}

/** The own data that this browser keeps, or `undefined`; a browser that keeps nothing is no mistake. */
export async function keptOwn(): Promise<OwnData | undefined> {
  try {
    return (await within("readonly", (store) => store.get("data"))) as OwnData | undefined;
  } catch {
    return undefined;
  }
}

/** Keeps own data. Rejects where the browser keeps nothing, as in some private windows. */
export async function keepOwn(own: OwnData): Promise<void> {
  await within("readwrite", (store) => store.put(own, "data"));
  localStorage.setItem(FLAG, own.name);
}

/** Puts own data away. */
export async function dropOwn(): Promise<void> {
  await within("readwrite", (store) => store.delete("data"));
  localStorage.removeItem(FLAG);
}
