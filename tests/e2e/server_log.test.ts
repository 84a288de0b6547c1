/** The server without a terminal: a log, an input nobody writes to, and signals. */
import { describe, test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import { startServer } from "./running_server.ts";

const LINE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warn|error) [a-z-]+( [a-z]+=("[^"]*"|\S+))*$/;

describe("the log", () => {
  test("has a line for who comes and goes, and nobody's words", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send("my secret\n/msg g127-0-0-12 another secret\n/topic third secret\n");
    await bob.hears("third secret");
    ann.send("/nick Ann\n");
    await bob.hears("is Ann now");
    ann.vanish();
    await server.logs("went session=1 who=Ann nick=Ann reason=closed");
    assertEquals(await server.stop(), 0);

    const lines = server.stdout.trimEnd().split("\n");
    assertEquals(
      lines.filter((line) => !LINE.test(line)),
      [],
    );
    assertMatch(lines[1] ?? "", / info history text="History is kept in memory only /);
    assertMatch(lines[2] ?? "", / info came session=1 who=127\.0\.0\.1[12] nick=g127-0-0-1[12]$/);
    assertEquals([lines.length, server.stderr], [8, ""]);
    assertEquals(server.stdout.includes("secret"), false);
  });

  test("a closed input ends nothing, and nothing on it is said", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    server.type("typed into a pipe\n");
    server.endInput();
    ann.send("hello\n");
    await bob.hears("<127.0.0.11> hello\n");
    assertEquals(bob.news, "<127.0.0.11> hello\n");
    assertEquals(server.hasExited, false);
  });

  test("a log nobody reads any more ends nothing", async () => {
    await using server = await startServer();
    server.process.stdout?.destroy();
    const [ann, bob] = await server.guests(2);
    ann.send("hello\n");
    await bob.hears("<127.0.0.11> hello\n");
    assertEquals(await server.stop(), 0);
  });
});

describe("a stop", () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    test(`by ${signal} says goodbye to everybody, in their language, and is clean`, async () => {
      await using server = await startServer();
      const [ann, bob] = await server.guests(2);
      await bob.asks("/lang zh", "zh");
      const silent = await server.connect();
      assertEquals(await server.stop(signal), 0);
      assertMatch(await ann.untilEnd(), /\nThe server is stopping\. Goodbye!\n$/);
      assertMatch(await bob.untilEnd(), /\n服务器即将停止。再见！\n$/);
      await silent.untilEnd();
      assertMatch(server.stdout, / info stopping\n(.* went .*reason=shutdown\n)+.* info stopped\n$/);
      assertEquals(server.stderr, "");
    });
  }

  test("waits for nobody who does not read", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.socket.pause();
    bob.send("x".repeat(1_000_000));
    await bob.asks("\n/lang", "Language: en");
    assertEquals(await server.stop(), 0);
    assertMatch(await bob.untilEnd(), /Goodbye!\n$/);
  });

  test("what was said before it has arrived", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send(`${"word ".repeat(200)}\n`.repeat(300));
    await ann.asks("/lang", "Language: en");
    assertEquals(await server.stop(), 0);
    await bob.untilEnd();
    assertEquals(bob.news.split("\n").filter((line) => line.startsWith("<127.0.0.11> word ")).length, 300);
  });
});
