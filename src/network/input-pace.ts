/** How fast one connection is read: so many lines a tick, so many units a second, no more than it reads of the answers, and than the disk takes. */
import type { Address } from "../platform/types.ts";
import {
  ANSWER_BYTES_PER_UNIT,
  LINES_PER_TICK_MAX,
  OWN_QUEUE_BYTES_MAX,
  UNITS_PER_TICK_MAX,
} from "../protocol/limits.ts";
import type { Conversation } from "./conversation.ts";
import type { EdgeContext } from "./edge-context.ts";
import type { SendQueue } from "./send-queue.ts";
import type { Allowance } from "./throttle.ts";

/** Why the next line has to wait. */
export type Wait =
  /** Everybody else has a turn first. */
  | "share-taken"
  /** The allowance has to grow again. */
  | "throttled"
  /** What the session was sent has to leave first, so that its own replies never overflow the queue. */
  | "unsent"
  /** The disk has to answer first. */
  | "disk-late";

export class InputPace {
  readonly #edge: EdgeContext;
  readonly #queue: SendQueue;
  /** What it may still send; made with the first line. */
  #allowance: Allowance | undefined;
  #isLimited = false;
  #tickNumber = -1;
  #linesThisTick = 0;
  /** What this tick's lines cost beyond their bytes. */
  #unitsThisTick = 0;

  constructor(edge: EdgeContext, queue: SendQueue) {
    this.#edge = edge;
    this.#queue = queue;
  }

  /** Whether little enough is unsent to go on. */
  get isQueueShort(): boolean {
    return this.#queue.unsentBytes <= OWN_QUEUE_BYTES_MAX;
  }

  /** Before lines are taken. @param remote whom the connection speaks for. */
  refresh(remote: Address): void {
    const { tick, throttle, clock } = this.#edge;
    if (this.#tickNumber !== tick.number) {
      this.#tickNumber = tick.number;
      this.#linesThisTick = 0;
      this.#unitsThisTick = 0;
    }
    this.#isLimited = throttle !== undefined;
    if (!throttle) return;
    const nowMs = clock.nowMs();
    this.#allowance ??= throttle.open(remote, nowMs);
    this.#allowance.refill(nowMs);
  }

  /** @returns undefined where the conversation's next line may be taken. */
  wait({ waitsForDisk }: Conversation): Wait | undefined {
    if (!this.isQueueShort) return "unsent";
    if (this.#edge.disk.isLate && waitsForDisk) return "disk-late";
    if (this.#isLimited && this.#allowance?.isSpent) return "throttled";
    const isShareTaken =
      this.#linesThisTick >= LINES_PER_TICK_MAX || this.#unitsThisTick >= UNITS_PER_TICK_MAX;
    return isShareTaken ? "share-taken" : undefined;
  }

  /** A line was taken, and answered at once with so many bytes. */
  took(answerBytes: number): void {
    this.#linesThisTick += 1;
    this.charge(answerBytes / ANSWER_BYTES_PER_UNIT);
  }

  /** What a line costs beyond its bytes. */
  charge(units: number): void {
    this.#unitsThisTick += units;
    this.#allowance?.spend(units);
  }

  /** Bytes were read, whatever will come of them. */
  read(bytes: number): void {
    this.#allowance?.spend(bytes);
  }

  /** How long "throttled" lasts, in milliseconds. */
  waitMs(): number {
    return this.#allowance?.waitMs() ?? 0;
  }

  /** The connection is over. */
  close(): void {
    this.#allowance?.close(this.#edge.clock.nowMs());
  }
}
