/** What will happen, the earliest first; what happens at the same time in the order it was planned. */

export interface PlannedEvent {
  readonly atMs: number;
  readonly order: number;
  /** On whose behalf: what comes of it belongs to the same connection. */
  readonly context: unknown;
  readonly run: () => void;
  isCancelled: boolean;
}

/** A binary heap. https://en.wikipedia.org/wiki/Binary_heap */
export class EventHeap {
  readonly #events: PlannedEvent[] = [];

  push(event: PlannedEvent): void {
    const events = this.#events;
    let at = events.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = events[above] as PlannedEvent;
      if (!isBefore(event, parent)) break;
      events[at] = parent;
      at = above;
    }
    events[at] = event;
  }

  /** The next event that was not cancelled; it stays. */
  peek(): PlannedEvent | undefined {
    while (this.#events[0]?.isCancelled) this.pop();
    return this.#events[0];
  }

  pop(): PlannedEvent | undefined {
    const events = this.#events;
    const [first] = events;
    const last = events.pop();
    if (last && last !== first) this.#sink(last);
    return first;
  }

  #sink(event: PlannedEvent): void {
    const events = this.#events;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const left = events[below];
      const right = events[below + 1];
      if (left && right && isBefore(right, left)) below += 1;
      const child = events[below];
      if (!child || !isBefore(child, event)) break;
      events[at] = child;
      at = below;
    }
    events[at] = event;
  }
}

function isBefore(first: PlannedEvent, second: PlannedEvent): boolean {
  return first.atMs < second.atMs || (first.atMs === second.atMs && first.order < second.order);
}
