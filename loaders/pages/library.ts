import {deflateRawSync} from "node:zlib";
import * as analysis from "../../src/analysis/index.js";
import {chapters, type Described, type Example, functionsOf} from "../analysis/reference.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";
import {sourceAddress} from "./references.js";

/** The fragments of the page on the library, by name. */
export const libraryFragments: Readonly<Record<string, Fragment>> = {
  "library.contents": () =>
    html`<ul class="contents">${chapters.map(
      (d) =>
        html`<li><a href="#${slug(d.title)}">${d.title}</a> <span class="quiet">${namesOf(d.files).join(", ")}</span></li>`
    )}</ul>`,
  "library.functions": (o) =>
    html`${chapters.map(
      ({title, lead, files}) =>
        html`<h2 id="${slug(title)}">${title}</h2><p>${lead}</p>${files.flatMap((file) => functionsOf(file)).map((d) => entry(d, o))}`
    )}`
};

function namesOf(files: readonly string[]): string[] {
  return files.flatMap((file) => functionsOf(file).map((d) => d.name));
}

function entry({name, signature, text, example}: Described, o: FragmentOptions): Markup {
  return html`<section class="function" id="${name}"><h3>${name}</h3><pre class="ready" tabindex="0" aria-label="Signature of ${name}">${name}${signature}</pre><p>${withSources(text, o)}</p>${example ? exampleOf(name, example) : null}</section>`;
}

function exampleOf(name: string, example: Example): Markup {
  return html`<pre class="ready" tabindex="0" aria-label="Example of ${name}">${example.code}</pre><p class="gives">gives <code>${example.gives}</code> <a href="/workbench#n=${packed(notebookOf(name, example))}">Change it in the workbench</a></p>`;
}

/** Text with the ids of sources that the evidence knows as links to them. */
function withSources(text: string, {site: {evidence, references}}: FragmentOptions): (string | Markup)[] {
  const plain = text.replace(/\{@link (\w+)\}/g, "$1").replace(/`/g, "");
  return plain.split(/(\b[A-Z][A-Z0-9-]{3,}[A-Z0-9]\b)/).map((part, i) => {
    const source = i % 2 ? evidence.source(part) : undefined;
    return source
      ? html`<a class="cite" href="${sourceAddress(source)}">${references.get(part) ?? part}</a>`
      : part;
  });
}

/** The example as a notebook of two cells: the names it uses, and the call. */
function notebookOf(name: string, {code}: Example): string {
  const used = Object.keys(analysis).filter((d) => new RegExp(`\\b${d}\\(|\\(${d}\\)`).test(code));
  const indented = code.split("\n").join("\n    ");
  return `<!doctype html>
<notebook theme="air">
  <title>${name}</title>
  <script id="1" type="text/markdown">
    # ${name}

    The example of the [reference](/library). Change the numbers and see what it gives.
  </script>
  <script id="2" type="module" pinned="">
    const {${used.join(", ")}} = analysis;
  </script>
  <script id="3" type="module" pinned="">
    ${indented}
  </script>
</notebook>
`;
}

/** Packed for the fragment of an address, as the workbench unpacks it. */
function packed(text: string): string {
  return deflateRawSync(text, {level: 9}).toString("base64url");
}

function slug(title: string): string {
  return `part-${title.toLowerCase().replace(/\W+/g, "-")}`;
}
