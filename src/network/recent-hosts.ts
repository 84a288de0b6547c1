/** Addresses something was heard of lately. */
import { RECENT_HOSTS_MAX } from "../protocol/limits.ts";

export class RecentHosts {
  readonly #keptMs: number;
  /** When each was heard of last; the longest ago stands first. */
  readonly #heardAtMs = new Map<string, number>();

  /** @param keptMs how long an address counts as recent. */
  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  note(host: string, nowMs: number): void {
    this.#heardAtMs.delete(host);
    this.#heardAtMs.set(host, nowMs);
    const [longestAgo] = this.#heardAtMs.keys();
    if (this.#heardAtMs.size > RECENT_HOSTS_MAX && longestAgo !== undefined)
      this.#heardAtMs.delete(longestAgo);
  }

  has(host: string, nowMs: number): boolean {
    const heardAtMs = this.#heardAtMs.get(host);
    return heardAtMs !== undefined && Math.abs(nowMs - heardAtMs) < this.#keptMs;
  }
}
