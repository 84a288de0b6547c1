/** How many deliveries a second, in a closed loop: a message is in flight until the next sender of its room has read it. */
import type { Deliveries, Effort, TalkOrder } from "../orders.ts";
import { Gathering } from "./gathering.ts";
import type { Member } from "./member.ts";
import type { Room } from "./room.ts";
import { Stopwatch } from "./stopwatch.ts";

const WARM_UP_MS = 1_000;

export async function talk(order: TalkOrder): Promise<Deliveries & Effort> {
  const gathering = await Gathering.of(order);
  const loops = gathering.rooms.map((room) => new ClosedLoop(room, order.window));
  await burst(gathering, loops, WARM_UP_MS);
  await gathering.crowd.quiet();
  gathering.forget();

  const stopwatch = new Stopwatch(order.pid);
  await burst(gathering, loops, order.seconds * 1000);
  const effort = stopwatch.stop(gathering.crowd.lastReadMs);
  const { reads } = gathering.crowd;
  // What comes too much comes now.
  await gathering.crowd.quiet();
  const report = { ...gathering.deliveries, ...effort, reads };
  gathering.crowd.leave();
  return report;
}

async function burst(gathering: Gathering, loops: readonly ClosedLoop[], durationMs: number): Promise<void> {
  for (const loop of loops) loop.start();
  await Bun.sleep(durationMs);
  for (const loop of loops) loop.stop();
  await gathering.settled();
}

class ClosedLoop {
  readonly #room: Room;
  readonly #window: number;
  #open = false;

  constructor(room: Room, window: number) {
    this.#room = room;
    this.#window = window;
    for (const member of room.members) if (member.sender >= 0) this.#observe(member);
    room.shareLogs();
  }

  start(): void {
    this.#open = true;
    for (const speaker of this.#room.speakers) speaker.send(this.#window);
  }

  stop(): void {
    this.#open = false;
  }

  /** Each sender's next messages go out when the next sender of the ring has read those before, as many with one write. */
  #observe(member: Member): void {
    const { speakers } = this.#room;
    const observed = (member.sender + speakers.length - 1) % speakers.length;
    let seen = 0;
    member.checkLines((sender) => {
      if (sender === observed) seen++;
    });
    const { read } = member.client;
    member.client.read = (chunk) => {
      read(chunk);
      if (seen > 0 && this.#open) speakers[observed]?.send(seen);
      seen = 0;
    };
  }
}
