/** What one client that stops reading does to all the others. */
import type { StallOrder, StallReport } from "../orders.ts";
import { type Client, Crowd, until } from "./crowd.ts";
import { learnPrefix, Traffic } from "./traffic.ts";

const BEFORE_MS = 3_000;

export async function stall(order: StallOrder): Promise<StallReport> {
  const crowd = new Crowd(order.port);
  await crowd.join(order.clients);
  const traffic = new Traffic(crowd, order, await learnPrefix(crowd, order.lineBytes));
  // The last one neither sends nor observes.
  const sleeper = crowd.clients.at(-1);
  const others = crowd.clients.slice(0, -1);
  const gaps = new Gaps(others);

  traffic.start();
  await Bun.sleep(BEFORE_MS);
  const longestGapBeforeMs = gaps.take();
  sleeper?.socket.pause();
  await Bun.sleep(order.seconds * 1000);
  const longestGapDuringMs = gaps.take();
  sleeper?.socket.resume();
  traffic.stop();
  await until("what is on its way", () => traffic.wrongClients(others) === 0).catch(() => {
    // Reported as wrong clients.
  });
  const report = { longestGapBeforeMs, longestGapDuringMs, wrongClients: traffic.wrongClients(others) };
  crowd.leave();
  return report;
}

/** The longest time any one client waited for its next chunk. */
class Gaps {
  readonly #lastMs: number[];
  #longestMs = 0;

  constructor(clients: readonly Client[]) {
    this.#lastMs = clients.map(() => performance.now());
    clients.forEach((client, index) => {
      const read = client.read;
      client.read = (chunk) => {
        this.#note(index);
        read?.(chunk);
      };
    });
  }

  /** Ends one period and begins the next; a gap that is still open counts up to now, and once more from here. */
  take(): number {
    for (let index = 0; index < this.#lastMs.length; index++) this.#note(index);
    const longest = this.#longestMs;
    this.#longestMs = 0;
    return longest;
  }

  #note(index: number): void {
    const nowMs = performance.now();
    this.#longestMs = Math.max(this.#longestMs, nowMs - (this.#lastMs[index] ?? nowMs));
    this.#lastMs[index] = nowMs;
  }
}
