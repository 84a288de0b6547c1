/** Places in the order. Sequences and times rise together, so each question "is it behind this point?" is asked of a place. */
import type { PageQuery, Point } from "../protocol/history-query.ts";
import { type EventPlace, parseMsgid } from "../protocol/msgid.ts";

export interface TimedPlace extends EventPlace {
  readonly timeMs: number;
}

/** True for every place from some place on. */
export type Boundary = (place: TimedPlace) => boolean;

export function comparePlaces(one: EventPlace, other: EventPlace): number {
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

/** The same page, counted from its other end. */
export function turned({ after, before, take, ...page }: PageQuery): PageQuery {
  return {
    ...page,
    ...(before && { after: before }),
    ...(after && { before: after }),
    take: take === "first" ? "last" : "first",
  };
}

/** What a query must not see. */
export function fromSequence(asOf: number): Boundary {
  return ({ sequence }) => sequence >= asOf;
}
