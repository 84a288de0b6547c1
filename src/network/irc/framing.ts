/** How IRC's lines lie in the stream: one after the other, or each in a WebSocket message. https://ircv3.net/specs/extensions/websocket */
import { Buffer } from "node:buffer";
import { frameHeader } from "../../protocol/websocket.ts";
import type { TickBuffer } from "../tick-buffer.ts";

export type Framing = "lines" | "websocket-text" | "websocket-binary";

export const FRAMINGS: readonly Framing[] = ["lines", "websocket-text", "websocket-binary"];

/** Appends lines to the buffer; afterwards its `start` and `end` stand around all of them. */
export function writeLines(buffer: TickBuffer, framing: Framing, lines: readonly string[]): void {
  if (framing === "lines") buffer.writeText(`${lines.join("\r\n")}\r\n`);
  else buffer.writeBytes(frames(framing, lines));
}

function frames(framing: Exclude<Framing, "lines">, lines: readonly string[]): Uint8Array {
  const kind = framing === "websocket-text" ? "text" : "binary";
  const parts = lines.flatMap((line) => {
    const payload = Buffer.from(line);
    return [frameHeader(kind, payload.length), payload];
  });
  return Buffer.concat(parts);
}
