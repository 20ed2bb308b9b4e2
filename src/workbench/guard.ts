import {type Node, parseExpressionAt} from "acorn";
import {simple} from "acorn-walk";
import {GUARD, IMPORT} from "./protocol.js";

/**
 * A function's source with a guard in each loop, so that an endless one can be stopped even where the browser runs the
 * frame and the page in one process, and with `import(…)` turned into a call of our own. Lines stay where they are.
 */
export function guard(source: string): string {
  const edits: {at: number; end: number; text: string}[] = [];
  const insert = (at: number, text: string) => edits.push({at, end: at, text});
  const loop = ({body}: {body: Node}) => {
    if (body.type === "BlockStatement") insert(body.start + 1, `${GUARD}();`);
    else {
      insert(body.start, `{${GUARD}();`);
      insert(body.end, "}");
    }
  };
  simple(parseExpressionAt(source, 0, {ecmaVersion: "latest", sourceType: "module"}), {
    ForStatement: loop,
    ForInStatement: loop,
    ForOfStatement: loop,
    WhileStatement: loop,
    DoWhileStatement: loop,
    ImportExpression({start}) {
      edits.push({at: start, end: start + "import".length, text: IMPORT});
    }
  });
  // Inner loops come before outer ones; at one place the outer brace opens first and closes last.
  const order = edits
    .map((edit, i) => ({...edit, i}))
    .sort((a, b) => a.at - b.at || (a.text === "}" && b.text === "}" ? a.i - b.i : b.i - a.i));
  let text = "";
  let at = 0;
  for (const edit of order) {
    text += source.slice(at, edit.at) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}
