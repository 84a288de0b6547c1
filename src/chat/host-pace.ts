/** How often one address may do something: names are few, and operators are patient only for so long. Time is a parameter. */

export interface HostPaceLimits {
  readonly countMax: number;
  readonly periodMs: number;
  /** Addresses that are remembered. */
  readonly hostsMax: number;
}

interface Done {
  count: number;
  readonly sinceMs: number;
}

export class HostPace {
  readonly #limits: HostPaceLimits;
  /** Whose first one is the oldest stands first; they make room, and were slow. */
  readonly #hosts = new Map<string, Done>();

  constructor(limits: HostPaceLimits) {
    this.#limits = limits;
  }

  /** Whether this address may do it once more; each `true` is one. */
  take(host: string, nowMs: number): boolean {
    this.#forgetOld(nowMs);
    const done = this.#hosts.get(host);
    if (done && done.count >= this.#limits.countMax) return false;
    if (done) done.count += 1;
    else this.#hosts.set(host, { count: 1, sinceMs: nowMs });
    const [oldest] = this.#hosts.keys();
    if (this.#hosts.size > this.#limits.hostsMax && oldest !== undefined) this.#hosts.delete(oldest);
    return true;
  }

  #forgetOld(nowMs: number): void {
    for (const [host, { sinceMs }] of this.#hosts) {
      if (nowMs - sinceMs < this.#limits.periodMs) return;
      this.#hosts.delete(host);
    }
  }
}
