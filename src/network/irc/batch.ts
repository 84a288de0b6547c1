/** Lines that belong together, and batches within batches. https://ircv3.net/specs/extensions/batch */
import { joinTags, type TaggedLine, withTags } from "./tags.ts";

export type Item = TaggedLine | Batch;

export interface Batch {
  readonly type: string;
  readonly params: readonly string[];
  readonly items: readonly Item[];
  /** Who it comes from, where that is not the server. */
  readonly source?: string;
  /** Its own, on its start; beside the label's or those of the batch around it. */
  readonly tags?: string;
}

export interface BatchNames {
  readonly serverName: string;
  /** A reference no other open batch of this session has. */
  newReference(): string;
}

/** @param tag of the whole item: the batch it is in, or the label; "" for none. */
export function writeItem(item: Item, tag: string, names: BatchNames): string[] {
  if ("items" in item) return writeBatch(item, tag, names);
  return [withTags({ tags: joinTags(tag, item.tags), line: item.line })];
}

/** The same for one that is certainly a batch. */
export function writeBatch(batch: Batch, tag: string, names: BatchNames): string[] {
  const { source = names.serverName, tags = "" } = batch;
  const reference = names.newReference();
  const start = [`:${source} BATCH +${reference} ${batch.type}`, ...batch.params].join(" ");
  const end = `:${source} BATCH -${reference}`;
  return [
    withTags({ tags: joinTags(tag, tags), line: start }),
    ...batch.items.flatMap((item) => writeItem(item, `batch=${reference}`, names)),
    // Start and end of a batch within another are both in that one; a label stands on the start alone.
    tag.startsWith("batch=") ? withTags({ tags: tag, line: end }) : end,
  ];
}
