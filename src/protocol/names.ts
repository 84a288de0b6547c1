/** Nicks, channels, usernames and hosts: what is legal, what is reserved, and what guests are called. */
import { isAscii } from "./casemapping.ts";
import { fnv1aHex } from "./fnv.ts";
import {
  CHANNEL_BYTES_MAX,
  CHANNEL_LENGTH_MAX,
  HOST_LENGTH_MAX,
  NICK_BYTES_MAX,
  NICK_LENGTH_MAX,
  USERNAME_LENGTH_MAX,
} from "./limits.ts";
import { lookAlikeKeys } from "./look-alike.ts";

export { type FoldedChannel, type FoldedNick, foldChannel, foldNick } from "./casemapping.ts";

/** The console's nick; nobody else may take it. */
export const SERVER_NICK = "server";

/** Names people trust on other networks, whether this server has the service or not. */
const SERVICE_NICKS = ["NickServ", "ChanServ", "HistServ", "OperServ", "MemoServ", "HostServ", "BotServ"];

/** Who tells where a play is. */
export const NARRATOR_NICK = "=Scene=";

const RESERVED_KEYS = new Set([SERVER_NICK, NARRATOR_NICK, ...SERVICE_NICKS].flatMap(lookAlikeKeys));

// Whitespace, controls, and what shows nothing: default ignorables (but for U+FE0F, which belongs to emoji) and an empty Braille
// cell. For nicks also what separates parts of a source, a list or a mask, and `. : < >`, so that no nick looks like an address
// or can close the `<name>` of plain text; and every `/`, which stands in the names of relays (relay-nick.ts).
const NICK_FORBIDDEN =
  /[\s\p{C}\p{Z}[\p{Default_Ignorable_Code_Point}--\ufe0f]\u2800,*?!@.:<>"'\/\u2044\u2215\u29f8]/v;
// Prefixes of channels, members, status messages and server masks; digits and `-`; an accent with no letter to stand on.
const NICK_FIRST_FORBIDDEN = /^[#&~+%$\-\d\p{M}]/u;
const GUEST_SHAPE = /^g(\d+-\d+-\d+-\d+|6-[0-9a-f]{8}|local)(-\d+)?$/i;

const CHANNEL_FORBIDDEN = /[\s\p{C}\p{Z}[\p{Default_Ignorable_Code_Point}--\ufe0f]\u2800,:*?<>]/v;
const CHANNEL_SHAPE = /^#\P{M}/u;

/** Whether a person may take this nick: legal, not reserved, and not of the shape that guests are given. */
export function isTakeableNick(nick: string): boolean {
  // The compatibility form is judged, so that a full-width `＠` or `．` is no way around. It lets nothing through that is forbidden.
  const plain = isAscii(nick) ? nick : nick.normalize("NFKC");
  return (
    nick.length > 0 &&
    fits(nick, NICK_LENGTH_MAX, NICK_BYTES_MAX) &&
    !NICK_FORBIDDEN.test(plain) &&
    !NICK_FIRST_FORBIDDEN.test(plain) &&
    !GUEST_SHAPE.test(plain) &&
    !isReserved(nick)
  );
}

const ASTERISKS = /^\*+$/;

/** Reserved names count in every form that looks like them: `ѕerver`, `NlckServ`, and `∗` for one who has no nick yet. */
function isReserved(nick: string): boolean {
  return lookAlikeKeys(nick).some((key) => RESERVED_KEYS.has(key) || ASTERISKS.test(key));
}

/** Whether a channel may be called so. https://modern.ircdocs.horse/#channels; `: * ? < >` are kept out as in nicks. */
export function isChannelName(name: string): boolean {
  return (
    CHANNEL_SHAPE.test(name) &&
    fits(name, CHANNEL_LENGTH_MAX, CHANNEL_BYTES_MAX) &&
    !CHANNEL_FORBIDDEN.test(name)
  );
}

const utf8 = new TextEncoder();

/** Both limits: characters are what people see, bytes what a line holds. */
function fits(name: string, charactersMax: number, bytesMax: number): boolean {
  if (isAscii(name)) return name.length <= Math.min(charactersMax, bytesMax);
  return [...name].length <= charactersMax && utf8.encode(name).length <= bytesMax;
}

/** What others see before the `@`, made of what a client says in USER; never empty. Its `~` is not added here. */
export function safeUsername(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, "").slice(0, USERNAME_LENGTH_MAX) || "user";
}

/**
 * Whether others may be shown this as a host: a name, an address or a cloak such as `staff/alice`. An IPv6 address that starts with
 * `:` must be written `0::1`, since that sign starts a line's last parameter.
 */
export function isHost(text: string): boolean {
  return text.length <= HOST_LENGTH_MAX && /^[A-Za-z0-9][A-Za-z0-9.:/_-]*$/.test(text);
}

/**
 * What a guest from this address is called, before a number makes it unique: `192.168.55.14` → `g192-168-55-14`,
 * IPv6 `g6-` and 8 hex digits of a hash, unix sockets `glocal`.
 */
export function guestNick(host: string): string {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return `g${host.replaceAll(".", "-")}`;
  if (host.includes(":")) return `g6-${fnv1aHex(host)}`;
  return "glocal";
}
