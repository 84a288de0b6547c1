/** From HTTP to WebSocket. https://www.rfc-editor.org/rfc/rfc6455#section-4.2 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { type Answer, refusal, withHeaders } from "./answer.ts";
import { isAllowedOrigin } from "./origin.ts";
import type { RequestHead } from "./request.ts";

/** What a client's IRC lines are framed in. https://ircv3.net/specs/extensions/websocket */
export type WebSocketFraming = "text" | "binary";

export interface Handshake {
  readonly kind: "handshake";
  readonly framing: WebSocketFraming;
  /** The bytes that agree. */
  readonly response: Uint8Array;
}

const SUBPROTOCOLS: ReadonlyMap<string, WebSocketFraming> = new Map([
  ["text.ircv3.net", "text"],
  ["binary.ircv3.net", "binary"],
]);
const ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/** 16 bytes in base64. */
const KEY = /^[A-Za-z0-9+/]{22}==$/;

/** Whether the client asks for a WebSocket; other upgrades may be ignored. */
export function asksForWebSocket({ method, headers }: RequestHead): boolean {
  return method === "GET" && listOf(headers.upgrade).some((name) => name.toLowerCase() === "websocket");
}

/** Agrees to a WebSocket, or says why not. */
export function shakeHands({ headers }: RequestHead, allowedOrigins: readonly string[]): Handshake | Answer {
  if (headers["sec-websocket-version"] !== "13") return webSocketRequired();
  const key = headers["sec-websocket-key"];
  if (key === undefined || !KEY.test(key)) return refusal(400, "badWebSocketKey");
  const { origin } = headers;
  if (!isAllowedOrigin(origin, headers.host, allowedOrigins)) {
    return refusal(403, "wrongOrigin", { origin: origin ?? "" });
  }
  const subprotocol = listOf(headers["sec-websocket-protocol"]).find((name) => SUBPROTOCOLS.has(name));
  return {
    kind: "handshake",
    framing: SUBPROTOCOLS.get(subprotocol ?? "") ?? "text",
    response: switchingProtocols(key, subprotocol),
  };
}

/** 426, with what would be accepted. */
export function webSocketRequired(): Answer {
  return withHeaders(refusal(426, "webSocketOnly"), {
    Upgrade: "websocket",
    Connection: "Upgrade, close",
    "Sec-WebSocket-Version": "13",
  });
}

function switchingProtocols(key: string, subprotocol: string | undefined): Uint8Array {
  const accept = createHash("sha1")
    .update(key + ACCEPT_SUFFIX)
    .digest("base64");
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${accept}`,
    ...(subprotocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`]),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

/** A header that is a list, over one line or several. */
function listOf(header: string | undefined): string[] {
  return (header ?? "").split(",").map((item) => item.trim());
}
