/** Where log lines go: stdout, which may be a pipe that nobody reads. The chat never waits for it. */
import { Buffer } from "node:buffer";
import { writeSync } from "node:fs";
import process from "node:process";

/** Lines that wait for the reader, in bytes; what comes after them is dropped and counted. */
const WAITING_BYTES_MAX = 1024 * 1024;

/** @returns how many of the bytes were taken; 0 where the reader is slow or gone. */
export type WriteBytes = (bytes: Uint8Array) => number;

/** Writes lines without ever waiting. A half written line is finished first; dropped ones are told by their number. */
export class LogOutput {
  readonly #write: WriteBytes;
  #waiting: Uint8Array = new Uint8Array(0);
  #dropped = 0;

  constructor(write: WriteBytes = writeStdout) {
    this.#write = write;
  }

  /** @param lines without the last line end. */
  write(lines: string): void {
    this.#send();
    if (this.#waiting.length > WAITING_BYTES_MAX) {
      this.#dropped += lines.split("\n").length;
      return;
    }
    const lost =
      this.#dropped === 0 ? "" : `(${this.#dropped} lines of this log were lost: nobody read it)\n`;
    this.#dropped = 0;
    this.#waiting = Buffer.concat([this.#waiting, Buffer.from(`${lost}${lines}\n`)]);
    this.#send();
  }

  #send(): void {
    while (this.#waiting.length > 0) {
      const taken = this.#write(this.#waiting);
      if (taken === 0) return;
      this.#waiting = this.#waiting.subarray(taken);
    }
  }
}

function writeStdout(bytes: Uint8Array): number {
  try {
    return writeSync(process.stdout.fd, bytes);
  } catch (error) {
    // EAGAIN: the pipe is full. Anything else: the reader is gone for good, and its lines with it.
    return (error as { code?: unknown }).code === "EAGAIN" ? 0 : bytes.length;
  }
}
