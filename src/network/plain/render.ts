/** Events and replies as plain text. The only place that knows how a line looks. */
import type { Language } from "../../locales/catalog.ts";
import { ircNumericLine, ircStandardLine } from "../../locales/irc/texts.ts";
import { noticeText } from "../../locales/notices/texts.ts";
import { isRoomKey, roomText } from "../../locales/room/texts.ts";
import type { ChatEvent, EndReason } from "../../protocol/effects.ts";
import { withoutFormatting } from "../../protocol/formatting.ts";
import { actionText, displayName, isCtcpRequest } from "../../protocol/message.ts";
import { momentText } from "../../protocol/moment-text.ts";
import type { NoticeName } from "../../protocol/notices.ts";
import type { NumericName } from "../../protocol/numerics.ts";
import { safeText } from "../../protocol/safe-text.ts";
import type { StandardReply, Words } from "../../protocol/words.ts";
import { isForPrograms } from "./for-programs.ts";

/** Where the reader is, seen from the event: in its channel, elsewhere, or addressed in private. */
export type Place = "current" | "other" | "private";

/**
 * What others in the room are shown, one line or more, each with its line end; "" where plain text shows nothing.
 */
export function renderEvent(event: ChatEvent, language: Language, place: Place): string {
  const [target = "", text = ""] = event.params;
  const name = displayName(event.source);
  switch (event.command) {
    case "PRIVMSG":
    case "NOTICE":
      return renderMessage(event, language, place);
    case "NICK":
      return line(roomText(language, "isNow", { old: name, nick: target }));
    case "TOPIC":
      return text
        ? line(roomText(language, "topicSet", { name, channel: target, topic: text }))
        : line(roomText(language, "topicCleared", { name, channel: target }));
    case "REDACT":
      return line(messagePrefix(target, language, place) + roomText(language, "tookBack", { name }));
    case "INVITE":
      return line(roomText(language, "invited", { name, channel: text }));
    case "WALLOPS":
      return lines(`[${roomText(language, "toOperators")}] <${name}> `, target);
    default:
      return "";
  }
}

/** What the one who did it, or to whom it was done, is shown. */
export function renderOwnEvent(event: ChatEvent, language: Language): string {
  const [target = "", second = "", reason = ""] = event.params;
  const name = displayName(event.source);
  switch (event.command) {
    case "JOIN":
      return line(roomText(language, "youJoined", { channel: target }));
    case "PART":
      return line(roomText(language, "youLeft", { channel: target }));
    case "KICK":
      return line(roomText(language, "youWereKicked", { name, channel: target, reason }));
    case "RENAME":
      return line(roomText(language, "roomRenamed", { name, channel: target, renamed: second }));
    case "NICK":
      return line(roomText(language, "youAre", { nick: target }));
    case "REDACT":
      return line(roomText(language, "youTookBack"));
    case "TOPIC":
      return renderEvent(event, language, "current");
    default:
      return "";
  }
}

/** `<name> text`, with the channel or `[private]` before it; the name stands on every line of a longer message. */
function renderMessage(event: ChatEvent, language: Language, place: Place): string {
  const [target = "", text = ""] = event.params;
  const name = displayName(event.source);
  const prefix = messagePrefix(target, language, place);
  const action = actionText(text);
  if (action !== undefined) return lines(`${prefix}* ${name} `, action);
  return isCtcpRequest(text) ? "" : lines(`${prefix}<${name}> `, text);
}

function messagePrefix(target: string, language: Language, place: Place): string {
  if (place === "current") return "";
  return place === "private" ? `${roomText(language, "private")} ` : `[${target}] `;
}

/** The receipt that `--echo` gives the sender: `[Sat Nov 21 02:26:42 2026] text`, as asctime writes it. */
export function renderEcho(event: ChatEvent): string {
  const text = event.params[1] ?? "";
  return lines(`[${asctime(event.timeMs)}] `, actionText(text) ?? text);
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/functions/asctime.html, in the server's time zone. */
function asctime(timeMs: number): string {
  const time = new Date(timeMs);
  const [weekday = "", month = "", day = "", year = ""] = time.toDateString().split(" ");
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time.toTimeString().slice(0, 8)} ${year}`;
}

/** What one person is told: in words for people where there are some, else in IRC's own; "" for what only programs need. */
export function renderWords(words: Words, language: Language): string {
  switch (words.kind) {
    case "reply":
      return renderReply(words.name, words.params, language);
    case "standard":
      return renderStandardReply(words.reply, language);
    case "notice":
      return renderNotice(words.name, words.params, language);
    case "registered":
    case "persistence":
    case "marker":
      return "";
  }
}

/** A reply in words for people where there are some, else in IRC's own; "" for what only programs need. */
export function renderReply(name: NumericName, params: readonly string[], language: Language): string {
  if (isRoomKey(name)) return line(roomText(language, name, params));
  return isForPrograms(name) ? "" : line(numericSentence(ircNumericLine(language, name, params)));
}

/** `#games: You're not on that channel`: what it is about, then the sentence. */
function numericSentence(params: readonly string[]): string {
  const subject = params.slice(0, -1).join(" ");
  const sentence = params.at(-1) ?? "";
  return subject === "" ? sentence : `${subject}: ${sentence}`;
}

/** FAIL, WARN or NOTE in words. */
export function renderStandardReply(reply: StandardReply, language: Language): string {
  if (isRoomKey(reply.code)) return line(roomText(language, reply.code, reply.context));
  return line(numericSentence(ircStandardLine(language, reply).slice(2)));
}

/** The words of a service, without its name: people have asked the server. */
export function renderNotice(name: NoticeName, params: readonly string[], language: Language): string {
  return line(noticeText(language, name, params));
}

/** The last line a person reads. */
export function renderGoodbye(reason: EndReason, language: Language): string {
  switch (reason.kind) {
    case "closed":
    case "quit":
    case "logged-in":
      return line(roomText(language, "goodbye"));
    case "silent":
      return line(roomText(language, "goodbyeSilent"));
    case "send-queue":
      return line(roomText(language, "goodbyeSendQueue"));
    case "shutdown":
      return line(roomText(language, "goodbyeShutdown"));
    case "registration-timeout":
    case "input-too-long":
      // Only IRC ends so.
      return line(roomText(language, "goodbye"));
    case "kicked":
      return line(roomText(language, "goodbyeKicked", { by: reason.by, text: reason.text }));
    case "banned":
      return line(renderBan(reason, language));
  }
}

function renderBan({ text, untilMs }: EndReason & { readonly kind: "banned" }, language: Language): string {
  if (untilMs === undefined) return roomText(language, "goodbyeBanned", { text });
  return roomText(language, "goodbyeBannedUntil", { text, until: momentText(untilMs) });
}

/** Lines of the server's own words, in which words of people may stand. */
export function renderLines(text: string): string {
  return lines("", text);
}

function line(text: string): string {
  return `${readable(text).trimEnd()}\n`;
}

/** Without what only IRC programs show, and without what could hurt a terminal. */
function readable(text: string): string {
  return safeText(withoutFormatting(text));
}

function lines(prefix: string, text: string): string {
  if (!text.includes("\n")) return `${prefix}${readable(text)}\n`;
  return text
    .split("\n")
    .map((part) => `${prefix}${readable(part)}\n`)
    .join("");
}
