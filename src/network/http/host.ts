/** The Host header: what the client believes it is talking to. https://www.rfc-editor.org/rfc/rfc9110#section-7.2 */
import { isIP } from "node:net";

export interface Host {
  /** In lower case; an IPv6 address without brackets. */
  readonly name: string;
  /** undefined where it is the scheme's own. */
  readonly port: number | undefined;
}

const HOST = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::(\d{1,5}))?$/i;

/** @returns undefined where the header is no host and port. */
export function parseHost(header: string): Host | undefined {
  const [, ipv6, name = ipv6, port] = HOST.exec(header) ?? [];
  if (name === undefined || Number(port ?? 1) > 65_535) return undefined;
  if (ipv6 !== undefined && isIP(ipv6) !== 6) return undefined;
  return { name: name.toLowerCase(), port: port === undefined ? undefined : Number(port) };
}

/** Ends of names that nobody outside a network can own. RFC 6762, RFC 8375, and what ICANN reserved for private use. */
const PRIVATE_NAME = /\.(?:local|lan|home\.arpa|internal|localhost)$/;

/**
 * Whether a page under this name is surely this server's own. Any name on the Internet can be made to point at a machine
 * of the local network; a page under it would then be allowed to read what this server answers (DNS rebinding). Addresses
 * and names that only the local network gives out cannot be taken by strangers.
 * @param allowed further names, in lower case; `*` allows every name.
 */
export function isAllowedHost({ name }: Host, allowed: readonly string[]): boolean {
  const bare = name.replace(/\.$/, "");
  if (isIP(name) !== 0 || !bare.includes(".") || PRIVATE_NAME.test(bare)) return true;
  return allowed.includes("*") || allowed.includes(bare);
}
