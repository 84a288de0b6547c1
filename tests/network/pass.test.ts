/** PASS <account>:<password>: checked at the edge, where the password ends. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import type { AccountGate } from "../../src/network/account-gate.ts";
import type { Entry } from "../../src/protocol/effects.ts";
import { NetworkPlayground } from "./playground.ts";

/** @returns what the order is given because of these lines, and what the person reads. */
async function after(lines: string, proof: Awaited<ReturnType<AccountGate["checkPassword"]>>) {
  const play = new NetworkPlayground();
  const entries: Entry[] = [];
  const { submit, accounts } = play.edge;
  Object.assign(play.edge, {
    submit(entry: Entry) {
      entries.push(entry);
      submit(entry);
    },
    accounts: { ...accounts, checkPassword: async () => proof },
  });
  const person = play.connect();
  person.send(lines);
  // The check takes turns of the real event loop.
  await new Promise((resolve) => setImmediate(resolve));
  play.clock.settle();
  return { entries, read: person.read() };
}

test("the rules hear whose it was, and nothing of the password", async () => {
  const { entries } = await after("PASS ann:sesame:2\r\n", { kind: "right", account: "a-1", version: 3 });
  assertEquals(entries, [
    { kind: "connect", session: 1, sessionKind: "irc", host: "10.0.0.1" },
    { kind: "login", session: 1, account: "a-1", version: 3, way: "pass" },
  ]);
});

test("a wrong one is said to be wrong, and one that could not be checked is not", async () => {
  const wrong = await after("PASS ann:sesame\r\n", { kind: "wrong" });
  assertEquals(wrong.read, ":server 464 * :Password incorrect\r\n");
  const busy = await after("PASS ann:sesame\r\n", { kind: "busy" });
  assertEquals(busy.read.includes(":NickServ!NickServ@server NOTICE * :"), true);
  assertEquals(busy.read.includes("464"), false);
  assertEquals(busy.entries.length, 1);
});

test("what names no account goes nowhere", async () => {
  const { entries, read } = await after("PASS sesame\r\nPASS :sesame\r\nPASS ::sesame\r\n", {
    kind: "wrong",
  });
  assertEquals([entries.length, read], [1, ""]);
});

test("the lines behind it wait for what comes of it", async () => {
  const lines = "PASS ann:sesame\r\nNICK bob\r\nUSER b 0 * :b\r\n";
  const { entries } = await after(lines, { kind: "right", account: "a-1", version: 3 });
  assertEquals(
    entries.map((entry) => (entry.kind === "message" ? entry.message.command : entry.kind)),
    ["connect", "login", "NICK", "USER"],
  );
});

test("one that was right once is wrong when the account has another by now", async () => {
  const { read } = await after("PASS ann:old\r\n", { kind: "right", account: "a-1", version: 1 });
  assertEquals(read, ":server 464 * :Password incorrect\r\n");
});
