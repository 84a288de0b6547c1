/** IP addresses as the rest of the program sees them. */
import { isIP } from "node:net";
import type { Address } from "./types.ts";

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** A peer's address; `::ffff:192.168.55.14`, as a listener on `::` sees IPv4 peers, becomes `192.168.55.14`. */
export function unmapAddress(host: string, port: number): Address {
  const mapped = MAPPED_IPV4.exec(host)?.[1];
  if (mapped) return { family: "ipv4", host: mapped, port };
  return { family: isIP(host) === 6 ? "ipv6" : "ipv4", host, port };
}

/** `192.168.55.13:8081`, `[::1]:8081` or `unix:/run/chat.sock`. */
export function formatAddress(address: Address): string {
  switch (address.family) {
    case "unix":
      return `unix:${address.host}`;
    case "ipv6":
      return `[${address.host}]:${address.port}`;
    case "ipv4":
      return `${address.host}:${address.port}`;
  }
}
