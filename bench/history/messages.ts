/** Messages that look like people's: English and Chinese, words of all frequencies, most in one channel. */
import type { HistoryWrite } from "../../src/protocol/history.ts";
import type { Source } from "../../src/protocol/message.ts";

const WORDS = [
  "meeting",
  "room",
  "the",
  "server",
  "please",
  "tomorrow",
  "会议",
  "今天",
  "我们",
  "房间",
  "文件",
  "ok",
];
const PEOPLE: readonly Source[] = Array.from({ length: 50 }, (_, index) => ({
  nick: `person${index}`,
  username: "~person",
  host: `10.0.0.${index + 1}`,
  realname: `Person ${index}`,
  isGuest: false,
  isBot: false,
}));
/** A rare word is in one of so many messages. */
const RARE = 100_003;

/** The message of this sequence: always the same one. */
export function message(sequence: number): HistoryWrite {
  // Knuth's multiplicative hash: no pattern that an index could profit from.
  const hash = Math.imul(sequence, 2_654_435_761) >>> 0;
  const person = hash % PEOPLE.length;
  const words = Array.from(
    { length: 8 + (hash % 9) },
    (_, place) => WORDS[(Math.imul(hash, place * 2 + 1) >>> 12) % WORDS.length],
  );
  if (sequence % RARE === 0) words.push("needle");
  return {
    sequence,
    index: 0,
    timeMs: sequence * 1_000,
    kind: "PRIVMSG",
    target: targetOf(hash),
    senderId: `id${person}`,
    source: PEOPLE[person] as Source,
    body: words.join(" "),
  };
}

function targetOf(hash: number): string {
  const share = (hash >>> 8) % 1_000;
  if (share < 900) return "#big";
  return share === 999 ? "#small" : `#room${share}`;
}
