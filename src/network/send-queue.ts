/**
 * One connection's way out. The contract: bytes leave in the order they were queued, once per tick; what the kernel does
 * not take is copied and waits for `drain`; nothing is dropped while the connection lives; and who queues more than the
 * limit allows is told so that the connection can be closed.
 */
import type { Socket } from "../platform/types.ts";
import type { TickBuffer } from "./tick-buffer.ts";

interface Slice {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Copied bytes: those from `sent` to `used` still have to leave. */
interface WaitingChunk {
  readonly bytes: Uint8Array;
  sent: number;
  used: number;
}

/** A chunk is as large as what waits already, within these: many slow readers hold little more memory than is counted. */
const CHUNK_BYTES_MIN = 4 * 1024;
const CHUNK_BYTES_MAX = 64 * 1024;

/** Counts what all queues hold together. */
export interface QueueTotal {
  bytes: number;
}

const NO_BYTES = new Uint8Array(0);

/** Slices as one run of bytes, valid until the next call: one write costs a hundred times what the copy does. */
function join(slices: readonly Slice[]): Uint8Array {
  let length = 0;
  for (const { start, end } of slices) length += end - start;
  // The rare large one is not kept: a scratch buffer that only grows is a leak.
  const joined = length <= scratch.length ? scratch : new Uint8Array(length);
  let offset = 0;
  for (const { bytes, start, end } of slices) {
    joined.set(bytes.subarray(start, end), offset);
    offset += end - start;
  }
  return joined.subarray(0, length);
}

const scratch = new Uint8Array(256 * 1024);

export class SendQueue {
  readonly #total: QueueTotal;
  /** This tick's newest slice; most connections have no other. */
  #bytes: Uint8Array = NO_BYTES;
  #start = 0;
  #end = 0;
  /** This tick's older slices, where the newest did not continue them. */
  #older: Slice[] | undefined;
  #tickBytes = 0;
  /** What the kernel has not taken, copied out of the tick's buffer. */
  #waiting: WaitingChunk[] | undefined;
  #waitingBytes = 0;
  #drainedBytes = 0;

  constructor(total: QueueTotal) {
    this.#total = total;
  }

  /** Unsent bytes from earlier ticks. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Everything unsent, this tick's bytes included. */
  get unsentBytes(): number {
    return this.#waitingBytes + this.#tickBytes;
  }

  /** How much of what had to wait has left: it rises for as long as the peer reads. */
  get drainedBytes(): number {
    return this.#drainedBytes;
  }

  get isEmpty(): boolean {
    return this.unsentBytes === 0;
  }

  /** Queues what the tick buffer holds between its `start` and `end`. Hot: called once per delivery. */
  append(buffer: TickBuffer): void {
    this.appendSlice(buffer.bytes, buffer.start, buffer.end);
  }

  appendSlice(bytes: Uint8Array, start: number, end: number): void {
    this.#tickBytes += end - start;
    if (this.#bytes === bytes && this.#end === start) {
      this.#end = end;
      return;
    }
    if (this.#start !== this.#end) {
      this.#older ??= [];
      this.#older.push({ bytes: this.#bytes, start: this.#start, end: this.#end });
    }
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
  }

  /** Sends this tick's bytes, after those that wait. Every reference to the tick's buffer is gone afterwards. */
  flush(socket: Socket<unknown>): void {
    if (this.#tickBytes === 0) return;
    if (this.#older) this.#joinTick(this.#older);
    if (!this.#waiting) this.#start += socket.write(this.#bytes, this.#start, this.#end);
    // A view costs 50 ns: made only for what the kernel did not take.
    if (this.#start < this.#end) this.#keep(this.#bytes.subarray(this.#start, this.#end));
    this.#forgetTick();
  }

  /** Goes on with what waits, once the kernel takes bytes again. */
  drain(socket: Socket<unknown>): void {
    while (this.#waiting) {
      const [first] = this.#waiting;
      if (!first) {
        this.#waiting = undefined;
        return;
      }
      const taken = socket.write(first.bytes, first.sent, first.used);
      first.sent += taken;
      this.#drainedBytes += taken;
      this.#waitingBytes -= taken;
      this.#total.bytes -= taken;
      if (first.sent < first.used) return;
      this.#waiting.shift();
    }
  }

  /** Forgets everything; the connection is gone. */
  clear(): void {
    this.#total.bytes -= this.#waitingBytes;
    this.#waitingBytes = 0;
    this.#waiting = undefined;
    this.#forgetTick();
  }

  #joinTick(older: readonly Slice[]): void {
    const joined = join([...older, { bytes: this.#bytes, start: this.#start, end: this.#end }]);
    this.#bytes = joined;
    this.#start = 0;
    this.#end = joined.length;
  }

  #forgetTick(): void {
    this.#older = undefined;
    this.#bytes = NO_BYTES;
    this.#start = 0;
    this.#end = 0;
    this.#tickBytes = 0;
  }

  /** Fills chunks, so that a slow reader costs few writes later. */
  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#waitingBytes += bytes.length;
    this.#total.bytes += bytes.length;
    this.#waiting ??= [];
    const last = this.#waiting.at(-1);
    if (last && last.used + bytes.length <= last.bytes.length) {
      last.bytes.set(bytes, last.used);
      last.used += bytes.length;
      return;
    }
    const size = Math.min(Math.max(this.#waitingBytes, CHUNK_BYTES_MIN), CHUNK_BYTES_MAX);
    const chunk = { bytes: new Uint8Array(Math.max(size, bytes.length)), sent: 0, used: bytes.length };
    chunk.bytes.set(bytes);
    this.#waiting.push(chunk);
  }
}
