/** The way between two ends: how long things take on it, and into which pieces they fall. */
import type { SimulatedClock } from "../clock.ts";
import type { Random } from "../random.ts";

export interface Weather {
  /** One way, in milliseconds; each delivery takes between half of it and all of it. */
  latencyMs: number;
  /** Bytes both kernels together hold in one direction. */
  kernelBytes: number;
  /** How often what was written arrives in pieces. */
  splitting: number;
  /** After how long the system gives up a peer that is gone, in milliseconds. */
  readonly lostPeerMs: number;
}

export interface WayParts {
  readonly clock: SimulatedClock;
  readonly random: Random;
  readonly weather: Weather;
}

const PIECE_BYTES_MAX = 64 * 1024;

export class Way {
  /** Small writes arrive whole, as they do. */
  arrivesWhole = false;
  readonly #parts: WayParts;

  constructor(parts: WayParts) {
    this.#parts = parts;
  }

  /** @param everyMs where the receiver takes its time. */
  later(run: () => void, everyMs?: number): void {
    const { clock, random, weather } = this.#parts;
    const { latencyMs } = weather;
    clock.plan(everyMs ?? random.between(Math.ceil(latencyMs / 2), latencyMs), run);
  }

  /** Bytes written apart arrive together, and bytes written together apart. */
  pieceOf(length: number): number {
    const { random, weather } = this.#parts;
    if (this.arrivesWhole || !random.chance(weather.splitting)) return Math.min(length, PIECE_BYTES_MAX);
    return random.between(1, length);
  }
}
