/** What can be asked of history. Every query sees the rows whose sequence is below its `asOf`, and no others. */

/** A moment: a message, or a time in milliseconds since 1970. */
export type Point = { readonly msgid: string } | { readonly timeMs: number };

interface Query {
  /** The query's own sequence. */
  readonly asOf: number;
  readonly limit: number;
}

interface Filter {
  /** Only rows of these kinds; all where absent. */
  readonly kinds?: readonly string[];
  /** Also messages that were redacted, without their words. */
  readonly withRedacted?: boolean;
}

interface Place {
  readonly target: string;
  /** Rows of these are shown among the target's, as if they were its own. */
  readonly besides?: readonly string[];
}

/**
 * Rows of one target between two points, both exclusive, oldest first. LATEST, BEFORE, AFTER and BETWEEN of CHATHISTORY are
 * all this. A point that is no message of this history finds nothing. https://ircv3.net/specs/extensions/chathistory
 */
export interface PageQuery extends Query, Filter, Place {
  readonly kind: "page";
  readonly after?: Point;
  readonly before?: Point;
  /** Which, where there are more than `limit`: the first ones after `after`, or the last ones before `before`. */
  readonly take: "first" | "last";
  /** `after` may lie behind `before`: then what is between them is counted from the other end. */
  readonly eitherWay?: true;
}

/** Rows before and after a point, and those at it; half of `limit` before, the rest after. Oldest first. */
export interface AroundQuery extends Query, Filter, Place {
  readonly kind: "around";
  readonly centre: Point;
}

/** Which targets the asker may read: these channels, and all private talks of one identity. */
export interface Readable {
  readonly targets: readonly string[];
  readonly identity?: string;
}

/** The newest row of each target, where it is between two times, both exclusive. Oldest first. */
export interface TargetsQuery extends Query, Filter, Readable {
  readonly kind: "targets";
  readonly afterMs: number;
  readonly beforeMs: number;
  /** Which, where there are more than `limit`; the first ones where absent. */
  readonly take?: "first" | "last";
}

/** These messages, oldest first; redacted ones too. */
export interface MessagesQuery extends Query {
  readonly kind: "messages";
  readonly msgids: readonly string[];
}

/** What answers or reacts to these messages, oldest first. */
export interface RepliesQuery extends Query, Filter {
  readonly kind: "replies";
  readonly to: readonly string[];
}

/** What somebody has said and done, and what was said to them in private, oldest first: for whoever wants a copy of it. */
export interface SentQuery extends Query, Filter {
  readonly kind: "sent";
  readonly senderId: string;
  /** Both exclusive. */
  readonly after?: Point;
  readonly before?: Point;
}

/** What was said with all these words in it, newest first. */
export interface SearchQuery extends Query, Readable {
  readonly kind: "search";
  /** Each a word or a phrase; cases and accents are not told apart. None: whatever the other conditions allow. */
  readonly terms: readonly string[];
  /** A nick, in whatever case. */
  readonly from?: string;
  readonly after?: Point;
  readonly before?: Point;
}

export type HistoryQuery =
  | PageQuery
  | AroundQuery
  | TargetsQuery
  | MessagesQuery
  | RepliesQuery
  | SentQuery
  | SearchQuery;
