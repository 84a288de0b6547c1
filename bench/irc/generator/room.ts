/** A room: who is in it, who speaks, and what each member must have received. */
import { channelName, nickOf } from "../names.ts";
import type { Rooms } from "../orders.ts";
import { Audience } from "./audience.ts";
import type { Client } from "./crowd.ts";
import type { Dialect } from "./dialects.ts";
import { Member } from "./member.ts";
import { SharedLog } from "./shared-log.ts";
import { Speaker } from "./speaker.ts";

export class Room {
  readonly members: readonly Member[];
  /** By sender. */
  readonly speakers: readonly Speaker[];
  readonly #audiences = new Map<Dialect, Audience>();
  readonly #logs = new Map<Dialect, SharedLog>();
  /** Sent before the last `forget`, by sender. */
  #before: readonly number[] = [];

  constructor(number: number, clients: readonly Client[], order: Rooms) {
    const places = senderPlaces(order);
    const textBytes = order.textBytes;
    this.members = clients.map((client, place) => {
      return new Member(client, this.#audience(client.dialect, order), places.indexOf(place));
    });
    this.speakers = places.map((place, sender) => {
      const client = clients[place] as Client;
      const partner = nickOf(clients[place === 0 ? 1 : 0]?.index ?? 0);
      const target = order.target === "channel" ? channelName(number) : partner;
      return new Speaker({ client, sender, target, textBytes });
    });
  }

  /** Messages since the last `forget`, by sender. */
  get messages(): readonly number[] {
    return this.speakers.map(({ sent }, sender) => sent - (this.#before[sender] ?? 0));
  }

  /** Members who only listen follow a shared log from now on; they must all have received the same so far. */
  shareLogs(): void {
    for (const member of this.members) {
      if (member.sender >= 0) continue;
      const { dialect, framer } = member.client;
      const log = this.#logs.get(dialect) ?? new SharedLog(member.checker, framer);
      this.#logs.set(dialect, log);
      member.follow(log);
    }
  }

  /** What a member must have received since the last `forget`. */
  expected({ sender, client }: Member): number {
    const all = this.messages.reduce((sum, sent) => sum + sent, 0);
    return client.dialect.capable ? all : all - (this.messages[sender] ?? 0);
  }

  forget(): void {
    this.#before = this.speakers.map(({ sent }) => sent);
    for (const log of this.#logs.values()) log.forget();
    for (const member of this.members) member.forget();
  }

  #audience(dialect: Dialect, { senders, textBytes }: Rooms): Audience {
    const audience = this.#audiences.get(dialect) ?? new Audience(dialect, senders, textBytes);
    this.#audiences.set(dialect, audience);
    return audience;
  }
}

/** Senders are spread among the members, where halves alternate on the one half, or for capabilities on both. */
function senderPlaces({ members, senders, mix }: Rooms): number[] {
  const onBothHalves = mix === "half capable";
  return Array.from({ length: senders }, (_, sender) => {
    const place = Math.floor((sender * members) / senders);
    return onBothHalves ? place + (sender % 2) : place;
  });
}
