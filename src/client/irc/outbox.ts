/**
 * Lines on their way out, no faster than the server takes them: after a few, it is asked with a PING whether it is
 * through with them. A server with a flood control answers later, and so is never flooded.
 */
import type { SentLine } from "./receipts.ts";

/** Lines that every server takes at once; the oldest throw people out for ten. */
const CAREFUL_LINES = 4;
/** The same for servers that promise never to throw anybody out for it. */
const SAFE_LINES = 256;

/** Lines that wait; a person is told beyond it, a pipe waits. */
export const OUTBOX_LINES_MAX = 1_000;

export interface OutboxHandlers {
  send(sent: SentLine): void;
  /** Asks the server to answer with this token. */
  fence(token: string): void;
}

const TOKEN_PREFIX = "fence-";

export class Outbox {
  readonly #handlers: OutboxHandlers;
  #waiting: SentLine[] = [];
  /** Lines since the last answered fence. */
  #unanswered = 0;
  #fences = 0;
  #isFenced = false;

  constructor(handlers: OutboxHandlers) {
    this.#handlers = handlers;
  }

  get isFull(): boolean {
    return this.#waiting.length >= OUTBOX_LINES_MAX;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /** @param isSafe whether the server promises to take any number. */
  add(sent: SentLine, isSafe: boolean): void {
    this.#waiting.push(sent);
    this.#flush(isSafe);
  }

  /** @returns whether it answers our newest fence. */
  answered(token: string, isSafe: boolean): boolean {
    if (token !== this.#token) return false;
    this.#isFenced = false;
    this.#unanswered = 0;
    this.#flush(isSafe);
    return true;
  }

  /** The connection is gone, and what waited with it. @returns those lines. */
  reset(): SentLine[] {
    this.#isFenced = false;
    this.#unanswered = 0;
    return this.#waiting.splice(0);
  }

  get #token(): string {
    return `${TOKEN_PREFIX}${this.#fences}`;
  }

  #flush(isSafe: boolean): void {
    const allowed = (isSafe ? SAFE_LINES : CAREFUL_LINES) - this.#unanswered;
    const going = this.#waiting.splice(0, Math.max(0, allowed));
    for (const sent of going) this.#handlers.send(sent);
    this.#unanswered += going.length;
    if (this.#waiting.length > 0) this.#raiseFence();
  }

  #raiseFence(): void {
    if (this.#isFenced) return;
    this.#isFenced = true;
    this.#fences += 1;
    this.#handlers.fence(this.#token);
  }
}
