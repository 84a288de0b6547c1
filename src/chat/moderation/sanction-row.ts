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

function rowOf(moment: Moment, sanction: Pick<Sanction, "kind" | "target">): LastingWrite {
  const key = keyOf(moment.chat, sanction);
  return { write: "lasting", kind: "ban", key, ...takePlace(moment), hasHappened: false };
}

function keyOf({ sanctions }: Chat, { kind, target }: Pick<Sanction, "kind" | "target">): string {
  return `${kind} ${sanctions.lists[kind].keyOf(target)}`;
}

/** The row of what is imposed under this key; undefined where nothing is. */
export function sanctionValue({ chat }: Moment, key: string): string | undefined {
  const [kind = "", ...words] = key.split(" ");
  const found = chat.sanctions.lists[kind === "mute" ? "mute" : "ban"].at(words.join(" "));
  return found && JSON.stringify(found);
}

/** @throws SyntaxError where it is no JSON. */
export function restoreSanction(chat: Chat, { key: place, value }: LastingRow): void {
  // Written above, into a file that is ours.
  const sanction = JSON.parse(value) as Sanction;
  chat.sanctions.lists[sanction.kind].add(sanction);
  const key = keyOf(chat, sanction);
  if (key === place) return;
  // Names may be compared in another way than when it was written: lifted, it must be gone.
  chat.unsaved.mark("ban", place);
  chat.unsaved.mark("ban", key);
}
