/**
 * Tells the host of a frame how tall its content is, in the ways that hosts listen to: our own script, AMP and Medium
 * through it, Embedly, and WordPress once it has given its secret. Does nothing where there is no host.
 */
export function tellHost({body, documentElement}: Document): void {
  if (parent === window) return;
  let told = 0;
  const send = (message: unknown) => parent.postMessage(message, "*");
  // WordPress writes it into the address of the frame, sometimes only after it has loaded.
  const secret = () => /secret=(\w+)/.exec(location.hash)?.[1];
  const tell = () => {
    const height = Math.ceil(body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    send({type: "four-models:height", id: documentElement.dataset.view, height});
    send({sentinel: "amp", type: "embed-size", height});
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
}

/** Takes over the theme that the address of a frame asks for. */
export function takeTheme({documentElement}: Document): void {
  const theme = /[?&]theme=(dark|light)(&|$)/.exec(location.search)?.[1];
  if (theme) documentElement.dataset.theme = theme;
}
