/** Datagrams, over node:dgram, which serves both runtimes alike. https://nodejs.org/api/dgram.html */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { isIPv6 } from "node:net";
import { unmapAddress } from "./address.ts";
import { socketError } from "./socket-error.ts";
import type { Address } from "./types.ts";

/** Where a datagram goes. `host` is an IP address. */
export interface UdpDestination {
  readonly host: string;
  readonly port: number;
}

export interface UdpHandlers {
  /** `bytes` belong to the receiver. */
  message(bytes: Uint8Array, from: Address): void;
  /** The system refused something later on, for example what was sent before to a closed port. */
  error?(error: Error): void;
}

export interface UdpSocket {
  /** The address in use; with port 0 asked for, the port the system chose. */
  readonly address: Address;
  /** Hands one datagram to the system. Whether it arrives is nobody's promise. */
  send(bytes: Uint8Array, to: UdpDestination): void;
  /** Closes once everything is with the system; resolves then. Idempotent. */
  close(): Promise<void>;
}

/**
 * Binds a datagram socket; `::` hears IPv4 as well.
 * @throws SocketError
 */
export async function bindUdp(at: UdpDestination, handlers: UdpHandlers): Promise<UdpSocket> {
  const ipv6 = isIPv6(at.host);
  const socket = createSocket({ type: ipv6 ? "udp6" : "udp4" });
  const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>();
  socket.once("close", onClosed);
  let closing = false;
  let unsent = 0;
  const report = (error: Error | null) => {
    if (error && !closing) handlers.error?.(error);
  };
  const sent = (error: Error | null) => {
    report(error);
    unsent -= 1;
    if (closing && unsent === 0) socket.close();
  };
  try {
    const listening = once(socket, "listening");
    socket.bind(at.port, at.host);
    await listening;
  } catch (cause) {
    socket.close();
    throw socketError(cause);
  }
  socket.on("message", (bytes, from) => handlers.message(bytes, unmapAddress(from.address, from.port)));
  socket.on("error", report);
  return {
    address: unmapAddress(at.host, socket.address().port),
    send(bytes, to) {
      if (closing) return;
      unsent += 1;
      socket.send(bytes, to.port, ipv6 ? mapAddress(to.host) : to.host, sent);
    },
    async close() {
      if (!closing && unsent === 0) socket.close();
      closing = true;
      await closed;
    },
  };
}

/** A socket of the IPv6 family reaches an IPv4 address under its mapped name only. */
function mapAddress(host: string): string {
  return host.includes(":") ? host : `::ffff:${host}`;
}
