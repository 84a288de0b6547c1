/** What waits to be sent on one connection. */
import type { Socket } from "../platform/types.ts";

/** From here on the owner stops reading input, until half of it is gone. */
export const OUTGOING_BYTES_MAX = 1024 * 1024;

/** Keeps what the kernel does not take yet, in order. */
export class Outgoing {
  readonly #socket: Socket<unknown>;
  #chunks: Uint8Array[] = [];
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

  /** Hands on as much as the kernel takes, in one write; to be called again at `drain`. */
  flush(): void {
    const whole = concat(this.#chunks, this.#bytes);
    const taken = whole.length === 0 ? 0 : this.#socket.write(whole);
    this.#bytes -= taken;
    this.#chunks = this.#bytes === 0 ? [] : [whole.subarray(taken)];
    if (this.#ending && this.#bytes === 0) this.#socket.end();
  }

  /** Half-closes after the last byte. */
  end(): void {
    this.#ending = true;
    this.flush();
  }
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
