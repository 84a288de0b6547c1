import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { SentKeys } from "../../src/chat/sent-keys.ts";
import { User } from "../../src/chat/user.ts";
import { NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import type { ChatEvent } from "../../src/protocol/effects.ts";
import { SENDING_KEY_MS, SENDING_KEYS_MAX, SENDING_KEYS_PER_USER_MAX } from "../../src/protocol/limits.ts";
import { ANN } from "../helpers/history-rows.ts";
import { recorded } from "../helpers/recorded.ts";
import { LastingPlayground } from "./lasting-playground.ts";

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

test("what could not be stored is said anew, though who said it has gone meanwhile, or logged in", () => {
  const message = { command: "PRIVMSG", params: ["bob", "hi"], clientTags: "+lanchat.local/key=k" };
  const say = (play: LastingPlayground, session: number): readonly [string, number] => {
    const effects = play.apply({ kind: "message", session, message, capabilities: NO_CAPABILITIES });
    const [row] = recorded(effects);
    const [told] = effects.flatMap((effect) => (effect.kind === "deliver" ? [effect.event.sequence] : []));
    return [row?.senderId ?? "", told ?? 0];
  };
  for (const meanwhile of ["gone", "logged in"]) {
    const play = new LastingPlayground();
    play.irc(1, "ann");
    play.irc(2, "bob");
    if (meanwhile === "gone") play.register(1);
    const [senderId, first] = say(play, 1);
    if (meanwhile === "gone") {
      play.leave(1);
      play.apply({ kind: "unstored", session: 1, senderId, key: "k" });
      play.irc(1, "ann", "ann");
    } else {
      play.register(1);
      play.apply({ kind: "unstored", session: 1, senderId, key: "k" });
    }
    const [, second] = say(play, 1);
    assertEquals(second > first, true, meanwhile);
    assertEquals(say(play, 1)[1], second, meanwhile);
  }
});
