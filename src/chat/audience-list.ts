/** Sessions that hear of something, in the order they came. */
import type { SessionId } from "../protocol/effects.ts";

/**
 * Effects keep what `all` returned, so it never changes: whoever comes or goes leads to a new array, made when it is asked
 * for. That is a copy of numbers; walking over 1,000 members for each of 1,000 who joined took a tenth of joining.
 */
export class AudienceList {
  readonly #ids: SessionId[] = [];
  #all: readonly SessionId[] | undefined;

  add(id: SessionId): void {
    this.#ids.push(id);
    this.#all = undefined;
  }

  remove(id: SessionId): void {
    const index = this.#ids.indexOf(id);
    if (index === -1) return;
    this.#ids.splice(index, 1);
    this.#all = undefined;
  }

  /** The same array until somebody comes or goes, so a message costs no copy. */
  all(): readonly SessionId[] {
    this.#all ??= this.#ids.slice();
    return this.#all;
  }
}
