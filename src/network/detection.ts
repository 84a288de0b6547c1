/** Finds out which language a new connection speaks. Silence greets but decides nothing; the first whole line decides. */
import type { Timer } from "../platform/clock.ts";
import type { Address } from "../platform/types.ts";
import { type Dialect, detectDialect } from "../protocol/dialect.ts";
import {
  BROWSER_SILENCE_MS,
  DETECTION_BYTES_MAX,
  DETECTION_MS_MAX,
  GREETING_DELAY_MS,
} from "../protocol/limits.ts";
import { concat } from "../protocol/plain-framer.ts";
import { parseProxyHeader } from "../protocol/proxy-header.ts";
import type { EdgeContext } from "./edge-context.ts";
import { hostOf } from "./open-conversation.ts";

export interface DetectionParts {
  readonly edge: EdgeContext;
  readonly peer: Address;
  /** Nothing has come for a while: tutorial programs wait for a greeting. */
  silent(): void;
  /** @param first everything received so far, the first line included. */
  decided(dialect: Dialect, first: Uint8Array): void;
  /** A trusted proxy sent something that is no header. */
  broken(): void;
}

export class Detection {
  readonly #parts: DetectionParts;
  /** Who speaks: the peer, or whom a trusted proxy speaks for. */
  #remote: Address;
  /** A trusted proxy's header may still come. */
  #mayBeProxied: boolean;
  #first: Uint8Array = NO_BYTES;
  #timer: Timer;

  constructor(parts: DetectionParts) {
    this.#parts = parts;
    this.#remote = parts.peer;
    this.#mayBeProxied = parts.edge.gatekeeper.allowsProxy(hostOf(parts.peer));
    // A proxy says at once for whom it speaks; who is greeted before would be greeted as the proxy.
    const delayMs = this.#mayBeProxied ? DETECTION_MS_MAX : GREETING_DELAY_MS;
    this.#timer = parts.edge.clock.after(delayMs, () => this.#wasSilent());
  }

  get remote(): Address {
    return this.#remote;
  }

  receive(bytes: Uint8Array): void {
    const isFirst = this.#first.length === 0;
    this.#first = concat(this.#first, bytes);
    if (isFirst && this.#mayBeProxied) this.#waitForRest();
    if (this.#mayBeProxied && this.#readProxyHeader() === "wait") return;
    const dialect = detectDialect(this.#first.subarray(0, DETECTION_BYTES_MAX));
    if (dialect) this.#decide(dialect);
    else if (this.#first.length >= DETECTION_BYTES_MAX) this.#decideUnfinished();
    // Most first lines come whole: only others cost a second timer.
    else if (isFirst) this.#waitForRest();
  }

  #waitForRest(): void {
    this.#startTimer(DETECTION_MS_MAX, () => this.#decideUnfinished());
  }

  /** The stream has ended. @returns whether there was anything to decide by. */
  ended(): "decided" | "silent" {
    if (this.#first.length === 0) return "silent";
    this.#decideUnfinished();
    return "decided";
  }

  stop(): void {
    this.#timer.cancel();
  }

  /** A browser opens connections ahead of need: it shall not come as a guest whom everybody sees. */
  #wasSilent(): void {
    const { edge, silent } = this.#parts;
    const isBrowser = edge.browsers.has(this.#remote.host, edge.clock.nowMs());
    if (isBrowser) this.#startTimer(BROWSER_SILENCE_MS, silent);
    else silent();
  }

  /** Strips the header and looks again at what follows it, as if it came from whom the proxy speaks for. */
  #readProxyHeader(): "wait" | "go on" {
    const header = parseProxyHeader(this.#first);
    if (header.kind === "incomplete") return "wait";
    this.#mayBeProxied = false;
    if (header.kind === "none") return "go on";
    if (header.kind === "bad") {
      this.#refuse();
      return "wait";
    }
    this.#remote = header.source ?? this.#remote;
    this.#first = this.#first.subarray(header.length);
    if (this.#first.length > 0) return "go on";
    this.#startTimer(GREETING_DELAY_MS, () => this.#wasSilent());
    return "wait";
  }

  /** The first line has no end: it is what it would be with one, so that `NICK bob` without it is no chat either. */
  #decideUnfinished(): void {
    if (this.#mayBeProxied) {
      this.#refuse();
      return;
    }
    const first = this.#first.subarray(0, DETECTION_BYTES_MAX);
    this.#decide(detectDialect(concat(first, LINE_END)) ?? "plain");
  }

  #refuse(): void {
    this.#timer.cancel();
    this.#first = NO_BYTES;
    this.#parts.broken();
  }

  #decide(dialect: Dialect): void {
    this.#timer.cancel();
    const first = this.#first;
    // This lives as long as the connection; what strangers send first may be large.
    this.#first = NO_BYTES;
    this.#parts.decided(dialect, first);
  }

  #startTimer(delayMs: number, callback: () => void): void {
    this.#timer.cancel();
    this.#timer = this.#parts.edge.clock.after(delayMs, callback);
  }
}

const NO_BYTES = new Uint8Array(0);
const LINE_END = Uint8Array.of(0x0a);
