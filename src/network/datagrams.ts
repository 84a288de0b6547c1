/** UDP on the same port number: a datagram is a message from its address; a discovery probe is answered. */
import type { Timer } from "../platform/clock.ts";
import type { UdpDestination, UdpHandlers, UdpSocket } from "../platform/udp.ts";
import { NO_CAPABILITIES } from "../protocol/capabilities.ts";
import { formatAnswer, parseProbe } from "../protocol/discovery.ts";
import type { EndReason, SessionId } from "../protocol/effects.ts";
import {
  DATAGRAM_GUEST_MS,
  DATAGRAM_GUESTS_MAX,
  DATAGRAM_REFUSED_MS,
  DATAGRAMS_PER_SECOND_MAX,
  NEW_DATAGRAM_GUESTS_PER_SECOND_MAX,
} from "../protocol/limits.ts";
import type { Message } from "../protocol/message.ts";
import { splitMessage } from "../protocol/plain-framer.ts";
import { parsePlainLine } from "../protocol/plain-text.ts";
import { safeText } from "../protocol/safe-text.ts";
import { serviceRequest } from "../protocol/services.ts";
import { type Charset, decodeMessage } from "./charset.ts";
import type { Recipient } from "./delivery.ts";
import type { EdgeContext } from "./edge-context.ts";
import { RecentHosts } from "./recent-hosts.ts";

interface DatagramGuest {
  readonly session: SessionId;
  charset: Charset;
  timer: Timer;
  readonly rate: Rate;
}

/** How a datagram socket is bound. @throws SocketError */
export type BindUdp = (at: UdpDestination, handlers: UdpHandlers) => Promise<UdpSocket>;

export class Datagrams {
  readonly #edge: EdgeContext;
  readonly #bindUdp: BindUdp;
  /** By address; the one silent longest stands first. */
  readonly #guests = new Map<string, DatagramGuest>();
  /** New guests of the second under way. */
  readonly #arrivals = new Rate(NEW_DATAGRAM_GUESTS_PER_SECOND_MAX);

  /** Who was not let in a moment ago. */
  readonly #refused = new RecentHosts(DATAGRAM_REFUSED_MS);

  constructor(edge: EdgeContext, bindUdp: BindUdp) {
    this.#edge = edge;
    this.#bindUdp = bindUdp;
  }

  /** @throws SocketError */
  async bind(host: string, port: number): Promise<UdpSocket> {
    const socket = await this.#bindUdp(
      { host, port },
      {
        message: (bytes, from) => {
          if (bytes[0] === 0) this.#answerProbe(bytes, (answer) => socket.send(answer, from), port);
          else this.#say(bytes, from.host);
        },
      },
    );
    return socket;
  }

  #answerProbe(bytes: Uint8Array, send: (answer: Uint8Array) => void, port: number): void {
    const nonce = parseProbe(bytes);
    if (nonce) send(formatAnswer({ nonce, version: this.#edge.settings.version, port }));
  }

  /** A datagram is one message, of several lines where it has them; nothing is answered. */
  #say(bytes: Uint8Array, host: string): void {
    // Datagrams cannot be made to wait.
    if (this.#edge.disk.isLate) return;
    if (safeText(looseUtf8.decode(bytes)).trim() === "") return;
    const guest = this.#guest(host);
    if (!guest) return;
    for (const part of splitMessage(bytes, this.#edge.settings.messageBytesMax)) {
      if (!guest.rate.allows(this.#edge.clock.nowMs())) return;
      const { text, charset } = decodeMessage(part, guest.charset);
      guest.charset = charset;
      // Without NUL, as what comes over TCP: databases and other programs take it for the end of a text.
      const body = text.replaceAll("\0", "").replace(/\r\n?/g, "\n").replace(/\n+/g, "\n");
      const request = parsePlainLine(body, { channel: this.#edge.settings.channel, isConsole: false });
      if (request.kind !== "message" || isForAnswer(request.message)) continue;
      this.#edge.submit({
        kind: "message",
        session: guest.session,
        message: request.message,
        capabilities: NO_CAPABILITIES,
      });
    }
  }

  /** @returns the address's guest; undefined for a newcomer in a second that has seen too many. */
  #guest(host: string): DatagramGuest | undefined {
    const known = this.#guests.get(host);
    if (!known && this.#refused.has(host, this.#edge.clock.nowMs())) return undefined;
    if (!known && !this.#arrivals.allows(this.#edge.clock.nowMs())) return undefined;
    const timer = this.#edge.clock.after(DATAGRAM_GUEST_MS, () => this.#leave(host));
    if (known) {
      known.timer.cancel();
      known.timer = timer;
      this.#guests.delete(host);
      this.#guests.set(host, known);
      return known;
    }
    const [silentLongest] = this.#guests.keys();
    if (this.#guests.size >= DATAGRAM_GUESTS_MAX && silentLongest) this.#leave(silentLongest);
    const session = this.#edge.nextSession();
    const rate = new Rate(DATAGRAMS_PER_SECOND_MAX);
    const guest: DatagramGuest = { session, charset: "utf-8", timer, rate };
    this.#guests.set(host, guest);
    this.#edge.delivery.add(
      session,
      deafRecipient((reason) => {
        if (reason.kind === "banned") this.#refused.note(host, this.#edge.clock.nowMs());
        this.#forget(host, guest);
      }),
    );
    this.#edge.submit({ kind: "connect", session, sessionKind: "datagram", host });
    return guest;
  }

  #leave(host: string): void {
    const guest = this.#guests.get(host);
    if (!guest) return;
    this.#edge.submit({ kind: "disconnect", session: guest.session, reason: { kind: "silent" } });
  }

  #forget(host: string, guest: DatagramGuest): void {
    guest.timer.cancel();
    this.#guests.delete(host);
  }
}

/** So many a second, and no more. */
class Rate {
  readonly #perSecondMax: number;
  #second = 0;
  #count = 0;

  constructor(perSecondMax: number) {
    this.#perSecondMax = perSecondMax;
  }

  allows(nowMs: number): boolean {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.#second) this.#count = 0;
    this.#second = second;
    this.#count += 1;
    return this.#count <= this.#perSecondMax;
  }
}

/** Nobody would read the answer: looking for it is work that anybody could make under forged addresses. */
const QUESTIONS: ReadonlySet<string> = new Set(["CHANLOG", "HISTORY", "LIST", "SEARCH", "WHO"]);

/** Services answer; and what they are asked may be a secret, which goes no further. */
function isForAnswer(message: Message): boolean {
  return QUESTIONS.has(message.command) || serviceRequest(message) !== undefined;
}

const looseUtf8 = new TextDecoder();

/** Nothing is sent to an address that may be forged: a datagram guest only learns that it is over. */
function deafRecipient(close: (reason: EndReason) => void): Recipient {
  const ignore = (): void => {};
  return {
    capabilities: NO_CAPABILITIES,
    receive: ignore,
    receiveOwn: ignore,
    tell: ignore,
    beginBatch: ignore,
    endBatch: ignore,
    beginAnswer: ignore,
    endAnswer: ignore,
    showHistory: ignore,
    identify: ignore,
    refuseMessage: ignore,
    close,
  };
}
