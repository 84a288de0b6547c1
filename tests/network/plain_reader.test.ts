/** Where a plain-text person talks while their other devices and other people move them. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { PlainReader } from "../../src/network/plain/reader.ts";
import type { ChatEvent } from "../../src/protocol/effects.ts";

function reader(): PlainReader {
  const made = new PlainReader("en", "#lobby");
  made.identify(source("ann"));
  return made;
}

function source(nick: string): ChatEvent["source"] {
  return { nick, username: nick, host: "h", realname: nick, isGuest: false, isBot: false };
}

function event(nick: string, command: string, ...params: string[]): ChatEvent {
  return { command, params, source: source(nick), sequence: 1, index: 0, timeMs: 0 };
}

describe("a plain-text person", () => {
  test("goes on talking in the room when another device enters one, and can go over to it", () => {
    const ann = reader();
    assertEquals(
      ann.moved(event("ann", "JOIN", "#games")),
      "You are in #games, too; /join #games to talk there.\n",
    );
    assertEquals(ann.channel, "#lobby");
    assertEquals(
      ann.follow(event("ann", "JOIN", "#games")),
      "You are in #games now; what you type is said there.\n",
    );
    assertEquals(ann.channel, "#games");
  });

  test("is elsewhere when another device leaves the room, and in no room after the last one", () => {
    const ann = reader();
    ann.moved(event("ann", "JOIN", "#games"));
    ann.moved(event("ann", "PART", "#lobby"));
    assertEquals(ann.channel, "#games");
    ann.moved(event("bob", "KICK", "#games", "ann", "enough"));
    assertEquals(ann.channel, undefined);
    assertEquals(
      ann.moved(event("ann", "JOIN", "#chess")),
      "You are in #chess now; what you type is said there.\n",
    );
    assertEquals(ann.channel, "#chess");
  });

  test("is not moved by what others do", () => {
    const ann = reader();
    const others = [
      event("bob", "JOIN", "#x"),
      event("bob", "PART", "#lobby"),
      event("ann", "KICK", "#lobby", "bob"),
    ];
    assertEquals(
      others.map((one) => ann.moved(one)),
      [undefined, undefined, undefined],
    );
    assertEquals(ann.channel, "#lobby");
  });
});
