/** Asks silent clients whether they still live, and gives up on those who are not. https://modern.ircdocs.horse/#ping-message */
import type { Clock } from "../../platform/clock.ts";
import { PING_SILENCE_MS, PONG_DEADLINE_MS, REGISTRATION_DEADLINE_MS } from "../../protocol/limits.ts";
import type { DeadlineMember, Deadlines } from "../deadlines.ts";
import type { DiskGate } from "../disk-gate.ts";

/** Whose life is watched. */
export interface Watched {
  readonly isRegistered: boolean;
  /** Bytes of a backlog that the client has taken so far. */
  readonly drainedBytes: number;
  /** Asks for a sign of life. */
  ping(): void;
  giveUp(reason: "silent" | "registration-timeout"): void;
}

interface Surroundings {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly disk: Pick<DiskGate, "isLate" | "lateCount">;
}

/** A deadline that is set anew only when it has come: a busy client costs a number per read. */
export class Keepalive implements DeadlineMember {
  deadlineStep: number | undefined;
  readonly #watched: Watched;
  readonly #around: Surroundings;
  #lastHeardMs: number;
  #state: "registering" | "listening" | "asked" = "registering";
  /** What the client had taken when it was asked last. */
  #drainedBytes = 0;
  /** How often the disk had been late, and back, when the deadline was set last. */
  #lateCount: number;

  constructor(watched: Watched, around: Surroundings) {
    this.#watched = watched;
    this.#around = around;
    this.#lastHeardMs = around.clock.nowMs();
    this.#lateCount = endedCount(around.disk);
    around.deadlines.set(this, REGISTRATION_DEADLINE_MS);
  }

  /** Anything at all came from the client. */
  heard(): void {
    this.#lastHeardMs = this.#around.clock.nowMs();
    if (this.#state === "asked") this.#state = "listening";
  }

  stop(): void {
    this.#around.deadlines.clear(this);
  }

  due(): void {
    const { disk, deadlines } = this.#around;
    const wasLate = disk.lateCount !== this.#lateCount;
    this.#lateCount = endedCount(disk);
    // Nobody was read then: what they have said, and that they live, is heard and answered only now.
    if (wasLate) deadlines.set(this, PONG_DEADLINE_MS);
    else this.#judge();
  }

  #judge(): void {
    if (this.#state === "registering" && !this.#watched.isRegistered)
      this.#watched.giveUp("registration-timeout");
    else if (this.#state === "asked") this.#checkReading();
    else this.#checkSilence();
  }

  #checkSilence(): void {
    this.#state = "listening";
    // A clock that was set is no sign of life: better to ask once too often.
    const silentMs = Math.abs(this.#around.clock.nowMs() - this.#lastHeardMs);
    if (silentMs < PING_SILENCE_MS) {
      this.#around.deadlines.set(this, PING_SILENCE_MS - silentMs);
      return;
    }
    this.#state = "asked";
    this.#drainedBytes = this.#watched.drainedBytes;
    this.#watched.ping();
    this.#around.deadlines.set(this, PONG_DEADLINE_MS);
  }

  /** The question stands behind a backlog: who still reads that will come to it. */
  #checkReading(): void {
    const { drainedBytes } = this.#watched;
    if (drainedBytes === this.#drainedBytes) {
      this.#watched.giveUp("silent");
      return;
    }
    this.#drainedBytes = drainedBytes;
    this.#around.deadlines.set(this, PONG_DEADLINE_MS);
  }
}

/** How often it has been late and back again: a time that goes on is still to come for whoever counts from now on. */
function endedCount({ isLate, lateCount }: Pick<DiskGate, "isLate" | "lateCount">): number {
  return isLate ? lateCount - 1 : lateCount;
}
