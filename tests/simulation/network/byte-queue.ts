/** Bytes on their way: taken out in other pieces than they were put in. */

export class ByteQueue {
  #chunks: Uint8Array[] = [];
  length = 0;

  /** Keeps a copy: who writes may reuse its buffer. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#chunks.push(new Uint8Array(bytes));
    this.length += bytes.length;
  }

  /** @returns a copy: whoever receives bytes may write into them. */
  take(bytesMax: number): Uint8Array {
    const taken = new Uint8Array(Math.min(bytesMax, this.length));
    let filled = 0;
    let used = 0;
    for (const chunk of this.#chunks) {
      const piece = chunk.subarray(0, taken.length - filled);
      taken.set(piece, filled);
      filled += piece.length;
      if (piece.length < chunk.length) {
        this.#chunks[used] = chunk.subarray(piece.length);
        break;
      }
      used += 1;
    }
    this.#chunks.splice(0, used);
    this.length -= filled;
    return taken;
  }

  clear(): void {
    this.#chunks = [];
    this.length = 0;
  }
}
