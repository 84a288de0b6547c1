/**
 * ZNC *playback PLAY <target>{,<target>} [<from> [<to>]]: what was said, for programs that know ZNC's module; also as a
 * message to `*playback`. https://wiki.znc.in/Playback
 */
import type { Effect } from "../../protocol/effects.ts";
import type { Point } from "../../protocol/history-query.ts";
import {
  CHANNELS_PER_USER_MAX,
  CHATHISTORY_MESSAGES_MAX,
  PLAYBACK_MESSAGES_MAX,
} from "../../protocol/limits.ts";
import { compileMask } from "../../protocol/masks.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { playedKinds } from "../history-pages.ts";
import { type HistoryPlace, readablePlace } from "../readable-history.ts";

/** Nobody's nick has an asterisk. */
const MODULE = "*playback";

/** Whether somebody who is not there is talked to, but the module. */
export function isPlayback({ session, message }: CommandContext, nick: string): boolean {
  return session.kind === "irc" && message.command === "PRIVMSG" && nick.toLowerCase() === MODULE;
}

export const znc: CommandHandler = (context) => {
  const { session, message } = context;
  const [module = "", ...words] = message.params;
  if (module.toLowerCase() !== MODULE) return [numeric(session, "ERR_NOSUCHNICK", module)];
  return playback(context, words.join(" "));
};

/** The module keeps and forgets what its owner wants; here only PLAY means something. */
export function playback(context: CommandContext, request: string): Effect[] {
  const [command = "", targets = "", from = "", to = ""] = request.trim().split(/\s+/);
  if (command.toUpperCase() !== "PLAY") return [];
  const places = placesOf(context, targets);
  const limit = Math.min(CHATHISTORY_MESSAGES_MAX, Math.floor(PLAYBACK_MESSAGES_MAX / places.length));
  return places.map((place) =>
    played(context, place, { after: readSeconds(from), before: readSeconds(to), limit }),
  );
}

interface Place extends HistoryPlace {
  readonly target: string;
}

/** Nicks and channels by name, and all of the asker's channels that a mask means. */
function placesOf({ chat, user }: CommandContext, targets: string): Place[] {
  const own = [...user.channels.values()].map(({ channel }) => channel.name);
  const names = targets.split(",").flatMap((word) => {
    if (!/[*?]/.test(word)) return [word];
    return own.filter(compileMask(word, chat.casemapping.channel));
  });
  return [...new Set(names)].slice(0, CHANNELS_PER_USER_MAX).flatMap((target) => {
    const place = readablePlace(chat, user, target);
    return place ? [{ ...place, target }] : [];
  });
}

interface Part {
  readonly after: Point | undefined;
  readonly before: Point | undefined;
  readonly limit: number;
}

function played(
  context: CommandContext,
  { where, called, target }: Place,
  { after, before, limit }: Part,
): Effect {
  const { session, user, stamped, capabilities } = context;
  return {
    kind: "history",
    to: session.id,
    query: {
      kind: "page",
      ...where,
      ...(after && { after }),
      ...(before && { before }),
      take: "last",
      kinds: playedKinds(capabilities),
      limit,
      asOf: stamped.sequence,
    },
    view: { purpose: "recent", target, ...called, self: user.id },
  };
}

/** Seconds since 1970, with milliseconds behind a dot: who asks from the time of the last message gets what came after it. */
function readSeconds(word: string): Point | undefined {
  return /^\d{1,12}(\.\d{1,9})?$/.test(word) && Number(word) > 0
    ? { timeMs: Math.round(Number(word) * 1_000) }
    : undefined;
}
