/** The longest address that is made; longer ones are cut or refused by too many programs. */
const LONGEST_ADDRESS = 30_000;

/** Text packed for the fragment of an address: deflated, then base64 with `-` and `_`. Throws where the browser cannot. */
export async function packText(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The most that an address may unpack to, in bytes: a short one could otherwise fill the memory. */
const LARGEST = 5_000_000;

/** The text that was packed. Throws when the address was cut or changed on its way, or holds too much. */
export async function unpackText(packed: string): Promise<string> {
  try {
    const binary = atob(packed.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    return new TextDecoder("utf-8", {fatal: true}).decode(
      await through(bytes, new DecompressionStream("deflate-raw"))
    );
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Error("the notebook in this address cannot be read; it may have been cut on its way");
  }
}

/** What a stream makes of some bytes. Throws a `RangeError` when it is more than `LARGEST`. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const {done, value} = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new RangeError("the notebook in this address is larger than 5 MB");
    }
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What a reader should know of an address this long, in one sentence. */
export function sizeNote(length: number): string {
  const said = `The address has ${length.toLocaleString("en-GB")} characters.`;
  if (length > LONGEST_ADDRESS) return `${said} That is too long to send; download the notebook instead.`;
  if (length > 8000)
    return `${said} Many programs cut addresses beyond 8,000; send the downloaded file if it fails.`;
  if (length > 2000) return `${said} Some mail programs cut addresses beyond 2,000.`;
  return `${said} It can be sent anywhere.`;
}
