import MarkdownIt from "markdown-it";

const renderer = new MarkdownIt({html: true, linkify: true, typographer: true, quotes: "“”‘’"});

/**
 * The tag of Markdown cells: what is put in is shown as it is, elements and lists of elements included, as in
 * Notebook Kit. Gives one element, or a `div` round several.
 */
export function md(strings: TemplateStringsArray, ...values: unknown[]): Element {
  const nodes: Node[] = [];
  const stand = (value: unknown): string => {
    if (!(value instanceof Node)) return String(value);
    nodes.push(value);
    return `<span data-node="${nodes.length - 1}"></span>`;
  };
  const source = strings.reduce((all, text, i) => {
    const value = values[i - 1];
    return `${all}${Array.isArray(value) ? value.map(stand).join("") : stand(value)}${text}`;
  });
  const root = document.createElement("div");
  root.innerHTML = renderer.render(source);
  for (const place of root.querySelectorAll<HTMLElement>("[data-node]")) {
    const node = nodes[Number(place.dataset.node)];
    if (node) place.replaceWith(node);
  }
  const [only, ...others] = root.children;
  if (!only || others.length) return root;
  only.remove();
  return only;
}
