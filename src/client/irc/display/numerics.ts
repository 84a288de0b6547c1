/** The server's replies in the person's words. Those it has no words for show the server's. */
import { type ClientTextKey, isClientText } from "../../../locales/client/texts.ts";
import { withoutFormatting } from "../../../protocol/formatting.ts";
import { NUMERICS } from "../../../protocol/numerics.ts";
import { NAMES_SHOWN_MAX } from "../../limits.ts";
import { reservedNick } from "../account/reserved.ts";
import type { Context } from "../context.ts";
import type { Incoming } from "../incoming.ts";
import { showOwnModes } from "./rooms.ts";

/** Of names that share a number, the first is what every server means by it. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(NUMERICS)
    .toReversed()
    .map(([name, number]) => [String(number).padStart(3, "0"), name]),
);

/** What only programs read, or what another line has said already. */
const SILENT: ReadonlySet<string> = new Set(
  "005 318 321 329 333 347 349 365 369 374 375 376 687 706 903 908".split(" "),
);

/** @returns "" for a reply that nobody needs to read. */
export function showNumeric(line: Incoming, context: Context): string {
  if (SILENT.has(line.command)) return "";
  if (line.command === "372") return withoutFormatting(line.params.at(-1) ?? "").replace(/^- ?/, "");
  if (line.command === "221") return showOwnModes(line.params.slice(1), context);
  if (line.command === "353") return showNames(line, context);
  if (line.command === "366" && isMemberOf(line.params[1], context)) return showMembers(line, context);
  const reserved = reservedNick(line);
  if (reserved !== undefined) return context.say("accountReserved", { word: withoutFormatting(reserved) });
  return context.state.lists.isEndOfRows(line.command) ? "" : inWords(line, context);
}

function inWords({ command, params: [, ...rest] }: Incoming, { say }: Context): string {
  const params = rest.map(withoutFormatting);
  const key = textKeyOf(command);
  const sentence = key ? say(key, numbered(params)) : "";
  // What our words say of a param that is not there would be nonsense.
  return (sentence === "" || /\{\d\}/.test(sentence) ? params.join(" ") : sentence).trimEnd();
}

function textKeyOf(code: string): ClientTextKey | undefined {
  const name = NAMES.get(code) ?? "";
  return isClientText(name) ? name : undefined;
}

/** `{0}` is what follows the own nick. `{last}` is the sentence, whatever stands before it. */
function numbered(params: readonly string[]): Record<string, string> {
  const entries = params.map((param, index): [string, string] => [String(index), param]);
  return Object.fromEntries([...entries, ["last", params.at(-1) ?? ""]]);
}

function isMemberOf(name = "", { state }: Context): boolean {
  return state.room(name) !== undefined;
}

/** Of a room this person is not in, since nothing of it is remembered. */
function showNames({ params: [, , name = "", names = ""] }: Incoming, context: Context): string {
  if (isMemberOf(name, context)) return "";
  return context.say("ircMembers", { room: name, names: names.trim().split(" ").join(", ") });
}

/** At the end of NAMES, all of them in one line; of a crowd, the first and how many more. */
function showMembers({ params: [, name = ""] }: Incoming, { state, say }: Context): string {
  const room = state.room(name);
  if (!room) return "";
  const names = [...room.members.values()]
    .slice(0, NAMES_SHOWN_MAX)
    .map(({ signs, nick }) => signs.slice(0, 1) + nick);
  const hidden = room.members.size - names.length;
  if (hidden > 0) names.push(`… (+${hidden})`);
  return say("ircMembers", { room: room.name, names: names.join(", ") });
}
