/** Parts of a channel's or a private talk's history: CHATHISTORY's subcommands as queries. */
import { type Capabilities, hasCapability } from "../protocol/capabilities.ts";
import { SAID_KINDS } from "../protocol/history.ts";
import type { AroundQuery, PageQuery, Point } from "../protocol/history-query.ts";

/** They change a client's picture of the channel: only who can tell then from now is shown them. */
const EVENT_KINDS: readonly string[] = ["JOIN", "KICK", "MODE", "NICK", "PART", "QUIT", "TOPIC"];

/** Which rows are shown to whom. https://ircv3.net/specs/extensions/chathistory#chathistory-command */
export function playedKinds(readable: Capabilities): readonly string[] {
  if (!hasCapability(readable, "draft/event-playback")) return SAID_KINDS;
  return [
    ...SAID_KINDS,
    ...EVENT_KINDS,
    ...(hasCapability(readable, "draft/channel-rename") ? ["RENAME"] : []),
    ...(hasCapability(readable, "message-tags") ? ["TAGMSG"] : []),
  ];
}

/** What all parts have in common. */
export type Page = Omit<AroundQuery, "kind" | "centre">;

/** One of CHATHISTORY's subcommands. */
export interface PageKind {
  readonly pointCount: 1 | 2;
  /** Whether `*` may stand for the point. */
  readonly isOpen?: true;
  /** @param points as many as `pointCount`; none for `*`. */
  query(page: Page, points: readonly Point[]): PageQuery | AroundQuery;
}

export const PAGES: ReadonlyMap<string, PageKind> = new Map<string, PageKind>([
  ["AFTER", { pointCount: 1, query: (page, [after]) => between({ ...page, take: "first" }, { after }) }],
  ["AROUND", { pointCount: 1, query: around }],
  ["BEFORE", { pointCount: 1, query: (page, [before]) => between({ ...page, take: "last" }, { before }) }],
  ["BETWEEN", { pointCount: 2, query: towards }],
  [
    "LATEST",
    {
      pointCount: 1,
      isOpen: true,
      query: (page, [after]) => between({ ...page, take: "last" }, { after }),
    },
  ],
]);

interface Bounds {
  readonly after?: Point | undefined;
  readonly before?: Point | undefined;
}

function between(page: Page & Pick<PageQuery, "take">, { after, before }: Bounds): PageQuery {
  return { kind: "page", ...page, ...(after && { after }), ...(before && { before }) };
}

function around(page: Page, [centre]: readonly Point[]): PageQuery | AroundQuery {
  return centre ? { kind: "around", ...page, centre } : between({ ...page, take: "last" }, {});
}

/** Counted from the first point towards the second, which may lie before it: only history knows where a message lies. */
function towards(page: Page, [after, before]: readonly Point[]): PageQuery {
  return { ...between({ ...page, take: "first" }, { after, before }), eitherWay: true };
}
