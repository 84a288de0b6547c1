/**
 * What a runtime's sockets must do. `#platform` is Bun's under `bun test` and Deno's under `deno test`, so each real
 * process holds its own implementation to the same contract; the peer is node:net, which neither implements.
 */
import { Buffer } from "node:buffer";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket as NodeSocket, connect as nodeConnect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { assert, assertEquals, assertInstanceOf, assertRejects, assertThrows } from "@std/assert";
import { connect, listen } from "#platform";
import { type Endpoint, type Listener, type Socket, SocketError } from "../../src/platform/types.ts";

const LOOPBACK: Endpoint = { kind: "tcp", host: "127.0.0.1", port: 0 };

/** Waits for a condition that sockets will make true; fails after ten seconds. */
async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 1_000) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A listener that notes what its sockets see. */
function recorder(endpoint: Endpoint = LOOPBACK) {
  const events: string[] = [];
  const sockets: Socket<string>[] = [];
  let received = "";
  let bytesReceived = 0;
  const listener = listen<string>(endpoint, {
    open(socket) {
      socket.state = `state ${sockets.length}`;
      sockets.push(socket);
      events.push("open");
    },
    data(socket, bytes) {
      assert(socket.state.startsWith("state "));
      bytesReceived += bytes.length;
      if (received.length < 1_000) received += new TextDecoder().decode(bytes);
    },
    drain: () => events.push("drain"),
    end: () => events.push("end"),
    close: () => events.push("close"),
  });
  return { listener, events, sockets, received: () => received, bytesReceived: () => bytesReceived };
}

function dial(listener: Listener): { socket: NodeSocket; text: () => string; isEnded: () => boolean } {
  const { address } = listener;
  const socket =
    address.family === "unix"
      ? nodeConnect(address.host)
      : nodeConnect({ host: address.host === "::" ? "127.0.0.1" : address.host, port: address.port });
  socket.allowHalfOpen = true;
  let text = "";
  let isEnded = false;
  socket.on("data", (bytes) => (text += bytes));
  socket.on("end", () => (isEnded = true));
  socket.on("error", () => {});
  return { socket, text: () => text, isEnded: () => isEnded };
}

describe("a listener", () => {
  test("says which port it got, hands over what arrives, and takes answers", async () => {
    const server = recorder();
    assert(server.listener.address.port > 0);
    const peer = dial(server.listener);
    peer.socket.write("hello");
    await until(() => server.received() === "hello", "the peer's bytes arrive");
    const [socket] = server.sockets;
    assertEquals(socket?.remote.host, "127.0.0.1");
    assertEquals(socket?.write(new TextEncoder().encode("answer")), 6);
    await until(() => peer.text() === "answer", "the answer arrives");
    peer.socket.destroy();
    server.listener.stop();
  });

  test("keeps half-open sockets: after the peer's end an answer still arrives, then both are closed", async () => {
    const server = recorder();
    const peer = dial(server.listener);
    peer.socket.end("last words");
    await until(() => server.events.includes("end"), "the peer's end is noticed");
    assertEquals(server.received(), "last words");
    server.sockets[0]?.write(new TextEncoder().encode("late answer"));
    server.sockets[0]?.end();
    await until(() => peer.isEnded(), "our end arrives");
    assertEquals(peer.text(), "late answer");
    await until(() => server.events.includes("close"), "the socket is closed");
    assertEquals(server.events.filter((event) => event === "close").length, 1);
    assertEquals(server.sockets[0]?.write(Uint8Array.of(1)), 0);
    server.listener.stop();
  });

  test("half-closes: after our end the peer's words still arrive", async () => {
    const server = recorder();
    const peer = dial(server.listener);
    await until(() => server.sockets.length === 1, "the connection is open");
    server.sockets[0]?.end();
    await until(() => peer.isEnded(), "our end arrives");
    peer.socket.end("still here");
    await until(() => server.events.includes("close"), "the socket is closed");
    assertEquals(server.received(), "still here");
    server.listener.stop();
  });

  test("takes what fits, says so, and drains; every byte arrives in order", async () => {
    const server = recorder();
    const peer = dial(server.listener);
    peer.socket.pause();
    await until(() => server.sockets.length === 1, "the connection is open");
    const [socket] = server.sockets;
    const chunk = new Uint8Array(256 * 1024);
    const sent: number[] = [];
    let taken = 0;
    let value = 0;
    // Bounded: no kernel buffers 256 MiB on loopback.
    for (let round = 0; round < 1_000; round++) {
      chunk.fill(value);
      const now = socket?.write(chunk) ?? 0;
      taken += now;
      sent.push(now);
      if (now < chunk.length) break;
      value = (value + 1) % 256;
      if (round % 4 === 3) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assert((sent.at(-1) ?? 0) < chunk.length, "a peer that does not read is noticed");
    let received = 0;
    let last = 0;
    peer.socket.on("data", (bytes: Buffer) => {
      for (const byte of [bytes[0] ?? 0, bytes[bytes.length - 1] ?? 0]) {
        assert(byte === last || byte === (last + 1) % 256 || bytes.length > chunk.length, "order");
        last = byte;
      }
      received += bytes.length;
    });
    peer.socket.resume();
    await until(() => received === taken, "everything that was taken arrives");
    await until(() => server.events.includes("drain"), "drain is called");
    peer.socket.destroy();
    server.listener.stop();
  });

  test("the caller may reuse the bytes it has written", async () => {
    const server = recorder();
    const peer = dial(server.listener);
    await until(() => server.sockets.length === 1, "the connection is open");
    const bytes = new TextEncoder().encode("original");
    server.sockets[0]?.write(bytes);
    bytes.fill(0x78);
    await until(() => peer.text().length === 8, "the bytes arrive");
    assertEquals(peer.text(), "original");
    peer.socket.destroy();
    server.listener.stop();
  });

  test("a part of the bytes is written", async () => {
    const server = recorder();
    const peer = dial(server.listener);
    await until(() => server.sockets.length === 1, "the connection is open");
    assertEquals(server.sockets[0]?.write(new TextEncoder().encode("not this, but that"), 14, 18), 4);
    await until(() => peer.text().length === 4, "the bytes arrive");
    assertEquals(peer.text(), "that");
    peer.socket.destroy();
    server.listener.stop();
  });

  test("a paused socket leaves the input in the kernel", async () => {
    const server = recorder();
    const peer = dial(server.listener);
    await until(() => server.sockets.length === 1, "the connection is open");
    server.sockets[0]?.pause();
    let drained = false;
    // More than the kernel buffers: it cannot leave while nobody reads.
    peer.socket.write(Buffer.alloc(64 * 1024 * 1024), () => (drained = true));
    const arrived = server.bytesReceived();
    // That nothing happens has no event to wait for; a slow machine can only make this check easier to pass.
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert(server.bytesReceived() - arrived <= 1024 * 1024, "at most the chunk under way arrives");
    assertEquals(drained, false);
    server.sockets[0]?.resume();
    await until(() => server.bytesReceived() === 64 * 1024 * 1024, "everything arrives after resume");
    peer.socket.destroy();
    server.listener.stop();
  });

  test("kill closes at once, and close comes once", async () => {
    const server = recorder();
    const peer = dial(server.listener);
    await until(() => server.sockets.length === 1, "the connection is open");
    server.sockets[0]?.kill();
    server.sockets[0]?.kill();
    assertEquals(server.events, ["open"], "close never comes from within kill");
    await until(() => peer.socket.destroyed || peer.isEnded(), "the peer notices");
    await until(() => server.events.includes("close"), "close is called");
    assertEquals(server.events, ["open", "close"]);
    server.listener.stop();
  });

  for (const at of ["open", "data", "end"] as const) {
    test(`an exception in ${at} ends that connection alone, and is reported`, async () => {
      const faults: unknown[] = [];
      let closed = 0;
      const fail = (name: string) => () => {
        if (name === at) throw new Error(`thrown in ${name}`);
      };
      const listener = listen<null>(LOOPBACK, {
        open: fail("open"),
        data: fail("data"),
        drain() {},
        end: fail("end"),
        close: () => (closed += 1),
        fault: (error) => faults.push(error),
      });
      const peer = dial({ address: listener.address, stop() {} });
      peer.socket.end("hello");
      await until(() => closed === 1, "the connection is closed");
      assertEquals(
        faults.map((error) => String(error)),
        [`Error: thrown in ${at}`],
      );
      listener.stop();
    });
  }

  test("a broken connection is closed without an end", async () => {
    const server = recorder();
    const peer = dial(server.listener);
    await until(() => server.sockets.length === 1, "the connection is open");
    peer.socket.resetAndDestroy();
    await until(() => server.events.includes("close"), "close is called");
    assertEquals(server.events, ["open", "close"]);
    server.listener.stop();
  });

  test("on :: hears IPv4, under its own address", async () => {
    const server = recorder({ kind: "tcp", host: "::", port: 0 });
    const peer = dial(server.listener);
    await until(() => server.sockets.length === 1, "the connection is open");
    assertEquals(server.sockets[0]?.remote.family, "ipv4");
    assertEquals(server.sockets[0]?.remote.host, "127.0.0.1");
    const { port } = server.listener.address;
    assertEquals(server.sockets[0]?.local, { family: "ipv4", host: "127.0.0.1", port });
    peer.socket.destroy();
    server.listener.stop();
  });

  test("on a unix socket", async () => {
    const folder = mkdtempSync(join(tmpdir(), "chat-"));
    const path = join(folder, "chat.sock");
    const server = recorder({ kind: "unix", path });
    const peer = dial(server.listener);
    peer.socket.write("hi");
    await until(() => server.received() === "hi", "the bytes arrive");
    assertEquals(server.sockets[0]?.remote, { family: "unix", host: path, port: 0 });
    peer.socket.destroy();
    server.listener.stop();
    rmSync(folder, { recursive: true });
  });

  test("says why it cannot listen", () => {
    const server = recorder();
    const { port } = server.listener.address;
    const reasonOf = (endpoint: Endpoint): string => {
      const error = assertThrows(() => recorder(endpoint));
      assertInstanceOf(error, SocketError);
      return error.reason;
    };
    assertEquals(reasonOf({ kind: "tcp", host: "127.0.0.1", port }), "address-in-use");
    // TEST-NET-1 is nobody's. https://www.rfc-editor.org/rfc/rfc5737
    assertEquals(reasonOf({ kind: "tcp", host: "192.0.2.1", port: 0 }), "address-not-available");
    server.listener.stop();
  });
});

describe("connect", () => {
  test("opens, talks, and is told of the end", async () => {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on("data", (bytes) => socket.end(`you said ${bytes}`));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const events: string[] = [];
    const socket = await connect<null>(
      { kind: "tcp", host: "127.0.0.1", port },
      {
        open: () => events.push("open"),
        data: (_, bytes) => events.push(new TextDecoder().decode(bytes)),
        drain: () => {},
        end: () => events.push("end"),
        close: () => events.push("close"),
      },
    );
    socket.write(new TextEncoder().encode("hello"));
    await until(() => events.includes("end"), "the server's end is noticed");
    socket.end();
    await until(() => events.includes("close"), "the socket is closed");
    assertEquals(events, ["open", "you said hello", "end", "close"]);
    server.close();
  });

  test("says why there is no connection", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const nothing = { open() {}, data() {}, drain() {}, end() {}, close() {} };
    const error = await assertRejects(() => connect({ kind: "tcp", host: "127.0.0.1", port }, nothing));
    assertInstanceOf(error, SocketError);
    assertEquals(error.reason, "connection-refused");
  });
});
