/**
 * The script of the frame for any state, `/embed/v1/figure.html?figure=membership&countries=AUS,CAN`. A state that has
 * a file of its own leads there; another one is drawn here, from the same definitions. What cannot be followed in the
 * address is said above the picture; nothing of the address ever becomes markup.
 */
import type {FramedView, Studio} from "../components/studio.js";
import {takeTheme, tellHost} from "./host.js";
import {liven} from "./marks.js";

const root = new URL("../../", location.href);

takeTheme(document);
document.addEventListener("DOMContentLoaded", async () => {
  try {
    const query = new URLSearchParams(location.search.slice(0, 4000));
    const [figure, theme] = [query.get("figure") ?? "", query.get("theme")];
    for (const name of ["figure", "theme", "v"]) query.delete(name);
    const named = await viewOf(figure, query);
    if (named) {
      const dressed = theme === "dark" || theme === "light" ? `?theme=${theme}` : "";
      location.replace(new URL(`view/${named}.html${dressed}${location.hash}`, root));
      return;
    }
    const {openStudio} = (await import(/* @vite-ignore */ new URL("studio.js", root).href)) as {
      openStudio(address: string, wanted: readonly string[]): Promise<Studio>;
    };
    const studio = await openStudio(new URL("evidence.json", root).href, [figure]);
    show(await studio.frame(figure, query.toString(), {document, base: root.href.replace(/\/$/, "")}));
  } catch (error) {
    say(
      `This figure cannot be drawn just now (${error instanceof Error ? error.message : "no connection"}).`
    );
  }
  tellHost(document);
});

/** The view that has this state for its own, by the list that was made with it. */
async function viewOf(figure: string, query: URLSearchParams): Promise<string | undefined> {
  const answer = await fetch(new URL("embed/v1/views.json", root));
  const views = (await answer.json()) as Record<string, Record<string, string>>;
  const own = Object.hasOwn(views, figure) ? views[figure] : undefined;
  const key = [...query].map(([name, value]) => `${name}=${value}`).sort();
  const name = own && Object.hasOwn(own, key.join("&")) ? own[key.join("&")] : undefined;
  return name && `${figure}/${name}`;
}

function show({title, body, notes, view}: FramedView): void {
  document.title = title;
  document.documentElement.dataset.view = view;
  // Made by the code that makes the frames of the build: every text in it is escaped.
  document.body.innerHTML = body;
  for (const note of notes) say(note);
  liven(document.body);
}

function say(text: string): void {
  const p = document.createElement("p");
  p.className = "q";
  p.setAttribute("role", "status");
  p.textContent = text;
  document.body.prepend(p);
}
