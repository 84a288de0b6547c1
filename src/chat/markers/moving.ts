/** Markers that come from the disk, or go along with a channel's new name. */
import type { Effect } from "../../protocol/effects.ts";
import { NO_SESSION } from "../../protocol/effects.ts";
import type { LastingOutcome, LastingWrite } from "../../protocol/lasting.ts";
import type { Kept } from "../accounts/register.ts";
import type { Moment } from "../effects.ts";
import { type MarkerPlace, markerWrite } from "./marker-row.ts";
import { tellMarker } from "./show.ts";

type MarkerSet = LastingOutcome & { readonly kind: "marker-set" };

/** The disk has answered: only now it counts. */
export function applyMarker(moment: Moment, outcome: MarkerSet, { session, isKept }: Kept): Effect[] {
  const { markers, accounts } = moment.chat;
  const { account: id, place, name, timeMs } = outcome;
  markers.answered(id, place, timeMs);
  if (!isKept) return session ? [refusal(session.id, name)] : [];
  const account = accounts.get(id);
  // Dropped meanwhile.
  if (!account) return [markerGone(moment, { account: id, place })];
  const left = markers.set(id, place, timeMs);
  const kept = markers.find(id, place) ?? timeMs;
  return [
    ...(left === undefined ? [] : [markerGone(moment, { account: id, place: left })]),
    ...tellMarker(account.user?.sessions ?? [], { asker: session?.id ?? NO_SESSION, name, timeMs: kept }),
  ];
}

function refusal(to: number, name: string): Effect {
  const reply = { severity: "FAIL", command: "MARKREAD", code: "INTERNAL_ERROR", context: [name] } as const;
  return { kind: "standard", to, reply };
}

/** @param before folded, as is `after`. */
export function moveMarkers(moment: Moment, before: string, after: string): Effect[] {
  const { markers, accounts } = moment.chat;
  if (before === after) return [];
  const owners = markers.rename(before, after).filter((id) => accounts.get(id) !== undefined);
  return owners.flatMap((account) => [
    markerGone(moment, { account, place: before }),
    recorded(markerWrite(moment, { account, place: after }, markers.find(account, after))),
  ]);
}

/** There is no such marker any more: its row goes, too. */
export function markerGone(moment: Moment, place: MarkerPlace): Effect {
  return recorded(markerWrite(moment, place));
}

/** What is so already. */
function recorded(write: LastingWrite): Effect {
  return { kind: "record", session: NO_SESSION, write: { ...write, hasHappened: true } };
}
