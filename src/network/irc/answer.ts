/** The answer to one labelled command: one line, one batch, or nothing but an ACK. https://ircv3.net/specs/extensions/labeled-response */
import { escapeTagValue } from "../../protocol/tags.ts";
import { joinTags, type TaggedLine, withTags } from "./tags.ts";

interface Batch {
  readonly type: string;
  readonly params: readonly string[];
  readonly items: (TaggedLine | Batch)[];
}

export interface BatchNames {
  readonly serverName: string;
  /** A reference no other open batch of this session has. */
  newReference(): string;
}

/** Lines and batches within batches, written out when the answer is whole. */
export class Answer {
  readonly #root: Batch = { type: "labeled-response", params: [], items: [] };
  readonly #open: Batch[] = [this.#root];

  add(line: TaggedLine): void {
    this.#open.at(-1)?.items.push(line);
  }

  beginBatch(type: string, params: readonly string[]): void {
    const batch: Batch = { type, params, items: [] };
    this.#open.at(-1)?.items.push(batch);
    this.#open.push(batch);
  }

  endBatch(): void {
    if (this.#open.length > 1) this.#open.pop();
  }

  /** Every line of the answer to a labelled command. */
  labelled(label: string, names: BatchNames): string[] {
    const tag = `label=${escapeTagValue(label)}`;
    const { items } = this.#root;
    const [only] = items;
    if (!only) return [withTags({ tags: tag, line: `:${names.serverName} ACK` })];
    if (items.length > 1) return writeBatch(this.#root, tag, names);
    return write(only, tag, names);
  }

  /** The lines without a label. */
  unlabelled(names: BatchNames): string[] {
    return this.#root.items.flatMap((item) => write(item, "", names));
  }
}

/** @param tag of the whole item: the batch it is in, or the label. */
function write(item: TaggedLine | Batch, tag: string, names: BatchNames): string[] {
  if ("items" in item) return writeBatch(item, tag, names);
  return [withTags({ tags: joinTags(tag, item.tags), line: item.line })];
}

function writeBatch(batch: Batch, tag: string, names: BatchNames): string[] {
  const { serverName } = names;
  const reference = names.newReference();
  const start = [`:${serverName} BATCH +${reference} ${batch.type}`, ...batch.params].join(" ");
  const end = `:${serverName} BATCH -${reference}`;
  return [
    withTags({ tags: tag, line: start }),
    ...batch.items.flatMap((item) => write(item, `batch=${reference}`, names)),
    // Start and end of a batch within another are both in that one; a label stands on the start alone.
    tag.startsWith("batch=") ? withTags({ tags: tag, line: end }) : end,
  ];
}
