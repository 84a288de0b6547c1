/**
 * What was said in one place while this person was away: page after page, from the last line they have seen.
 * https://ircv3.net/specs/extensions/chathistory
 */
import { PAGE_LINES, PAGES_MAX } from "../../limits.ts";
import type { Incoming } from "../incoming.ts";
import { type Point, timeOf } from "./recent-lines.ts";
import type { HistoryRequest } from "./requests.ts";

/**
 * What it came to. `whole`: everything since then was read. `gap`: the server does not know that time any more, so that
 * lines may be missing. `more`: there are too many. `unknown`: it does not tell.
 */
export type CaughtUp = "whole" | "gap" | "more" | "unknown";

export interface CatchUpOptions {
  /** What the server gives at once, if it says. */
  readonly linesMax: number | undefined;
  /** Whether a page that is not full is the last one. Other servers leave out what a client does not take, as events. */
  readonly fillsPages: boolean;
  /** Whether the server has the history it had then, as far as it says. */
  readonly history: "same" | "other" | "unknown";
}

export interface CatchUpHandlers {
  ask(request: HistoryRequest): void;
  /** Lines after the last one that was seen, in their order. */
  page(lines: readonly Incoming[]): void;
  done(result: CaughtUp): void;
}

export function catchUp(last: Point, options: CatchUpOptions, handlers: CatchUpHandlers): void {
  const limit = Math.min(PAGE_LINES, options.linesMax ?? PAGE_LINES);
  const ask = (how: string, point: string, answered: HistoryRequest["answered"]) =>
    handlers.ask({ params: [how, last.place, point, String(limit)], answered });
  let pages = 0;
  /** Whether something was found that is as old as what was seen: then nothing after it is missing. */
  let goesBack = last.what === "entered" && options.history === "same";

  const readPage = (lines: readonly Incoming[] | undefined) => {
    if (lines === undefined) return handlers.done("unknown");
    goesBack ||= options.history !== "other" && lines.some((line) => timeOf(line) <= last.timeMs);
    const seen = lines.findIndex(({ tags }) => tags.get("msgid") === last.msgid);
    handlers.page(lines.slice(seen + 1));
    pages += 1;
    const newest = lines.at(-1)?.tags.get("msgid");
    if (newest === undefined || (options.fillsPages && lines.length < limit)) return end();
    if (pages === PAGES_MAX) return handlers.done("more");
    return ask("AFTER", `msgid=${newest}`, readPage);
  };

  // The last line may have been taken back; then an older one shows the same.
  const end = () => {
    if (goesBack || options.history === "other") return handlers.done(goesBack ? "whole" : "gap");
    const answered: HistoryRequest["answered"] = (lines = []) =>
      handlers.done(lines.length > 0 ? "whole" : "gap");
    handlers.ask({ params: ["BEFORE", last.place, timestamp(last.timeMs), "1"], answered });
  };

  // From just before that line, so that it comes again.
  ask("AFTER", timestamp(last.timeMs - 1), readPage);
}

/** Points in time are exclusive. */
export function timestamp(timeMs: number): string {
  return `timestamp=${new Date(timeMs).toISOString()}`;
}
