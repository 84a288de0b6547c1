/** One decided entry on its way from the order to those it concerns. */
import type { Effect, SessionId, StampedEntry } from "../protocol/effects.ts";
import type { HistoryWrite } from "../protocol/history.ts";

export interface Place {
  /** Whose question it was; undefined where nobody waits for an answer. */
  readonly asker: SessionId | undefined;
  /** Whose outcome it is. */
  readonly outcomeFor: SessionId | undefined;
  readonly effects: readonly Effect[];
  isStored: boolean;
  failed: boolean;
}

/** @param records what must be on the disk before its effects leave. */
export function placeOf(
  stamped: StampedEntry,
  effects: readonly Effect[],
  records: readonly HistoryWrite[],
): Place {
  const { entry } = stamped;
  return {
    asker: askerOf(stamped),
    outcomeFor: entry.kind === "kept" ? entry.session : undefined,
    effects,
    isStored: records.length === 0,
    failed: false,
  };
}

const NO_RECORDS: readonly HistoryWrite[] = [];

/** What must be on the disk before the entry's effects leave. */
export function recordsOf(effects: readonly Effect[]): readonly HistoryWrite[] {
  let records: HistoryWrite[] | undefined;
  for (const effect of effects) {
    if (effect.kind !== "record" && effect.kind !== "keep") continue;
    records ??= [];
    if (effect.kind === "record") records.push(effect.write);
    else records.push(...effect.writes);
  }
  return records ?? NO_RECORDS;
}

/** Sessions count what they ask; what happens to them without their asking answers nothing. */
function askerOf({ entry }: StampedEntry): SessionId | undefined {
  switch (entry.kind) {
    case "message":
    case "operator":
    case "negotiation":
    case "redaction":
    case "login":
    case "register":
    case "password":
      return entry.session;
    default:
      return undefined;
  }
}
