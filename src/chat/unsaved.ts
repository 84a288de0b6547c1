/**
 * Rows that are not as things are any more. What has changed is marked while an entry is decided, however often; behind it each
 * row is written once.
 */
import type { Effect } from "../protocol/effects.ts";
import { NO_SESSION } from "../protocol/effects.ts";
import type { LastingKind, LastingPlace, LastingWrite } from "../protocol/lasting.ts";
import { type Moment, takePlace } from "./effects.ts";
import { sanctionValue } from "./moderation/sanction-row.ts";
import { presenceValue } from "./presence/presence-row.ts";
import { channelValue } from "./registered/channel-row.ts";

/** What each kind's row says at the moment, as JSON; undefined where there is none. */
const VALUES: Readonly<Partial<Record<LastingKind, (moment: Moment, key: string) => string | undefined>>> = {
  ban: sanctionValue,
  channel: channelValue,
  presence: presenceValue,
};

export class Unsaved {
  readonly #places = new Map<string, LastingPlace>();

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  mark(kind: LastingKind, key: string): void {
    this.#places.set(`${kind} ${key}`, { kind, key });
  }

  take(): readonly LastingPlace[] {
    const places = [...this.#places.values()];
    this.#places.clear();
    return places;
  }
}

/** Writes what has happened anyway, so nothing of it is refused. */
export function save(moment: Moment): Effect[] {
  const { chat } = moment;
  return chat.unsaved.take().map(({ kind, key }) => {
    const value = VALUES[kind]?.(moment, key);
    const row = { write: "lasting", kind, key, ...takePlace(moment), hasHappened: true } as const;
    const write: LastingWrite = value === undefined ? row : { ...row, value };
    return { kind: "record", session: NO_SESSION, write };
  });
}
