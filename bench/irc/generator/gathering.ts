/** A crowd in its rooms: everybody has joined and knows what each sender's messages look like. */
import { channelName } from "../names.ts";
import type { Deliveries, Mix, PaceOrder, TalkOrder } from "../orders.ts";
import { Crowd, until } from "./crowd.ts";
import { CAPABLE, type Dialect, IRC, PLAIN, WEBSOCKET } from "./dialects.ts";
import type { Member } from "./member.ts";
import { Room } from "./room.ts";

const HALVES: Readonly<Record<Mix, readonly [Dialect, Dialect]>> = {
  irc: [IRC, IRC],
  capable: [CAPABLE, CAPABLE],
  "half capable": [IRC, CAPABLE],
  "half plain": [IRC, PLAIN],
  "half websocket": [IRC, WEBSOCKET],
};

export class Gathering {
  readonly crowd: Crowd;
  readonly rooms: readonly Room[];

  private constructor(crowd: Crowd, rooms: readonly Room[]) {
    this.crowd = crowd;
    this.rooms = rooms;
  }

  static async of(order: PaceOrder | TalkOrder): Promise<Gathering> {
    const crowd = new Crowd(order);
    const halves = HALVES[order.mix];
    const count = order.rooms * order.members;
    await crowd.register(Array.from({ length: count }, (_, index) => halves[index % 2] as Dialect));
    const rooms = Array.from({ length: order.rooms }, (_, number) => {
      const first = number * order.members;
      return new Room(number, crowd.clients.slice(first, first + order.members), order);
    });
    if (order.target === "channel") await joinAll(crowd, rooms);
    const gathering = new Gathering(crowd, rooms);
    await gathering.#learn();
    return gathering;
  }

  get members(): Room["members"] {
    return this.rooms.flatMap(({ members }) => members);
  }

  get deliveries(): Deliveries {
    return this.deliveriesBut(undefined);
  }

  /** To everybody but one. */
  deliveriesBut(one: Member | undefined): Deliveries {
    const members = this.members.filter((member) => member !== one);
    const wrong = members.find((member) => member.wrong !== undefined);
    return {
      expected: this.#expected(one),
      delivered: members.reduce((sum, { lines }) => sum + lines, 0),
      reads: this.crowd.reads,
      wrong: wrong && `to ${wrong.client.dialect.name} ${wrong.client.index}: ${wrong.wrong}`,
    };
  }

  /** Waits for what is on its way; whatever does not come is missing in the report. */
  async settled(): Promise<void> {
    const complete = (): boolean =>
      this.rooms.every((room) =>
        room.members.every((member) => member.client.closed || member.lines >= room.expected(member)),
      );
    await until("all deliveries", complete).catch(() => {});
  }

  /** Starts all counts anew. */
  forget(): void {
    for (const room of this.rooms) room.forget();
    this.crowd.reads = 0;
  }

  #expected(but: Member | undefined): number {
    const ofRoom = (room: Room): number =>
      room.members.reduce((sum, member) => sum + (member === but ? 0 : room.expected(member)), 0);
    return this.rooms.reduce((sum, room) => sum + ofRoom(room), 0);
  }

  async #learn(): Promise<void> {
    for (const member of this.members) member.learn();
    for (const room of this.rooms) for (const speaker of room.speakers) speaker.send(1);
    await this.settled();
    await this.crowd.quiet();
    const { expected, delivered, wrong } = this.deliveries;
    if (delivered !== expected || wrong !== undefined)
      throw new Error(`First messages: ${delivered} of ${expected} were delivered, ${wrong}`);
    this.forget();
  }
}

/** Until everybody has seen the end of the names. */
async function joinAll(crowd: Crowd, rooms: readonly Room[]): Promise<void> {
  let waiting = 0;
  crowd.listen(() => (bytes, start, end) => {
    if (/^(?:@\S+ )?:\S+ 366 /.test(bytes.toString("latin1", start, end))) waiting--;
  });
  for (const [number, { members }] of rooms.entries()) {
    for (const { client } of members) {
      if (!client.dialect.joins) continue;
      waiting++;
      client.socket.write(client.dialect.encode(`JOIN ${channelName(number)}`));
    }
  }
  await until("the end of all names", () => waiting === 0);
  await crowd.quiet();
}
