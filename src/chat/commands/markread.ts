/** MARKREAD <channel or nick> [timestamp=<time>]: how far one has read there. https://ircv3.net/specs/extensions/read-marker */
import type { Effect } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import { isChannelName } from "../../protocol/names.ts";
import type { Chat } from "../chat.ts";
import { type CommandContext, type CommandHandler, fail } from "../effects.ts";
import { readPoint, shownWord } from "../history-words.ts";
import { markerWrite } from "../markers/marker-row.ts";
import { markerGone } from "../markers/moving.ts";
import { markerOf, tellMarker } from "../markers/show.ts";
import { partnerOf } from "../partner.ts";

export const markread: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [target = "", word] = message.params;

  if (target === "") return [fail(context, "NEED_MORE_PARAMS")];
  const marked = markedPlace(context, target);
  if (word === undefined) {
    const known = marked && chat.markers.find(user.id, marked.place);
    return [markerOf(session, marked?.name ?? shownWord(target), known)];
  }
  if (!marked) return [fail(context, "INVALID_PARAMS", shownWord(target))];
  const wanted = readTime(chat, word);
  if (wanted === undefined) return [fail(context, "INVALID_PARAMS", shownWord(word))];

  return mark(context, marked, wanted);
};

interface Marked {
  /** As markers are kept by. */
  readonly place: string;
  /** As the user is told of it. */
  readonly name: string;
}

/** Any channel, there or not; of people those who are here, or have an account. */
function markedPlace({ chat, user }: CommandContext, target: string): Marked | undefined {
  if (isChannelName(target)) {
    const channel = chat.channel(target);
    // Whoever is not in it is not told how it is written.
    const name = channel?.has(user) ? channel.name : target;
    return { place: chat.casemapping.channel(target), name };
  }
  const partner = partnerOf(chat, target);
  return partner && { place: partner.id, name: partner.nick };
}

function readTime({ historyId }: Chat, word: string): number | undefined {
  const point = readPoint(historyId, word);
  return typeof point === "object" && "timeMs" in point ? point.timeMs : undefined;
}

/** What is read cannot lie in the future, and what was read once stays so. */
function mark(context: CommandContext, marked: Marked, wanted: number): Effect[] {
  const { chat, session, user, stamped } = context;
  const { place, name } = marked;
  const known = chat.markers.find(user.id, place);
  const timeMs = Math.min(wanted, stamped.timeMs);
  if (known !== undefined && timeMs <= known) return [markerOf(session, name, known)];
  if (isLasting(context, place)) return [keep(context, marked, timeMs)];
  const left = chat.markers.set(user.id, place, timeMs);
  const gone = left !== undefined && user.account !== undefined;
  return [
    ...(gone ? [markerGone(context, { account: user.id, place: left })] : []),
    ...tellMarker(user.sessions, { asker: session.id, name, timeMs }),
  ];
}

/** Who has no account, and a talk with such a person, end with the session. */
function isLasting({ chat, user }: CommandContext, place: string): boolean {
  return user.account !== undefined && (place.startsWith("#") || chat.accounts.get(place) !== undefined);
}

function keep(context: CommandContext, { place, name }: Marked, wanted: number): Effect {
  const { chat, session, user } = context;
  const account = user.id;
  const timeMs = chat.markers.ask(account, place, wanted);
  const outcome: LastingOutcome = { kind: "marker-set", account, place, name, timeMs };
  const writes = [markerWrite(context, { account, place }, timeMs)];
  return { kind: "keep", session: session.id, writes, outcome };
}
