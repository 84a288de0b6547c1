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

/** The account is no more: neither its own markers, nor others' of talks with it. */
export function markerRemovals(moment: Moment, { id }: { readonly id: string }): LastingWrite[] {
  const { markers } = moment.chat;
  const own = markers.places(id).map((place) => ({ account: id, place }));
  const about = markers.readersOf(id).map((account) => ({ account, place: id }));
  return [...own, ...about].map((marker) => markerWrite(moment, marker));
}

/** @throws SyntaxError where the row is no JSON. */
export function restoreMarker({ accounts, markers, unsaved }: Chat, { key, value }: LastingRow): void {
  const [account = "", place = ""] = key.split(" ");
  // Whoever was talked with is no more.
  if (!place.startsWith("#") && !accounts.get(place)) {
    unsaved.mark("marker", key);
    return;
  }
  const left = markers.set(account, place, Number(JSON.parse(value)));
  if (left !== undefined) unsaved.mark("marker", `${account} ${left}`);
}
