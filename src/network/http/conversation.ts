/** HTTP over one connection: a request and its answer, or the way to a WebSocket. */
import type { Address } from "../../platform/types.ts";
import { HTTP_UNSENT_BYTES_MAX } from "../../protocol/limits.ts";
import type { Conversation } from "../conversation.ts";
import type { Transport } from "../transport.ts";
import type { HttpExchange, HttpTransport, Upgrade } from "./exchange.ts";
import type { HttpService } from "./service.ts";

export interface HttpParts {
  readonly http: HttpService;
  readonly transport: Transport;
  readonly local: Address;
  readonly remote: Address;
  /** The connection is a WebSocket from now on. */
  upgraded(upgrade: Upgrade): void;
}

export class HttpConversation implements Conversation {
  /** A request is something said: who asks for a page does not make room for others. */
  readonly hasSpoken = true;
  /** `/readyz` has to be told of a disk that is late. */
  readonly waitsForDisk = false;
  readonly #exchange: HttpExchange;

  constructor({ http, transport, local, remote, upgraded }: HttpParts) {
    this.#exchange = http.open(httpTransport(transport, local, remote), upgraded);
  }

  push(bytes: Uint8Array): void {
    this.#exchange.push(bytes);
  }

  takeLine(): "none" {
    return "none";
  }

  pauseMs(): undefined {
    return undefined;
  }

  sent(): void {
    this.#exchange.sent();
  }

  finish(): void {
    this.#exchange.peerEnded();
  }

  end(): void {
    // The rules know nothing of it.
  }

  handOver(): void {
    // The exchange has let go of everything before it says that it became a WebSocket.
  }

  closed(): void {
    this.#exchange.closed();
  }
}

function httpTransport(transport: Transport, local: Address, remote: Address): HttpTransport {
  return {
    local,
    remote,
    write(bytes) {
      transport.queue.appendSlice(bytes, 0, bytes.length);
      transport.queued();
    },
    get isBehind() {
      return transport.queue.unsentBytes > HTTP_UNSENT_BYTES_MAX;
    },
    end: (graceMs) => transport.closeGently(graceMs),
    kill: () => transport.closeGently(),
  };
}
