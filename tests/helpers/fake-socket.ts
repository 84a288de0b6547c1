/** A socket whose kernel the test plays. */
import { Buffer } from "node:buffer";
import type { Address, Socket } from "../../src/platform/types.ts";

export class FakeSocket<State> implements Socket<State> {
  state = undefined as State;
  readonly remote: Address;
  readonly local: Address = { family: "ipv4", host: "10.0.0.9", port: 8081 };
  /** Bytes the kernel still takes. */
  room = Number.POSITIVE_INFINITY;
  isEnded = false;
  isKilled = false;
  isPaused = false;
  readonly writes: Uint8Array[] = [];

  constructor(host = "10.0.0.1") {
    this.remote = { family: "ipv4", host, port: 40_000 };
  }

  write(bytes: Uint8Array, start = 0, end = bytes.length): number {
    const taken = Math.min(this.room, end - start);
    this.room -= taken;
    if (taken > 0) this.writes.push(bytes.slice(start, start + taken));
    return taken;
  }

  end(): void {
    this.isEnded = true;
  }

  kill(): void {
    this.isKilled = true;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  /** Everything written since the last call, as text. */
  take(): string {
    return Buffer.concat(this.writes.splice(0)).toString("utf8");
  }
}
