/** What people ask NickServ with a password in it, as it is meant. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { type SecretRequest, secretRequest, serviceRequest } from "../../src/protocol/services.ts";

const ASKER = { nick: "bob", account: "Bob" };

const CASES: readonly [string, SecretRequest | undefined][] = [
  ["IDENTIFY sesame", { kind: "login", name: "bob", password: "sesame" }],
  ["identify alice sesame", { kind: "login", name: "alice", password: "sesame" }],
  ["LOGIN alice open sesame now", { kind: "login", name: "alice", password: "open sesame now" }],
  ["REGISTER sesame", { kind: "register", name: "*", password: "sesame" }],
  ["REGISTER sesame b@x.org", { kind: "register", name: "*", password: "sesame", email: "b@x.org" }],
  ["REGISTER open sesame now", { kind: "unclear", why: "usage-REGISTER" }],
  ["PASSWD old new", { kind: "password", name: "Bob", password: "old", next: "new" }],
  ["PASSWD old new one", { kind: "unclear", why: "usage-PASSWD" }],
  ["PASSWD old new new", { kind: "password", name: "Bob", password: "old", next: "new" }],
  [
    "SAREGISTER carol open sesame",
    { kind: "register", name: "carol", password: "open sesame", isForAnother: true },
  ],
  ["SAREGISTER carol", undefined],
  ["PASSWD old", undefined],
  ["IDENTIFY", undefined],
  ["INFO alice", undefined],
];

for (const [text, meant] of CASES)
  test(`NickServ is asked: ${text}`, () => {
    for (const message of [
      { command: "PRIVMSG", params: ["nickserv", text] },
      { command: "NS", params: text.split(" ") },
    ]) {
      const request = serviceRequest(message);
      assertEquals(request && secretRequest(request, ASKER), meant);
    }
  });
