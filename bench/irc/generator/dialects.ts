/** How each kind of member registers and sends. */
import { randomBytes } from "node:crypto";
import { nickOf } from "../names.ts";
import { type Framer, LineFramer, WebSocketFramer } from "./framing.ts";

export interface Dialect {
  readonly name: string;
  /** What is said on arrival. */
  readonly hello: (client: number) => Buffer;
  readonly encode: (line: string) => Buffer;
  readonly framer: () => Framer;
  /** Whether this line tells that the client is registered. */
  readonly welcomes: (line: string) => boolean;
  /** Plain guests are in the first channel at once. */
  readonly joins: boolean;
  /** Negotiated capabilities: own messages come back, with their label. */
  readonly capable: boolean;
}

// `batch` is a condition of labeled-response.
const CAPABILITIES = "message-tags server-time account-tag echo-message batch labeled-response";

const line = (text: string): Buffer => Buffer.from(`${text}\r\n`, "latin1");
const register = (client: number): string[] => [`NICK ${nickOf(client)}`, "USER bench 0 * :bench"];
const endOfMotd = (text: string): boolean => / (?:376|422) b\d+ /.test(text);

export const IRC: Dialect = {
  name: "irc",
  hello: (client) => Buffer.concat(register(client).map(line)),
  encode: line,
  framer: () => new LineFramer(),
  welcomes: endOfMotd,
  joins: true,
  capable: false,
};

export const CAPABLE: Dialect = {
  ...IRC,
  name: "capable",
  hello: (client) => Buffer.concat([`CAP REQ :${CAPABILITIES}`, ...register(client), "CAP END"].map(line)),
  capable: true,
};

export const PLAIN: Dialect = {
  ...IRC,
  name: "plain",
  // Whoever says something is greeted at once.
  hello: () => Buffer.from("/lang en\n"),
  encode: (text) => Buffer.from(`${text}\n`),
  welcomes: (text) => text.startsWith("Language: en"),
  joins: false,
};

export const WEBSOCKET: Dialect = {
  ...IRC,
  name: "websocket",
  hello: (client) => Buffer.concat([handshake(), ...register(client).map(frame)]),
  encode: frame,
  framer: () => new WebSocketFramer(),
};

function handshake(): Buffer {
  return Buffer.from(
    [
      "GET / HTTP/1.1",
      "Host: localhost",
      "Connection: Upgrade",
      "Upgrade: websocket",
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Protocol: text.ircv3.net",
      "\r\n",
    ].join("\r\n"),
  );
}

const FINAL_TEXT = 0x81;
const MASKED = 0x80;

/** A client's frame. The mask is zero, which changes nothing. https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
function frame(text: string): Buffer {
  const bytes = Buffer.from(text, "latin1");
  if (bytes.length > 125) throw new Error("The bench's WebSocket clients send short lines only");
  return Buffer.concat([Buffer.from([FINAL_TEXT, MASKED | bytes.length, 0, 0, 0, 0]), bytes]);
}
