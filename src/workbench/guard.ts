import {type Expression, type Function as FunctionNode, type Node, parseExpressionAt} from "acorn";
import {simple} from "acorn-walk";
import {GUARD, IMPORT} from "./protocol.js";

/**
 * A function's source with a guard in each loop and in each function that calls itself, so that an endless one can be
 * stopped even where the browser runs the frame and the page in one process, and with `import(…)` turned into a call of our
 * own. Lines stay where they are. Other functions are left as written, since Arquero reads the text of some.
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
  const recursion = (name: string | undefined, {body}: {body: Node}) => {
    if (!name || !names(body, name)) return;
    if (body.type === "BlockStatement") insert(body.start + 1, `${GUARD}();`);
    else {
      insert(body.start, `(${GUARD}(),`);
      insert(body.end, ")");
    }
  };
  simple(parseExpressionAt(source, 0, {ecmaVersion: "latest", sourceType: "module"}), {
    ForStatement: loop,
    ForInStatement: loop,
    ForOfStatement: loop,
    WhileStatement: loop,
    DoWhileStatement: loop,
    FunctionDeclaration: (node) => recursion(node.id?.name, node),
    VariableDeclarator({id, init}) {
      if (id.type === "Identifier" && isFunction(init)) recursion(id.name, init);
    },
    ImportExpression({start}) {
      edits.push({at: start, end: start + "import".length, text: IMPORT});
    }
  });
  // Inner loops come before outer ones; at one place the outer brace opens first and closes last.
  const order = edits
    .map((edit, i) => ({...edit, i}))
    .sort((a, b) => a.at - b.at || (closes(a.text) && closes(b.text) ? a.i - b.i : b.i - a.i));
  let text = "";
  let at = 0;
  for (const edit of order) {
    text += source.slice(at, edit.at) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}

function closes(text: string): boolean {
  return text === "}" || text === ")";
}

function isFunction(node: Expression | null | undefined): node is Expression & FunctionNode {
  return node?.type === "ArrowFunctionExpression" || node?.type === "FunctionExpression";
}

/** Whether a name is used within a piece of code. */
function names(body: Node, name: string): boolean {
  let found = false;
  simple(body, {
    Identifier(node) {
      found ||= node.name === name;
    }
  });
  return found;
}
