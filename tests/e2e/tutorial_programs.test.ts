/** The programs people have already: tutorials' clients and `nc`, unmodified, among each other and with chat-client. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import { command, type Requirement, testNeeding } from "../helpers/requirement.ts";
import { clientCommand, Program, ROOT, TUTORIALS, testEnvironment, until } from "./programs.ts";
import { type RunningServer, startServer } from "./running_server.ts";

const PROGRAMS = join(ROOT, "tests/programs");
const python = command("python3");
const nc = command("nc");
const tutorials: Requirement = () => (existsSync(TUTORIALS) ? undefined : `${TUTORIALS} is not there`);

/** A program that is told where the server is by its last two arguments. */
function joined(server: RunningServer, words: readonly string[]): Program {
  return new Program([...words, "127.0.0.1", String(server.port)], {
    env: { ...testEnvironment(), PYTHONIOENCODING: "utf-8" },
  });
}

async function writes(program: Program, text: string): Promise<void> {
  await until(
    () => program.stdout.includes(text),
    () => `${JSON.stringify(text)} in ${JSON.stringify(program.stdout + program.stderr)}`,
  );
}

const WELCOME = "Welcome to this chatroom!\n";

describe("the tutorials' programs", () => {
  testNeeding(
    { needs: [tutorials, python, nc] },
    "several at once, nc and chat-client among them, read each other",
    async () => {
      await using server = await startServer();
      await using broadcast = joined(server, ["python3", `${TUTORIALS}broadcast_client.py`]);
      await using lan = joined(server, ["python3", `${TUTORIALS}lan_client.py`]);
      await using netcat = joined(server, ["nc"]);
      await using ours = joined(server, [...clientCommand(), "--nick", "ann"]);
      const all = [broadcast, lan, netcat, ours];
      for (const program of all) await writes(program, WELCOME);
      for (const [index, speaker] of all.entries()) {
        const text = `第 ${index} 个程序 says hello`;
        speaker.type(`${text}\n`);
        const name = speaker === ours ? "ann" : "127.0.0.1";
        const listeners = all.filter((program) => program !== speaker);
        for (const listener of listeners) await writes(listener, `<${name}> ${text}\n`);
      }
    },
  );

  testNeeding({ needs: [tutorials, python] }, "three of a kind, more than once each", async () => {
    await using server = await startServer();
    const start = () => joined(server, ["python3", `${TUTORIALS}broadcast_client.py`]);
    await using ann = start();
    await using bob = start();
    await using eve = start();
    for (const program of [ann, bob, eve]) await writes(program, WELCOME);
    for (const round of [1, 2]) {
      for (const [name, speaker] of Object.entries({ ann, bob, eve })) {
        speaker.type(`${name} ${round}\n`);
        const listeners = [ann, bob, eve].filter((program) => program !== speaker);
        for (const listener of listeners) await writes(listener, `<127.0.0.1> ${name} ${round}\n`);
      }
    }
  });

  testNeeding({ needs: [tutorials, python] }, "ends by itself when the server stops", async () => {
    await using server = await startServer();
    await using lan = joined(server, ["python3", `${TUTORIALS}lan_client.py`]);
    await writes(lan, WELCOME);
    assertEquals(await server.stop(), 0);
    assertEquals(await lan.exited(), 0);
    assertMatch(lan.stdout, /The server is stopping\. Goodbye!\n$/);
  });
});

describe("other kinds of programs", () => {
  testNeeding({ needs: [python] }, "one that works in turns, with --echo", async () => {
    await using server = await startServer({ args: ["127.0.0.1", "0", "--echo"] });
    // What was said before would be taken for the first reply.
    const ann = await server.guest({ from: "127.0.0.11" });
    ann.send("long ago\n");
    await ann.hears("long ago\n");
    await using client = joined(server, ["python3", join(PROGRAMS, "lockstep_client.py")]);
    client.type("hello\n你好\nexit\n");
    assertEquals(await client.exited(), 0, client.stderr);
    assertMatch(client.stdout, /^Server: Welcome.*\n.*\nServer: \[.{24}\] hello\nServer: \[.{24}\] 你好\n$/);
  });

  testNeeding({ needs: [python] }, "one on a console that speaks GBK", async () => {
    await using server = await startServer();
    const ann = await server.guest({ from: "127.0.0.11" });
    await using client = joined(server, ["python3", join(PROGRAMS, "gbk_client.py")]);
    client.type("大家好\n");
    await ann.hears("<127.0.0.1> 大家好\n");
    ann.send("你好\n");
    await writes(client, "<127.0.0.11> 你好\n");
  });

  testNeeding({ needs: [python] }, "one that sends datagrams", async () => {
    await using server = await startServer();
    const ann = await server.guest({ from: "127.0.0.11" });
    await using client = joined(server, ["python3", join(PROGRAMS, "udp_client.py")]);
    client.type("one\n二\n");
    client.endInput();
    assertEquals(await client.exited(), 0, client.stderr);
    await ann.hears("<127.0.0.1> 二\n");
    assertEquals(ann.news, "<127.0.0.1> one\n<127.0.0.1> 二\n");
  });

  testNeeding(
    { needs: [python] },
    "asyncio streams, an object with a thread, a buffer of 16 bytes",
    async () => {
      await using server = await startServer();
      await using asyncio = joined(server, ["python3", join(PROGRAMS, "asyncio_client.py")]);
      await using object = joined(server, ["python3", join(PROGRAMS, "object_client.py")]);
      for (const program of [asyncio, object]) await writes(program, WELCOME);
      asyncio.type("from asyncio\n");
      await writes(object, "<127.0.0.1> from asyncio\n");
      await using tiny = joined(server, ["python3", join(PROGRAMS, "fixed_buffer_client.py")]);
      tiny.type("all\nin one\nwrite");
      tiny.endInput();
      await writes(asyncio, "<127.0.0.1> all\n<127.0.0.1> in one\n<127.0.0.1> write\n");
      assertEquals(await tiny.exited(), 0);
      assertMatch(tiny.stdout, /^Welcome to this chatroom!\nThis is .*\n(\[[\d:]{8}\] <127.0.0.1> .*\n)*$/);
      object.type("exit\n");
      assertEquals(await object.exited(), 0);
      assertMatch(object.stdout, /Goodbye!\nDisconnected from server\n$/);
    },
  );
});

describe("nc", () => {
  testNeeding({ needs: [nc] }, "`echo hi | nc -q1` is heard, and ends", async () => {
    await using server = await startServer();
    const ann = await server.guest({ from: "127.0.0.11" });
    await using sender = joined(server, ["nc", "-q1"]);
    sender.type("hi\n");
    sender.endInput();
    await ann.hears("<127.0.0.1> hi\n");
    assertEquals(await sender.exited(), 0);
    assertMatch(sender.stdout, /^Welcome to this chatroom!\nThis is .*\n$/);
  });

  testNeeding({ needs: [nc] }, "`echo hi | nc -N` ends when the server closes", async () => {
    await using server = await startServer();
    const ann = await server.guest({ from: "127.0.0.11" });
    await using sender = joined(server, ["nc", "-N"]);
    sender.type("/nick script\nhi\n/who\n");
    sender.endInput();
    await ann.hears("<script> hi\n");
    assertEquals(await sender.exited(), 0);
    assertMatch(sender.stdout, /In #lobby: 2\n$/);
  });

  testNeeding({ needs: [nc] }, "`nc -u` sends a datagram", async () => {
    await using server = await startServer();
    const ann = await server.guest({ from: "127.0.0.11" });
    await using sender = joined(server, ["nc", "-u", "-q0"]);
    sender.type("by datagram\n");
    await ann.hears("<127.0.0.1> by datagram\n");
    assertEquals(sender.stdout, "");
  });
});
