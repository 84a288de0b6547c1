/** IRC lines out of WebSocket messages: each message is one line. https://ircv3.net/specs/extensions/websocket */
import { checkLine } from "../../protocol/line-framer.ts";
import { CLOSE_CODES, closeFrame, frame } from "../../protocol/websocket.ts";
import { WebSocketFramer } from "../../protocol/websocket-framer.ts";
import type { IncomingLine, LineSource } from "./input.ts";
import type { WebSocketTransport } from "./websocket-transport.ts";

export class WebSocketSource implements LineSource {
  readonly #framer = new WebSocketFramer();
  readonly #transport: WebSocketTransport;

  constructor(transport: WebSocketTransport) {
    this.#transport = transport;
  }

  push(bytes: Uint8Array): void {
    this.#framer.push(bytes);
  }

  next(): IncomingLine | undefined {
    for (;;) {
      const event = this.#framer.next();
      if (!event) return undefined;
      switch (event.kind) {
        case "ping":
          this.#transport.send(frame("pong", event.payload));
          // Costs what a line costs, so that a flood of them is slowed down like any other.
          return { kind: "line", text: "", start: 0, end: 0, byteLength: 0 };
        case "close":
          this.#transport.endWith(closeFrame(event.code));
          return { kind: "close" };
        case "error":
          this.#transport.endWith(closeFrame(event.code));
          return event.code === CLOSE_CODES.messageTooBig ? { kind: "endless" } : { kind: "close" };
        case "text":
        case "binary": {
          const line = oneLine(event.bytes);
          if (line) return line;
        }
      }
    }
  }

  /** A message that is not whole when the stream ends was never sent. */
  finish(): undefined {
    return undefined;
  }
}

const LF = 0x0a;

/** A line end at the end is forgiven; a second line in the same message is not read, and an empty one is nothing. */
function oneLine(bytes: Uint8Array): IncomingLine | undefined {
  const newline = bytes.indexOf(LF);
  return checkLine(newline === -1 ? bytes : bytes.subarray(0, newline));
}
