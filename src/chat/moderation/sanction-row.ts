/** A ban or a mute as a row that outlives a restart. */
import type { LastingRow, LastingWrite } from "../../protocol/lasting.ts";
import type { Sanction } from "../../protocol/sanction.ts";
import type { Chat } from "../chat.ts";
import { type Moment, takePlace } from "../effects.ts";

/** Takes its place among what the entry does. */
export function sanctionWrite(moment: Moment, sanction: Sanction): LastingWrite {
  return { ...rowOf(moment, sanction), value: JSON.stringify(sanction) };
}

/** Takes it away. */
export function sanctionRemoval(moment: Moment, sanction: Pick<Sanction, "kind" | "target">): LastingWrite {
  return rowOf(moment, sanction);
}

function rowOf(moment: Moment, { kind, target }: Pick<Sanction, "kind" | "target">): LastingWrite {
  const key = `${kind} ${moment.chat.sanctions.lists[kind].keyOf(target)}`;
  return { write: "lasting", kind: "ban", key, ...takePlace(moment), hasHappened: false };
}

/** @throws SyntaxError where it is no JSON. */
export function restoreSanction({ sanctions }: Chat, { value }: LastingRow): void {
  // Written above, into a file that is ours.
  const sanction = JSON.parse(value) as Sanction;
  sanctions.lists[sanction.kind].add(sanction);
}
