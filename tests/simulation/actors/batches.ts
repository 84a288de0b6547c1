/** Which lines an IRC client reads belong to an answer of history, perhaps within another batch. https://ircv3.net/specs/extensions/batch */

export type Tags = ReadonlyMap<string, string> | undefined;

export class OpenBatches {
  /** By reference: whether it is, or is within, an answer of history. */
  readonly #open = new Map<string, boolean>();

  /** One BATCH line. */
  read(tags: Tags, [reference = "", type = ""]: readonly string[]): void {
    const name = reference.slice(1);
    if (reference.startsWith("+")) this.#open.set(name, type === "chathistory" || this.isEarlier(tags));
    else this.#open.delete(name);
  }

  /** Whether a line with these tags tells what was said earlier. */
  isEarlier(tags: Tags): boolean {
    return this.#open.get(tags?.get("batch") ?? "") ?? false;
  }
}
