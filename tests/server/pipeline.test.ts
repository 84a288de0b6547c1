/** Entries from decision to delivery, with a memory that is slow or refuses. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { Chat } from "../../src/chat/chat.ts";
import { Delivery, type Recipient } from "../../src/network/delivery.ts";
import { NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import type { Entry } from "../../src/protocol/effects.ts";
import type { Words } from "../../src/protocol/words.ts";
import { Pipeline } from "../../src/server/pipeline.ts";
import { deafRecipient } from "../helpers/deaf-recipient.ts";
import { RULE_SETTINGS } from "../helpers/rule-settings.ts";
import { SlowHistory } from "../helpers/slow-history.ts";

function nameOf(words: Words): string {
  if (words.kind === "standard") return words.reply.code;
  return words.kind === "reply" ? words.name : words.kind;
}

function setUp(): { history: SlowHistory; seen: string[]; errors: string[]; submit: (entry: Entry) => void } {
  const history = new SlowHistory();
  const seen: string[] = [];
  const errors: string[] = [];
  const delivery = new Delivery();
  const recipient = (id: number): Recipient =>
    deafRecipient({
      receive: (event) => seen.push(`${id}: ${event.command} ${event.params.join(" ")}`),
      receiveOwn: (event) => seen.push(`${id} own: ${event.command} ${event.params.join(" ")}`),
      endAnswer: () => {
        if (seen.at(-1)?.endsWith("NICK broken")) throw new Error("no end of it");
      },
      tell: (words) => {
        const name = nameOf(words);
        if (name === "ERR_NOSUCHCHANNEL") throw new Error("no words for it");
        seen.push(`${id}: ${name}`);
      },
      refuseMessage: () => seen.push(`${id}: refused`),
      close: (reason) => seen.push(`${id}: closed ${reason.kind}`),
    });
  const pipeline = new Pipeline({
    chat: new Chat({ historyId: "test", startedAtMs: 1_000, settings: RULE_SETTINGS }),
    history,
    delivery,
    observer: {
      came: () => {},
      went: () => {},
      acted: () => {},
      skipped: (sequence) => errors.push(`skipped ${sequence}`),
      fault: (error) => errors.push(String(error)),
    },
    disk: { waits() {}, answered: (_count, error) => void (error && errors.push(error.message)) },
    submit: (entry) => submit(entry),
    rehash: () => {},
  });
  let sequence = 0;
  const submit = (entry: Entry): void =>
    pipeline.decide({ sequence: ++sequence, timeMs: 1_000 + sequence, entry });
  for (const session of [1, 2]) {
    delivery.add(session, recipient(session));
    submit({ kind: "connect", session, sessionKind: "plain", host: "10.0.0.1" });
  }
  // Nothing was said before they came.
  history.findAll();
  return { history, seen, errors, submit };
}

const say = (session: number, text: string): Entry => ({
  kind: "message",
  session,
  message: { command: "PRIVMSG", params: ["#lobby", text] },
  capabilities: NO_CAPABILITIES,
});

const ask = (session: number, command: string, ...params: string[]): Entry => ({
  kind: "message",
  session,
  message: { command, params },
  capabilities: NO_CAPABILITIES,
});

test("nobody sees a message before it is kept, and nothing overtakes it", () => {
  const { history, seen, submit } = setUp();
  submit(say(1, "first"));
  submit(ask(1, "WHO", "nobody"));
  submit(say(2, "second"));
  assertEquals(seen, []);
  history.answer();
  assertEquals(seen, ["1 own: PRIVMSG #lobby first", "2: PRIVMSG #lobby first", "1: ERR_NOSUCHNICK"]);
  history.answer();
  assertEquals(seen.slice(3), ["1: PRIVMSG #lobby second", "2 own: PRIVMSG #lobby second"]);
  assertEquals(
    history.kept.map((record) => record.body),
    ["first", "second"],
  );
});

test("a message that cannot be kept is not delivered, and its sender is told", () => {
  const { history, seen, errors, submit } = setUp();
  submit(say(1, "lost"));
  submit(ask(2, "NICK", "bob"));
  history.answer(new Error("disk is full"));
  history.answer();
  assertEquals(seen, ["1: refused", "2 own: NICK bob", "1: NICK bob"]);
  assertEquals(errors, ["disk is full"]);
});

test("what came again under its key is refused with the first, and said a third time it is new", () => {
  const { history, seen, submit } = setUp();
  const keyed = (text: string): Entry => ({
    kind: "message",
    session: 1,
    message: { command: "PRIVMSG", params: ["#lobby", text], clientTags: "+lanchat.local/key=k" },
    capabilities: NO_CAPABILITIES,
  });
  submit(keyed("once"));
  submit(keyed("once"));
  assertEquals(history.unkept, 1);
  history.answer(new Error("disk is full"));
  assertEquals(seen, ["1: refused", "1: refused"]);
  submit(keyed("once"));
  history.answer();
  assertEquals(seen.slice(2), ["1 own: PRIVMSG #lobby once", "2: PRIVMSG #lobby once"]);
});

test("an entry that makes the rules throw is skipped, and the next one is decided", () => {
  const { history, seen, errors, submit } = setUp();
  submit({ ...ask(1, "PRIVMSG"), message: { command: "PRIVMSG", params: undefined as never } } as Entry);
  submit(say(1, "still here"));
  history.answer();
  assertEquals(errors, ["skipped 3"]);
  assertEquals(seen.at(-1), "2: PRIVMSG #lobby still here");
});

test("what cannot be shown to one person is told, and everything else leaves", () => {
  const { history, seen, errors, submit } = setUp();
  submit(ask(1, "PART", "#nowhere,#lobby"));
  history.answer();
  assertEquals(seen, ["1 own: PART #lobby"]);
  assertEquals(errors, ["Error: no words for it"]);
});

test("an answer that cannot be sent to its asker holds nobody else's up", () => {
  const { history, seen, errors, submit } = setUp();
  submit(say(1, "first"));
  submit(ask(2, "NICK", "broken"));
  submit(say(1, "second"));
  history.answer();
  history.answer();
  history.answer();
  assertEquals(errors, ["Error: no end of it"]);
  assertEquals(seen.slice(-2), ["1 own: PRIVMSG #lobby second", "2: PRIVMSG #lobby second"]);
});
