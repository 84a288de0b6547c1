/** Where to listen, as people write it. */
import type { Endpoint } from "../platform/types.ts";

export type EndpointError = "badPort" | "badAddress";

export type EndpointResult =
  | { readonly kind: "endpoint"; readonly endpoint: Endpoint }
  | { readonly kind: "error"; readonly error: EndpointError; readonly argument: string };

const PORT_MAX = 65_535;

/** `HOST:PORT`, `[v6]:PORT`, `HOST PORT` or `unix:/path`, in one string. */
export function parseEndpoint(text: string): EndpointResult {
  if (text.startsWith("unix:")) return unixEndpoint(text.slice("unix:".length));
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^\s[\]]*?))(?::|\s+)(\S*)$/.exec(text.trim()) ?? [];
  const host = bracketed ?? plain;
  if (!host || port === undefined) return { kind: "error", error: "badAddress", argument: text };
  return hostAndPort(host, port);
}

/** Two arguments of the command line. `host` may be IPv6 with or without brackets. */
export function hostAndPort(host: string, port: string): EndpointResult {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN;
  if (!(number <= PORT_MAX)) return { kind: "error", error: "badPort", argument: port };
  return {
    kind: "endpoint",
    endpoint: { kind: "tcp", host: host.replace(/^\[(.*)\]$/, "$1"), port: number },
  };
}

function unixEndpoint(path: string): EndpointResult {
  // sun_path takes 107 bytes and a NUL on Linux. https://man7.org/linux/man-pages/man7/unix.7.html
  const isUsable = path !== "" && new TextEncoder().encode(path).length <= 107;
  if (!isUsable) return { kind: "error", error: "badAddress", argument: `unix:${path}` };
  return { kind: "endpoint", endpoint: { kind: "unix", path } };
}
