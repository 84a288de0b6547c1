/** Bytes on their way: taken out in other pieces than they were put in. */
import { Buffer } from "node:buffer";

export class ByteQueue {
  #chunks: Uint8Array[] = [];
  length = 0;

  /** Keeps a copy: who writes may reuse its buffer. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#chunks.push(new Uint8Array(bytes));
    this.length += bytes.length;
  }

  take(bytesMax: number): Uint8Array {
    const all = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    const bytes = all ?? new Uint8Array(0);
    const taken = bytes.subarray(0, bytesMax);
    this.#chunks = taken.length < bytes.length ? [bytes.subarray(taken.length)] : [];
    this.length -= taken.length;
    // Whoever receives bytes may write into them.
    return new Uint8Array(taken);
  }

  clear(): void {
    this.#chunks = [];
    this.length = 0;
  }
}
