/**
 * The script of a frame, put into its file: the theme it was asked for, marks that answer, and its height told to the
 * host in the ways that hosts listen to. It stores nothing, fetches nothing, and reads of its address only the theme
 * and WordPress’s secret.
 */
import {liven} from "./marks.js";

const root = document.documentElement;
const theme = new URLSearchParams(location.search).get("theme");
if (theme === "dark" || theme === "light") root.dataset.theme = theme;

document.addEventListener("DOMContentLoaded", () => {
  const {body} = document;
  liven(body);
  if (parent === window) return;

  const id = root.dataset.view;
  let told = 0;
  const send = (message: unknown) => parent.postMessage(message, "*");
  // WordPress writes it into the address of the frame, sometimes only after it has loaded.
  const secret = () => /secret=(\w+)/.exec(location.hash)?.[1];
  const tell = () => {
    const height = Math.ceil(body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    send({type: "four-models:height", id, height});
    // AMP, and Medium through it.
    send({sentinel: "amp", type: "embed-size", height});
    // Embedly.
    send(JSON.stringify({src: location.href, context: "iframe.resize", height}));
    if (secret()) send({message: "height", value: Math.min(1000, Math.max(200, height)), secret: secret()});
  };
  const again = () => {
    told = 0;
    tell();
  };
  new ResizeObserver(tell).observe(body);
  addEventListener("hashchange", again);
  addEventListener("message", ({data, source}) => {
    if (source === parent && (data?.type === "four-models:ready" || data?.message === "ready")) again();
  });
  // In the sandbox of WordPress a link leads nowhere; the host follows it when asked.
  body.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a[href]");
    if (!link || !secret() || event.defaultPrevented) return;
    event.preventDefault();
    send({
      message: "link",
      value: new URL(link.getAttribute("href") ?? "", document.baseURI).href,
      secret: secret()
    });
  });
});
