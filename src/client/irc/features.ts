/** What a server says about itself in RPL_ISUPPORT. https://modern.ircdocs.horse/#rplisupport-005 */
import { casemapping } from "../../protocol/casemapping.ts";
import { FEATURES_MAX, NAME_LENGTH_MAX } from "../limits.ts";

/** A rank in a channel: its mode letter and the sign before a nick. */
export interface Rank {
  readonly letter: string;
  readonly sign: string;
}

/** A–D of CHANMODES: lists; always a param; a param when set; never one. */
export type ChannelModes = readonly [lists: string, keys: string, settings: string, flags: string];

/** Which room a server of ours wants newcomers in. */
const CHANNEL_TOKEN = "lanchat.local/CHANNEL";

const SAME_LETTERS: Readonly<Record<string, string>> = { "[": "{", "]": "}", "\\": "|", "^": "~" };

/** The tokens of one connection; until they come, what nearly every server does. */
export class Features {
  readonly #tokens = new Map<string, string>();

  /** @param params of RPL_ISUPPORT: the nick, the tokens, the sentence. */
  read(params: readonly string[]): void {
    for (const token of params.slice(1, -1)) {
      const [name = "", ...value] = token.split("=");
      if (name.startsWith("-")) this.#tokens.delete(name.slice(1));
      else if (token.length <= NAME_LENGTH_MAX && this.#tokens.size < FEATURES_MAX)
        this.#tokens.set(name, value.join("=").replace(/\\x([0-9A-Fa-f]{2})/g, unescapeHex));
    }
  }

  /** The room that newcomers of this server belong in; undefined where each chooses its own. */
  get channel(): string | undefined {
    return this.#tokens.get(CHANNEL_TOKEN);
  }

  /** Whether it is a server of ours, which keeps what repeats a line from being said twice. */
  get isOurs(): boolean {
    return this.#tokens.has(CHANNEL_TOKEN);
  }

  /** How many lines of history it gives at once; undefined where it does not say. https://ircv3.net/specs/extensions/chathistory */
  get historyLines(): number | undefined {
    const lines = Number(this.#tokens.get("CHATHISTORY"));
    return Number.isInteger(lines) && lines > 0 ? lines : undefined;
  }

  /** Nobody is thrown out for sending fast. https://modern.ircdocs.horse/#saferate-parameter */
  get hasSafeRate(): boolean {
    return this.#tokens.has("SAFERATE");
  }

  /** Highest first. */
  get ranks(): readonly Rank[] {
    const [, letters = "", signs = ""] =
      /^\((.*)\)(.*)$/.exec(this.#tokens.get("PREFIX") ?? "(qaohv)~&@%+") ?? [];
    return [...letters].map((letter, index) => ({ letter, sign: signs[index] ?? "" }));
  }

  get channelModes(): ChannelModes {
    const [a = "", b = "", c = "", d = ""] = (this.#tokens.get("CHANMODES") ?? "beI,k,l,imnpst").split(",");
    return [a, b, c, d];
  }

  isChannel(name: string): boolean {
    return name !== "" && (this.#tokens.get("CHANTYPES") ?? "#&").includes(name.charAt(0));
  }

  /** A name as a key: equal for names that are the same here. https://modern.ircdocs.horse/#casemapping-parameter */
  fold(name: string): string {
    const mapping = this.#tokens.get("CASEMAPPING") ?? "rfc1459";
    if (mapping === "precis") return casemapping("precis").nick(name);
    const lower = casemapping("ascii").nick(name);
    if (mapping !== "rfc1459" && mapping !== "rfc1459-strict") return lower;
    const letters = mapping === "rfc1459" ? /[[\]\\^]/g : /[[\]\\]/g;
    return lower.replace(letters, (letter) => SAME_LETTERS[letter] ?? letter);
  }
}

function unescapeHex(_: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
