/**
 * The same server over WebSockets, framed by hand so that no line waits for the one before it; the runtimes' own clients are
 * tried in tests/network. https://ircv3.net/specs/extensions/websocket
 */
import { Buffer, isUtf8 } from "node:buffer";
import { connect, type Socket } from "node:net";
import type { Driver, Peer } from "./driver.ts";
import { Inbox } from "./inbox.ts";
import { dialSocket } from "./socket-driver.ts";
import { SocketStage } from "./socket-stage.ts";

export const webSocketDriver: Driver = {
  name: "websocket",
  open: async (settings) => new SocketStage(settings, { irc: dialWebSocket, plain: dialSocket("plain") }),
};

const REQUEST = [
  "GET / HTTP/1.1",
  "Host: 127.0.0.1",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Protocol: text.ircv3.net",
  "\r\n",
].join("\r\n");

const TEXT = 0x81;
const BINARY = 0x82;
const CLOSE = 0x88;
const MASKED = 0x80;
const MASK = [1, 2, 3, 4];

async function dialWebSocket(port: number): Promise<Peer> {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.write(REQUEST);
  await handshake(socket);
  return webSocketPeer(socket);
}

/** Resolves when the server has agreed; it says nothing more before it is spoken to. */
function handshake(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let response = "";
    const read = (bytes: Buffer): void => {
      response += bytes.toString("latin1");
      if (!response.endsWith("\r\n\r\n")) return;
      socket.off("data", read);
      if (response.startsWith("HTTP/1.1 101 ")) resolve();
      else reject(new Error(`the server takes no WebSocket:\n${response}`));
    };
    socket.on("data", read);
    socket.once("close", () => reject(new Error("the server closed before it took a WebSocket")));
  });
}

/** Each message is one line, without a line end. */
function webSocketPeer(socket: Socket): Peer {
  const inbox = new Inbox();
  let received: Buffer = Buffer.alloc(0);
  let unfinished = Buffer.alloc(0);
  socket.on("data", (bytes: Buffer) => {
    received = readFrames(Buffer.concat([received, bytes]), inbox);
  });
  socket.once("close", () => inbox.close());
  return {
    inbox,
    send(bytes, piece) {
      unfinished = Buffer.concat([unfinished, bytes]);
      if (piece === "part") return;
      // A text frame must be UTF-8.
      socket.write(maskedFrame(isUtf8(unfinished) ? TEXT : BINARY, unfinished));
      unfinished = Buffer.alloc(0);
    },
    vanish: () => void socket.destroy(),
  };
}

/** @returns what is no whole frame yet. The server never masks, and this one sends no fragments. */
function readFrames(bytes: Buffer, inbox: Inbox): Buffer {
  let rest = bytes;
  while (rest.length >= 2) {
    const isLong = rest.readUInt8(1) === 126;
    const start = isLong ? 4 : 2;
    if (rest.length < start) return rest;
    const end = start + (isLong ? rest.readUInt16BE(2) : rest.readUInt8(1));
    if (rest.length < end) return rest;
    if (rest.readUInt8(0) !== CLOSE) inbox.add(rest.toString("utf8", start, end));
    rest = rest.subarray(end);
  }
  return rest;
}

/** Clients mask what they send. https://www.rfc-editor.org/rfc/rfc6455#section-5.3 */
function maskedFrame(head: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const size = length < 126 ? [MASKED | length] : [MASKED | 126, length >> 8, length & 0xff];
  const masked = payload.map((byte, index) => byte ^ (MASK[index & 3] ?? 0));
  return Buffer.concat([Buffer.from([head, ...size, ...MASK]), masked]);
}
