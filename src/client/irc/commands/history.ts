/** What was said before: the last lines of a place, and those with certain words. */
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
    const attributes = readSearch(argument);
    if (!attributes) return undefined;
    if (!state.capabilities.has("soju.im/search")) return [refuse("ircCannot", "/search")];
    const conditions = Object.entries(attributes).map(([key, value]) => `${key}=${escapeTagValue(value)}`);
    return [send("SEARCH", conditions.join(";"))];
  },
};

const CONDITION = /(?<=^|\s)(from|in|before|after):("[^"]*"|\S+)/gi;

/**
 * `tea from:bob after:2026-11-20 "green tea"` → `{ from, after, text }`; phrases keep their quotation marks.
 * @returns undefined where nothing is searched for, or a date is none.
 */
function readSearch(argument: string): Readonly<Record<string, string>> | undefined {
  const attributes: Record<string, string> = {};
  for (const [, key = "", value = ""] of argument.matchAll(CONDITION)) {
    attributes[key.toLowerCase()] = value.replaceAll('"', "");
  }
  for (const key of ["before", "after"]) {
    const date = attributes[key];
    const timeMs = date === undefined ? 0 : Date.parse(withTime(date));
    if (Number.isNaN(timeMs)) return undefined;
    if (date !== undefined) attributes[key] = new Date(timeMs).toISOString();
  }
  const text = argument.replace(CONDITION, " ").replace(/\s+/g, " ").trim();
  if (text !== "") attributes["text"] = text;
  return Object.keys(attributes).length === 0 ? undefined : attributes;
}

/** A day begins where the person is, and so does `2026-11-20 14:00`. */
function withTime(date: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T00:00` : date.replace(" ", "T");
}

export const HISTORY = { history, search } as const satisfies Record<string, SlashCommand>;
