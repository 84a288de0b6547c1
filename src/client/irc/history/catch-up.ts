/**
 * What was said in one place while this person was away: page after page, from the last line they have seen.
 * https://ircv3.net/specs/extensions/chathistory
 */
import { PAGE_LINES, PAGES_MAX } from "../../limits.ts";
import type { Incoming } from "../incoming.ts";
import type { Point } from "./recent-lines.ts";
import type { HistoryRequest } from "./requests.ts";

/**
 * What it came to. `whole`: everything since then was read. `gap`: the server does not know that line any more, so that
 * others may be missing. `more`: there are too many. `unknown`: it does not tell.
 */
export type CaughtUp = "whole" | "gap" | "more" | "unknown";

export interface CatchUpHandlers {
  ask(request: HistoryRequest): void;
  /** Lines after the last one that was seen, in their order. */
  page(lines: readonly Incoming[]): void;
  done(result: CaughtUp): void;
}

/** @param linesMax what the server gives at once, if it says. */
export function catchUp(last: Point, linesMax: number | undefined, handlers: CatchUpHandlers): void {
  const limit = Math.min(PAGE_LINES, linesMax ?? PAGE_LINES);
  const ask = (reference: string, answered: HistoryRequest["answered"]) =>
    handlers.ask({ params: ["AFTER", last.place, reference, String(limit)], answered });
  let pages = 0;
  let isWhole = false;

  const read = (lines: readonly Incoming[] | undefined) => {
    if (lines === undefined) return handlers.done("unknown");
    const seen = lines.findIndex(({ tags }) => tags.get("msgid") === last.msgid);
    isWhole ||= seen !== -1;
    handlers.page(lines.slice(seen + 1));
    pages += 1;
    const newest = lines.at(-1)?.tags.get("msgid");
    if (newest === undefined || lines.length < limit) return handlers.done(isWhole ? "whole" : "gap");
    if (pages === PAGES_MAX) return handlers.done("more");
    return ask(`msgid=${newest}`, read);
  };

  // From just before that line: that it comes again shows that nothing after it is missing.
  ask(`timestamp=${new Date(last.timeMs - 1).toISOString()}`, read);
}
