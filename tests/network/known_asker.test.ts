/** Who asks is known once what they asked before is answered: until then commands with a password in them wait. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import type { Entry } from "../../src/protocol/effects.ts";
import { SlowHistory } from "../helpers/slow-history.ts";
import { NetworkPlayground, type Person } from "./playground.ts";

const VERIFIES_ROOT = {
  verifyOperator: async (name: string, password: string) =>
    name === "root" && password === "secret" ? "root" : undefined,
  allowsGateway: () => false,
  allowsProxy: () => false,
};

interface Scene {
  readonly history: SlowHistory;
  readonly play: NetworkPlayground;
  readonly entries: readonly Entry[];
}

function scene(): Scene {
  const history = new SlowHistory();
  const play = new NetworkPlayground({}, VERIFIES_ROOT, history);
  const entries: Entry[] = [];
  const { submit } = play.edge;
  Object.assign(play.edge, {
    submit(entry: Entry) {
      entries.push(entry);
      submit(entry);
    },
  });
  return { history, play, entries };
}

async function settle({ history, play }: Scene): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    for (let microtask = 0; microtask < 20; microtask++) await Promise.resolve();
    play.clock.settle();
    history.answerAll();
    history.findAll();
  }
}

/** Alice has an account, and what bob has said is on its way to the disk: all that others are told waits behind it. */
async function busyScene(): Promise<Scene> {
  const all = scene();
  const alice = all.play.connect("10.0.0.1");
  alice.send("NICK alice\r\nUSER alice 0 * :Alice\r\nNS REGISTER sesame\r\n");
  await settle(all);
  alice.send("QUIT\r\n");
  const bob = all.play.greeted("10.0.0.2");
  await settle(all);
  bob.send("hello\n");
  return all;
}

async function told(all: Scene, lines: string): Promise<Person> {
  const carl = all.play.connect("10.0.0.3");
  carl.send(`NICK carl\r\nUSER carl 0 * :Carl\r\n${lines}`);
  await settle(all);
  return carl;
}

for (const asked of ["PRIVMSG NickServ :IDENTIFY alice sesame", "NS IDENTIFY alice sesame"])
  test(`who has just come in logs in, and the order has nothing of the password: ${asked}`, async () => {
    const all = await busyScene();
    const carl = await told(all, `${asked}\r\n`);
    assertEquals(carl.read().includes("You are now identified for alice."), true);
    assertEquals(JSON.stringify(all.entries).includes("IDENTIFY"), false);
  });

test("who has just come in becomes an operator, registers and learns that PASS came too late", async () => {
  const all = await busyScene();
  const carl = await told(all, "PASS alice:sesame\r\nOPER root secret\r\nREGISTER * * sesame\r\n");
  const read = carl.read();
  for (const answer of [" 462 carl ", " 381 carl ", "REGISTER SUCCESS carl "])
    assertEquals(read.includes(answer), true, answer);
});

test("who has just logged in by plain text changes that account's password", async () => {
  const all = await busyScene();
  const dave = all.play.greeted("10.0.0.5");
  dave.send("/login alice sesame\n");
  for (let microtask = 0; microtask < 20; microtask++) await Promise.resolve();
  all.play.clock.settle();
  dave.send("/password sesame open\n/logout\n/login alice open\n");
  await settle(all);
  const read = dave.read();
  for (const answer of ["The password of alice is changed.", "You are logged out."])
    assertEquals(read.includes(answer), true, answer);
  assertEquals(read.match(/identified for alice/g)?.length, 2);
});

test("several lines are no request to a service, and the order has nothing of the password", async () => {
  const all = await busyScene();
  const batch = [
    "CAP REQ :batch message-tags draft/multiline",
    "BATCH +1 draft/multiline NickServ",
    "@batch=1 PRIVMSG NickServ :IDENTIFY alice sesame",
    "BATCH -1",
  ];
  const carl = await told(all, `${batch.join("\r\n")}\r\n`);
  assertEquals(carl.read().includes("FAIL BATCH MULTILINE_INVALID "), true);
  assertEquals(JSON.stringify(all.entries).includes("IDENTIFY"), false);
});

test("who is nobody yet is told so, and the order has nothing of the password", async () => {
  const all = scene();
  const eve = all.play.connect("10.0.0.4");
  eve.send(
    "NICK eve\r\n@label=1 PRIVMSG NickServ :IDENTIFY alice sesame\r\nNS PASSWD sesame open\r\nPING 1\r\n",
  );
  await settle(all);
  assertEquals(eve.read().match(/ (451|PONG) /g), [" 451 ", " 451 ", " PONG "]);
  assertEquals(JSON.stringify(all.entries).includes("sesame"), false);
});
