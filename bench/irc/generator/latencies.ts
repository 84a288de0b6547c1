/** How long deliveries took: counts per step of 10 µs, so that millions cost no memory. */
import type { Latency } from "../orders.ts";

const STEPS_PER_MS = 100;
const STEPS = 20_000 * STEPS_PER_MS;

export class Latencies {
  #counts = new Uint32Array(STEPS);
  #all = 0;

  add(ms: number): void {
    const step = Math.min(STEPS - 1, Math.max(0, Math.floor(ms * STEPS_PER_MS)));
    this.#counts[step] = (this.#counts[step] ?? 0) + 1;
    this.#all++;
  }

  /** Ends one period and begins the next. */
  take(): Latency {
    const latency = { p50Ms: this.#quantile(0.5), p99Ms: this.#quantile(0.99) };
    this.#counts.fill(0);
    this.#all = 0;
    return latency;
  }

  /** The end of its step. */
  #quantile(share: number): number {
    let left = this.#all * share;
    for (let step = 0; step < STEPS; step++) {
      left -= this.#counts[step] ?? 0;
      if (left <= 0) return (step + 1) / STEPS_PER_MS;
    }
    return Number.NaN;
  }
}
