/** Plain text on the wire: every way in which `nc`, telnet and tutorial programs send a line. */
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import { hearsNothingBut } from "./peer.ts";
import { startServer } from "./running_server.ts";

const IAC = [0xff, 0xfb, 0x1f, 0xff, 0xfd, 0x01, 0xff, 0xfa, 0x18, 0x00, 0x41, 0x42, 0xff, 0xf0];

describe("plain text", () => {
  test("who says nothing is greeted", async () => {
    await using server = await startServer();
    const silent = await server.guest();
    const [welcome, who, ...rest] = silent.text.split("\n");
    assertEquals([welcome, rest], ["Welcome to this chatroom!", [""]]);
    assertMatch(who ?? "", new RegExp(`^This is chat-server \\S+ at 127.0.0.1:${server.port}, room #lobby`));
  });

  test("others read <address> text, the sender nothing", async () => {
    await using server = await startServer();
    const [ann, bob, eve] = await server.guests(3);
    ann.send("hello\n");
    await bob.hears("<127.0.0.11> hello\n");
    await eve.hears("<127.0.0.11> hello\n");
    await hearsNothingBut(ann, bob, "");
  });

  test("a message without newline is said after a pause", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send("no newline");
    await bob.hears("<127.0.0.11> no newline\n");
    ann.send("and another");
    await bob.hears("<127.0.0.11> and another\n");
  });

  test("a first message without newline needs no greeting before", async () => {
    await using server = await startServer();
    const bob = await server.guest();
    const ann = await server.connect({ from: "127.0.0.11" });
    ann.send("你好");
    await bob.hears("<127.0.0.11> 你好\n");
    await ann.greeted();
  });

  test("\\r\\n ends a line like \\n, blank lines are nothing", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send("\r\none\r\n\r\n  \n\ntwo\nthree\r\n");
    const heard = await bob.hearsLines(3);
    assertEquals(heard, "<127.0.0.11> one\n<127.0.0.11> two\n<127.0.0.11> three\n");
  });

  test("telnet's commands are taken out, also where a chunk ends inside one", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send(Uint8Array.from([...IAC, ...Buffer.from("from telnet\r\0"), ...IAC.slice(0, 9)]));
    await bob.hears("<127.0.0.11> from telnet\n");
    ann.send(Uint8Array.from([...IAC.slice(9), ...Buffer.from("again\r\n")]));
    await bob.hears("<127.0.0.11> again\n");
  });

  test("telnet that sends key by key makes one message, backspace included", async () => {
    await using server = await startServer();
    const [ann, bob, other] = await server.guests(3);
    for (const key of "hellp\bo\r\n") {
      ann.send(key);
      // The server has read the key by the time it has answered somebody else.
      await other.asks("/lang", "Language: en");
    }
    await hearsNothingBut(bob, other, "<127.0.0.11> hello\n");
  });

  test("exit leaves in any case, with a goodbye", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    for (const word of ["exit\n", "EXIT\r\n", "Exit"]) {
      const leaver = await server.connect({ from: "127.0.0.13" });
      leaver.send(word);
      assertMatch(await leaver.untilEnd(), /^Welcome to this chatroom!\n.*\nGoodbye!\n$/);
    }
    await hearsNothingBut(ann, bob, "");
  });

  test("who sends and half-closes is heard, and gets the greeting and a close", async () => {
    await using server = await startServer();
    const listener = await server.guest();
    for (const [index, hello] of ["hi", "hi\n", "NICK", "GET / "].entries()) {
      const sender = await server.connect({ from: `127.0.0.${20 + index}` });
      sender.send(hello);
      sender.endSending();
      await listener.hears(`<127.0.0.${20 + index}> ${hello.trim()}\n`);
      assertMatch(
        await sender.untilEnd(),
        /^Welcome to this chatroom!\nThis is .*\n(\[[\d:]{8}\] <127[\d.]+> .*\n)*$/,
      );
    }
  });

  test("who half-closes after a question gets the answer", async () => {
    await using server = await startServer();
    const sender = await server.connect();
    sender.send("/who");
    sender.endSending();
    await sender.untilEnd();
    assertEquals(sender.news, "g127-0-0-1  127.0.0.1\nIn #lobby: 1\n");
  });

  test("a character that comes in two pieces stays one", async () => {
    await using server = await startServer();
    const [ann, bob, other] = await server.guests(3);
    const bytes = Buffer.from("早上好");
    ann.send(bytes.subarray(0, 4));
    await other.asks("/lang", "Language: en");
    ann.send(bytes.subarray(4));
    const heard = await bob.hearsLines(1);
    assertEquals(heard, "<127.0.0.11> 早上好\n");
  });

  test("what is longer than --buffer-size is split, and no character torn", async () => {
    await using server = await startServer({ args: ["127.0.0.1", "0", "--buffer-size", "100"] });
    const [ann, bob] = await server.guests(2);
    const text = "聊😀a".repeat(60);
    ann.send(`${text}\nend\n`);
    await bob.hears("> end\n");
    const parts = bob.news
      .split("\n")
      .slice(0, -2)
      .map((line) => line.replace("<127.0.0.11> ", ""));
    assertEquals(parts.join(""), text);
    assertEquals(parts.length, 5);
    assertEquals(
      parts.filter((part) => Buffer.byteLength(part) > 100),
      [],
    );
  });

  test("a paste of many lines arrives whole and in order", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    const lines = Array.from({ length: 5_000 }, (_, index) => `line ${index}\n`);
    ann.send(lines.join(""));
    const heard = await bob.hearsLines(lines.length);
    assertEquals(heard, lines.map((line) => `<127.0.0.11> ${line}`).join(""));
  });
});
