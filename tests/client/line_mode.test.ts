/** A stay on a server, played on a fake network and a clock that stands still. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { LineMode } from "../../src/client/line-mode.ts";
import { OUTGOING_BYTES_MAX } from "../../src/client/outgoing.ts";
import type { Outcome } from "../../src/client/world.ts";
import { SocketError } from "../../src/platform/types.ts";
import { formatAnswer, parseProbe } from "../../src/protocol/discovery.ts";
import { FakeWorld, settle } from "./fake_world.ts";

const OURS = "Welcome to this chatroom!\nchat-server 0.1.0\n";

/** Notices are compared by key and word, not by their sentences. */
function stay(world: FakeWorld): { outcome: Promise<Outcome>; ended: () => Outcome | undefined } {
  const say = (key: string, params: object = {}) => {
    const word = "word" in params ? String(params.word) : "";
    return word === "" ? key : `${key} ${word}`;
  };
  const target = { kind: "tcp", host: "192.168.55.13", port: 8081, irc: false } as const;
  let ended: Outcome | undefined;
  const outcome = new LineMode({ world, say }, target).run();
  void outcome.then((value) => {
    ended = value;
  });
  return { outcome, ended: () => ended };
}

async function begin(changes: Partial<FakeWorld> = {}) {
  const world = Object.assign(new FakeWorld(), changes);
  const { outcome, ended } = stay(world);
  await settle();
  return { world, outcome, ended, type: (line: string) => world.console?.text(`${line}\n`) };
}

describe("whom it talks to", () => {
  test("a server that has shown nothing gets nothing for half a second, then plain text", async () => {
    const { world, type } = await begin();
    type("hello");
    await world.clock.pass(499);
    assertEquals(world.socket.sent, "");
    await world.clock.pass(1);
    assertEquals(world.socket.sent, "hello\n");
  });

  test("a server that answers the probe is ours at once", async () => {
    const { world, type } = await begin({
      answersUdp: (datagram) =>
        formatAnswer({ nonce: parseProbe(datagram) ?? "", version: "0.1.0", port: 8081 }),
    });
    type("/who");
    assertEquals(world.socket.sent, "/who\n");
  });

  test("an answer to somebody else's probe counts nothing", async () => {
    const { world, type } = await begin({
      answersUdp: () => formatAnswer({ nonce: "somebodyelse", version: "0.1.0", port: 8081 }),
    });
    type("/who");
    await world.clock.pass(1_000);
    assertEquals([world.socket.sent, world.notices.at(-1)], ["", "unknownCommand /who"]);
  });

  test("a server of ours that greets late is ours after all", async () => {
    const { world, type } = await begin();
    await world.clock.pass(1_000);
    world.socket.says(OURS);
    type("/who");
    assertEquals(world.socket.sent, "/who\n");
  });

  test("a unix socket gets no probe, and the same half second", async () => {
    const world = new FakeWorld();
    let probes = 0;
    world.answersUdp = () => {
      probes += 1;
      return undefined;
    };
    const say = (key: string) => key;
    void new LineMode({ world, say }, { kind: "unix", path: "/run/chat.sock" }).run();
    await world.clock.pass(1_000);
    assertEquals([world.asked, probes], [[{ kind: "unix", path: "/run/chat.sock" }], 0]);
  });
});

describe("what the server says", () => {
  test("a line without a newline is shown after a pause", async () => {
    const { world } = await begin();
    world.socket.says("Welcome to");
    await world.clock.pass(99);
    world.socket.says(" this chatroom!");
    await world.clock.pass(99);
    assertEquals(world.shown, []);
    await world.clock.pass(1);
    assertEquals(world.shown, ["Welcome to this chatroom!"]);
  });

  test("long silence is told once", async () => {
    const { world } = await begin();
    await world.clock.pass(60_000);
    assertEquals(world.notices, ["connected", "connectedSilent"]);
  });

  test("the end of a tutorial's server ends the stay", async () => {
    const { world, outcome } = await begin();
    world.socket.says("Thank you for connecting");
    world.socket.ends();
    assertEquals([await outcome, world.shown], ["ok", ["Thank you for connecting"]]);
    assertEquals(world.notices, ["connected", "serverClosed"]);
  });
});

describe("a server that is not there", () => {
  const failures = [
    ["connection-refused", "failedRefused"],
    ["unreachable", "failedUnreachable"],
    ["timed-out", "failedTimeout"],
    ["permission-denied", "failedPermission"],
    ["other", "failedOther"],
  ] as const;
  for (const [reason, notice] of failures) {
    test(reason, async () => {
      const { world, outcome } = await begin({ connects: new SocketError(reason, "test") });
      assertEquals([await outcome, world.notices], ["unavailable", [notice]]);
    });
  }

  test("one that never answers is given up after ten seconds", async () => {
    const { world, outcome, ended } = await begin({ connects: "silence" });
    await world.clock.pass(9_999);
    assertEquals(ended(), undefined);
    await world.clock.pass(1);
    assertEquals([await outcome, world.notices], ["unavailable", ["failedTimeout"]]);
  });
});

describe("a server that is full", () => {
  const FULL = "This server is full (1 connections). Try again later.";
  const answersUdp = (datagram: Uint8Array) =>
    formatAnswer({ nonce: parseProbe(datagram) ?? "", version: "0.1.0", port: 8081 });

  for (const [name, changes] of [
    ["is an error", {}],
    ["is one although the probe was answered", { answersUdp }],
  ] as const) {
    test(name, async () => {
      const { world, outcome, type } = await begin({ interactive: false, ...changes });
      type("hello");
      world.console?.end();
      world.socket.says(`${FULL}\n`);
      world.socket.ends();
      assertEquals([await outcome, world.shown, world.notices], ["unavailable", [FULL], []]);
    });
  }

  test("is tried again by those who were in, more and more rarely", async () => {
    const { world, ended } = await begin({ answersUdp });
    world.socket.says(OURS);
    world.socket.ends();
    for (const ms of [500, 1_000, 2_000]) {
      await world.clock.pass(ms);
      world.socket.says(`${FULL}\n`);
      world.socket.ends();
    }
    await world.clock.pass(3_999);
    assertEquals([world.sockets.length, ended()], [4, undefined]);
    await world.clock.pass(1);
    assertEquals(world.sockets.length, 5);
  });
});

describe("a server of ours that is lost", () => {
  test("is connected to again, and the name and rooms are taken again", async () => {
    const { world, type } = await begin();
    world.socket.says(OURS);
    for (const line of ["/nick ann", "/join #tea", "hello"]) type(line);
    world.socket.says("You are ann now.\n");
    world.socket.ends();
    type("meanwhile");
    assertEquals(world.notices, ["connected", "lost", "refusedWhileLost meanwhile"]);
    await world.clock.pass(500);
    assertEquals(world.notices.at(-1), "reconnected");
    world.socket.says(OURS);
    assertEquals([world.sockets.length, world.socket.sent], [2, "/nick ann\n/join #tea\n"]);
  });

  test("is asked again and again, more and more rarely", async () => {
    const { world } = await begin();
    world.socket.says(OURS);
    world.connects = new SocketError("connection-refused", "test");
    world.socket.ends();
    const tries: number[] = [];
    for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      await world.clock.pass(ms);
      tries.push(world.asked.length - 1);
    }
    assertEquals(tries, [1, 2, 3, 4, 5, 6, 7]);
  });

  test("leaving works meanwhile", async () => {
    const { world, outcome, type } = await begin();
    world.socket.says(OURS);
    world.socket.ends();
    type("/quit");
    assertEquals(await outcome, "ok");
    await world.clock.pass(60_000);
    assertEquals(world.sockets.length, 1);
  });
});

describe("piped input", () => {
  test("is read once it is known who listens", async () => {
    const { world } = await begin({ interactive: false });
    assertEquals(world.inputPaused, true);
    world.socket.says(OURS);
    assertEquals(world.inputPaused, false);
  });

  test("ends with a half-close, and the stay a second after the last answer", async () => {
    const { world, ended, type } = await begin({ interactive: false });
    world.socket.says(OURS);
    type("hello");
    world.console?.end();
    assertEquals([world.socket.sent, world.socket.ended], ["hello\n", true]);
    await world.clock.pass(900);
    world.socket.says("an answer\n");
    await world.clock.pass(999);
    assertEquals(ended(), undefined);
    await world.clock.pass(1);
    assertEquals([ended(), world.shown.at(-1), world.notices], ["ok", "an answer", []]);
  });

  test("waits while more than a mebibyte is unsent", async () => {
    const { world, type } = await begin({ interactive: false });
    world.socket.says(OURS);
    world.socket.room = 0;
    type("x".repeat(OUTGOING_BYTES_MAX));
    assertEquals(world.inputPaused, false);
    type("one more");
    assertEquals(world.inputPaused, true);
    world.socket.room = Number.POSITIVE_INFINITY;
    world.socket.drains();
    assertEquals([world.inputPaused, world.socket.sent.endsWith("x\none more\n")], [false, true]);
  });

  test("that could not be sent is an error", async () => {
    const { world, outcome, type } = await begin({ interactive: false });
    type("never heard");
    world.console?.end();
    world.socket.ends();
    assertEquals([await outcome, world.notices], ["unavailable", ["unsent"]]);
  });

  test("to a server that does not read ends after ten seconds, as an error", async () => {
    const { world, ended, type } = await begin({ interactive: false });
    world.socket.says(OURS);
    world.socket.room = 2;
    type("never heard");
    world.console?.end();
    await world.clock.pass(10_000);
    assertEquals([ended(), world.notices], ["unavailable", ["unsent"]]);
  });
});
