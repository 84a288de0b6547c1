/** How many accounts one address makes: names are few, and each is taken for ever. Time is a parameter. */
import { ACCOUNTS_PER_HOST_MAX, ACCOUNTS_PER_HOST_MS, REGISTERING_HOSTS_MAX } from "../../protocol/limits.ts";

interface Made {
  count: number;
  readonly sinceMs: number;
}

export class RegistrationPace {
  /** Whose first account is the oldest stands first; they make room, and were slow. */
  readonly #hosts = new Map<string, Made>();

  /** Whether this address may make one more; each `true` is one. */
  take(host: string, nowMs: number): boolean {
    this.#forgetOld(nowMs);
    const made = this.#hosts.get(host);
    if (made && made.count >= ACCOUNTS_PER_HOST_MAX) return false;
    if (made) made.count += 1;
    else this.#hosts.set(host, { count: 1, sinceMs: nowMs });
    const [oldest] = this.#hosts.keys();
    if (this.#hosts.size > REGISTERING_HOSTS_MAX && oldest !== undefined) this.#hosts.delete(oldest);
    return true;
  }

  #forgetOld(nowMs: number): void {
    for (const [host, { sinceMs }] of this.#hosts) {
      if (nowMs - sinceMs < ACCOUNTS_PER_HOST_MS) return;
      this.#hosts.delete(host);
    }
  }
}
