/** A session's commands are decided in the order they came, also where one of them must be on the disk first. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { SlowHistory } from "../helpers/slow-history.ts";
import { NetworkPlayground, NOBODY_IS_TRUSTED, type Person } from "./playground.ts";

interface Scene {
  readonly history: SlowHistory;
  readonly play: NetworkPlayground;
}

function scene(): Scene {
  const history = new SlowHistory();
  return { history, play: new NetworkPlayground({}, NOBODY_IS_TRUSTED, history) };
}

async function settle({ history, play }: Scene): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    // A password is checked in microtasks, and long before the disk has answered.
    for (let microtask = 0; microtask < 20; microtask++) await Promise.resolve();
    play.clock.settle();
    history.answerAll();
    history.findAll();
  }
}

/** What NickServ says. */
function heard(person: Person): string[] {
  return [...person.read().matchAll(/NOTICE \S+ :(.*)\r\n/g)].map(([, text = ""]) => text);
}

test("what an IRC client asks behind a REGISTER is asked by who has the account", async () => {
  const all = scene();
  const alice = all.play.connect("10.0.0.1");
  alice.send("NICK alice\r\nUSER alice 0 * :Alice\r\n");
  await settle(all);
  alice.read();
  alice.send("NS REGISTER secret\r\nNS SET ALWAYS-ON on\r\nNS LOGOUT\r\nNS LOGOUT\r\n");
  await settle(all);
  assertEquals(heard(alice), [
    "Account created: alice is yours.",
    "The settings of alice are changed.",
    "You are logged out.",
    "You are not logged in.",
  ]);
});

test("the same in plain text", async () => {
  const all = scene();
  const dave = all.play.greeted("10.0.0.2");
  await settle(all);
  dave.read();
  dave.send(
    "/register dave secret\n/ns set always-on on\n/password secret better\n/logout\n/login dave secret\n/login dave better\n",
  );
  await settle(all);
  const lines = dave.read().split("\n");
  assertEquals(
    lines.filter((line) => !/#lobby/.test(line) && line !== ""),
    [
      "You are dave now.",
      "Account created: dave is yours.",
      "The settings of dave are changed.",
      "The password of dave is changed.",
      "You are g10-0-0-2 now.",
      "You are logged out.",
      "Wrong name or password.",
      "You are now identified for dave.",
      "You are dave now.",
    ],
  );
});

test("nobody else waits for it", async () => {
  const all = scene();
  const [ann, bob] = [all.play.greeted("10.0.0.1"), all.play.greeted("10.0.0.2")];
  await settle(all);
  ann.read();
  bob.read();
  ann.send("/register ann secret\n");
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  const waiting = all.history.unkept;
  bob.send("hello\n");
  assertEquals(all.history.unkept, waiting + 1);
});
