import {
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap
} from "@codemirror/autocomplete";
import {defaultKeymap, history, historyKeymap} from "@codemirror/commands";
import {html} from "@codemirror/lang-html";
import {javascript, javascriptLanguage} from "@codemirror/lang-javascript";
import {markdown} from "@codemirror/lang-markdown";
import {bracketMatching, indentOnInput, syntaxHighlighting} from "@codemirror/language";
import {type Diagnostic, setDiagnostics} from "@codemirror/lint";
import {Compartment, EditorState, type Extension, Prec} from "@codemirror/state";
import {drawSelection, EditorView, hoverTooltip, keymap, type TooltipView} from "@codemirror/view";
import {classHighlighter} from "@lezer/highlight";
import type {Cell} from "./notebook.js";

/** What an editor asks of the workbench. */
export interface EditorCommands {
  change(value: string): void;
  /** Runs the cell; `next` moves on to the cell below. */
  run(next: boolean): void;
  runAll(): void;
  stop(): void;
  addBelow(): void;
  /** Leaves the text for the cell as a whole. */
  leave(): void;
  result(): void;
}

export interface EditorOptions {
  mode: Cell["mode"];
  value: string;
  /** What a screen reader says of it. */
  label: string;
  commands: EditorCommands;
  complete: CompletionSource;
  /** Documentation of the name at a place in the text, if there is any. */
  explain(state: EditorState, at: number): {from: number; to: number; element: HTMLElement} | undefined;
}

/** An editor of one cell. */
export interface Editor {
  view: EditorView;
  setMode(mode: Cell["mode"]): void;
  setLabel(label: string): void;
  /** Marks a line, from 1, and a column, from 0, as wrong, or nothing. */
  mark(error?: {message: string; line?: number | undefined; column?: number | undefined}): void;
  /** Puts the cursor at the start of a line, from 1. */
  goTo(line: number): void;
}

/** Makes an editor and puts it into `parent`. Tab leaves it, so that nobody is caught in it. */
export function createEditor(parent: HTMLElement, options: EditorOptions): Editor {
  const {mode, value, label, commands, complete, explain} = options;
  const language = new Compartment();
  const named = new Compartment();
  const languageOf = (d: Cell["mode"]): Extension =>
    d === "md"
      ? markdown()
      : d === "html"
        ? html()
        : [javascript({typescript: d === "ts"}), javascriptLanguage.data.of({autocomplete: complete})];
  const labelled = (text: string) => EditorView.contentAttributes.of({"aria-label": text});
  const act = (command: () => void) => () => {
    command();
    return true;
  };
  const view = new EditorView({
    parent,
    doc: value,
    extensions: [
      Prec.highest(
        keymap.of([
          {key: "Shift-Enter", run: act(() => commands.run(true))},
          {key: "Mod-Enter", run: act(() => commands.run(false))},
          {key: "Mod-Shift-Enter", run: act(() => commands.runAll())},
          {key: "Mod-.", run: act(() => commands.stop())},
          {key: "Alt-Enter", run: act(() => commands.addBelow())},
          {key: "Mod-Alt-r", run: act(() => commands.result())}
        ])
      ),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      indentOnInput(),
      autocompletion(),
      EditorView.lineWrapping,
      EditorState.tabSize.of(2),
      syntaxHighlighting(classHighlighter),
      hoverTooltip((editor, at): (TooltipView & {pos: number; create(): TooltipView}) | null => {
        const found = explain(editor.state, at);
        return found
          ? ({pos: found.from, end: found.to, above: true, create: () => ({dom: found.element})} as never)
          : null;
      }),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...historyKeymap,
        ...defaultKeymap,
        {key: "Escape", run: act(() => commands.leave())}
      ]),
      language.of(languageOf(mode)),
      named.of(labelled(label)),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) commands.change(update.state.doc.toString());
      })
    ]
  });
  let marked = false;
  return {
    view,
    setMode: (d) => view.dispatch({effects: language.reconfigure(languageOf(d))}),
    setLabel: (text) => view.dispatch({effects: named.reconfigure(labelled(text))}),
    mark(error) {
      const {doc} = view.state;
      const marks: Diagnostic[] = [];
      if (!error && !marked) return;
      marked = Boolean(error);
      if (error?.line && error.line <= doc.lines) {
        const line = doc.line(error.line);
        const from = Math.min(line.from + (error.column ?? 0), line.to);
        marks.push({from, to: Math.max(from, line.to), severity: "error", message: error.message});
      }
      view.dispatch(setDiagnostics(view.state, marks));
    },
    goTo(line) {
      const {doc} = view.state;
      view.dispatch({selection: {anchor: doc.line(Math.min(line, doc.lines)).from}, scrollIntoView: true});
      view.focus();
    }
  };
}
