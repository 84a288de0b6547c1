/** What waits to be sent on one connection. */
import type { Socket } from "../platform/types.ts";

/** From here on the owner stops reading input, until half of it is gone. */
export const OUTGOING_BYTES_MAX = 1024 * 1024;

/** Keeps what the kernel does not take yet, in order. */
export class Outgoing {
  readonly #socket: Socket<unknown>;
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #ending = false;

  constructor(socket: Socket<unknown>) {
    this.#socket = socket;
  }

  /** How many bytes the kernel has not taken. */
  get bytes(): number {
    return this.#bytes;
  }

  add(text: string): void {
    const chunk = new TextEncoder().encode(text);
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#chunks.length === 1) this.flush();
  }

  /** Hands on as much as the kernel takes; to be called again at `drain`. */
  flush(): void {
    for (let chunk = this.#chunks[0]; chunk; chunk = this.#chunks[0]) {
      const taken = this.#socket.write(chunk);
      this.#bytes -= taken;
      if (taken < chunk.length) {
        this.#chunks[0] = chunk.subarray(taken);
        return;
      }
      this.#chunks.shift();
    }
    if (this.#ending) this.#socket.end();
  }

  /** Half-closes after the last byte. */
  end(): void {
    this.#ending = true;
    this.flush();
  }
}
