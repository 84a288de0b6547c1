/** What those who are connected are told when the settings change, over real sockets. */
import { connect } from "node:net";
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { memoryHistory } from "../../src/history/memory.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { DEFAULTS } from "../../src/server/settings.ts";
import { Server } from "../../src/server/start.ts";

const SETTINGS = { ...DEFAULTS, udp: false, "server-name": "server" };

function startServer(): Server {
  return new Server({
    version: "1.2.3",
    settings: SETTINGS,
    localeLanguage: "en",
    history: memoryHistory({ messagesMax: 10, charactersMax: 1_000 }),
    clock: systemClock,
    observer: { came() {}, went() {}, acted() {}, skipped() {}, fault() {} },
    disk: { refuses() {}, late() {}, works() {} },
    udpUnavailable() {},
    rehash() {},
  });
}

/** @returns what asks and reads until the answer to a PING, which is left out. */
function ircPerson(port: number): { ask(...lines: readonly string[]): Promise<string>; leave(): void } {
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  let unread = "";
  socket.on("data", (text: string) => {
    unread += text;
  });
  return {
    async ask(...lines) {
      const pong = ":server PONG server :x\r\n";
      for (const line of [...lines, "PING x"]) socket.write(`${line}\r\n`);
      while (!unread.endsWith(pong)) await new Promise((resolve) => socket.once("data", resolve));
      const answer = unread.slice(0, -pong.length);
      unread = "";
      return answer;
    },
    leave: () => void socket.destroy(),
  };
}

test("who asked for cap-notify is told what is offered now; a language that was chosen stays", async () => {
  const server = startServer();
  const { port } = await server.listen({ kind: "tcp", host: "127.0.0.1", port: 0 });
  const [told, untold, chosen] = [ircPerson(port), ircPerson(port), ircPerson(port)];
  await told.ask("CAP LS 302");
  await untold.ask("CAP LIST");
  await chosen.ask("CAP LIST", "LANGUAGE en");

  server.change({ ...SETTINGS, motd: ["news"] });
  assertEquals(await told.ask(), "");
  server.change({ ...SETTINGS, lang: "zh" });
  assertEquals(
    await told.ask("USER"),
    ":server CAP * NEW :draft/languages=2,zh,en\r\n:server 461 * USER :参数不够\r\n",
  );
  assertEquals(await untold.ask("USER"), ":server 461 * USER :参数不够\r\n");
  assertEquals(await chosen.ask("USER"), ":server 461 * USER :Not enough parameters\r\n");

  for (const person of [told, untold, chosen]) person.leave();
  await server.stop();
});
