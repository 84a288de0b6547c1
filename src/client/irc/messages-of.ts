/** What is said → what is sent for it: a line, a batch of lines, or a line each. https://ircv3.net/specs/extensions/multiline */
import { type BodyLine, CONCAT_TAG, joinLines, MULTILINE_BATCH } from "../../protocol/multiline.ts";
import { utf8Length } from "../../protocol/split-text.ts";
import type { MultilineLimits } from "./capabilities.ts";
import { formatPiece, piecesOf, type Utterance } from "./lines-of.ts";
import type { SentLine } from "./receipts.ts";
import type { ClientState } from "./state.ts";

/** Of the batch that is being sent, which is the only one. */
const REFERENCE = "m";

/** @returns each message as it is sent. What is done is done line by line: programs read `/me` so. */
export function messagesOf(utterance: Utterance, state: ClientState): SentLine[] {
  const pieces = piecesOf(utterance, state);
  const limits = utterance.isAction ? undefined : state.capabilities.multiline;
  const messages = limits ? withinLimits(pieces, limits) : pieces.map((piece) => [piece]);
  return messages
    .filter((lines) => lines.some(({ text }) => text !== ""))
    .map((lines) => message(utterance, lines));
}

/** As few messages as the server takes it in. */
function withinLimits(pieces: readonly BodyLine[], { bytesMax, linesMax }: MultilineLimits): BodyLine[][] {
  const messages: BodyLine[][] = [];
  let current: BodyLine[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    const more = utf8Length(piece.text) + 1;
    if (current.length > 0 && (bytes + more > bytesMax || current.length >= linesMax)) {
      messages.push(current);
      current = [];
      bytes = 0;
    }
    current.push(piece);
    bytes += more;
  }
  return [...messages, current];
}

function message(utterance: Utterance, lines: readonly BodyLine[]): SentLine {
  const [only = { text: "" }, ...others] = lines;
  if (others.length === 0) return { line: formatPiece(utterance, only.text), said: only.text };
  const { text } = joinLines(lines);
  const { target } = utterance;
  return { line: batchOf(utterance, lines).join("\r\n"), said: text, batch: { target, text } };
}

/** Nothing may be sent in between, so it leaves as a whole. */
function batchOf(utterance: Utterance, lines: readonly BodyLine[]): string[] {
  const said = lines.map(({ text, isConcatenated }, index) => {
    const concat = isConcatenated && index > 0 ? `;${CONCAT_TAG}` : "";
    return `@batch=${REFERENCE}${concat} ${formatPiece(utterance, text)}`;
  });
  return [`BATCH +${REFERENCE} ${MULTILINE_BATCH} ${utterance.target}`, ...said, `BATCH -${REFERENCE}`];
}
