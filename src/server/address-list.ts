/** Addresses an administrator trusts: one by one, as networks (10.0.0.0/8), or `local` for unix sockets. */
import { BlockList, isIP } from "node:net";

/** What connections over unix sockets are called. */
const LOCAL = "local";
const BITS = { ipv4: 32, ipv6: 128 } as const;

type Range =
  | { readonly kind: "local" }
  | {
      readonly kind: "network";
      readonly address: string;
      readonly family: "ipv4" | "ipv6";
      readonly bits: number;
    };

export function isAddressRange(text: string): boolean {
  return parseRange(text) !== undefined;
}

/** https://www.rfc-editor.org/rfc/rfc4632#section-3.1 */
function parseRange(text: string): Range | undefined {
  if (text === LOCAL) return { kind: "local" };
  const [, address = "", length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = familyOf(address);
  if (!family) return undefined;
  const bits = length === undefined ? BITS[family] : Number(length);
  return bits <= BITS[family] ? { kind: "network", address, family, bits } : undefined;
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? "ipv4" : "ipv6";
}

/** Built once, asked for every connection. */
export class AddressList {
  readonly #networks = new BlockList();
  readonly #hasLocal: boolean;

  /** @param ranges of which `isAddressRange` holds. */
  constructor(ranges: Iterable<string>) {
    let hasLocal = false;
    for (const text of ranges) {
      const range = parseRange(text);
      if (range?.kind === "local") hasLocal = true;
      else if (range) this.#networks.addSubnet(range.address, range.bits, range.family);
    }
    this.#hasLocal = hasLocal;
  }

  /** @param host an IP address, or `local`. */
  has(host: string): boolean {
    if (host === LOCAL) return this.#hasLocal;
    const family = familyOf(host);
    return family !== undefined && this.#networks.check(host, family);
  }
}
