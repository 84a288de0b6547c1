/** What was said before: the last lines of a place, and those with certain words. */
import { nickOfSender } from "../../../protocol/search-text.ts";
import { escapeTagValue } from "../../../protocol/tags.ts";
import { HISTORY_LINES_MAX, HISTORY_SHOWN } from "../../limits.ts";
import { refuse, type SlashCommand, send } from "./action.ts";

/** https://ircv3.net/specs/extensions/chathistory */
const history: SlashCommand = {
  help: "slashHistory",
  run: (argument, { state, target }) => {
    const wanted = argument === "" ? HISTORY_SHOWN : Number(argument);
    if (!Number.isInteger(wanted) || wanted < 1) return undefined;
    if (target === undefined) return [refuse("ircNoRoom")];
    if (!state.capabilities.hasHistory) return [refuse("ircCannot", "/history")];
    const lines = Math.min(wanted, state.features.historyLines ?? HISTORY_LINES_MAX);
    return [send("CHATHISTORY", "LATEST", target, "*", String(lines))];
  },
};

/** Its conditions are written as tags are. https://soju.im/ext/search */
const search: SlashCommand = {
  help: "slashSearch",
  run: (argument, { state }) => {
    if (!state.capabilities.has("soju.im/search")) return [refuse("ircCannot", "/search")];
    const attributes = readSearch(argument);
    const notATime = TIMES.map((key) => attributes.get(key)).find(
      (time) => time !== undefined && !timeOf(time),
    );
    if (notATime !== undefined) return [refuse("ircNotATime", notATime)];
    if (attributes.size === 0) return undefined;
    const conditions = [...attributes].map(([key, value]) => `${key}=${escapeTagValue(meant(key, value))}`);
    return [send("SEARCH", conditions.join(";"))];
  },
};

/** As Chinese keyboards write them, too. */
const QUOTES = /[“”＂]/g;
const CONDITION = /(?<=^|\s)(from|in|before|after)[:：]("[^"]*"|\S+)/gi;
const TIMES = ["before", "after"];

/** `tea from:bob after:2026-11-20 "green tea"` → from, after and text; phrases keep their quotation marks. */
function readSearch(argument: string): ReadonlyMap<string, string> {
  const words = argument.replace(QUOTES, '"');
  const attributes = new Map<string, string>();
  for (const [, key = "", value = ""] of words.matchAll(CONDITION)) {
    attributes.set(key.toLowerCase(), value.replaceAll('"', ""));
  }
  const text = words.replace(CONDITION, " ").replace(/\s+/g, " ").trim();
  if (text !== "") attributes.set("text", text);
  return attributes;
}

/** What the server understands by it: guests are shown by their addresses. */
function meant(key: string, value: string): string {
  if (TIMES.includes(key)) return timeOf(value) ?? "";
  return key === "from" ? nickOfSender(value) : value;
}

/** A day begins where the person is, and so does `2026-11-20 14:00`. @returns undefined for what is no time. */
function timeOf(word: string): string | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(word) ? `${word}T00:00` : word.replace(" ", "T");
  const timeMs = Date.parse(time);
  return Number.isNaN(timeMs) ? undefined : new Date(timeMs).toISOString();
}

export const HISTORY = { history, search } as const satisfies Record<string, SlashCommand>;
