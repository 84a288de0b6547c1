/** Who a proxy speaks for: the PROXY protocol's header. https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt */
import { PROXY_HEADER_BYTES_MAX } from "./limits.ts";

/** The shape of the platform's `Address`; IPv4-mapped IPv6 is unmapped. */
export interface ProxiedSource {
  readonly family: "ipv4" | "ipv6" | "unix";
  readonly host: string;
  /** 0 for unix sockets. */
  readonly port: number;
}

export type ProxyHeader =
  /** May become a header: wait for more bytes. */
  | { readonly kind: "incomplete" }
  /** Starts like no header. */
  | { readonly kind: "none" }
  /** Starts like a header and is none: the connection is to be closed. */
  | { readonly kind: "bad" }
  /** `source` is undefined where the proxy speaks for itself (LOCAL) or does not know (UNKNOWN, UNSPEC). */
  | { readonly kind: "proxied"; readonly source: ProxiedSource | undefined; readonly length: number };

/** Version 1's longest line, with CR LF. */
const V1_BYTES_MAX = 107;
const V1_START = Uint8Array.from("PROXY ", (character) => character.charCodeAt(0));
const V2_START = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a);
const V2_HEAD_BYTES = 16;
const LF = 0x0a;

const INCOMPLETE: ProxyHeader = { kind: "incomplete" };
const NONE: ProxyHeader = { kind: "none" };
const BAD: ProxyHeader = { kind: "bad" };

/**
 * Reads the header at the start of a connection. Only for connections from proxies one trusts: it names whom they say.
 * @param bytes everything received so far.
 */
export function parseProxyHeader(bytes: Uint8Array): ProxyHeader {
  if (startsAlike(bytes, V1_START)) return bytes.length < V1_START.length ? INCOMPLETE : parseV1(bytes);
  if (startsAlike(bytes, V2_START)) return bytes.length < V2_HEAD_BYTES ? INCOMPLETE : parseV2(bytes);
  return NONE;
}

/** Whether the bytes agree with a start as far as both go. */
function startsAlike(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.every((byte, index) => index >= bytes.length || bytes[index] === byte);
}

// Version 1: a line of text.

const V1_LINE = /^PROXY (TCP4|TCP6) (\S+) (\S+) (\d{1,5}) (\d{1,5})\r\n$/;
const V1_UNKNOWN = /^PROXY UNKNOWN(?: [^\r\n]*)?\r\n$/;

function parseV1(bytes: Uint8Array): ProxyHeader {
  const length = bytes.subarray(0, V1_BYTES_MAX).indexOf(LF) + 1;
  if (length === 0) return bytes.length < V1_BYTES_MAX ? INCOMPLETE : BAD;
  const line = String.fromCharCode(...bytes.subarray(0, length));
  if (V1_UNKNOWN.test(line)) return { kind: "proxied", source: undefined, length };
  const [, family = "", from = "", to = "", fromPort = "", toPort = ""] = V1_LINE.exec(line) ?? [];
  const parse = family === "TCP4" ? parseIpv4 : parseIpv6;
  const source = parse(from, Number(fromPort));
  const isWhole = source !== undefined && parse(to, Number(toPort)) !== undefined;
  return isWhole ? { kind: "proxied", source, length } : BAD;
}

const BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^(?:${BYTE}\\.){3}${BYTE}$`);

function parseIpv4(host: string, port: number): ProxiedSource | undefined {
  return IPV4.test(host) && port < 2 ** 16 ? { family: "ipv4", host, port } : undefined;
}

const MAPPED_IPV4 = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** The URL parser knows IPv6's spellings, and writes the one of RFC 5952. */
function parseIpv6(text: string, port: number): ProxiedSource | undefined {
  // One runtime's URL parser refuses `::0:0:0:0:0.0.0.0`, so the IPv4 at the end is rewritten.
  const url = `http://[${text.replace(/(?<=:)\d+\.\d+\.\d+\.\d+$/, ipv4AsGroups)}]`;
  if (!/^[0-9a-f:.]+$/i.test(text) || !URL.canParse(url) || port >= 2 ** 16) return undefined;
  const host = new URL(url).hostname.slice(1, -1);
  const [, high, low] = MAPPED_IPV4.exec(host) ?? [];
  if (high === undefined || low === undefined) return { family: "ipv6", host, port };
  return { family: "ipv4", host: `${hexAsPair(high)}.${hexAsPair(low)}`, port };
}

/** `192.168.0.1` → `c0a8:1`. */
function ipv4AsGroups(text: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = text.split(".").map(Number);
  return IPV4.test(text) ? `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}` : text;
}

/** `c0a8` → `192.168`. */
function hexAsPair(hex: string): string {
  const value = Number.parseInt(hex, 16);
  return `${value >> 8}.${value & 0xff}`;
}

// Version 2: binary. Signature, version and command, family, length; addresses; TLVs, which are skipped.

const V2_LOCAL = 0x20;
const V2_PROXY = 0x21;

type SourceReader = (addresses: DataView) => ProxiedSource | undefined;

/** Streams over IPv4, IPv6 and unix sockets; the source's address comes first. */
const V2_FAMILIES: ReadonlyMap<number, { readonly bytes: number; readonly read: SourceReader }> = new Map([
  [0x11, { bytes: 12, read: readIpv4 }],
  [0x21, { bytes: 36, read: readIpv6 }],
  [0x31, { bytes: 216, read: readUnix }],
]);

/** Families that are known, but name nobody who could have opened a stream: unspecified, and datagrams. */
const V2_NAMELESS: readonly number[] = [0x00, 0x12, 0x22, 0x32];

function parseV2(bytes: Uint8Array): ProxyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const command = view.getUint8(12);
  const addressBytes = view.getUint16(14);
  const length = V2_HEAD_BYTES + addressBytes;
  if ((command !== V2_LOCAL && command !== V2_PROXY) || length > PROXY_HEADER_BYTES_MAX) return BAD;
  if (bytes.length < length) return INCOMPLETE;
  if (command === V2_LOCAL) return { kind: "proxied", source: undefined, length };

  const familyByte = view.getUint8(13);
  if (V2_NAMELESS.includes(familyByte)) return { kind: "proxied", source: undefined, length };
  const family = V2_FAMILIES.get(familyByte);
  if (!family || addressBytes < family.bytes) return BAD;
  const addresses = new DataView(view.buffer, view.byteOffset + V2_HEAD_BYTES, family.bytes);
  const source = family.read(addresses);
  return source ? { kind: "proxied", source, length } : BAD;
}

function readIpv4(addresses: DataView): ProxiedSource {
  const host = [0, 1, 2, 3].map((index) => addresses.getUint8(index)).join(".");
  return { family: "ipv4", host, port: addresses.getUint16(8) };
}

function readIpv6(addresses: DataView): ProxiedSource | undefined {
  const groups = [0, 2, 4, 6, 8, 10, 12, 14].map((index) => addresses.getUint16(index).toString(16));
  return parseIpv6(groups.join(":"), addresses.getUint16(32));
}

const UNIX_PATH_BYTES = 108;

/** A path, filled up with zeros; a name of Linux's abstract kind starts with one, and is as good as none. */
function readUnix(addresses: DataView): ProxiedSource {
  const path = new Uint8Array(addresses.buffer, addresses.byteOffset, UNIX_PATH_BYTES);
  const [host = ""] = new TextDecoder().decode(path).split("\0", 1);
  return { family: "unix", host, port: 0 };
}
