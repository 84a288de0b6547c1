/** The runtimes' own HTTP and WebSocket clients against ours, over loopback. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { listen } from "#platform";
import type { HttpExchange } from "../../src/network/http/exchange.ts";
import { HttpService } from "../../src/network/http/service.ts";
import { systemClock } from "../../src/platform/clock.ts";
import type { Listener, Socket } from "../../src/platform/types.ts";
import { WEBSOCKET_MESSAGE_BYTES_MAX } from "../../src/protocol/limits.ts";
import { concat } from "../../src/protocol/plain-framer.ts";
import { CLOSE_CODES, closeFrame, frame } from "../../src/protocol/websocket.ts";
import { WebSocketFramer } from "../../src/protocol/websocket-framer.ts";

const service = new HttpService({
  clock: systemClock,
  site: { allowedHosts: [], allowedOrigins: [], isReady: () => true },
  fault: (error) => {
    throw error;
  },
});

/** The least that uses HTTP and WebSocket together: says every message back. */
class EchoConnection {
  readonly #socket: Socket<EchoConnection>;
  readonly #framer = new WebSocketFramer();
  #exchange: HttpExchange | undefined;
  #unsent: Uint8Array = new Uint8Array(0);
  #isEnding = false;

  constructor(socket: Socket<EchoConnection>) {
    this.#socket = socket;
    const transport = {
      remote: socket.remote,
      local: socket.local,
      write: (bytes: Uint8Array) => this.#write(bytes),
      isBehind: false,
      end: () => this.#end(),
      kill: () => socket.kill(),
    };
    this.#exchange = service.open(transport, ({ head }) => {
      this.#exchange = undefined;
      this.receive(head);
    });
  }

  receive(bytes: Uint8Array): void {
    if (this.#exchange) {
      this.#exchange.push(bytes);
      return;
    }
    this.#framer.push(bytes);
    for (let event = this.#framer.next(); event; event = this.#framer.next()) {
      if ("bytes" in event) this.#write(frame(event.kind, event.bytes));
      else if (event.kind === "ping") this.#write(frame("pong", event.payload));
      else {
        this.#write(closeFrame(event.code));
        this.#end();
      }
    }
  }

  peerEnded(): void {
    if (this.#exchange) this.#exchange.peerEnded();
    else this.#end();
  }

  closed(): void {
    this.#exchange?.closed();
  }

  #write(bytes: Uint8Array): void {
    this.#unsent = concat(this.#unsent, bytes);
    this.drained();
  }

  drained(): void {
    this.#unsent = this.#unsent.slice(this.#socket.write(this.#unsent));
    if (this.#isEnding && this.#unsent.length === 0) this.#socket.end();
  }

  #end(): void {
    this.#isEnding = true;
    this.drained();
  }
}

async function withServer(use: (authority: string) => Promise<void>): Promise<void> {
  const listener: Listener = listen<EchoConnection>(
    { kind: "tcp", host: "127.0.0.1", port: 0 },
    {
      open: (socket) => {
        socket.state = new EchoConnection(socket);
      },
      data: ({ state }, bytes) => state.receive(bytes),
      drain: ({ state }) => state.drained(),
      end: ({ state }) => state.peerEnded(),
      close: ({ state }) => state.closed(),
    },
  );
  try {
    await use(`127.0.0.1:${listener.address.port}`);
  } finally {
    listener.stop();
  }
}

test("fetch reads the page and the probes", async () => {
  await withServer(async (authority) => {
    const page = await fetch(`http://${authority}/`);
    assertEquals(page.status, 200);
    assert((await page.text()).includes(`ws://${authority}/`));
    const probe = await fetch(`http://${authority}/healthz`);
    assertEquals([probe.status, await probe.text()], [200, "ok\n"]);
    const refused = await fetch(`http://${authority}/`, { method: "POST", body: "x".repeat(100_000) });
    assertEquals(refused.status, 413);
    await refused.text();
  });
});

interface Heard {
  readonly protocol: string;
  readonly messages: string[];
  readonly closeCode: number;
}

/** Sends everything, closes after the last echo. */
function converse(url: string, protocols: string[], messages: readonly string[]): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols);
    const heard: string[] = [];
    socket.onopen = () => {
      for (const message of messages) socket.send(message);
    };
    socket.onmessage = ({ data }) => {
      heard.push(String(data));
      if (heard.length === messages.length) socket.close(CLOSE_CODES.normal);
    };
    socket.onerror = () => reject(new Error("the WebSocket failed"));
    socket.onclose = ({ code }) => resolve({ protocol: socket.protocol, messages: heard, closeCode: code });
  });
}

test("a WebSocket client says and hears every length of message, and goodbye", async () => {
  await withServer(async (authority) => {
    const lengths = [0, 1, 125, 126, 1_000, WEBSOCKET_MESSAGE_BYTES_MAX];
    const messages = ["你好，世界", ...lengths.map((length) => "x".repeat(length))];
    const heard = await converse(
      `ws://${authority}/webirc`,
      ["text.ircv3.net", "binary.ircv3.net"],
      messages,
    );
    assertEquals(heard, { protocol: "text.ircv3.net", messages, closeCode: CLOSE_CODES.normal });
  });
});

test("a WebSocket client that says too much is told why it is closed", async () => {
  await withServer(async (authority) => {
    const heard = await converse(`ws://${authority}/`, [], ["x".repeat(WEBSOCKET_MESSAGE_BYTES_MAX + 1)]);
    assertEquals(heard, { protocol: "", messages: [], closeCode: CLOSE_CODES.messageTooBig });
  });
});
