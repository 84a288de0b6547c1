/** Which conversation a connection begins once its first line has shown its language. */
import { formatAddress } from "../platform/address.ts";
import type { Address } from "../platform/types.ts";
import type { Dialect } from "../protocol/dialect.ts";
import { LineFramer } from "../protocol/line-framer.ts";
import type { Conversation } from "./conversation.ts";
import type { EdgeContext } from "./edge-context.ts";
import { HttpConversation } from "./http/conversation.ts";
import type { Upgrade } from "./http/exchange.ts";
import { IrcConversation } from "./irc/conversation.ts";
import { WebSocketSource } from "./irc/websocket-source.ts";
import { WebSocketTransport } from "./irc/websocket-transport.ts";
import { PlainConversation } from "./plain/conversation.ts";
import { TLS_ALERT } from "./refusals.ts";
import type { Transport } from "./transport.ts";

export interface OpenParts {
  readonly edge: EdgeContext;
  readonly transport: Transport;
  /** The server's own address, which the system has to be asked for: IRC does without. */
  local(): Address;
  /** Who speaks: the peer, or whom a trusted proxy speaks for. */
  readonly remote: Address;
  /** The connection goes on with another conversation, and with bytes that came already. */
  become(conversation: Conversation, bytes: Uint8Array): void;
}

export function openPlain({ edge, transport, local, remote }: OpenParts): Conversation {
  const localAddress = formatAddress(local());
  return new PlainConversation({ edge, transport, host: hostOf(remote), localAddress });
}

/** @returns undefined for a language nobody speaks here: it got its short answer, and the connection closes. */
export function openConversation(
  dialect: Exclude<Dialect, "plain">,
  parts: OpenParts,
): Conversation | undefined {
  switch (dialect) {
    case "irc":
      return openIrc(parts);
    case "http":
      return openHttp(parts);
    case "tls":
      parts.transport.queue.appendSlice(TLS_ALERT, 0, TLS_ALERT.length);
      parts.transport.closeGently();
      return undefined;
  }
}

function openIrc({ edge, transport, remote }: OpenParts): Conversation {
  const source = new LineFramer();
  return new IrcConversation({ edge, transport, source, framing: "lines", host: hostOf(remote) });
}

function openHttp(parts: OpenParts): Conversation {
  const { edge, transport, local, remote, become } = parts;
  edge.browsers.note(remote.host, edge.clock.nowMs());
  return new HttpConversation({
    http: edge.http,
    transport,
    local: local(),
    remote,
    upgraded: (upgrade) => become(openWebSocket(parts, upgrade), upgrade.head),
  });
}

/** IRC over WebSocket. https://ircv3.net/specs/extensions/websocket */
function openWebSocket({ edge, transport: below, remote }: OpenParts, { framing }: Upgrade): Conversation {
  const transport = new WebSocketTransport(below);
  const source = new WebSocketSource(transport);
  return new IrcConversation({
    edge,
    transport,
    source,
    framing: `websocket-${framing}`,
    host: hostOf(remote),
  });
}

/** What others see of an address, and what the settings call it. */
export function hostOf({ family, host }: Address): string {
  return family === "unix" ? "local" : host;
}
