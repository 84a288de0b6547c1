/** Short answers to languages this server does not speak yet: none of their bytes ever reaches a room. */
import { Buffer } from "node:buffer";
import type { Dialect } from "../protocol/dialect.ts";

const PAGE = [
  "chat-server: this address takes plain text. Join with: nc HOST PORT, telnet HOST PORT or chat-client HOST PORT",
  "聊天服务器：此地址使用纯文本。请用 nc、telnet 或 chat-client 加入：chat-client HOST PORT",
  "",
].join("\n");

const REFUSALS: Readonly<Record<Exclude<Dialect, "plain" | "irc">, Uint8Array>> = {
  http: Buffer.from(
    [
      "HTTP/1.1 501 Not Implemented",
      "Content-Type: text/plain; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(PAGE)}`,
      "Connection: close",
      "",
      PAGE,
    ].join("\r\n"),
  ),
  // A fatal handshake_failure alert. https://www.rfc-editor.org/rfc/rfc8446#section-6
  tls: Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]),
};

export function refusalOf(dialect: Exclude<Dialect, "plain" | "irc">): Uint8Array {
  return REFUSALS[dialect];
}
