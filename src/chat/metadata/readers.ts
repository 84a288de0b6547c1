/** Which session wants to hear of which keys, and how much of it there was lately. */
import type { SessionId } from "../../protocol/effects.ts";
import {
  METADATA_CHANGES_MAX,
  METADATA_CHANGES_MS,
  METADATA_SUBSCRIPTIONS_MAX,
  METADATA_SYNC_ALL_VALUES_MAX,
  METADATA_SYNC_MS,
  METADATA_SYNC_TARGETS_MAX,
  METADATA_SYNC_VALUES_MAX,
} from "../../protocol/limits.ts";
import { Allowance } from "./allowance.ts";

interface Reader {
  readonly keys: Set<string>;
  readonly changes: Allowance;
  readonly syncs: Allowance;
}

const NO_KEYS: ReadonlySet<string> = new Set();
const NO_SESSIONS: ReadonlySet<SessionId> = new Set();
/** What is looked at costs less than what is told. */
const TARGETS_PER_VALUE = METADATA_SYNC_TARGETS_MAX / METADATA_SYNC_VALUES_MAX;

export class MetadataReaders {
  readonly #readers = new Map<SessionId, Reader>();
  readonly #byKey = new Map<string, Set<SessionId>>();
  readonly #allSyncs = new Allowance(METADATA_SYNC_ALL_VALUES_MAX, METADATA_SYNC_MS);

  /** What a session has subscribed to, in that order. */
  keysOf(session: SessionId): ReadonlySet<string> {
    return this.#readers.get(session)?.keys ?? NO_KEYS;
  }

  subscribersOf(key: string): ReadonlySet<SessionId> {
    return this.#byKey.get(key) ?? NO_SESSIONS;
  }

  /** @returns "full" where it has as many already as it may have. */
  subscribe(session: SessionId, key: string): "new" | "known" | "full" {
    const { keys } = this.#reader(session);
    if (keys.has(key)) return "known";
    if (keys.size >= METADATA_SUBSCRIPTIONS_MAX) return "full";
    keys.add(key);
    const subscribers = this.#byKey.get(key);
    if (subscribers) subscribers.add(session);
    else this.#byKey.set(key, new Set([session]));
    return "new";
  }

  unsubscribe(session: SessionId, key: string): void {
    this.#readers.get(session)?.keys.delete(key);
    const subscribers = this.#byKey.get(key);
    subscribers?.delete(session);
    if (subscribers?.size === 0) this.#byKey.delete(key);
  }

  /** It cannot read notifications any more. */
  unsubscribeAll(session: SessionId): void {
    for (const key of [...this.keysOf(session)]) this.unsubscribe(session, key);
  }

  /** The session is over. */
  forget(session: SessionId): void {
    this.unsubscribeAll(session);
    this.#readers.delete(session);
  }

  /** A change counts against its session. @returns 0, or the seconds until it may be asked for again. */
  secondsToChange(session: SessionId, nowMs: number): number {
    const { changes } = this.#reader(session);
    const seconds = changes.secondsLeft(nowMs);
    if (seconds === 0) changes.spend(1, nowMs);
    return seconds;
  }

  /** @returns 0, or the seconds until the session may be told so much again; who has subscribed to nothing is told nothing. */
  secondsToSync(session: SessionId, nowMs: number): number {
    const { keys, syncs } = this.#reader(session);
    return keys.size === 0 ? 0 : Math.max(syncs.secondsLeft(nowMs), this.#allSyncs.secondsLeft(nowMs));
  }

  synced(
    session: SessionId,
    told: { readonly values: number; readonly targets: number },
    nowMs: number,
  ): void {
    const amount = told.values + told.targets / TARGETS_PER_VALUE;
    this.#reader(session).syncs.spend(amount, nowMs);
    this.#allSyncs.spend(amount, nowMs);
  }

  #reader(session: SessionId): Reader {
    const known = this.#readers.get(session);
    if (known) return known;
    const reader: Reader = {
      keys: new Set(),
      changes: new Allowance(METADATA_CHANGES_MAX, METADATA_CHANGES_MS),
      syncs: new Allowance(METADATA_SYNC_VALUES_MAX, METADATA_SYNC_MS),
    };
    this.#readers.set(session, reader);
    return reader;
  }
}
