import {make} from "./cell.js";
import {button} from "./words.js";

/** What can be done about a notice: the word on its button, and what that does. */
export type Action = [name: string, act: () => void];

/** A place in which the workbench says something, once, until it is answered or something else is said. */
export interface Notice {
  element: HTMLElement;
  say(text: string, ...actions: Action[]): void;
}

/** Makes the place; without actions of its own a notice can be closed. */
export function createNotice(): Notice {
  const element = make("div", {class: "wb-notice", role: "status"});
  const say = (text: string, ...actions: Action[]) =>
    element.replaceChildren(
      ...(text ? [make("span", {}, text)] : []),
      ...actions.map(([name, act]) =>
        button(name, () => {
          say("");
          act();
        })
      ),
      ...(text && !actions.length ? [button("Close", () => say(""))] : [])
    );
  return {element, say};
}
