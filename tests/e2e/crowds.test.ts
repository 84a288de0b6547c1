/** Many connections, bad ones among them: everybody else goes on undisturbed. */
import { describe, test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import { openFilesMax } from "../../src/platform/process.ts";
import type { Peer } from "./peer.ts";
import { type RunningServer, startServer } from "./running_server.ts";

const LIMIT = { timeout: 60_000 };

/** As many as asked for, or as fit below the limit of open files of the test itself. */
const CROWD = Math.min(2_000, openFilesMax() - 200);

/** Connections from one address that say nothing, some hundred at a time: a listen queue takes no more. */
async function crowd(server: RunningServer, count: number, from: string): Promise<Peer[]> {
  const peers: Peer[] = [];
  while (peers.length < count) {
    const batch = Math.min(200, count - peers.length);
    peers.push(...(await Promise.all(Array.from({ length: batch }, () => server.connect({ from })))));
  }
  return peers;
}

describe("a client that never reads", () => {
  test("is closed, while all others hear everything", LIMIT, async () => {
    await using server = await startServer();
    const [ann, bob, deaf] = await server.guests(3);
    deaf.socket.pause();
    const line = `${"x".repeat(4_000)}\n`;
    let sent = 0;
    while (!server.stdout.includes("reason=send-queue") && sent < 10_000) {
      ann.send(line.repeat(100));
      sent += 100;
      await ann.asks("/lang", "Language: en");
      await bob.hears("x");
    }
    await server.logs("who=127.0.0.13 nick=g127-0-0-13 reason=send-queue");
    ann.send("end\n");
    await bob.hears("<127.0.0.11> end\n");
    assertEquals(bob.news.split("\n").length - 1, sent + 1);
    await bob.asks("/who", "In #lobby: 2");
  });

  test("its own replies never close it, they only make it wait", LIMIT, async () => {
    await using server = await startServer();
    const [ann, lazy] = await server.guests(2);
    lazy.socket.pause();
    const questions = 10_000;
    lazy.send("/help\n".repeat(questions));
    await ann.asks("/who", "In #lobby: 2");
    lazy.socket.resume();
    await lazy.asks("/lang", "Language: en");
    assertEquals(lazy.news.match(/Type a line and everybody/g)?.length, questions);
  });
});

describe("a client that vanishes", () => {
  test("in the middle of a line is gone, and its half line with it", async () => {
    await using server = await startServer();
    const [ann, bob, ghost] = await server.guests(3);
    ghost.send("half a li");
    await bob.asks("/lang", "Language: en");
    ghost.vanish();
    await server.logs("reason=closed");
    await ann.asks("/who", "In #lobby: 2");
    ann.send("hello\n");
    await bob.hears("<127.0.0.11> hello\n");
    assertEquals(bob.news.includes("half"), false);
  });

  test("may be one of hundreds that do so at once", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    for (const ghost of await crowd(server, 300, "127.0.0.13")) {
      ghost.send("hello");
      ghost.vanish();
    }
    ann.send("still here\n");
    await bob.hears("<127.0.0.11> still here\n");
    await server.stop();
    assertEquals(server.stderr, "");
  });
});

describe("connections that say nothing", () => {
  test(`${CROWD} of them disturb nobody, and all are greeted`, LIMIT, async () => {
    await using server = await startServer();
    const silent = await crowd(server, CROWD, "127.0.0.20");
    const [ann, bob] = await server.guests(2);
    ann.send("hello\n");
    await bob.hears("<127.0.0.11> hello\n");
    await Promise.all(silent.map((peer) => peer.greeted()));
    await ann.asks("/who #nowhere", "There is no room #nowhere.");
    ann.send("to all\n");
    await Promise.all(silent.map((peer) => peer.hears("<127.0.0.11> to all\n")));
    assertEquals(await server.stop(), 0);
    const texts = await Promise.all(silent.map((peer) => peer.untilEnd()));
    assertEquals(texts.filter((text) => !text.endsWith("The server is stopping. Goodbye!\n")).length, 0);
  });
});

describe("--max-clients", () => {
  test("tells the next one that the server is full, until somebody leaves", async () => {
    await using server = await startServer({ args: ["127.0.0.1", "0", "--max-clients", "2"] });
    const [ann, bob] = await server.guests(2);
    const third = await server.connect();
    assertMatch(await third.untilEnd(), /^This server is full \(2 connections\)\. Try again later\.\n$/);
    await bob.asks("/quit", "Goodbye!");
    await bob.untilEnd();
    await server.logs("reason=quit");
    const fourth = await server.guest({ from: "127.0.0.14" });
    ann.send("hello\n");
    await fourth.hears("<127.0.0.11> hello\n");
  });

  test("makes room where one address holds it with silent connections", async () => {
    await using server = await startServer({ args: ["127.0.0.1", "0", "--max-clients", "80"] });
    const ann = await server.guest({ from: "127.0.0.11" });
    ann.send("I was here first\n");
    const silent = await crowd(server, 79, "127.0.0.20");
    const newcomers = await Promise.all([
      server.guest({ from: "127.0.0.12" }),
      server.guest({ from: "127.0.0.13" }),
    ]);
    for (const newcomer of newcomers) newcomer.send("let me in\n");
    await ann.hears("<127.0.0.12> let me in\n");
    await ann.hears("<127.0.0.13> let me in\n");
    await Promise.all(silent.slice(0, 2).map((peer) => peer.untilEnd()));
    assertEquals([ann.hasEnded, silent.filter((peer) => peer.hasEnded).length], [false, 2]);
  });
});
