/**
 * CHATHISTORY <subcommand> <target> <point>{ <point>} <limit>, CHATHISTORY TARGETS <time> <time> <limit>: what was said.
 * https://ircv3.net/specs/extensions/chathistory
 */
import type { Effect } from "../../protocol/effects.ts";
import { SAID_KINDS } from "../../protocol/history.ts";
import type { HistoryQuery, Point } from "../../protocol/history-query.ts";
import { type CommandContext, type CommandHandler, fail } from "../effects.ts";
import { PAGES, type PageKind, playedKinds } from "../history-pages.ts";
import { readLimit, readPoint, shownWord } from "../history-words.ts";
import { allShownNames, readablePlace } from "../readable-history.ts";

export const chathistory: CommandHandler = (context) => {
  const [subcommand = ""] = context.message.params;
  if (subcommand.toUpperCase() === "TARGETS") return showTargets(context);
  const page = PAGES.get(subcommand.toUpperCase());
  return page ? showPage(context, page) : [fail(context, "INVALID_PARAMS", shownWord(subcommand))];
};

function showPage(context: CommandContext, { pointCount, isOpen, query }: PageKind): Effect[] {
  const { chat, session, user, message, stamped, capabilities } = context;
  const [subcommand = "", target = "", ...words] = message.params;

  if (words.length !== pointCount + 1) return [fail(context, "INVALID_PARAMS", subcommand)];
  const place = readablePlace(chat, user, target);
  if (!place) return [fail(context, "INVALID_TARGET", subcommand, shownWord(target))];
  const asked = readWords(context, isOpen && words[0] === "*" ? words.slice(1) : words);
  if ("kind" in asked) return [asked];

  const { points, limit } = asked;
  const page = { ...place.where, kinds: playedKinds(capabilities), limit, asOf: stamped.sequence };
  return [
    {
      kind: "history",
      to: session.id,
      query: query(page, points),
      view: { purpose: "page", target, ...place.called, subcommand, self: user.id },
    },
  ];
}

/** Where something was said between two times: the asker's channels, and everybody the asker has talked with. */
function showTargets(context: CommandContext): Effect[] {
  const { session, user, message, stamped } = context;
  const [subcommand = "", ...words] = message.params;

  if (words.length !== 3) return [fail(context, "INVALID_PARAMS", subcommand)];
  const asked = readWords(context, words);
  if ("kind" in asked) return [asked];
  const [from, to] = asked.points;
  if (!from || !to || !("timeMs" in from && "timeMs" in to))
    return [fail(context, "INVALID_MSGREFTYPE", subcommand)];

  const shownAs = allShownNames(user);
  const query: HistoryQuery = {
    kind: "targets",
    targets: Object.keys(shownAs),
    identity: user.id,
    kinds: SAID_KINDS,
    afterMs: Math.min(from.timeMs, to.timeMs),
    beforeMs: Math.max(from.timeMs, to.timeMs),
    // Counted from the first time on, which may be the later one.
    take: from.timeMs > to.timeMs ? "last" : "first",
    limit: asked.limit,
    asOf: stamped.sequence,
  };
  return [
    {
      kind: "history",
      to: session.id,
      query,
      view: { purpose: "targets", target: "", shownAs, subcommand, self: user.id },
    },
  ];
}

interface Asked {
  readonly points: readonly Point[];
  readonly limit: number;
}

/** Points, and then how many messages at most. @returns what is wrong with the first wrong word. */
function readWords(context: CommandContext, words: readonly string[]): Asked | Effect {
  const [subcommand = "", target = ""] = context.message.params;
  const points: Point[] = [];
  for (const word of words.slice(0, -1)) {
    const point = readPoint(context.chat.historyId, word);
    if (point === "INVALID_PARAMS") return fail(context, point, subcommand, shownWord(word));
    if (typeof point === "string") return fail(context, point, subcommand, shownWord(target));
    points.push(point);
  }
  const [last = ""] = words.slice(-1);
  const limit = readLimit(last);
  return limit === undefined
    ? fail(context, "INVALID_PARAMS", subcommand, shownWord(last))
    : { points, limit };
}
