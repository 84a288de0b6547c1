/** What a while of work costs the server and the generator. */
import process from "node:process";
import { busySeconds, cpuSeconds } from "../../process-stats.ts";
import type { Effort } from "../orders.ts";

export class Stopwatch {
  readonly #server: number;
  readonly #serverCpuSeconds: number;
  readonly #busySeconds = busySeconds();
  readonly #own = process.cpuUsage();
  readonly #startMs = performance.now();

  /** @param server its process id. */
  constructor(server: number) {
    this.#server = server;
    this.#serverCpuSeconds = cpuSeconds(server);
  }

  /** @param endMs of the work, on performance.now. */
  stop(endMs = performance.now()): Effort {
    const usage = process.cpuUsage(this.#own);
    const generatorCpuSeconds = (usage.user + usage.system) / 1e6;
    const serverCpuSeconds = cpuSeconds(this.#server) - this.#serverCpuSeconds;
    const seconds = (performance.now() - this.#startMs) / 1000;
    const othersCpuSeconds = busySeconds() - this.#busySeconds - generatorCpuSeconds - serverCpuSeconds;
    return {
      seconds: (endMs - this.#startMs) / 1000,
      serverCpuSeconds,
      generatorCpuSeconds,
      othersShare: Math.max(0, othersCpuSeconds) / seconds,
    };
  }
}
