/** A server in the test's own process that says what the test wants and remembers what it heard. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

export class FakeServer {
  heard = "";
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(onConnection: (socket: Socket) => void) {
    this.#server = createServer({ allowHalfOpen: true }, (socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.setEncoding("utf8");
      socket.on("data", (text: string) => {
        this.heard += text;
      });
      socket.on("end", () => socket.end());
      socket.on("error", () => {});
      onConnection(socket);
    });
  }

  static async start(onConnection: (socket: Socket) => void, port = 0): Promise<FakeServer> {
    const fake = new FakeServer(onConnection);
    fake.#server.listen(port, "127.0.0.1");
    await once(fake.#server, "listening");
    return fake;
  }

  get port(): number {
    const address = this.#server.address();
    return address === null || typeof address === "string" ? 0 : address.port;
  }

  say(text: string): void {
    for (const socket of this.#sockets) socket.write(text);
  }

  /** Ends as a crash would: everybody is cut off. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, "close");
  }

  /** At the end of the test, however it ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
