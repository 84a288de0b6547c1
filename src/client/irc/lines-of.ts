/** What is said → IRC lines that nobody's server has to cut. https://modern.ircdocs.horse/#message-format */
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { LINE_BYTES_MAX } from "../../protocol/limits.ts";
import { splitText, utf8Length } from "../../protocol/split-text.ts";
import type { ClientState } from "./state.ts";

/** One thing that is said to somebody. */
export interface Utterance {
  readonly command: "PRIVMSG" | "NOTICE";
  readonly target: string;
  readonly text: string;
  /** A `/me`. */
  readonly isAction: boolean;
  /** Client-only tags. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Bytes of `user@host` where nobody has seen them yet: what servers allow at most. */
const USER_AND_HOST_BYTES = 75;

/** The pieces of the text, each of which others get in one line of at most 512 bytes, our source before it. */
export function linesOf({ command, target, text, isAction }: Utterance, state: ClientState): string[] {
  const format = (piece: string) => {
    const said = isAction ? `\u0001ACTION ${piece}\u0001` : piece;
    return formatIrcLine({ command, params: [target, said] }, { forceTrailing: true });
  };
  const source = state.source ? utf8Length(state.source) : utf8Length(state.nick) + USER_AND_HOST_BYTES;
  const overhead = utf8Length(`: ${format("")}`) + source;
  return splitText(text, Math.max(LINE_BYTES_MAX - overhead, 64)).map(format);
}
