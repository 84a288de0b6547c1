/** What a session alone is told, as a line of IRC without its tags. */
import type { Language } from "../../locales/catalog.ts";
import { noticeText } from "../../locales/notices/texts.ts";
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { LINE_BYTES_MAX } from "../../protocol/limits.ts";
import { cutText } from "../../protocol/split-text.ts";
import type { Words } from "../../protocol/words.ts";
import { renderNumeric, renderStandardReply } from "./render.ts";

/** Who is told. */
export interface IrcReader {
  readonly serverName: string;
  /** `*` for who has none. */
  readonly nick: string;
  readonly language: Language;
}

export function renderWords(words: Words, reader: IrcReader): string {
  const { serverName, nick, language } = reader;
  switch (words.kind) {
    case "reply":
      return renderNumeric(reader, words.name, words.params);
    case "standard":
      return renderStandardReply(serverName, language, words.reply);
    case "notice": {
      const { from, name, params } = words;
      // Services look like people, so that every client shows a talk with them.
      const source = from === "server" ? serverName : `${from}!${from}@${serverName}`;
      const text = noticeText(language, name, params);
      const line = formatIrcLine(
        { source, command: "NOTICE", params: [nick, text] },
        { forceTrailing: true },
      );
      // It may say again what somebody has typed, however long.
      return cutText(line, LINE_BYTES_MAX);
    }
    case "registered": {
      const text = noticeText(language, "account-created", [words.account]);
      const params = ["SUCCESS", words.account, text];
      return formatIrcLine({ source: serverName, command: "REGISTER", params }, { forceTrailing: true });
    }
    case "persistence": {
      // What was chosen, and what it comes to.
      const state = words.isOn ? "ON" : "OFF";
      return formatIrcLine({ source: serverName, command: "PERSISTENCE", params: ["STATUS", state, state] });
    }
    case "marker":
      return formatIrcLine({
        source: serverName,
        command: "MARKREAD",
        params: [words.target, markerTime(words.timeMs)],
      });
  }
}

/** https://ircv3.net/specs/extensions/read-marker#markread-server-command */
function markerTime(timeMs: number | undefined): string {
  return timeMs === undefined ? "*" : `timestamp=${new Date(timeMs).toISOString()}`;
}
