/** What waits to be sent, over a socket that takes what it likes. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { Outgoing } from "../../src/client/outgoing.ts";
import type { Address, Socket } from "../../src/platform/types.ts";

class PickySocket implements Socket<unknown> {
  state: unknown;
  readonly remote = { family: "ipv4", host: "127.0.0.1", port: 1 } as const;
  readonly local: Address = { family: "ipv4", host: "127.0.0.1", port: 40_000 };
  taken = "";
  ended = false;
  room = 0;

  write(bytes: Uint8Array): number {
    const length = Math.min(this.room, bytes.length);
    this.taken += new TextDecoder().decode(bytes.subarray(0, length));
    this.room -= length;
    return length;
  }
  end(): void {
    this.ended = true;
  }
  kill(): void {}
  pause(): void {}
  resume(): void {}
}

describe("Outgoing", () => {
  test("keeps what the socket does not take, in order", () => {
    const socket = new PickySocket();
    const outgoing = new Outgoing(socket);
    socket.room = 4;
    outgoing.add("first\n");
    outgoing.add("second\n");
    assertEquals([socket.taken, outgoing.bytes], ["firs", 9]);
    socket.room = 100;
    outgoing.flush();
    assertEquals([socket.taken, outgoing.bytes], ["first\nsecond\n", 0]);
  });

  test("ends after the last byte only", () => {
    const socket = new PickySocket();
    const outgoing = new Outgoing(socket);
    outgoing.add("text\n");
    outgoing.end();
    assertEquals(socket.ended, false);
    socket.room = 100;
    outgoing.flush();
    assertEquals([socket.taken, socket.ended], ["text\n", true]);
  });
});
