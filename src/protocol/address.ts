/** IP addresses and ranges of them as numbers, so that asking whether one lies in another is a comparison. */

/** How many bits an address has. */
export type AddressWidth = 32 | 128;

export interface NumericAddress {
  readonly width: AddressWidth;
  readonly value: bigint;
}

/** All addresses that begin with the same bits. https://www.rfc-editor.org/rfc/rfc4632#section-3.1 */
export interface AddressRange extends NumericAddress {
  /** How many bits they share; as many as there are for one address. */
  readonly prefixLength: number;
}

/** `::ffff:0:0/96`: IPv4 addresses as a listener for IPv6 sees them. https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
const MAPPED_BITS = 96;
const MAPPED_PREFIX = 0xffffn;

/** @param text an address as systems write it, also with a zone (`fe80::1%eth0`); mapped IPv4 is IPv4. */
export function parseAddress(text: string): NumericAddress | undefined {
  const value = ipv4Value(text);
  if (value !== undefined) return { width: 32, value };
  const wide = ipv6Value(text.replace(/%[\w.-]+$/, ""));
  if (wide === undefined) return undefined;
  return wide >> 32n === MAPPED_PREFIX
    ? { width: 32, value: wide & 0xffffffffn }
    : { width: 128, value: wide };
}

/** @param text an address or `10.0.0.0/8`; bits behind the prefix count as zero. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [, host = "", length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(host);
  if (!address) return undefined;
  if (length === undefined) return { ...address, prefixLength: address.width };
  const isMapped = address.width === 32 && host.includes(":");
  const prefixLength = Number(length) - (isMapped ? MAPPED_BITS : 0);
  if (prefixLength < 0 || prefixLength > address.width) return undefined;
  const hidden = BigInt(address.width - prefixLength);
  return { width: address.width, value: (address.value >> hidden) << hidden, prefixLength };
}

/** An address as all others are written, mapped IPv4 as IPv4; what is none stays as it is. */
export function canonicalHost(text: string): string {
  const address = parseAddress(text);
  return address ? formatAddressRange({ ...address, prefixLength: address.width }) : text;
}

/** The one way to write a range; of one address, without its length. */
export function formatAddressRange({ width, value, prefixLength }: AddressRange): string {
  const address = width === 32 ? formatIpv4(value) : formatIpv6(value);
  return prefixLength === width ? address : `${address}/${prefixLength}`;
}

function ipv4Value(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined;
  return joined(parts.map(Number), 8n);
}

/** https://www.rfc-editor.org/rfc/rfc4291#section-2.2 */
function ipv6Value(text: string): bigint | undefined {
  const halves = withHexadecimalEnd(text).split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 8 ? joined(head, 16n) : undefined;
  const zeros = 8 - head.length - (tail?.length ?? 8);
  if (!tail || zeros < 1) return undefined;
  return joined([...head, ...Array<number>(zeros).fill(0), ...tail], 16n);
}

/** The last two groups may be written as an IPv4 address. */
function withHexadecimalEnd(text: string): string {
  const end = text.slice(text.lastIndexOf(":") + 1);
  const value = ipv4Value(end);
  if (value === undefined) return text;
  return `${text.slice(0, -end.length)}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

function groupsOf(text: string): number[] | undefined {
  const parts = text === "" ? [] : text.split(":");
  if (!parts.every((part) => /^[\da-f]{1,4}$/i.test(part))) return undefined;
  return parts.map((part) => Number.parseInt(part, 16));
}

function joined(groups: readonly number[], bits: bigint): bigint {
  return groups.reduce((value, group) => (value << bits) | BigInt(group), 0n);
}

function formatIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".");
}

/** The longest run of zeros is left out. https://www.rfc-editor.org/rfc/rfc5952#section-4 */
function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn);
  const text = groups.map((group) => group.toString(16)).join(":");
  const [longest] = [...text.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)].sort(
    (one, other) => other[0].length - one[0].length,
  );
  if (!longest) return text;
  const before = text.slice(0, longest.index).replace(/:$/, "");
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, "");
  return `${before}::${after}`;
}
