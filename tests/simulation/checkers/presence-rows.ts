/** Who stays without devices is kept where they are and as what, so that a crash at any moment changes nothing of it. */
import type { PresenceRecord, UserRecord } from "../../../src/chat/presence/presence-row.ts";
import type { HistoryWrite } from "../../../src/protocol/history.ts";
import type { LastingPlace } from "../../../src/protocol/lasting.ts";
import { fold } from "../fold.ts";
import type { Trace } from "../trace.ts";
import type { TruePerson } from "../true-people.ts";
import type { Truth } from "../truth.ts";

/** A row that is, or is to be. */
type Row = LastingPlace & { readonly value?: string };

/** Of one life. */
export class PresenceRows {
  readonly #trace: Trace;
  /** By the name of the account, as it was when the row was written. */
  readonly #users = new Map<string, UserRecord>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** What the last life has left. */
  restored(rows: readonly Row[]): void {
    for (const row of rows) this.#take(row);
  }

  /** The order has decided that this is so. */
  decided(write: HistoryWrite): void {
    if (write.write === "lasting") this.#take(write);
  }

  #take({ kind, value }: Row): void {
    if (kind !== "presence" || value === undefined) return;
    const { user } = JSON.parse(value) as PresenceRecord;
    if (user?.source.account !== undefined) this.#users.set(user.source.account, user);
  }

  /** Between two entries. */
  check(truth: Truth): void {
    for (const person of truth.staying) {
      const user = this.#users.get(person.source.account ?? "");
      const [is, ought] = [user ? describe(user) : "nowhere", describeTrue(person, truth)];
      if (is !== ought)
        this.#trace.violate("always on", `${person.source.account} is kept as ${is}, and is ${ought}`);
    }
  }
}

function describe({ source, channels }: UserRecord): string {
  const places = channels.map(({ name, prefixes }) => placeText(name, prefixes));
  return [nickText(source), ...places.sort()].join(" ");
}

function describeTrue(person: TruePerson, { channels }: Truth): string {
  const places = channels
    .of(person)
    .map((name) => placeText(name, [...(channels.lettersOf(name, person) ?? [])]));
  return [nickText(person.source), ...places.sort()].join(" ");
}

/** Guests are called after their address, by a number that may be another one after a restart. */
function nickText({ nick, isGuest }: TruePerson["source"]): string {
  return isGuest ? "a guest" : nick;
}

function placeText(name: string, letters: readonly string[]): string {
  return `${[...letters].sort().join("")}${fold(name)}`;
}
