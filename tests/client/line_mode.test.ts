/** A stay on a server, played on a fake network and a clock that stands still. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { OUTGOING_BYTES_MAX } from "../../src/client/outgoing.ts";
import { SocketError } from "../../src/platform/types.ts";
import { formatAnswer } from "../../src/protocol/discovery.ts";
import { answersUdp, beginStay as begin } from "./stay.ts";

const OURS = "Welcome to this chatroom!\nchat-server 0.1.0\n";
const TUTORIAL = "Thank you for connecting\n";
const REGISTRATION = "CAP LS 302\r\nNICK ann\r\nUSER ann 0 * ann\r\n";

describe("whom it talks to", () => {
  test("a server that has shown nothing gets nothing for half a second, then plain text", async () => {
    const { world, type } = await begin();
    type("hello");
    await world.clock.pass(499);
    assertEquals(world.socket.sent, "");
    await world.clock.pass(1);
    assertEquals(world.socket.sent, "hello\n");
  });

  test("a server that answers the probe is asked for IRC from the first byte", async () => {
    const { world, type } = await begin({ answersUdp });
    type("/who");
    assertEquals(world.socket.sent, REGISTRATION);
  });

  test("an answer to somebody else's probe counts nothing", async () => {
    const { world, type } = await begin({
      answersUdp: () => formatAnswer({ nonce: "somebodyelse", version: "0.1.0", port: 8081 }),
    });
    type("/who");
    await world.clock.pass(1_000);
    assertEquals([world.socket.sent, world.notices.at(-1)], ["", "unknownCommand /who"]);
  });

  test("a server of ours that greets late is asked for IRC after all", async () => {
    const { world } = await begin();
    await world.clock.pass(1_000);
    world.socket.says(OURS);
    assertEquals([world.socket.sent, world.shown], [REGISTRATION, OURS.trim().split("\n")]);
  });

  test("one that greets after it has heard plain text is not: it would pass on the bytes as chat", async () => {
    const { world, type } = await begin();
    await world.clock.pass(1_000);
    type("hello");
    world.socket.says(OURS);
    type("again");
    assertEquals(world.socket.sent, "hello\nagain\n");
  });

  test("an IRC server is known by its first line, which is read as IRC", async () => {
    const { world } = await begin();
    world.socket.says(":irc.test NOTICE * :*** Looking up your hostname\r\n");
    assertEquals([world.socket.sent, world.shown], [REGISTRATION, ["*** Looking up your hostname"]]);
  });

  test("where the person says that IRC is spoken, nothing is waited for", async () => {
    const { world } = await begin({}, { irc: true });
    assertEquals(world.socket.sent, REGISTRATION);
  });

  test("a unix socket gets no probe, and the same half second", async () => {
    let probes = 0;
    const counted = () => {
      probes += 1;
      return undefined;
    };
    const target = { kind: "unix", path: "/run/chat.sock" } as const;
    const { world } = await begin({ answersUdp: counted }, { target });
    await world.clock.pass(1_000);
    assertEquals([world.asked, probes], [[target], 0]);
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
    const irc = await begin({}, { irc: true });
    await irc.world.clock.pass(5_000);
    assertEquals(irc.world.notices, ["connected", "ircSilent"]);
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
});

describe("piped input", () => {
  test("is read once it is known who listens", async () => {
    const { world } = await begin({ interactive: false });
    assertEquals(world.inputPaused, true);
    world.socket.says(TUTORIAL);
    assertEquals(world.inputPaused, false);
  });

  test("ends with a half-close, and the stay a second after the last answer", async () => {
    const { world, ended, type } = await begin({ interactive: false });
    world.socket.says(TUTORIAL);
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
    world.socket.says(TUTORIAL);
    world.socket.room = 0;
    type("x".repeat(OUTGOING_BYTES_MAX));
    assertEquals(world.inputPaused, false);
    type("one more");
    assertEquals(world.inputPaused, true);
    world.socket.room = Number.POSITIVE_INFINITY;
    world.socket.drains();
    assertEquals([world.inputPaused, world.socket.sent.endsWith("x\none more\n")], [false, true]);
  });

  test("that has ended is not answered with protocol, when the server shows late that it is ours", async () => {
    const { world } = await begin({ interactive: false });
    await world.clock.pass(500);
    world.console?.end();
    world.socket.says(OURS);
    assertEquals([world.socket.sent, world.socket.ended], ["", true]);
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
    world.socket.says(TUTORIAL);
    world.socket.room = 2;
    type("never heard");
    world.console?.end();
    await world.clock.pass(10_000);
    assertEquals([ended(), world.notices], ["unavailable", ["unsent"]]);
  });
});
