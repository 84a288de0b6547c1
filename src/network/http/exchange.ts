/** One request and its answer over one connection, or its way to a WebSocket. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock, Timer } from "../../platform/clock.ts";
import type { Address } from "../../platform/types.ts";
import { CLOSE_GRACE_MS, DOWNLOAD_SILENCE_MS_MAX, HTTP_HEADER_MS_MAX } from "../../protocol/limits.ts";
import { concat } from "../../protocol/plain-framer.ts";
import { type Answer, refusal, sendAnswer, serializeAnswer } from "./answer.ts";
import { sendDownload } from "./download.ts";
import { type DuplexOwner, HttpDuplex } from "./duplex.ts";
import type { WebSocketFraming } from "./handshake.ts";
import { answerTo, type HttpSite, methodNotAllowed } from "./routes.ts";

/** What an exchange needs of the connection below it. */
export interface HttpTransport {
  readonly remote: Address;
  /** This end, as the peer reached it. */
  readonly local: Address;
  /** The bytes may not be reused by the exchange, nor changed by the transport. */
  write(bytes: Uint8Array): void;
  /** Whether so much of what was written has not left yet that more shall wait. */
  readonly isBehind: boolean;
  /** Sends what was written, then closes. @param graceMs how long the peer may take for it; a second where absent. */
  end(graceMs?: number): void;
  kill(): void;
}

export interface Upgrade {
  readonly framing: WebSocketFraming;
  /** What came after the request: the first bytes of the WebSocket. They belong to the receiver. */
  readonly head: Uint8Array;
}

export interface ExchangeParts {
  readonly clock: Clock;
  readonly site: HttpSite;
  readonly transport: HttpTransport;
  /** The connection is a WebSocket now, and the exchange is over. Called from within `push` or a little later. */
  upgraded(upgrade: Upgrade): void;
}

export class HttpExchange implements DuplexOwner {
  readonly #parts: ExchangeParts;
  #duplex: HttpDuplex<HttpExchange> | undefined;
  #isAnswered = false;
  #isDownload = false;
  #timer: Timer | undefined;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    this.#duplex = new HttpDuplex<HttpExchange>(this, parts.transport.remote);
    this.#timer = parts.clock.after(HTTP_HEADER_MS_MAX, () => this.#close(refusal(408, "tooSlow")));
  }

  /** What HTTP takes for the socket. */
  get duplex(): HttpDuplex<HttpExchange> | undefined {
    return this.#duplex;
  }

  // From the connection.

  /** Takes the bytes of one read. After the request nothing is taken any more: there is one a connection. */
  push(bytes: Uint8Array): void {
    if (!this.#isAnswered) this.#duplex?.receive(bytes);
  }

  /** The peer sends no more, but may still read; what it has asked is answered. */
  peerEnded(): void {
    if (!this.#duplex || this.#isAnswered) return;
    this.#timer?.cancel();
    this.#timer = this.#parts.clock.after(CLOSE_GRACE_MS, () => this.finished());
  }

  /** Something of what was written has left. */
  sent(): void {
    if (!this.#isDownload || this.isBehind) return;
    this.#timer?.cancel();
    this.#duplex?.goOn();
  }

  /** The connection below is closed. */
  closed(): void {
    this.#release();
  }

  // From HTTP.

  requested(request: IncomingMessage, response: ServerResponse): void {
    this.#begin();
    const answer = answerTo(request, this.#parts.site, this.#parts.transport.local);
    switch (answer.kind) {
      case "answer":
        sendAnswer(response, answer);
        return;
      case "download":
        this.#isDownload = true;
        sendDownload(response, answer);
        return;
      case "handshake":
        this.#close(refusal(400, "badRequest"));
    }
  }

  /** @param head what came after the request. */
  upgradeRequested(request: IncomingMessage, head: Uint8Array): void {
    this.#begin();
    const { site, transport, upgraded } = this.#parts;
    const answer = answerTo(request, site, transport.local);
    if (answer.kind !== "handshake") {
      const short = answer.kind === "answer" ? answer : refusal(400, "badRequest");
      this.#close(request.method === "HEAD" ? { ...short, body: "" } : short);
      return;
    }
    transport.write(answer.response);
    upgraded({ framing: answer.framing, head: concat(head, this.#releaseRest()) });
  }

  connectRequested(): void {
    this.#close(methodNotAllowed());
  }

  malformed(code: string | undefined): void {
    const isLarge = code === "HPE_HEADER_OVERFLOW";
    this.#close(isLarge ? refusal(431, "headersTooLarge") : refusal(400, "badRequest"));
  }

  write(bytes: Uint8Array): void {
    this.#parts.transport.write(bytes);
  }

  get isBehind(): boolean {
    return this.#parts.transport.isBehind;
  }

  /** Who takes nothing for so long has gone, and holds up what waits for this download's end. */
  waits(): void {
    this.#timer?.cancel();
    this.#timer = this.#parts.clock.after(DOWNLOAD_SILENCE_MS_MAX, () => this.abandoned());
  }

  finished(): void {
    this.#release();
    // A download's last bytes may be on their way for long, a page's are not.
    if (this.#isDownload) this.#parts.transport.end(DOWNLOAD_SILENCE_MS_MAX);
    else this.#parts.transport.end();
  }

  abandoned(): void {
    this.#release();
    this.#parts.transport.kill();
  }

  #begin(): void {
    this.#isAnswered = true;
    this.#timer?.cancel();
  }

  /** Answers past HTTP, which has no response for it, and closes. */
  #close(answer: Answer): void {
    if (!this.#duplex) return;
    this.#parts.transport.write(serializeAnswer(answer));
    this.finished();
  }

  #release(): void {
    this.#letGo()?.release();
  }

  /** @returns what came behind the request. Only an upgrade may ask: reading it would go on with HTTP. */
  #releaseRest(): Uint8Array {
    return this.#letGo()?.releaseRest() ?? NO_BYTES;
  }

  #letGo(): HttpDuplex<HttpExchange> | undefined {
    this.#timer?.cancel();
    const duplex = this.#duplex;
    this.#duplex = undefined;
    return duplex;
  }
}

const NO_BYTES = new Uint8Array(0);
