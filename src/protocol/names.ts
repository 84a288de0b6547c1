/** Nicks and channels: what is legal, when two are the same, and what guests are called. */
import { CHANNEL_LENGTH_MAX, NICK_LENGTH_MAX } from "./limits.ts";

declare const folded: unique symbol;
/** A nick as a key: equal for nicks that are the same person. */
export type FoldedNick = string & { readonly [folded]: "nick" };
export type FoldedChannel = string & { readonly [folded]: "channel" };

/** The console's nick; nobody else may take it. */
export const SERVER_NICK = "server";

/** CASEMAPPING=ascii: only A–Z and a–z are the same letters. https://modern.ircdocs.horse/#casemapping-parameter */
function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export function foldNick(nick: string): FoldedNick {
  return fold(nick) as FoldedNick;
}

export function foldChannel(channel: string): FoldedChannel {
  return fold(channel) as FoldedChannel;
}

// Whitespace, controls and invisible characters; what separates parts of a source, a list or a mask; `. : < >`, so that
// no nick looks like an address or can close the `<name>` of plain text.
// The last five are letters and symbols that look like nothing at all (Hangul fillers, an empty Braille cell).
const NICK_FORBIDDEN = /[\s\p{C}\p{Z},*?!@.:<>"'\u115f\u1160\u3164\uffa0\u2800]/u;
const NICK_FIRST_FORBIDDEN = /^[#&~+%$\-\d/]/;
const GUEST_SHAPE = /^g(\d+-\d+-\d+-\d+|6-[0-9a-f]{8}|local)(-\d+)?$/i;
const CHANNEL_FORBIDDEN = /[\s\p{C}\p{Z},:*?<>]/u;

/** Whether a person may take this nick: legal, not reserved, and not of the shape that guests are given. */
export function isTakeableNick(nick: string): boolean {
  return (
    nick.length > 0 &&
    [...nick].length <= NICK_LENGTH_MAX &&
    !NICK_FORBIDDEN.test(nick) &&
    !NICK_FIRST_FORBIDDEN.test(nick) &&
    !GUEST_SHAPE.test(nick) &&
    foldNick(nick) !== SERVER_NICK
  );
}

export function isChannelName(name: string): boolean {
  return (
    name.startsWith("#") &&
    name.length > 1 &&
    [...name].length <= CHANNEL_LENGTH_MAX &&
    !CHANNEL_FORBIDDEN.test(name)
  );
}

/**
 * What a guest from this address is called, before a number makes it unique: `192.168.55.14` → `g192-168-55-14`,
 * IPv6 `g6-` and 8 hex digits of a hash, unix sockets `glocal`.
 */
export function guestNick(host: string): string {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return `g${host.replaceAll(".", "-")}`;
  if (host.includes(":")) return `g6-${fnv1a(host).toString(16).padStart(8, "0")}`;
  return "glocal";
}

/** 32-bit FNV-1a over UTF-16 units. http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
