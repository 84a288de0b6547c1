/** What anybody was shown is on the disk, once and in order, in whichever of its lives the server said it; what was refused is not. */
import { type HistoryWrite, hasHappened, standsInTarget } from "../../../src/protocol/history.ts";
import type { EventPlace } from "../../../src/protocol/msgid.ts";
import type { LastStamp } from "../../../src/sequencer/local.ts";
import type { Trace } from "../trace.ts";

export class Kept {
  readonly #trace: Trace;
  readonly #stored = new Set<string>();
  /** One event may stand in several channels. */
  readonly #rows = new Set<string>();
  readonly #refused = new Set<string>();
  /** Events that were decided in this life and are not on the disk yet. */
  readonly #events = new Set<string>();
  /** How many lasting rows were, which may be lost as well. */
  #lastingCount = 0;
  #last: LastStamp = { lastSequence: 0, lastTimeMs: 0 };
  #lastShown = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The order has decided that this is to be kept. Of lasting rows the newest of each place is enough: see lasting.ts. */
  decided(write: HistoryWrite): void {
    if (write.write === "lasting" && write.hasHappened) this.#lastingCount += 1;
    if (standsInTarget(write) && hasHappened(write)) this.#events.add(rowKey(write));
  }

  /** The disk has it. */
  committed(batch: readonly HistoryWrite[]): void {
    for (const write of batch) {
      this.#commit(write);
      this.#events.delete(rowKey(write));
    }
  }

  #commit(write: HistoryWrite): void {
    const { sequence, timeMs } = write;
    const { lastSequence, lastTimeMs } = this.#last;
    if (sequence < lastSequence || timeMs < lastTimeMs)
      this.#violate(write, `at ${timeMs} comes behind ${lastSequence} at ${lastTimeMs}`);
    this.#last = { lastSequence: sequence, lastTimeMs: timeMs };
    if (this.#rows.has(rowKey(write))) this.#violate(write, "is kept twice");
    if (standsInTarget(write) && this.#refused.has(placeKey(write)))
      this.#violate(write, "is kept, though it was refused");
    this.#rows.add(rowKey(write));
    if (standsInTarget(write)) this.#stored.add(placeKey(write));
  }

  /** The server is told that this could not be kept. */
  refused(writes: readonly HistoryWrite[]): void {
    for (const write of writes) {
      if (hasHappened(write) || !standsInTarget(write)) continue;
      if (this.#stored.has(placeKey(write))) this.#violate(write, "is refused, though it is kept");
      this.#refused.add(placeKey(write));
    }
  }

  /** Somebody reads it. */
  shown(place: EventPlace, { mustBeStored }: { mustBeStored: boolean }): void {
    this.#lastShown = Math.max(this.#lastShown, place.sequence);
    if (mustBeStored && !this.#stored.has(placeKey(place))) this.#violate(place, "is shown, and not kept");
  }

  /** The disk works for a long time now. @param lostRows how many the server knows to be lost. */
  checkRest(lostRows: number): void {
    const { size } = this.#events;
    if (size <= lostRows && lostRows <= size + this.#lastingCount) return;
    const [first] = this.#events;
    this.#trace.violate("kept", `${size} events are missing, not ${lostRows}: first ${first}`);
  }

  /** The server begins again. @param first of its order. */
  restarted({ lastSequence }: LastStamp): void {
    this.#events.clear();
    this.#lastingCount = 0;
    this.#refused.clear();
    if (lastSequence < this.#lastShown)
      this.#trace.violate(
        "msgid",
        `${this.#lastShown} was shown, and the order begins again at ${lastSequence}`,
      );
  }

  #violate({ sequence, index }: EventPlace, story: string): void {
    this.#trace.violate("kept", `sequence ${sequence}, event ${index} ${story}`);
  }
}

function placeKey({ sequence, index }: EventPlace): string {
  return `${sequence} ${index}`;
}

function rowKey(write: HistoryWrite): string {
  const { sequence, index } = write;
  switch (write.write) {
    case "lasting":
      return `${sequence} ${index} lasting ${write.kind} ${write.key}`;
    case "forget":
      return `${sequence} ${index} forget ${write.senderId}`;
    default:
      return `${sequence} ${index} ${write.kind} ${write.target}`;
  }
}
