/** Pastes and floods over real sockets. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { INPUT_UNITS_BURST, LINE_UNITS_MIN } from "../../src/protocol/limits.ts";
import { ircGuest } from "./irc_peer.ts";
import { LOOPBACK, startServer } from "./running_server.ts";

const BURST_LINES = Math.floor(INPUT_UNITS_BURST / LINE_UNITS_MIN);

function paste(count: number): string {
  return Array.from({ length: count }, (_, number) => `line ${number}\n`).join("");
}

describe("a paste", () => {
  test("of 10,000 lines reaches everybody, in its order, and its author stays", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    const text = paste(10_000);
    ann.send(text);
    await bob.hears("line 9999\n");
    assertEquals(bob.news, text.replaceAll(/^(?=.)/gm, "<127.0.0.11> "));
    await ann.asks("/lang", "Language: en");
  });

  test("that is larger than that is slower, and loses nothing", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    const count = BURST_LINES + 2_000;
    ann.send(paste(count));
    await bob.hears(`line ${count - 1}\n`);
    assertEquals(bob.news.split("\n").length, count + 1);
  });

  test("of 1,000 IRC lines is answered to the last, in its order", async () => {
    await using server = await startServer();
    const ann = await ircGuest(server, "ann");
    const numbers = Array.from({ length: 1_000 }, (_, number) => number);
    const answers = await ann.asks(...numbers.map((number) => `PING ${number}`));
    assertEquals(
      answers,
      numbers.map((number) => `:lanchat.local PONG lanchat.local :${number}`),
    );
  });
});

describe("a flood", () => {
  test("leaves everybody else as quick as before, and the server ends as soon as ever", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    const flooder = await ircGuest(server, "flooder");
    flooder.send("JOIN #elsewhere", ...Array.from({ length: 100_000 }, () => "PRIVMSG #elsewhere :x"));
    ann.send("hello\n");
    await bob.hears("<127.0.0.11> hello\n");
    assertEquals(await server.stop(), 0);
  });

  test("is not slowed down with --no-flood-limits", async () => {
    await using server = await startServer({ args: [...LOOPBACK, "--no-flood-limits"] });
    const [ann, bob] = await server.guests(2);
    ann.send(paste(5 * BURST_LINES));
    await bob.hears(`line ${5 * BURST_LINES - 1}\n`);
  });
});
