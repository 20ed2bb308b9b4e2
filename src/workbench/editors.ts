import type {Editor, EditorOptions} from "./editor.js";

type Create = (parent: HTMLElement, options: EditorOptions) => Editor;

/** The editor, which weighs more than all else on the page and comes when the first results are there. */
export interface Editors {
  /** Makes an editor; `undefined` as long as its code has not come. */
  create: Create | undefined;
  /** Fetches the code. Never rejects. */
  load(): Promise<void>;
  /** Resolves when the code is there and nothing more urgent is under way. */
  wanted: Promise<void>;
  /** Says that nothing more urgent is under way. */
  release(): void;
}

/** The editor served at `address`; `failed` is told when it does not come, and the next call tries again. */
export function createEditors(address: string, {failed}: {failed(): void}): Editors {
  let asked: Promise<void> | undefined;
  let release: () => void = () => {};
  const released = new Promise<void>((go) => {
    release = go;
  });
  const editors: Editors = {
    create: undefined,
    load() {
      asked ??= import(address).then(
        ({createEditor}: {createEditor: Create}) => {
          editors.create = createEditor;
        },
        () => {
          asked = undefined;
          failed();
        }
      );
      return asked;
    },
    wanted: released.then(() => editors.load()),
    release: () => release()
  };
  return editors;
}
