/** The connection below a WebSocket: it says goodbye with a frame of its own. https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1 */
import { CLOSE_CODES, closeFrame } from "../../protocol/websocket.ts";
import type { SendQueue } from "../send-queue.ts";
import type { Transport } from "../transport.ts";

export class WebSocketTransport implements Transport {
  readonly #below: Transport;
  #goodbye = closeFrame(CLOSE_CODES.normal);

  constructor(below: Transport) {
    this.#below = below;
  }

  get queue(): SendQueue {
    return this.#below.queue;
  }

  get reachedAt(): string | undefined {
    return this.#below.reachedAt;
  }

  queued(): void {
    this.#below.queued();
  }

  charge(units: number): void {
    this.#below.charge(units);
  }

  resumeLater(): void {
    this.#below.resumeLater();
  }

  /** A control frame. */
  send(bytes: Uint8Array): void {
    this.queue.appendSlice(bytes, 0, bytes.length);
    this.queued();
  }

  /** What the last frame shall be: the answer to the peer's, or why it is sent away. */
  endWith(goodbye: Uint8Array): void {
    this.#goodbye = goodbye;
  }

  closeGently(): void {
    this.send(this.#goodbye);
    this.#below.closeGently();
  }
}
