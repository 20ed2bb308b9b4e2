import {existsSync, readFileSync} from "node:fs";
import {essays} from "./essay/essays.js";
import {readSettings} from "./essay/settings.js";
import type {FragmentOptions} from "./fragments.js";
import {plainText} from "./html.js";

/** A claim of an essay that can be weighed anew. */
export interface EssayClaim {
  /** When it holds, as `readClaim` reads it. */
  words: string;
  /** What the essay says on it, as text. */
  said: string;
  title: string;
  href: string;
}

/** The claims of all essays, in their order. */
export function essayClaims({expand, context}: FragmentOptions): EssayClaim[] {
  if (!expand) throw new Error(`${context.path}: claims are told of in pages alone`);
  return essays.flatMap(({slug, title}) => {
    const file = `src/essays/${slug}.md`;
    if (!existsSync(file)) return [];
    const blocks = readFileSync(file, "utf8").matchAll(/^```claim\n([\s\S]*?)^```$/gm);
    return [...blocks].map(([, text = ""]) => {
      const path = `/essays/${slug}`;
      const settings = readSettings(text, {block: "claim", path, needs: ["id", "if", "then"], may: ["else"]});
      const said = plainText(expand(settings.get("then") ?? "", {path: "/challenge"}));
      return {
        words: settings.get("if") ?? "",
        said: said.replace(/\*+/g, ""),
        title,
        href: `${path}#claim-${settings.get("id")}`
      };
    });
  });
}
