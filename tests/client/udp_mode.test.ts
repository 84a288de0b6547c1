/** `--udp`, on a network and a clock that the test plays. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { runUdpMode } from "../../src/client/udp-mode.ts";
import type { Outcome } from "../../src/client/world.ts";
import { SocketError } from "../../src/platform/types.ts";
import { FakeWorld, settle } from "./fake_world.ts";

async function begin(host = "192.168.55.13", changes: Partial<FakeWorld> = {}) {
  const world = Object.assign(new FakeWorld(), { interactive: false, ...changes });
  const sent: string[] = [];
  world.answersUdp = (datagram) => void sent.push(new TextDecoder().decode(datagram));
  const target = { kind: "tcp", host, port: 8081, irc: false, rooms: "" } as const;
  let ended: Outcome | undefined;
  const outcome = runUdpMode({ world, say: (key) => key }, target, new Promise(() => {}));
  void outcome.then((value) => {
    ended = value;
  });
  await settle();
  return { world, sent, outcome, ended: () => ended };
}

describe("runUdpMode", () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

  test("a thousand piped lines are all sent, as slowly as the server takes them, before it ends", async () => {
    const { world, sent, ended } = await begin();
    world.console?.text(`${numbers(1_000).join("\n")}\n`);
    world.console?.end();
    await world.clock.pass(12_374);
    assertEquals([sent.length, ended()], [990, undefined]);
    await world.clock.pass(1);
    await settle();
    assertEquals([sent, ended()], [numbers(1_000), "ok"]);
  });

  test("what follows exit is not sent", async () => {
    const { world, sent, outcome } = await begin();
    world.console?.text("one\nexit\ntwo\n");
    assertEquals([await outcome, sent], ["ok", ["one"]]);
  });

  test("the input waits while more than a thousand are unsent", async () => {
    const { world } = await begin();
    world.console?.text("x\n".repeat(1_010));
    assertEquals(world.inputPaused, false);
    world.console?.text("x\n");
    assertEquals(world.inputPaused, true);
    await world.clock.pass(60_000);
    assertEquals(world.inputPaused, false);
  });

  test("a name that is not known and a socket that cannot be had are told apart", async () => {
    const unknown = await begin("nowhere");
    assertEquals([await unknown.outcome, unknown.world.notices], ["unavailable", ["failedName"]]);
    for (const [reason, notice] of [
      ["permission-denied", "failedPermission"],
      ["other", "failedOther"],
    ] as const) {
      const bindUdp = () => Promise.reject(new SocketError(reason, "test"));
      const { world, outcome } = await begin("192.168.55.13", { bindUdp });
      assertEquals([await outcome, world.notices], ["unavailable", [notice]]);
    }
  });

  test("^C does not wait", async () => {
    const { world, sent, outcome } = await begin();
    world.console?.text("x\n".repeat(100));
    world.console?.interrupt();
    assertEquals(await outcome, "interrupted");
    await world.clock.pass(60_000);
    assertEquals(sent.length, 10);
  });
});
