/** The lasting rows of a history in memory. */
import type { LastingPlace, LastingRow, LastingWrite } from "../protocol/lasting.ts";

export class LastingRows {
  readonly #rows = new Map<string, LastingRow>();

  write({ kind, key, value }: LastingWrite): void {
    if (value === undefined) this.#rows.delete(placeKey({ kind, key }));
    else this.#rows.set(placeKey({ kind, key }), { kind, key, value });
  }

  all(): readonly LastingRow[] {
    return [...this.#rows.values()];
  }
}

/** The same for no two places. */
export function placeKey({ kind, key }: LastingPlace): string {
  return `${kind} ${key}`;
}
