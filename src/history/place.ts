/** Places in the order. Sequences and times rise together, so each question "is it behind this point?" is asked of a place. */
import type { Point } from "./query.ts";

export interface Place {
  readonly sequence: number;
  readonly index: number;
}

export interface TimedPlace extends Place {
  readonly timeMs: number;
}

/** True for every place from some place on. */
export type Boundary = (place: TimedPlace) => boolean;

const MSGID = /^(.+)-([0-9a-z]{1,11})-([0-9a-z]{1,4})$/;

export function formatMsgid(historyId: string, { sequence, index }: Place): string {
  return `${historyId}-${sequence.toString(36)}-${index.toString(36)}`;
}

/** @returns undefined for what was never a msgid of this history. */
export function parseMsgid(historyId: string, msgid: string): Place | undefined {
  const [, id, sequence = "", index = ""] = MSGID.exec(msgid) ?? [];
  if (id !== historyId) return undefined;
  const place = { sequence: Number.parseInt(sequence, 36), index: Number.parseInt(index, 36) };
  return formatMsgid(historyId, place) === msgid ? place : undefined;
}

export function comparePlaces(one: Place, other: Place): number {
  return one.sequence - other.sequence || one.index - other.index;
}

/** From the point on; undefined where no message of this history can be meant. */
export function fromPoint(historyId: string, point: Point): Boundary | undefined {
  if ("timeMs" in point) return ({ timeMs }) => timeMs >= point.timeMs;
  const place = parseMsgid(historyId, point.msgid);
  return place && ((other) => comparePlaces(other, place) >= 0);
}

/** Behind the point; undefined where no message of this history can be meant. */
export function behindPoint(historyId: string, point: Point): Boundary | undefined {
  if ("timeMs" in point) return ({ timeMs }) => timeMs > point.timeMs;
  const place = parseMsgid(historyId, point.msgid);
  return place && ((other) => comparePlaces(other, place) > 0);
}

/** What a query must not see. */
export function fromSequence(asOf: number): Boundary {
  return ({ sequence }) => sequence >= asOf;
}
