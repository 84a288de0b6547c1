/** The answer to one labelled command: one line, one batch, or nothing but an ACK. https://ircv3.net/specs/extensions/labeled-response */
import { escapeTagValue } from "../../protocol/tags.ts";
import { type Batch, type BatchNames, type Item, writeBatch, writeItem } from "./batch.ts";
import { withTags } from "./tags.ts";

/** A batch that still grows. */
interface OpenBatch extends Batch {
  readonly items: Item[];
}

/** Lines and batches within batches, written out when the answer is whole. */
export class Answer {
  readonly #root: OpenBatch = { type: "labeled-response", params: [], items: [] };
  readonly #open: OpenBatch[] = [this.#root];

  add(item: Item): void {
    this.#open.at(-1)?.items.push(item);
  }

  beginBatch(type: string, params: readonly string[]): void {
    const batch: OpenBatch = { type, params, items: [] };
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
    return writeItem(only, tag, names);
  }

  /** The lines without a label. */
  unlabelled(names: BatchNames): string[] {
    return this.#root.items.flatMap((item) => writeItem(item, "", names));
  }
}
