/** What a server without a terminal writes: one line per event for files and journals, without anybody's words. */

import type { Clock } from "../platform/clock.ts";
import { displayName } from "../protocol/message.ts";
import { safeText } from "../protocol/safe-text.ts";
import type { Observer } from "./pipeline.ts";

export type Level = "info" | "warn" | "error";

export interface EventLog {
  write(level: Level, event: string, fields?: Readonly<Record<string, string | number>>): void;
}

/** `2026-11-21T02:26:42.000Z info came who=192.168.55.14 nick=g192-168-55-14`: RFC 3339 time, level, event, key=value. */
export function eventLog(clock: Clock, writeLine: (line: string) => void): EventLog {
  return {
    write(level, event, fields = {}) {
      const pairs = Object.entries(fields).map(([key, value]) => ` ${key}=${quoted(String(value))}`);
      writeLine(`${new Date(clock.nowMs()).toISOString()} ${level} ${event}${pairs.join("")}`);
    },
  };
}

function quoted(value: string): string {
  const text = safeText(value.replace(/\s+/g, " "));
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
}

export interface LineBuffer {
  add(line: string): void;
  /** Writes what is left at once; the process may end afterwards. */
  flush(): void;
}

/** Collects a tick's lines into one write: a write for every join took a seventh of the time of a crowd's arrival. */
export function lineBuffer(clock: Clock, write: (text: string) => void): LineBuffer {
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) write(lines.join("\n"));
    lines = [];
  };
  return {
    add(line) {
      if (lines.length === 0) clock.endOfTick(flush);
      lines.push(line);
    },
    flush,
  };
}

export function loggingObserver(log: EventLog): Observer {
  return {
    came: (session, source) =>
      log.write("info", "came", { session, who: displayName(source), nick: source.nick }),
    went: (session, source, reason) =>
      log.write("info", "went", {
        session,
        who: displayName(source),
        nick: source.nick,
        reason: reason.kind,
      }),
    acted: ({ by, action, target, reason }) =>
      log.write("info", "acted", { by, action, target, ...(reason === undefined ? {} : { reason }) }),
    skipped: (sequence, error) => log.write("error", "entry-skipped", { sequence, error: String(error) }),
    fault: (error) => log.write("error", "fault", { error: stackOf(error) }),
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
