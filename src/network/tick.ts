/** The heartbeat of the edge: what happened in one turn of the event loop leaves together at its end. */
import type { Clock } from "../platform/clock.ts";

/** Something with bytes to send or with input left over. */
export interface TickMember {
  /** Sends what was queued. */
  flush(): void;
  /** Goes on with the input that was over the tick's share. */
  resumeInput(): void;
  /** One of these has thrown, which is a mistake of ours: this member is lost, the others are not. */
  failed(error: unknown): void;
}

export class Tick {
  readonly #clock: Clock;
  readonly #afterFlush: () => void;
  #scheduled = false;
  /** Arrays, not sets: a set for each turn cost 3 % of a busy server's time. Who is planned twice is called twice. */
  #toFlush: TickMember[] = [];
  #toResume: TickMember[] = [];
  /** Rises with each tick; a member compares it to know whether its share is fresh. */
  number = 0;

  /** @param afterFlush called when nothing points at the tick's buffers any more. */
  constructor(clock: Clock, afterFlush: () => void) {
    this.#clock = clock;
    this.#afterFlush = afterFlush;
  }

  /** @param member not planned yet. */
  flushLater(member: TickMember): void {
    this.#toFlush.push(member);
    this.#schedule();
  }

  /** @param member not planned yet. */
  resumeLater(member: TickMember): void {
    this.#toResume.push(member);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#clock.endOfTick(() => this.#run());
  }

  /** Round robin: everybody with input left gets one more share, then everything leaves. */
  #run(): void {
    this.#scheduled = false;
    this.number += 1;
    if (this.#toResume.length > 0) {
      const toResume = this.#toResume;
      this.#toResume = [];
      for (const member of toResume) attempt(member, "resumeInput");
    }
    // A flush that ends a connection may queue bytes for others: nothing may be left when the buffers are emptied.
    while (this.#toFlush.length > 0) {
      const toFlush = this.#toFlush;
      this.#toFlush = [];
      for (const member of toFlush) attempt(member, "flush");
    }
    this.#afterFlush();
  }
}

function attempt(member: TickMember, action: "resumeInput" | "flush"): void {
  try {
    member[action]();
  } catch (error) {
    member.failed(error);
  }
}
