/** How long code may run without a pause, in milliseconds. */
const LONGEST = 5000;

let since: number | undefined;
let count = 0;

/**
 * The guard in every loop of a cell. Throws when the code has run for longer than `LONGEST` without giving the browser
 * a turn: without it, an endless loop would hold the whole page where the browser keeps frame and page in one process.
 */
export function turn(): void {
  count += 1;
  if (count % 256 && since !== undefined) return;
  const now = performance.now();
  if (since === undefined) {
    since = now;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      since = undefined;
      channel.port1.close();
    };
    channel.port2.postMessage(0);
  } else if (now - since > LONGEST)
    throw new RangeError(
      `stopped after ${LONGEST / 1000} seconds without a pause. Is it endless? If not, let it rest: await new Promise((go) => setTimeout(go))`
    );
}
