import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { SentKeys } from "../../src/chat/sent-keys.ts";
import { User } from "../../src/chat/user.ts";
import type { ChatEvent } from "../../src/protocol/effects.ts";
import { SENDING_KEY_MS, SENDING_KEYS_MAX, SENDING_KEYS_PER_USER_MAX } from "../../src/protocol/limits.ts";
import { ANN } from "../helpers/history-rows.ts";

const [ann, bob] = ["ann", "bob"].map((id) => new User({ id, source: ANN, signedOnAtMs: 0 })) as [User, User];

function said(timeMs: number): readonly ChatEvent[] {
  return [{ command: "PRIVMSG", params: ["#a", "hi"], source: ANN, sequence: timeMs, index: 0, timeMs }];
}

describe("what was said under a key", () => {
  test("is found for 24 hours, by who has said it", () => {
    const keys = new SentKeys();
    keys.add(ann, "k", said(10));
    assertEquals(keys.find(ann, "k", 9 + SENDING_KEY_MS), said(10));
    assertEquals(keys.find(ann, "k", 10 + SENDING_KEY_MS), undefined);
    assertEquals(keys.find(bob, "k", 11), undefined);
    assertEquals(keys.find(ann, "other", 11), undefined);
  });

  test("is forgotten where it could not be stored, and with its user", () => {
    const keys = new SentKeys();
    keys.add(ann, "k", said(10));
    keys.add(ann, "l", said(11));
    keys.add(bob, "k", said(12));
    keys.forget(ann, "k");
    assertEquals([keys.find(ann, "k", 13), keys.find(ann, "l", 13)], [undefined, said(11)]);
    keys.forgetUser(ann);
    assertEquals([keys.find(ann, "l", 13), keys.find(bob, "k", 13)], [undefined, said(12)]);
    keys.forgetUser(ann);
    keys.forget(ann, "l");
    assertEquals(keys.find(bob, "k", 13), said(12));
  });

  test("makes room for what the same user says later, the oldest first", () => {
    const keys = new SentKeys();
    for (let key = 0; key <= SENDING_KEYS_PER_USER_MAX; key++) keys.add(ann, `${key}`, said(key));
    assertEquals(keys.find(ann, "0", SENDING_KEYS_PER_USER_MAX), undefined);
    assertEquals(keys.find(ann, "1", SENDING_KEYS_PER_USER_MAX), said(1));
  });

  test("of everybody is bounded: who has been silent longest makes room", () => {
    const keys = new SentKeys();
    keys.add(ann, "first", said(1));
    keys.add(bob, "second", said(2));
    keys.add(ann, "third", said(3));
    const crowd = SENDING_KEYS_MAX - 2;
    for (let number = 0; number < crowd; number++) {
      keys.add(new User({ id: `${number}`, source: ANN, signedOnAtMs: 0 }), "k", said(4));
    }
    assertEquals(keys.find(bob, "second", 5), undefined);
    assertEquals([keys.find(ann, "first", 5), keys.find(ann, "third", 5)], [said(1), said(3)]);
  });
});
