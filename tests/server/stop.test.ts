/** How a server stops, over real sockets. */
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import type { History } from "../../src/history/history.ts";
import { memoryHistory } from "../../src/history/memory.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { DEFAULTS } from "../../src/server/settings.ts";
import { Server } from "../../src/server/start.ts";
import { SlowHistory } from "../helpers/slow-history.ts";

/** Keeps everything at once, until it is held. */
class HeldHistory extends SlowHistory {
  isHeld = false;

  override commit(...args: Parameters<SlowHistory["commit"]>): void {
    super.commit(...args);
    if (!this.isHeld) this.answerAll();
  }

  override find(...args: Parameters<SlowHistory["find"]>): void {
    super.find(...args);
    this.findAll();
  }
}

function startServer(history: History = memoryHistory({ messagesMax: 10, charactersMax: 1_000 })): {
  server: Server;
  went: number[];
} {
  const went: number[] = [];
  const server = new Server({
    version: "1.2.3",
    settings: { ...DEFAULTS, udp: false },
    localeLanguage: "en",
    history,
    clock: systemClock,
    observer: {
      came() {},
      went: (session) => void went.push(session),
      acted() {},
      skipped() {},
      fault() {},
    },
    disk: { refuses() {}, late() {}, works() {} },
    udpUnavailable() {},
    rehash() {},
  });
  return { server, went };
}

/** Joins the lobby and collects what it reads. */
async function member(port: number, nick: string): Promise<{ socket: Socket; read: string[] }> {
  const read: string[] = [];
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  socket.on("data", (text: string) => read.push(text));
  socket.write(`NICK ${nick}\r\nUSER u 0 * :u\r\nJOIN #lobby\r\n`);
  while (!read.join("").includes(" 366 ")) await new Promise((resolve) => socket.once("data", resolve));
  read.length = 0;
  return { socket, read };
}

test("everybody is told goodbye, and nobody that all others go too", async () => {
  const { server, went } = startServer();
  const { port } = await server.listen({ kind: "tcp", host: "127.0.0.1", port: 0 });
  const ann = await member(port, "ann");
  const bob = await member(port, "bob");
  const ended = [ann, bob].map(({ socket }) => new Promise((resolve) => socket.once("close", resolve)));
  await Promise.all([server.stop(), ...ended]);
  assertEquals(bob.read, ["ERROR :Closing link: 127.0.0.1 (Server shutting down)\r\n"]);
  assertEquals(ann.read.join("").replace(/^.* JOIN .*\r\n/m, ""), bob.read.join(""));
  assertEquals(went, [1, 2]);
});

test("what was said is told before the goodbye, as soon as it is kept; nothing more is read", async () => {
  const history = new HeldHistory();
  const { server } = startServer(history);
  const { port } = await server.listen({ kind: "tcp", host: "127.0.0.1", port: 0 });
  const ann = await member(port, "ann");
  const bob = await member(port, "bob");
  history.isHeld = true;
  ann.socket.write("PRIVMSG #lobby :first\r\n");
  while (history.unkept === 0) await nextTurn();

  const stopped = server.stop();
  const ended = new Promise((resolve) => bob.socket.once("close", resolve));
  await new Promise((written) => ann.socket.write("PRIVMSG #lobby :second\r\n", written));
  for (let turn = 0; turn < 100; turn++) await nextTurn();
  assertEquals(bob.read, []);
  history.isHeld = false;
  history.answerAll();
  await Promise.all([stopped, ended]);
  const [message = "", ...rest] = bob.read.join("").split("\r\n");
  assertMatch(message, /^:ann!\S+ PRIVMSG #lobby :first$/);
  assertEquals(rest, ["ERROR :Closing link: 127.0.0.1 (Server shutting down)", ""]);
  const said = history.kept.filter(({ kind }) => kind === "PRIVMSG");
  assertEquals(
    said.map(({ body }) => body),
    ["first"],
  );
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
