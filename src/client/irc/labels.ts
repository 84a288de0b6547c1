/** Which request a line answers: its label, or that of the batch it is in. https://ircv3.net/specs/extensions/labeled-response */
import type { Incoming } from "./incoming.ts";

/** Batches open at a time; a server that opens more does not end its own. */
const BATCHES_MAX = 100;

/** The open batches of one connection. https://ircv3.net/specs/extensions/batch */
export class Labels {
  readonly #labelOfBatch = new Map<string, string | undefined>();

  /** To be called once for every line, in order. @returns the label of our request, if it is known. */
  labelOf({ command, params: [reference = ""], tags }: Incoming): string | undefined {
    const outer = tags.get("batch");
    const label = tags.get("label") ?? (outer === undefined ? undefined : this.#labelOfBatch.get(outer));
    if (command !== "BATCH") return label;
    if (reference.startsWith("+")) this.#open(reference.slice(1), label);
    return reference.startsWith("-") ? this.#close(reference.slice(1)) : label;
  }

  #open(reference: string, label: string | undefined): void {
    if (this.#labelOfBatch.size < BATCHES_MAX) this.#labelOfBatch.set(reference, label);
  }

  #close(reference: string): string | undefined {
    const label = this.#labelOfBatch.get(reference);
    this.#labelOfBatch.delete(reference);
    return label;
  }
}
