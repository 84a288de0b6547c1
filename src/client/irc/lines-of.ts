/** What is said → lines that nobody's server has to cut. https://modern.ircdocs.horse/#message-format */
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { LINE_BYTES_MAX } from "../../protocol/limits.ts";
import type { BodyLine } from "../../protocol/multiline.ts";
import { splitText, utf8Length } from "../../protocol/split-text.ts";
import type { ClientState } from "./state.ts";

/** One thing that is said to somebody. */
export interface Utterance {
  readonly command: "PRIVMSG" | "NOTICE";
  readonly target: string;
  /** One line, or several where it was pasted so. */
  readonly text: string;
  /** A `/me`. */
  readonly isAction: boolean;
  /** Client-only tags. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Bytes of `user@host` where nobody has seen them yet: what servers allow at most. */
const USER_AND_HOST_BYTES = 75;

/** The pieces of the text, each of which others get in one line of at most 512 bytes, our source before it. */
export function piecesOf(utterance: Utterance, state: ClientState): BodyLine[] {
  const source = state.source ? utf8Length(state.source) : utf8Length(state.nick) + USER_AND_HOST_BYTES;
  const overhead = utf8Length(`: ${formatPiece(utterance, "")}`) + source;
  const bytesMax = Math.max(LINE_BYTES_MAX - overhead, 64);
  return utterance.text
    .split("\n")
    .flatMap((line) => splitText(line, bytesMax).map((text, index) => ({ text, isConcatenated: index > 0 })));
}

/** The line that says a piece of it. */
export function formatPiece({ command, target, isAction }: Utterance, piece: string): string {
  const said = isAction ? `\u0001ACTION ${piece}\u0001` : piece;
  return formatIrcLine({ command, params: [target, said] }, { forceTrailing: true });
}
