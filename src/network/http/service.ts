/**
 * HTTP for connections that turned out to speak it: node:http as the parser, never listening itself.
 *
 * How a connection uses it:
 * ```ts
 * const http = new HttpService({ clock, site, fault });            // one for the whole server
 *
 * exchange = http.open(transport, ({ framing, head }) => {         // when the first line says HTTP
 *   exchange = undefined;                                          // nothing of HTTP is left
 *   framer = new WebSocketFramer();
 *   framer.push(head);                                             // then whatever the socket receives
 * });
 * exchange.push(first);                                            // all bytes so far, the first line included
 *
 * exchange.push(bytes);  exchange.peerEnded();  exchange.closed(); // as the socket tells
 * ```
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Clock } from "../../platform/clock.ts";
import { HTTP_HEADER_BYTES_MAX } from "../../protocol/limits.ts";
import { HttpDuplex } from "./duplex.ts";
import { HttpExchange, type HttpTransport, type Upgrade } from "./exchange.ts";
import type { HttpSite } from "./routes.ts";

export interface HttpServiceParts {
  readonly clock: Clock;
  readonly site: HttpSite;
  /** Something of ours threw; the connection it happened on is gone, everybody else goes on. */
  fault(error: unknown): void;
}

export class HttpService {
  readonly #parts: HttpServiceParts;
  readonly #server: Server;

  constructor(parts: HttpServiceParts) {
    this.#parts = parts;
    // A missing Host is answered by us, alike on every runtime.
    this.#server = createServer({ maxHeaderSize: HTTP_HEADER_BYTES_MAX, requireHostHeader: false });
    this.#listen();
  }

  /** @param upgraded called when the connection has become a WebSocket; the exchange is over then. */
  open(transport: HttpTransport, upgraded: (upgrade: Upgrade) => void): HttpExchange {
    const { clock, site } = this.#parts;
    const exchange = new HttpExchange({ clock, site, transport, upgraded });
    this.#server.emit("connection", exchange.duplex);
    return exchange;
  }

  #listen(): void {
    const server = this.#server;
    server.on("request", (request, response) =>
      this.#guard(request.socket, (exchange) => exchange.requested(request, response)),
    );
    // Who asks before sending a body gets the same answer.
    server.on("checkContinue", (request, response) =>
      this.#guard(request.socket, (exchange) => exchange.requested(request, response)),
    );
    server.on("upgrade", (request: IncomingMessage, socket, head) =>
      this.#guard(socket, (exchange) => exchange.upgradeRequested(request, head)),
    );
    server.on("connect", (_request, socket) =>
      this.#guard(socket, (exchange) => exchange.connectRequested()),
    );
    server.on("clientError", (error: Error & { code?: string }, socket) =>
      this.#guard(socket, (exchange) => exchange.malformed(error.code)),
    );
  }

  /** These events come from no socket of the platform, so nobody else would catch what is thrown in them. */
  #guard(socket: unknown, handle: (exchange: HttpExchange) => void): void {
    const exchange = socket instanceof HttpDuplex ? (socket.owner as HttpExchange | undefined) : undefined;
    if (!exchange) return;
    try {
      handle(exchange);
    } catch (error) {
      exchange.abandoned();
      this.#parts.fault(error);
    }
  }
}
