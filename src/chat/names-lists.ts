/** A channel's names as NAMES shows them to its members: put together once for all who read them alike. */
import { type Capabilities, capabilities, hasCapability } from "../protocol/capabilities.ts";
import { LINE_BYTES_MAX, NICK_BYTES_MAX } from "../protocol/limits.ts";
import { utf8Length } from "../protocol/split-text.ts";
import { FilledLines } from "./fill-lines.ts";
import type { Membership } from "./membership.ts";
import { shownPrefixes } from "./shown-prefixes.ts";
import { hostmask } from "./user.ts";

/** What decides how a name looks. */
const SHAPING = capabilities("multi-prefix", "userhost-in-names");

export interface NamesReader {
  readonly readable: Capabilities;
  /** Of the names in one line. */
  readonly bytesMax: number;
}

/**
 * Who joins reads everybody's name: of 1,000 who join at once that is half a million, and looking at all of them again
 * each time took a third of joining. Who comes is added to the lists that are known; any other change forgets them.
 */
export class NamesLists {
  /** By the reader's shaping capabilities. */
  readonly #known = new Map<Capabilities, FilledLines>();

  /** @param members everybody in the channel, in the order they came. */
  lines({ readable, bytesMax }: NamesReader, members: Iterable<Membership>): readonly string[] {
    const shaping = readable & SHAPING;
    let filled = this.#known.get(shaping);
    if (filled?.bytesMax !== bytesMax) {
      filled = new FilledLines(bytesMax);
      for (const membership of members) filled.add(shownName(membership, shaping));
      this.#known.set(shaping, filled);
    }
    return filled.lines();
  }

  /** Somebody came, behind all others. */
  add(membership: Membership): void {
    for (const [shaping, filled] of this.#known) filled.add(shownName(membership, shaping));
  }

  /** Somebody left, has another name or other prefixes. */
  forget(): void {
    this.#known.clear();
  }
}

/** A member as somebody reads it in NAMES. https://ircv3.net/specs/extensions/userhost-in-names */
export function shownName(membership: Membership, readable: Capabilities): string {
  const { source } = membership.user;
  const name = hasCapability(readable, "userhost-in-names") ? hostmask(source) : source.nick;
  return shownPrefixes(membership, readable) + name;
}

/** What the names may take of a line `:server 353 nick = #channel :names`, whoever reads it. */
export function namesBytesMax(serverName: string, channelName: string): number {
  return LINE_BYTES_MAX - NICK_BYTES_MAX - utf8Length(`:${serverName} 353  = ${channelName} :`);
}
