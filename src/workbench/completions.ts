import type {Completion, CompletionContext, CompletionResult} from "@codemirror/autocomplete";
import type {EditorState} from "@codemirror/state";

/** What is said of a function at hand: its parameters and result as written, and its description. */
export interface Doc {
  name: string;
  signature: string;
  text: string;
}

/** What can be said of names: those of the objects at hand, by object, and those that stand alone. */
export type Docs = Record<string, Doc[]>;

/** A completion for the names at hand, those of other cells, and the functions of the analysis with their documentation. */
export function completer(docs: () => Promise<Docs>, names: () => readonly string[]) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const path = context.matchBefore(/[\w$.]*/);
    if (!path || (path.from === path.to && !context.explicit)) return null;
    const dot = path.text.lastIndexOf(".");
    const object = path.text.slice(0, Math.max(0, dot));
    const known = await docs();
    const found = known[object] ?? (dot < 0 ? known[""] : undefined);
    if (dot >= 0 && !found) return null;
    const options: Completion[] = (found ?? []).map((doc) => ({
      label: doc.name,
      type: doc.signature ? "function" : "variable",
      info: () => explanation(doc)
    }));
    if (dot < 0) options.push(...names().map((label) => ({label, type: "variable", detail: "another cell"})));
    return {from: path.from + dot + 1, options, validFor: /^[\w$]*$/};
  };
}

/** The documentation of the name at a place: of `analysis.fit`, or of a name that stands alone. */
export function explainer(docs: () => Docs | undefined) {
  return (state: EditorState, at: number) => {
    const line = state.doc.lineAt(at);
    for (const match of line.text.matchAll(/(?:(\w+(?:\.\w+)?)\.)?(\w+)/g)) {
      const to = line.from + match.index + match[0].length;
      const from = to - (match[2]?.length ?? 0);
      if (at < from || at > to) continue;
      const doc = docs()?.[match[1] ?? ""]?.find((d) => d.name === match[2]);
      return doc ? {from, to, element: explanation(doc)} : undefined;
    }
    return undefined;
  };
}

function explanation({name, signature, text}: Doc): HTMLElement {
  const element = document.createElement("div");
  element.className = "explanation";
  const head = document.createElement("code");
  head.textContent = name + signature;
  const words = document.createElement("p");
  // Every other piece between backticks is code.
  const pieces = text.split("`").map((piece, i) => {
    if (i % 2 === 0) return piece;
    const code = document.createElement("code");
    code.textContent = piece;
    return code;
  });
  words.append(...pieces);
  element.append(head, words);
  return element;
}

/** What the editors know: the names that `names` gives, and the documentation at `address`, fetched when first wanted. */
export function createHelp(address: string, names: () => readonly string[]) {
  let docs: Docs | undefined;
  const load = async () => {
    docs ??= await fetch(address)
      .then((answer) => answer.json() as Promise<Docs>)
      .catch(() => ({}));
    return docs;
  };
  return {complete: completer(load, names), explain: explainer(() => docs)};
}
