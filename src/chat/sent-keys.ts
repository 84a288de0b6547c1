/** What was said under which key: a client that has not seen its echo says the same again, and it is said once. */
import type { ChatEvent } from "../protocol/effects.ts";
import { SENDING_KEY_MS, SENDING_KEYS_MAX, SENDING_KEYS_PER_USER_MAX } from "../protocol/limits.ts";
import type { User } from "./user.ts";

type Known = Pick<User, "id">;

/** One line of a client; several events where it had several targets. */
interface Sent {
  readonly timeMs: number;
  readonly events: readonly ChatEvent[];
}

export class SentKeys {
  /** By user id, then by key, both in the order in which they were last used: the oldest makes room. */
  readonly #users = new Map<string, Map<string, Sent>>();
  #count = 0;

  /** @returns what was said under this key in the last 24 hours. */
  find({ id }: Known, key: string, nowMs: number): readonly ChatEvent[] | undefined {
    const sent = this.#users.get(id)?.get(key);
    return sent && nowMs - sent.timeMs < SENDING_KEY_MS ? sent.events : undefined;
  }

  /** @param events of one entry, at least one. */
  add({ id }: Known, key: string, events: readonly ChatEvent[]): void {
    const [{ timeMs } = { timeMs: 0 }] = events;
    const keys = this.#users.get(id) ?? new Map<string, Sent>();
    this.#users.delete(id);
    this.#users.set(id, keys);
    if (!keys.delete(key)) this.#count += 1;
    keys.set(key, { timeMs, events });
    if (keys.size > SENDING_KEYS_PER_USER_MAX) this.#forgetOldest(id, keys);
    // Who has been silent longest has seen their echoes, or never will.
    const [silent] = this.#users;
    if (this.#count > SENDING_KEYS_MAX && silent) this.#forgetOldest(...silent);
  }

  /** It could not be stored: said again, it is said for the first time. */
  forget({ id }: Known, key: string): void {
    const keys = this.#users.get(id);
    if (keys?.delete(key)) this.#forgotten(id, keys);
  }

  /** Somebody is known by another id from now on: what they have said goes along. */
  reidentify(before: string, after: string): void {
    const sent = this.#users.get(before);
    if (!sent || before === after) return;
    this.forgetUser({ id: before });
    for (const [key, { events }] of sent) this.add({ id: after }, key, events);
  }

  /** Nobody can come back as this user. */
  forgetUser({ id }: Known): void {
    this.#count -= this.#users.get(id)?.size ?? 0;
    this.#users.delete(id);
  }

  #forgetOldest(id: string, keys: Map<string, Sent>): void {
    const [oldest] = keys.keys();
    if (oldest !== undefined && keys.delete(oldest)) this.#forgotten(id, keys);
  }

  #forgotten(id: string, keys: Map<string, Sent>): void {
    this.#count -= 1;
    if (keys.size === 0) this.#users.delete(id);
  }
}
