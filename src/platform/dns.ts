/** Names to addresses. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";

/**
 * The first address of a host name, in the system's order of preference; an address is answered as it is.
 * @throws Error where the name does not resolve.
 */
export async function resolveHost(host: string): Promise<string> {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare.split("%")[0] ?? "") !== 0) return bare;
  return (await lookup(bare, { verbatim: true })).address;
}
