/** A stream that node:http takes for a socket, over a connection that is none. */
import { Buffer } from "node:buffer";
import { Duplex } from "node:stream";
import type { Address } from "../../platform/types.ts";

/** Where the bytes that HTTP writes go. */
export interface DuplexOwner {
  write(bytes: Uint8Array): void;
  /** Whether so much of it has not left yet that HTTP shall wait. */
  readonly isBehind: boolean;
  /** HTTP waits until `goOn`. */
  waits(): void;
  /** HTTP has written everything. */
  finished(): void;
  /** HTTP gives the connection up. */
  abandoned(): void;
}

/**
 * The peer's end is never pushed: what was asked shall still be answered, and runtimes differ in what they make of it.
 */
export class HttpDuplex<Owner extends DuplexOwner> extends Duplex {
  readonly remoteAddress: string;
  readonly remotePort: number;
  #owner: Owner | undefined;
  /** Tells HTTP that its last write is taken, which it waits for. */
  #goOn: (() => void) | undefined;

  constructor(owner: Owner, remote: Address) {
    super();
    this.#owner = owner;
    this.remoteAddress = remote.host;
    this.remotePort = remote.port;
  }

  get owner(): Owner | undefined {
    return this.#owner;
  }

  receive(bytes: Uint8Array): void {
    this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  /** Ends the stream without a word to the connection. */
  release(): void {
    this.#owner = undefined;
    // A destroyed stream that flows still hands out what waits in it, and HTTP would find each piece wrong.
    this.pause();
    this.destroy();
  }

  /** The same. @returns what was received and not read. */
  releaseRest(): Uint8Array {
    this.#owner = undefined;
    const { readableLength } = this;
    const rest: unknown = readableLength > 0 ? this.read(readableLength) : undefined;
    this.destroy();
    return rest instanceof Uint8Array ? rest : NO_BYTES;
  }

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    if (chunk.length > 0) this.#owner?.write(chunk);
    if (!this.#owner?.isBehind) {
      done();
      return;
    }
    this.#goOn = done;
    this.#owner.waits();
  }

  /** What was written has left. */
  goOn(): void {
    const goOn = this.#goOn;
    this.#goOn = undefined;
    goOn?.();
  }

  override _final(done: () => void): void {
    done();
    this.#owner?.finished();
  }

  override _destroy(_error: Error | null, done: () => void): void {
    // The error is told by what happens to the connection; as an event it would have no listener.
    done();
    this.#owner?.abandoned();
  }

  // What HTTP calls on a socket; the connection below has timers and options of its own.

  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }
}

const NO_BYTES = new Uint8Array(0);
