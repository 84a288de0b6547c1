/** For how long something is imposed, and why: `[DURATION] 1d2h [REASON] floods rooms`. */
import { parseDuration } from "../../protocol/duration.ts";
import { cutKickReason } from "../texts.ts";

export interface Terms {
  /** Absent: until it is lifted. */
  readonly durationMs?: number;
  /** "" for none. */
  readonly reason: string;
}

/** @returns the word that is no duration where one was announced. */
export function readTerms(words: readonly string[]): Terms | string {
  const [first = "", second = ""] = words;
  const isAnnounced = first.toUpperCase() === "DURATION";
  const durationMs = parseDuration(isAnnounced ? second : first);
  if (isAnnounced && durationMs === undefined) return second;
  const rest = words.slice(durationMs === undefined ? 0 : isAnnounced ? 2 : 1);
  return termsOf(durationMs, rest[0]?.toUpperCase() === "REASON" ? rest.slice(1) : rest);
}

export function termsOf(durationMs: number | undefined, words: readonly string[]): Terms {
  const reason = cutKickReason(words.join(" ").trim());
  return durationMs === undefined ? { reason } : { durationMs, reason };
}
