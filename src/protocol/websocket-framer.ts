/** WebSocket on the server's side: bytes → messages. https://www.rfc-editor.org/rfc/rfc6455#section-5 */
import { WEBSOCKET_MESSAGE_BYTES_MAX } from "./limits.ts";
import { concat, isUtf8 } from "./plain-framer.ts";
import { CLOSE_CODES, type FrameHead, OPCODES, readHead, readInteger, unmask } from "./websocket.ts";

export type WebSocketEvent =
  /** A whole message; `bytes` of a text are UTF-8. */
  | { readonly kind: "text" | "binary"; readonly bytes: Uint8Array }
  /** To be answered by a pong with the same payload. */
  | { readonly kind: "ping"; readonly payload: Uint8Array }
  /** The peer says goodbye; nothing follows. */
  | { readonly kind: "close"; readonly code: number }
  /** The peer broke the protocol or a limit: close with this code; nothing follows. */
  | { readonly kind: "error"; readonly code: number };

const CONTROL_BYTES_MAX = 125;
const EMPTY = new Uint8Array(0);

/**
 * Cuts one client's bytes into messages. Holds at most the chunk it was given last, one unfinished frame and one
 * unfinished message, both of at most `WEBSOCKET_MESSAGE_BYTES_MAX`.
 */
export class WebSocketFramer {
  /** What is unread: a chunk and how far it is read. */
  #chunk: Uint8Array = EMPTY;
  #offset = 0;
  #fragments: Fragments | undefined;
  #isOver = false;

  /** Takes the bytes of one read. They are unmasked in place, so they belong to the framer. */
  push(bytes: Uint8Array): void {
    if (this.#isOver) return;
    this.#chunk =
      this.#offset < this.#chunk.length ? concat(this.#chunk.subarray(this.#offset), bytes) : bytes;
    this.#offset = 0;
  }

  /** @returns the next event, or undefined until more bytes come, and for ever after `close` or `error`. */
  next(): WebSocketEvent | undefined {
    while (!this.#isOver) {
      const head = readHead(this.#chunk, this.#offset);
      const fault = head && this.#faultOf(head);
      if (fault) return this.#end({ kind: "error", code: fault });
      if (!head || head.start + head.length > this.#chunk.length) {
        this.#keepRest();
        return undefined;
      }
      const event = this.#take(head);
      if (event) return event;
    }
    return undefined;
  }

  /** Judged before the payload is there, so that a frame that is too big never takes any memory. */
  #faultOf(head: FrameHead): number | undefined {
    if (head.hasReservedBits || !head.isMasked) return CLOSE_CODES.protocolError;
    switch (head.opcode) {
      case OPCODES.close:
      case OPCODES.ping:
      case OPCODES.pong:
        return head.isFinal && head.length <= CONTROL_BYTES_MAX ? undefined : CLOSE_CODES.protocolError;
      case OPCODES.continuation:
        if (!this.#fragments) return CLOSE_CODES.protocolError;
        break;
      case OPCODES.text:
      case OPCODES.binary:
        if (this.#fragments) return CLOSE_CODES.protocolError;
        break;
      default:
        return CLOSE_CODES.protocolError;
    }
    const messageBytes = (this.#fragments?.length ?? 0) + head.length;
    return messageBytes > WEBSOCKET_MESSAGE_BYTES_MAX ? CLOSE_CODES.messageTooBig : undefined;
  }

  #take(head: FrameHead): WebSocketEvent | undefined {
    const end = head.start + head.length;
    unmask(this.#chunk, head);
    const payload = this.#chunk.subarray(head.start, end);
    this.#offset = end;
    switch (head.opcode) {
      case OPCODES.ping:
        return { kind: "ping", payload };
      case OPCODES.pong:
        return undefined;
      case OPCODES.close:
        return this.#end(readClose(payload));
      case OPCODES.continuation:
        return this.#continue(head, payload);
      default:
        return this.#begin(head, payload);
    }
  }

  #begin(head: FrameHead, payload: Uint8Array): WebSocketEvent | undefined {
    const kind = head.opcode === OPCODES.text ? "text" : "binary";
    if (head.isFinal) return this.#message(kind, payload);
    this.#fragments = new Fragments(kind);
    this.#fragments.append(payload);
    return undefined;
  }

  #continue(head: FrameHead, payload: Uint8Array): WebSocketEvent | undefined {
    const fragments = this.#fragments;
    fragments?.append(payload);
    if (!fragments || !head.isFinal) return undefined;
    this.#fragments = undefined;
    return this.#message(fragments.kind, fragments.joined());
  }

  #message(kind: "text" | "binary", bytes: Uint8Array): WebSocketEvent {
    if (kind === "text" && !isUtf8(bytes)) return this.#end({ kind: "error", code: CLOSE_CODES.invalidText });
    return { kind, bytes };
  }

  #end(event: WebSocketEvent): WebSocketEvent {
    this.#isOver = true;
    this.#chunk = EMPTY;
    this.#fragments = undefined;
    return event;
  }

  /** A copy: a view would keep the whole chunk alive for as long as the frame stays unfinished. */
  #keepRest(): void {
    this.#chunk =
      this.#offset < this.#chunk.length ? new Uint8Array(this.#chunk.subarray(this.#offset)) : EMPTY;
    this.#offset = 0;
  }
}

/** The parts of an unfinished message in one buffer that doubles: parts of a byte each cost no more than large ones. */
class Fragments {
  readonly kind: "text" | "binary";
  length = 0;
  #buffer: Uint8Array = EMPTY;

  constructor(kind: "text" | "binary") {
    this.kind = kind;
  }

  append(bytes: Uint8Array): void {
    const length = this.length + bytes.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, this.#buffer.length * 2));
      larger.set(this.joined());
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.length);
    this.length = length;
  }

  joined(): Uint8Array {
    return this.#buffer.subarray(0, this.length);
  }
}

/** https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1 */
function readClose(payload: Uint8Array): WebSocketEvent {
  if (payload.length === 0) return { kind: "close", code: CLOSE_CODES.none };
  const code = payload.length === 1 ? 0 : readInteger(payload.subarray(0, 2));
  if (!mayBeSent(code)) return { kind: "error", code: CLOSE_CODES.protocolError };
  if (!isUtf8(payload.subarray(2))) return { kind: "error", code: CLOSE_CODES.invalidText };
  return { kind: "close", code };
}

/** 1004 to 1006 and 1015 are never in a frame; from 3000 on they are the programs' own. */
function mayBeSent(code: number): boolean {
  if (code >= 3000) return code <= 4999;
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}
