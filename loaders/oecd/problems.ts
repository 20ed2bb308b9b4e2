import {Trouble} from "./trouble.js";

/** Everything that is wrong with a file, by kind, so that one message can tell it all. */
export interface Problems {
  add(kind: string, example: string): void;
  /** Throws `content` with all kinds and a few examples of each; does nothing when there are none. */
  raise(): void;
}

/** Begins an empty list. `shown` is the number of examples of one kind that the message gives. */
export function createProblems({shown = 5} = {}): Problems {
  const kinds = new Map<string, {examples: string[]; size: number}>();
  return {
    add(kind, example) {
      const known = kinds.get(kind) ?? {examples: [], size: 0};
      known.size += 1;
      if (known.examples.length < shown) known.examples.push(example);
      kinds.set(kind, known);
    },
    raise() {
      if (!kinds.size) return;
      const parts = [...kinds].map(([kind, {examples, size}]) => {
        const more = size > examples.length ? `; and ${size - examples.length} more` : "";
        return `${kind}: ${examples.join("; ")}${more}`;
      });
      throw new Trouble("content", parts.join(". "));
    }
  };
}
