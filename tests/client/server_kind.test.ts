/** Whom the client takes a server for, from its first lines. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { Greeting, type ServerKind } from "../../src/client/server-kind.ts";

const WELCOME = "Welcome to this chatroom!";

const examples: readonly {
  shows: string;
  lines: readonly string[];
  kinds: readonly (ServerKind | undefined)[];
}[] = [
  {
    shows: "ours by its second line",
    lines: [WELCOME, "chat-server 0.1.0 · /help"],
    kinds: [undefined, "ours"],
  },
  { shows: "ours in Chinese", lines: [WELCOME, "由 chat-server 1.2.3 提供"], kinds: [undefined, "ours"] },
  { shows: "a tutorial's server", lines: [WELCOME, "<127.0.0.1> hi"], kinds: [undefined, "plain"] },
  { shows: "another tutorial's server", lines: ["Thank you for connecting"], kinds: ["plain"] },
  { shows: "nothing yet after the welcome", lines: [WELCOME], kinds: [undefined] },
  {
    shows: "IRC by a notice",
    lines: [":irc.example NOTICE * :*** Looking up your hostname"],
    kinds: ["irc"],
  },
  { shows: "IRC by a notice without a source", lines: ["NOTICE AUTH :*** Looking up"], kinds: ["irc"] },
  { shows: "IRC by a numeric", lines: [":x 020 * :Please wait"], kinds: ["irc"] },
  { shows: "chat that looks a little like IRC", lines: [": Notice the colon"], kinds: ["plain"] },
  { shows: "chat that begins with a smiley", lines: [":) LOL what a day"], kinds: ["plain"] },
  { shows: "chat with a figure", lines: [":D 100 people are here"], kinds: ["plain"] },
  { shows: "a notice to people", lines: ["NOTICE the server moves at noon"], kinds: ["plain"] },
  {
    shows: "no server of ours by what people say later",
    lines: [WELCOME, "<a> hi", "<b> chat-server 0.1.0 is out"],
    kinds: [undefined, "plain", undefined],
  },
  {
    shows: "no server of ours without our first line",
    lines: ["Hello", "chat-server 0.1.0"],
    kinds: ["plain", "plain"],
  },
];

describe("Greeting", () => {
  for (const { shows, lines, kinds } of examples) {
    test(`shows ${shows}`, () => {
      const greeting = new Greeting();
      assertEquals(
        lines.map((line) => greeting.read(line)),
        kinds,
      );
    });
  }
});
