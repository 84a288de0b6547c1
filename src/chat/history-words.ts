/** The words in which a part of history is asked for. https://ircv3.net/specs/extensions/chathistory */
import type { Point } from "../protocol/history-query.ts";
import { CHATHISTORY_MESSAGES_MAX, HISTORY_LINES_MAX, RECENT_LINES_DEFAULT } from "../protocol/limits.ts";
import { parseMsgid } from "../protocol/msgid.ts";

/** What is wrong with a word: it cannot be read, is of a type that is unknown here, or belongs to another history. */
export type WrongWord = "INVALID_PARAMS" | "INVALID_MSGREFTYPE" | "MESSAGE_ERROR";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** `timestamp=2026-11-20T02:26:42.000Z` or `msgid=…`. */
export function readPoint(historyId: string, word: string): Point | WrongWord {
  const [, type, value = ""] = /^([^=]*)=(.*)$/.exec(word) ?? [];
  switch (type) {
    case undefined:
      return "INVALID_PARAMS";
    case "msgid":
      return parseMsgid(historyId, value) ? { msgid: value } : "MESSAGE_ERROR";
    case "timestamp":
      return readTime(value);
    default:
      return "INVALID_MSGREFTYPE";
  }
}

function readTime(text: string): Point | WrongWord {
  const timeMs = TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(timeMs) ? "INVALID_PARAMS" : { timeMs };
}

/** How many messages are shown at most. @returns undefined for what is no number above 0. */
export function readLimit(word: string): number | undefined {
  const limit = /^\d{1,9}$/.test(word) ? Number(word) : 0;
  return limit === 0 ? undefined : Math.min(limit, CHATHISTORY_MESSAGES_MAX);
}

/** How many lines somebody asks for who types; what is no number is not given. */
export function readCount(word: string): number {
  const count = /^\d{1,9}$/.test(word) ? Number(word) : 0;
  return count === 0 ? RECENT_LINES_DEFAULT : Math.min(count, HISTORY_LINES_MAX);
}

/** A word in the middle of a reply: what could not stand there is shown as `*`. */
export function shownWord(word: string): string {
  return /^[^\s:]\S*$/.test(word) ? word : "*";
}
