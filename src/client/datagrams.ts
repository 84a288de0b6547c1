/** A line → the datagrams it is sent in. */

/** Fits an Ethernet frame with all headers, so that no datagram is fragmented on a LAN. */
export const DATAGRAM_BYTES_MAX = 1400;

/** UTF-8 in pieces of at most `bytesMax`, never cut inside a character. */
export function splitIntoDatagrams(line: string, bytesMax = DATAGRAM_BYTES_MAX): Uint8Array[] {
  const encoder = new TextEncoder();
  const datagrams: Uint8Array[] = [];
  let rest = line;
  while (rest !== "") {
    const buffer = new Uint8Array(bytesMax);
    // Stops before a character that does not fit as a whole.
    const { read, written } = encoder.encodeInto(rest, buffer);
    datagrams.push(buffer.subarray(0, written));
    rest = rest.slice(read);
  }
  return datagrams;
}
