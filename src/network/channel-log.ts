/** What operators of a channel have done, in words. */
import type { Language } from "../locales/catalog.ts";
import { noticeText } from "../locales/notices/texts.ts";
import type { HistoryRow } from "../protocol/history.ts";
import type { NoticeName } from "../protocol/notices.ts";
import { plainWords } from "../protocol/plain-words.ts";

/** One line, without its time. */
export function channelLogText(row: HistoryRow, language: Language): string {
  const [name, ...params] = wordsOf(row);
  return noticeText(language, name, [row.source.nick, ...params.map(plainWords)]);
}

function wordsOf({ kind, params = [], body, replyTo = "" }: HistoryRow): readonly [NoticeName, ...string[]] {
  switch (kind) {
    case "KICK":
      return ["log-kick", params[0] ?? "", body];
    case "MODE":
      return ["log-mode", [...params, body].join(" ")];
    case "REDACT":
      return ["log-redact", replyTo, body];
    case "RENAME":
      return ["log-rename", ...params, body];
    default:
      return body === "" ? ["log-topic-cleared"] : ["log-topic", body];
  }
}
