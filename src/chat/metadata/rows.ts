/** An account's metadata as rows that outlive a restart: one for each key, so that two changes never write over each other. */
import type { LastingRow, LastingWrite } from "../../protocol/lasting.ts";
import type { MetadataChange } from "../../protocol/metadata.ts";
import type { Chat } from "../chat.ts";
import { type Moment, takePlace } from "../effects.ts";

export interface MetadataWrite {
  /** By the id of its account. */
  readonly owner: string;
  readonly change: MetadataChange;
  /** See `LastingWrite`. */
  readonly hasHappened: boolean;
}

/** Takes its place among what the entry does. */
export function metadataWrite(moment: Moment, { owner, change, hasHappened }: MetadataWrite): LastingWrite {
  const { key, value } = change;
  const place = { kind: "metadata", key: rowKey(owner, key), ...takePlace(moment), hasHappened } as const;
  return { write: "lasting", ...place, ...(value === undefined ? {} : { value: JSON.stringify(value) }) };
}

/** Neither ids nor keys have spaces. */
function rowKey(owner: string, key: string): string {
  return `${owner} ${key}`;
}

/** Takes everything away that an account has told. */
export function metadataRemovals(moment: Moment, { id }: { readonly id: string }): LastingWrite[] {
  const keys = [...moment.chat.metadata.keys(id)];
  return keys.map((key) => metadataWrite(moment, { owner: id, change: { key }, hasHappened: false }));
}

/** Of an account that is no more, nothing is left to tell. @throws SyntaxError where the row is no JSON. */
export function restoreMetadata(chat: Chat, { key: place, value }: LastingRow): void {
  const [owner = "", key = ""] = place.split(" ");
  // Written above, into a file that is ours.
  const change = { key, value: JSON.parse(value) as string };
  if (chat.accounts.get(owner)) chat.metadata.apply(owner, [change]);
}
