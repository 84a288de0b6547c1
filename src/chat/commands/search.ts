/**
 * SEARCH <attributes>: find what was said, in the asker's channels and private talks alone.
 * https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md
 */
import type { Readable, SearchQuery } from "../../protocol/history-query.ts";
import { SEARCH_MESSAGES_MAX } from "../../protocol/limits.ts";
import { statusPrefixes } from "../../protocol/modes.ts";
import { searchTerms } from "../../protocol/search-text.ts";
import { parseTags } from "../../protocol/tags.ts";
import { type CommandContext, type CommandHandler, fail } from "../effects.ts";
import { readablePlace } from "../history-pages.ts";
import { readStatusTarget } from "../status-target.ts";

type Attributes = ReadonlyMap<string, string>;

export const search: CommandHandler = (context) => {
  const { session, user, message, stamped } = context;
  const attributes = parseTags(message.params[0] ?? "");

  const readable = readableFor(context, attributes.get("in"));
  const wrong = readable ? wrongAttribute(attributes) : "in";
  if (!readable || wrong !== undefined) return [fail(context, "INVALID_PARAMS", wrong ?? "in")];

  const query: SearchQuery = {
    kind: "search",
    ...readable,
    ...conditions(attributes),
    terms: searchTerms(attributes.get("text") ?? ""),
    limit: limitOf(attributes),
    asOf: stamped.sequence,
  };
  return [{ kind: "history", to: session.id, query, view: { purpose: "search", target: "", self: user.id } }];
};

/** Where the asker may look; of these, the one that is named. */
function readableFor({ chat, user }: CommandContext, name: string | undefined): Readable | undefined {
  if (name === undefined || name === "") return { targets: [...allTargets(user)], identity: user.id };
  const place = readablePlace(chat, user, name);
  if (!place) return undefined;
  const isThere = (target: string): boolean => readStatusTarget(target).name === place.key;
  return { targets: place.channel === undefined ? [place.key] : [...allTargets(user)].filter(isThere) };
}

/** Every channel, and what was said there to those of the asker's rank alone. */
function* allTargets({ channels }: CommandContext["user"]): Iterable<string> {
  for (const [key, { rank }] of channels) {
    yield key;
    for (const prefix of statusPrefixes()) {
      const target = `${prefix}${key}`;
      if (rank >= readStatusTarget(target).rank) yield target;
    }
  }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** Milliseconds since 1970, NaN for what is no time. https://ircv3.net/specs/extensions/server-time */
function timeOf(text: string): number {
  return TIME.test(text) ? Date.parse(text) : Number.NaN;
}

function wrongAttribute(attributes: Attributes): string | undefined {
  const isWrongTime = (name: string): boolean => Number.isNaN(timeOf(attributes.get(name) ?? ""));
  const wrongTime = ["after", "before"].find((name) => attributes.has(name) && isWrongTime(name));
  if (wrongTime !== undefined) return wrongTime;
  return /^\d{1,9}$/.test(attributes.get("limit") ?? "1") ? undefined : "limit";
}

/** Both times are included, which the points of a query are not. */
function conditions(attributes: Attributes): Pick<SearchQuery, "from" | "after" | "before"> {
  const from = attributes.get("from");
  const after = attributes.get("after");
  const before = attributes.get("before");
  return {
    ...(from && { from }),
    ...(after && { after: { timeMs: timeOf(after) - 1 } }),
    ...(before && { before: { timeMs: timeOf(before) + 1 } }),
  };
}

function limitOf(attributes: Attributes): number {
  return Math.min(Number(attributes.get("limit") ?? SEARCH_MESSAGES_MAX), SEARCH_MESSAGES_MAX);
}
