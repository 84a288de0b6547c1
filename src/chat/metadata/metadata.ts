/** What is known of one person or channel, by key. Never changes: another one takes its place. */
import type { MetadataChange } from "../../protocol/metadata.ts";

export type Metadata = ReadonlyMap<string, string>;

/** Most people and channels have none: all of them share this. */
export const NO_METADATA: Metadata = new Map();

/** What is to become of it, by key. */
export type MetadataChanges = ReadonlyMap<string, MetadataChange>;

export const NO_CHANGES: MetadataChanges = new Map();

export function withChanges(metadata: Metadata, changes: Iterable<MetadataChange>): Metadata {
  const next = new Map(metadata);
  for (const { key, value } of changes) {
    if (value === undefined) next.delete(key);
    else next.set(key, value);
  }
  return next.size === 0 ? NO_METADATA : next;
}

/** What leads from one to the other. */
export function changesBetween(before: Metadata, after: Metadata): MetadataChange[] {
  const removed = [...before.keys()].filter((key) => !after.has(key)).map((key) => ({ key }));
  const set = [...after].filter(([key, value]) => before.get(key) !== value);
  return [...removed, ...set.map(([key, value]) => ({ key, value }))];
}
