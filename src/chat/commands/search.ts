/**
 * SEARCH <attributes>: find what was said, in the asker's channels and private talks alone.
 * https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md
 */
import type { HistoryView } from "../../protocol/history.ts";
import type { Readable, SearchQuery } from "../../protocol/history-query.ts";
import { SEARCH_MESSAGES_MAX } from "../../protocol/limits.ts";
import { searchAttributes, searchTerms } from "../../protocol/search-text.ts";
import { parseTags } from "../../protocol/tags.ts";
import { type CommandContext, type CommandHandler, fail } from "../effects.ts";
import { allShownNames, readablePlace, type ShownNames } from "../readable-history.ts";

type Attributes = ReadonlyMap<string, string>;

export const search: CommandHandler = (context) => {
  const { session, user, message, stamped } = context;
  const attributes = readAttributes(message.params);

  const scope = scopeOf(context, attributes.get("in"));
  const wrong = scope ? wrongAttribute(attributes) : "in";
  if (!scope || wrong !== undefined) return [fail(context, "INVALID_PARAMS", wrong ?? "in")];

  const query: SearchQuery = {
    kind: "search",
    ...scope.readable,
    ...conditions(attributes),
    terms: searchTerms(attributes.get("text") ?? ""),
    limit: limitOf(attributes),
    asOf: stamped.sequence,
  };
  const view: HistoryView = { purpose: "search", target: "", ...scope.called, self: user.id };
  return [{ kind: "history", to: session.id, query, view }];
};

const ATTRIBUTE = /(^|;)(after|before|from|in|limit|text)=/;

/** What people type by hand is words and conditions (`SEARCH from:bob green tea`), as in plain text. */
function readAttributes(params: readonly string[]): Attributes {
  const [first = ""] = params;
  return parseTags(ATTRIBUTE.test(first) ? first : searchAttributes(params.join(" ")));
}

interface Scope {
  readonly readable: Readable;
  readonly called: { readonly shownAs?: ShownNames };
}

/** Where the asker may look; of these, the one that is named. */
function scopeOf({ chat, user }: CommandContext, name: string | undefined): Scope | undefined {
  if (name === undefined || name === "") {
    const shownAs = allShownNames(user);
    return { readable: { targets: Object.keys(shownAs), identity: user.id }, called: { shownAs } };
  }
  const place = readablePlace(chat, user, name);
  if (!place) return undefined;
  const { target, besides = [] } = place.where;
  return { readable: { targets: [target, ...besides] }, called: place.called };
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
