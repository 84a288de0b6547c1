/** How long messages take at a fixed rate, for everybody who reads; and what one who does not read does to the others. */
import { residentBytes } from "../../process-stats.ts";
import type { PaceOrder, PaceReport } from "../orders.ts";
import { Gathering } from "./gathering.ts";
import { Latencies } from "./latencies.ts";
import type { Member } from "./member.ts";
import type { Room } from "./room.ts";
import { Stopwatch } from "./stopwatch.ts";
import { sequenceAt } from "./text.ts";

const WARM_UP_MS = 1_000;
const MEMORY_EVERY_MS = 100;

export async function pace(order: PaceOrder): Promise<PaceReport> {
  const gathering = await Gathering.of(order);
  const [room] = gathering.rooms;
  const sleeper = room?.members.at(-1);
  if (!room || !sleeper || sleeper.sender >= 0)
    throw new Error("a room whose last member only listens is needed");
  const clock = new PacedRoom(room, order, order.stalled ? sleeper : undefined);
  await clock.run(WARM_UP_MS);
  await gathering.settled();
  gathering.forget();
  clock.latencies.take();

  const stopwatch = new Stopwatch(order.pid);
  await clock.run(order.seconds * 1000);
  const report = { latency: clock.latencies.take(), latestMs: clock.latestMs, ...stopwatch.stop() };
  const before = residentBytes(order.pid);
  const peak = order.stalled ? await whileAsleep(sleeper, clock, order) : undefined;
  const whileStalled = peak === undefined ? undefined : clock.latencies.take();
  await gathering.settled();
  const stalledWasClosed = sleeper.client.closed;
  gathering.crowd.assertAllThere(order.stalled ? sleeper.client : undefined);
  const deliveries = order.stalled ? gathering.deliveriesBut(sleeper) : gathering.deliveries;
  gathering.crowd.leave();
  return {
    ...report,
    ...deliveries,
    whileStalled,
    memoryGrowthBytes: (peak ?? before) - before,
    stalledWasClosed,
  };
}

/** @returns the most memory the server had. */
async function whileAsleep({ client }: Member, clock: PacedRoom, order: PaceOrder): Promise<number> {
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, residentBytes(order.pid));
  }, MEMORY_EVERY_MS);
  for (const member of clock.room.members) member.leaver = client;
  client.socket.pause();
  await clock.run(order.seconds * 1000);
  client.socket.resume();
  clearInterval(look);
  return peak;
}

/** Sends messages when their time has come, the senders in turn. */
class PacedRoom {
  readonly latencies = new Latencies();
  latestMs = 0;
  readonly room: Room;
  readonly #everyMs: number;
  /** By sender, and by sequence modulo the length. */
  readonly #sentMs: readonly Float64Array[];

  /** @param unheard whose deliveries are not timed. */
  constructor(room: Room, { messagesPerSecond }: PaceOrder, unheard: Member | undefined) {
    this.room = room;
    this.#everyMs = 1000 / messagesPerSecond;
    this.#sentMs = room.speakers.map(() => new Float64Array(1 << 16));
    for (const member of room.members) this.#listen(member, member === unheard);
  }

  /** Timers come up to a millisecond late; then all that are due go out. */
  run(durationMs: number): Promise<void> {
    const startMs = performance.now();
    const all = Math.round(durationMs / this.#everyMs);
    let sent = 0;
    this.latestMs = 0;
    return new Promise((resolve) => {
      const sendDue = (): void => {
        const nowMs = performance.now();
        for (; sent < all && startMs + sent * this.#everyMs <= nowMs; sent++) {
          this.latestMs = Math.max(this.latestMs, nowMs - startMs - sent * this.#everyMs);
          this.#send(sent);
        }
        if (sent === all) resolve();
        else setTimeout(sendDue, Math.max(0, startMs + sent * this.#everyMs - performance.now()));
      };
      sendDue();
    });
  }

  #send(turn: number): void {
    const sender = turn % this.room.speakers.length;
    const speaker = this.room.speakers[sender];
    const times = this.#sentMs[sender];
    if (!speaker || !times) return;
    times[speaker.sent % times.length] = performance.now();
    speaker.send(1);
  }

  #listen(member: Member, untimed: boolean): void {
    let chunkMs = 0;
    member.checkLines((sender, bytes, end) => {
      const times = this.#sentMs[sender];
      if (untimed || !times) return;
      const sequence = sequenceAt(bytes, end - member.checker.audience.textBytes);
      this.latencies.add(chunkMs - (times[sequence % times.length] ?? Number.NaN));
    });
    const { read } = member.client;
    member.client.read = (chunk) => {
      chunkMs = performance.now();
      read(chunk);
    };
  }
}
