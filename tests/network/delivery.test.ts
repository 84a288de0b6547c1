/** Who is told what: sessions and the recipients that show them. */
import { test } from "node:test";
import { assertEquals, assertThrows } from "@std/assert";
import { Delivery, type Recipient } from "../../src/network/delivery.ts";
import type { ChatEvent } from "../../src/protocol/effects.ts";
import { deafRecipient } from "../helpers/deaf-recipient.ts";

const source = { nick: "a", username: "a", host: "h", realname: "", isGuest: false, isBot: false };
const event: ChatEvent = {
  command: "PRIVMSG",
  params: ["#a", "hi"],
  source,
  sequence: 1,
  index: 0,
  timeMs: 0,
};
/** Large enough that its recipients are remembered. */
const audience = Array.from({ length: 40 }, (_, id) => id);

function setUp(): { delivery: Delivery; told: string[]; recipient: (name: string) => Recipient } {
  const told: string[] = [];
  const recipient = (name: string): Recipient =>
    deafRecipient({
      receive: () => told.push(name),
      receiveOwn: () => told.push(`${name} own`),
    });
  return { delivery: new Delivery(), told, recipient };
}

test("the same audience reaches who is there now, whoever came and went since the last time", () => {
  const { delivery, told, recipient } = setUp();
  const deliver = (): string[] => {
    delivery.deliver({ to: audience, sender: 1, event, needs: 0 });
    return told.splice(0);
  };
  delivery.add(1, recipient("one"));
  delivery.add(2, recipient("two"));
  assertEquals(deliver(), ["one own", "two"]);
  assertEquals(deliver(), ["one own", "two"]);
  delivery.remove(2);
  assertEquals(deliver(), ["one own"]);
  delivery.add(3, recipient("three"));
  delivery.add(1, recipient("another one"));
  assertEquals(deliver(), ["another one own", "three"]);
});

test("who cannot be shown an event takes it from nobody else, in small rooms and large ones", () => {
  for (const to of [[1, 2, 3], audience]) {
    const { delivery, told, recipient } = setUp();
    const broken = (): never => {
      throw new Error("no words for it");
    };
    delivery.add(1, recipient("one"));
    delivery.add(2, deafRecipient({ receive: broken }));
    delivery.add(3, recipient("three"));
    assertThrows(() => delivery.deliver({ to, sender: 1, event, needs: 0 }), Error, "no words for it");
    assertEquals(told, ["one own", "three"]);
  }
});
