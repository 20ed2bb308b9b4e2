import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";

/** A page of another site: its HTML, and headers such as its own policy. */
export interface HostPage {
  html: string;
  headers?: Record<string, string>;
}

/** Another site, on another port and so of another origin, that plays the host of figures. */
export interface Host {
  address: string;
  pages: Map<string, HostPage>;
  close(): void;
}

/** Starts a host; pages are put into its map by path. */
export async function startHost(): Promise<Host> {
  const pages = new Map<string, HostPage>();
  const server: Server = createServer((request, response) => {
    const page = pages.get((request.url ?? "/").split("?")[0] ?? "/");
    if (!page) response.writeHead(404).end();
    else response.writeHead(200, {"Content-Type": "text/html;charset=utf-8", ...page.headers}).end(page.html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    close() {
      server.close();
      server.closeAllConnections();
    }
  };
}

/** A page with a body, as a blog has it. */
export function blog(
  body: string,
  {head = "", attributes = "lang=en"}: {head?: string; attributes?: string} = {}
): string {
  return `<!doctype html><html ${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A blog</title><link rel="icon" href="data:,">${head}</head><body><p>Before.</p>${body}<p id="after">After.</p></body></html>`;
}

/**
 * The host’s half of WordPress’s protocol, as `wp-embed.js` of WordPress 6 speaks it: a secret in the address after
 * loading, heights from 200 to 1000 pixels, links that are followed when they lead to the site of the frame and the
 * reader is in it.
 */
export const wordPress = `
addEventListener("message", (e) => {
  const data = e.data;
  if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
  for (const frame of document.querySelectorAll('iframe[data-secret="' + data.secret + '"]')) {
    if (e.source !== frame.contentWindow) continue;
    frame.removeAttribute("style");
    if (data.message === "height") {
      let height = parseInt(data.value, 10);
      if (height > 1000) height = 1000; else if (~~height < 200) height = 200;
      frame.height = height;
    } else if (data.message === "link") {
      const source = new URL(frame.getAttribute("src")), target = new URL(data.value);
      if (/^https?:$/.test(target.protocol) && target.host === source.host && document.activeElement === frame) window.top.location.href = data.value;
    }
  }
});
addEventListener("load", () => {
  for (const frame of document.querySelectorAll("iframe.wp-embedded-content")) {
    const secret = Math.random().toString(36).substring(2, 12);
    frame.src += "#?secret=" + secret;
    frame.setAttribute("data-secret", secret);
    frame.contentWindow.postMessage({message: "ready", secret}, "*");
  }
});`;

/** The host’s half for AMP, and for Medium through it: a message of the sentinel sets the height. */
export const amp = `
addEventListener("message", (e) => {
  for (const frame of document.querySelectorAll("iframe")) {
    if (e.source === frame.contentWindow && e.data && e.data.sentinel === "amp" && e.data.type === "embed-size") frame.height = e.data.height;
  }
});`;

/** The host’s half for Embedly: JSON as text, whose context says what it is. */
export const embedly = `
addEventListener("message", (e) => {
  if (typeof e.data !== "string") return;
  const data = JSON.parse(e.data);
  for (const frame of document.querySelectorAll("iframe")) {
    if (e.source === frame.contentWindow && data.context === "iframe.resize" && data.src === frame.src) frame.height = data.height;
  }
});`;
