/** One WebSocket frame as bytes: its head in, the whole of it out. https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
import { concat } from "./plain-framer.ts";

/** Why a WebSocket ends. https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
export const CLOSE_CODES = {
  normal: 1000,
  goingAway: 1001,
  protocolError: 1002,
  unsupportedData: 1003,
  /** Never sent: the peer's close frame had no code. */
  none: 1005,
  invalidText: 1007,
  messageTooBig: 1009,
} as const satisfies Readonly<Record<string, number>>;

export const OPCODES = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const satisfies Readonly<Record<string, number>>;

/** A frame this server sends; it never sends fragments. */
export type FrameKind = Exclude<keyof typeof OPCODES, "continuation">;

const FIN = 0x80;
const RESERVED = 0x70;
const OPCODE = 0x0f;
const MASKED = 0x80;
const LENGTH = 0x7f;
/** Lengths that say: the length is in the next two, or eight, bytes. */
const LENGTH_IN_2_BYTES = 126;
const LENGTH_IN_8_BYTES = 127;
const MASK_BYTES = 4;
const EMPTY = new Uint8Array(0);

export interface FrameHead {
  readonly isFinal: boolean;
  readonly hasReservedBits: boolean;
  readonly opcode: number;
  readonly isMasked: boolean;
  readonly length: number;
  /** Where the mask and the payload start, from the start of the chunk. */
  readonly maskStart: number;
  readonly start: number;
}

/** @returns undefined while the head is not whole. */
export function readHead(chunk: Uint8Array, offset: number): FrameHead | undefined {
  const first = chunk[offset];
  const second = chunk[offset + 1];
  if (first === undefined || second === undefined) return undefined;
  const shortLength = second & LENGTH;
  const lengthBytes = shortLength === LENGTH_IN_8_BYTES ? 8 : shortLength === LENGTH_IN_2_BYTES ? 2 : 0;
  const isMasked = (second & MASKED) !== 0;
  const maskStart = offset + 2 + lengthBytes;
  const start = maskStart + (isMasked ? MASK_BYTES : 0);
  if (start > chunk.length) return undefined;
  return {
    isFinal: (first & FIN) !== 0,
    hasReservedBits: (first & RESERVED) !== 0,
    opcode: first & OPCODE,
    isMasked,
    length: lengthBytes === 0 ? shortLength : readInteger(chunk.subarray(offset + 2, maskStart)),
    maskStart,
    start,
  };
}

/** Big-endian. Multiplies, since `<<` ends at 32 bits; a length beyond 2^53 loses its last bits, but is refused all the same. */
export function readInteger(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** In place. */
export function unmask(chunk: Uint8Array, { maskStart, start, length }: FrameHead): void {
  for (let index = 0; index < length; index++) {
    const at = start + index;
    chunk[at] = (chunk[at] ?? 0) ^ (chunk[maskStart + (index & 3)] ?? 0);
  }
}

/**
 * The bytes before a payload of this length, not masked and in the shortest form, as servers send them. Together with
 * the payload they may be sent to any number of clients.
 * @param length of the payload, in bytes.
 */
export function frameHeader(kind: FrameKind, length: number): Uint8Array {
  const first = FIN | OPCODES[kind];
  if (length < LENGTH_IN_2_BYTES) return Uint8Array.of(first, length);
  if (length < 2 ** 16) return Uint8Array.of(first, LENGTH_IN_2_BYTES, length >> 8, length & 0xff);
  const header = new Uint8Array(10);
  header.set([first, LENGTH_IN_8_BYTES]);
  new DataView(header.buffer).setBigUint64(2, BigInt(length));
  return header;
}

/** A whole frame, header and payload. A control frame's payload has at most 125 bytes. */
export function frame(kind: FrameKind, payload: Uint8Array): Uint8Array {
  return concat(frameHeader(kind, payload.length), payload);
}

/** The frame that ends a WebSocket; `CLOSE_CODES.none` makes one without a code, the answer to one without a code. */
export function closeFrame(code: number): Uint8Array {
  return frame("close", code === CLOSE_CODES.none ? EMPTY : Uint8Array.of(code >> 8, code & 0xff));
}
