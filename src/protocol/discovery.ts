/**
 * The discovery probe: how a client asks over UDP whether a host runs this server, without sending anything to a TCP
 * server that might pass it on as chat.
 *
 * Probe: `\0LANCHAT1 <nonce>` padded with zeros to 512 bytes. Answer: `\0LANCHAT1 <nonce> <version> <port>`, never more
 * bytes than the probe had, so that a forged sender address gains nothing (no amplification).
 */

const MAGIC = "\0LANCHAT1 ";
export const PROBE_BYTES = 512;
const NONCE = /^[0-9a-z]{8,64}$/;

export interface DiscoveryAnswer {
  readonly nonce: string;
  readonly version: string;
  readonly port: number;
}

/** @param nonce 8 to 64 characters of `[0-9a-z]`. @returns 512 bytes. */
export function formatProbe(nonce: string): Uint8Array {
  const probe = new Uint8Array(PROBE_BYTES);
  probe.set(new TextEncoder().encode(MAGIC + nonce));
  return probe;
}

/** @returns the nonce of a probe, or undefined for anything that is not a whole one. */
export function parseProbe(datagram: Uint8Array): string | undefined {
  if (datagram.length < PROBE_BYTES) return undefined;
  const nonce = words(datagram)?.[0];
  return nonce !== undefined && NONCE.test(nonce) ? nonce : undefined;
}

export function formatAnswer({ nonce, version, port }: DiscoveryAnswer): Uint8Array {
  return new TextEncoder().encode(`${MAGIC}${nonce} ${version} ${port}`).subarray(0, PROBE_BYTES);
}

export function parseAnswer(datagram: Uint8Array): DiscoveryAnswer | undefined {
  const [nonce, version, port] = words(datagram) ?? [];
  if (!nonce || !NONCE.test(nonce) || !version || !port) return undefined;
  return { nonce, version, port: Number(port) };
}

/** The words after the magic, up to the padding. */
function words(datagram: Uint8Array): string[] | undefined {
  const text = new TextDecoder("latin1").decode(datagram.subarray(0, PROBE_BYTES));
  if (!text.startsWith(MAGIC)) return undefined;
  return (text.slice(MAGIC.length).split("\0", 1)[0] ?? "").split(" ");
}
