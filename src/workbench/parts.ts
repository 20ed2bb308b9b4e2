import type {Addresses} from "./session.js";

/** What the page of the workbench carries for its script. */
export interface Parts extends Addresses {
  /** Where the documentation of names at hand is. */
  docs: string;
  /** Where the editor is. */
  editor: string;
  /** Style sheet of exported pages. */
  style: string;
}

/** Reads the list of parts from the page, with whole addresses. Throws when the page carries none. */
export function readParts(): Parts {
  const text = document.querySelector("#workbench-parts")?.textContent;
  if (!text) throw new Error("the page does not say where the parts of the workbench are");
  const made = JSON.parse(text) as Parts;
  const whole = (address: string) => new URL(address, location.href).href;
  return {
    ...made,
    frame: whole(made.frame),
    docs: whole(made.docs),
    editor: whole(made.editor),
    libraries: Object.fromEntries(
      Object.entries(made.libraries).map(([name, address]) => [name, whole(address)])
    ) as Parts["libraries"],
    fonts: made.fonts.map((d) => ({...d, address: whole(d.address)}))
  };
}
