/** How far an account's owner has read one place, as a row that outlives a restart. */
import type { LastingRow, LastingWrite } from "../../protocol/lasting.ts";
import type { Chat } from "../chat.ts";
import { type Moment, takePlace } from "../effects.ts";

/** Whose marker of what. */
export interface MarkerPlace {
  readonly account: string;
  readonly place: string;
}

/** @param timeMs undefined: it is no more. */
export function markerWrite(moment: Moment, { account, place }: MarkerPlace, timeMs?: number): LastingWrite {
  const row = { write: "lasting", kind: "marker", key: `${account} ${place}`, ...takePlace(moment) } as const;
  return timeMs === undefined
    ? { ...row, hasHappened: false }
    : { ...row, hasHappened: false, value: JSON.stringify(timeMs) };
}

/** The account is no more. */
export function markerRemovals(moment: Moment, { id }: { readonly id: string }): LastingWrite[] {
  return moment.chat.markers.places(id).map((place) => markerWrite(moment, { account: id, place }));
}

/** @throws SyntaxError where the row is no JSON. */
export function restoreMarker({ accounts, markers }: Chat, { key, value }: LastingRow): void {
  const [account = "", place = ""] = key.split(" ");
  // It was dropped, or the one who was talked with was.
  if (!accounts.get(account) || !(place.startsWith("#") || accounts.get(place))) return;
  markers.set(account, place, Number(JSON.parse(value)));
}
