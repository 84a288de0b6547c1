/** Whom a person does not want to read. Known to this program only; it ends with it. */
import { compileMask, normalizeMask } from "../../protocol/masks.ts";
import type { Features } from "./features.ts";

/** More is no list that anybody keeps in mind. */
const IGNORED_MAX = 100;

export class IgnoreList {
  readonly #masks = new Map<string, string>();

  get names(): readonly string[] {
    return [...this.#masks.values()];
  }

  /** @param mask a nick, or `nick!user@host` with wildcards. @returns whether there was room for it. */
  add(mask: string): boolean {
    if (this.#masks.size >= IGNORED_MAX) return false;
    this.#masks.set(normalizeMask(mask).toLowerCase(), mask);
    return true;
  }

  delete(mask: string): void {
    this.#masks.delete(normalizeMask(mask).toLowerCase());
  }

  /** @param source `nick!user@host` */
  has(source: string, features: Features): boolean {
    const fold = (text: string) => features.fold(text);
    return [...this.#masks.keys()].some((mask) => compileMask(mask, fold)(source));
  }
}
