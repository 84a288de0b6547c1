/** Everybody's metadata, by who they are: an account's lasts, a guest's ends with the guest. */
import { METADATA_KEYS_MAX, METADATA_VALUES_MAX } from "../../protocol/limits.ts";
import type { MetadataChange } from "../../protocol/metadata.ts";
import { type Metadata, NO_METADATA, withChanges } from "./metadata.ts";

export class UserMetadata {
  readonly #byId = new Map<string, Metadata>();
  /** Keys on their way to the disk, each as often as it is. */
  readonly #pending = new Map<string, string[]>();
  #valueCount = 0;

  /** @param id of an account or a guest. */
  of(id: string): Metadata {
    return this.#byId.get(id) ?? NO_METADATA;
  }

  apply(id: string, changes: readonly MetadataChange[]): void {
    this.#put(id, withChanges(this.of(id), changes));
  }

  /** Whoever it was is gone. @returns what there was. */
  forget(id: string): Metadata {
    const metadata = this.of(id);
    this.#put(id, NO_METADATA);
    return metadata;
  }

  /** Whether one more key is one too many, those on their way to the disk included. */
  hasRoom(id: string, key: string): boolean {
    const known = this.of(id);
    if (known.has(key)) return true;
    const coming = new Set((this.#pending.get(id) ?? []).filter((other) => !known.has(other)));
    if (coming.has(key)) return true;
    return known.size + coming.size < METADATA_KEYS_MAX && this.#valueCount < METADATA_VALUES_MAX;
  }

  /** Whether something of this key is on its way to the disk: then it is not known yet what it will be. */
  isPending(id: string, key: string): boolean {
    return this.#pending.get(id)?.includes(key) === true;
  }

  /** These are on their way to the disk until `settle`. */
  expect(id: string, changes: readonly MetadataChange[]): void {
    const keys = changes.map(({ key }) => key);
    this.#pending.set(id, [...(this.#pending.get(id) ?? []), ...keys]);
  }

  settle(id: string, changes: readonly MetadataChange[]): void {
    const pending = this.#pending.get(id) ?? [];
    for (const { key } of changes) {
      const index = pending.indexOf(key);
      if (index !== -1) pending.splice(index, 1);
    }
    if (pending.length === 0) this.#pending.delete(id);
  }

  /** Every key that there is or may be soon. */
  keys(id: string): ReadonlySet<string> {
    return new Set([...this.of(id).keys(), ...(this.#pending.get(id) ?? [])]);
  }

  #put(id: string, metadata: Metadata): void {
    this.#valueCount += metadata.size - this.of(id).size;
    if (metadata.size === 0) this.#byId.delete(id);
    else this.#byId.set(id, metadata);
  }
}
