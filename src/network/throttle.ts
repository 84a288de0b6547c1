/**
 * Slows down who sends faster than anybody types or pastes: such a connection is not read until its share has grown again.
 * Nobody is sent away for it, and nothing is lost (ISUPPORT's SAFERATE). Time is a parameter.
 */
import type { Address } from "../platform/types.ts";
import {
  ADDRESS_SHARES,
  CONNECTS_BURST,
  CONNECTS_PER_SECOND,
  INPUT_UNITS_BURST,
  INPUT_UNITS_PER_SECOND,
  LEFT_ADDRESSES_MAX,
  THROTTLE_MS_MIN,
} from "../protocol/limits.ts";
import { TokenBucket } from "./token-bucket.ts";

/** What all connections of one address share. */
interface AddressShare {
  readonly host: string;
  readonly input: TokenBucket;
  readonly connects: TokenBucket;
  connections: number;
  /** Since when nobody of this address is here, or speaks. */
  leftMs: number;
}

/** After this long every share is whole again, and may be forgotten. */
const WHOLE_AGAIN_MS = Math.max(
  (INPUT_UNITS_BURST / INPUT_UNITS_PER_SECOND) * 1_000,
  (CONNECTS_BURST / CONNECTS_PER_SECOND) * 1_000,
);

/** What one connection may still send. */
export class Allowance {
  readonly #own: TokenBucket;
  readonly #shared: TokenBucket | undefined;
  readonly #onClose: (nowMs: number) => void;

  constructor(own: TokenBucket, shared: TokenBucket | undefined, onClose: (nowMs: number) => void) {
    this.#own = own;
    this.#shared = shared;
    this.#onClose = onClose;
  }

  refill(nowMs: number): void {
    this.#own.refill(nowMs);
    this.#shared?.refill(nowMs);
  }

  /** @param units see limits.ts. What is over the allowance is owed. */
  spend(units: number): void {
    this.#own.spend(units);
    this.#shared?.spend(units);
  }

  get isSpent(): boolean {
    return this.#own.isEmpty || (this.#shared?.isEmpty ?? false);
  }

  /** How long to wait before reading goes on, in milliseconds. */
  waitMs(): number {
    return Math.max(THROTTLE_MS_MIN, this.#own.emptyMs(), this.#shared?.emptyMs() ?? 0);
  }

  /** The connection is over. */
  close(nowMs: number): void {
    this.#onClose(nowMs);
  }
}

/** One for the whole server. */
export class Throttle {
  readonly #isIntermediary: (host: string) => boolean;
  readonly #addresses = new Map<string, AddressShare>();
  /** Those with no connection, the one that left first in front. */
  readonly #left = new Set<AddressShare>();

  /** @param isIntermediary whether a proxy or gateway is at an address: the people behind it are not one. */
  constructor(isIntermediary: (host: string) => boolean) {
    this.#isIntermediary = isIntermediary;
  }

  /** Whether one more connection may come from this address now. */
  admits(remote: Address, nowMs: number): boolean {
    const share = this.#shareOf(remote, nowMs);
    if (!share) return true;
    share.connects.refill(nowMs);
    if (share.connects.isEmpty) return false;
    share.connects.spend(1);
    // What was spent now is whole again later than what was spent before.
    if (this.#left.delete(share)) this.#keep(share, nowMs);
    return true;
  }

  /** A connection begins to speak. @param remote whom it speaks for. */
  open(remote: Address, nowMs: number): Allowance {
    const own = new TokenBucket({ size: INPUT_UNITS_BURST, perSecond: INPUT_UNITS_PER_SECOND, nowMs });
    const share = this.#shareOf(remote, nowMs);
    if (!share) return new Allowance(own, undefined, () => {});
    share.connections += 1;
    this.#left.delete(share);
    return new Allowance(own, share.input, (endMs) => this.#leave(share, endMs));
  }

  /** How many addresses are remembered. */
  get addressCount(): number {
    return this.#addresses.size;
  }

  /** @returns undefined for this machine's own programs, and for whoever speaks for others. */
  #shareOf({ family, host }: Address, nowMs: number): AddressShare | undefined {
    this.#forget(nowMs);
    if (family === "unix" || isLoopback(host) || this.#isIntermediary(host)) return undefined;
    const known = this.#addresses.get(host);
    if (known) return known;
    const share: AddressShare = {
      host,
      input: new TokenBucket({
        size: INPUT_UNITS_BURST * ADDRESS_SHARES,
        perSecond: INPUT_UNITS_PER_SECOND * ADDRESS_SHARES,
        nowMs,
      }),
      connects: new TokenBucket({ size: CONNECTS_BURST, perSecond: CONNECTS_PER_SECOND, nowMs }),
      connections: 0,
      leftMs: nowMs,
    };
    this.#addresses.set(host, share);
    this.#left.add(share);
    return share;
  }

  #leave(share: AddressShare, nowMs: number): void {
    share.connections -= 1;
    if (share.connections > 0) return;
    this.#keep(share, nowMs);
    this.#forget(nowMs);
  }

  /** From now on, for as long as it is not whole. */
  #keep(share: AddressShare, nowMs: number): void {
    share.leftMs = nowMs;
    this.#left.add(share);
  }

  #forget(nowMs: number): void {
    for (const share of this.#left) {
      // A clock that was set back must not keep anybody.
      const isWhole = Math.abs(nowMs - share.leftMs) >= WHOLE_AGAIN_MS;
      if (!isWhole && this.#left.size <= LEFT_ADDRESSES_MAX) return;
      this.#left.delete(share);
      this.#addresses.delete(share.host);
    }
  }
}

function isLoopback(host: string): boolean {
  return host === "::1" || host.startsWith("127.");
}
