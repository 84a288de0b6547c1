/** Which names to try until the server takes one. */
import { NICK_LENGTH_MAX } from "../../protocol/limits.ts";
import { isTakeableNick } from "../../protocol/names.ts";

/** The shortest limit that servers in use have. https://www.rfc-editor.org/rfc/rfc2812#section-1.2.1 */
const SHORT_NICK_LENGTH = 9;
const LAST_NUMBER = 9;

/** `ann`, `ann_`, `ann2` … `ann9`: each is tried once, then the person is asked. */
export class NickCandidates {
  readonly #waiting: string[];
  readonly #whereIllegal: string[];

  /** @param guest what to be called where the server does not like the name as such. */
  constructor(wanted: string, guest: string) {
    const stem = [...wanted].slice(0, NICK_LENGTH_MAX - 1).join("");
    const numbered = Array.from({ length: LAST_NUMBER - 1 }, (_, index) => `${stem}${index + 2}`);
    this.#waiting = [wanted, `${stem}_`, ...numbered];
    this.#whereIllegal = [asciiNick(wanted), guest].filter((nick) => nick !== "" && nick !== wanted);
  }

  /** The next one, or undefined when all were tried. */
  next(): string | undefined {
    return this.#waiting.shift();
  }

  /** After a name was refused as such: a number behind it would not help. */
  nextLegal(): string | undefined {
    const nick = this.#whereIllegal.shift();
    if (nick !== undefined) this.#waiting.splice(0, Infinity, `${nick}_`, `${nick}2`, `${nick}3`);
    return nick;
  }
}

/** What the oldest servers take of a name; "" where nothing is left. */
function asciiNick(nick: string): string {
  const letters = nick.replace(/[^A-Za-z0-9_[\]\\`^{|}-]/g, "").slice(0, SHORT_NICK_LENGTH);
  return isTakeableNick(letters) ? letters : "";
}

/** `guest` and a number that nobody else in the room is likely to have. @param random 0 … 1 */
export function guestName(random: number): string {
  return `guest${1_000 + Math.floor(random * 9_000)}`;
}
