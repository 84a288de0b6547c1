/** What is said, in lines that no server has to cut. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { messagesOf } from "../../../src/client/irc/messages-of.ts";
import { utf8Length } from "../../../src/protocol/split-text.ts";
import { stateAfter } from "./lines.ts";

const SOURCE = `ann!a@${"h".repeat(60)}`;
const STATE = stateAfter(":s 001 ann :Welcome", `:${SOURCE} JOIN #tea`);

for (const isAction of [false, true]) {
  for (const text of ["word ".repeat(300), "你好，世界".repeat(120), "👩‍👩‍👧‍👦".repeat(60)]) {
    test(`${isAction ? "an action" : "a text"} of ${text.slice(0, 5)}… fits, and nothing of it is lost`, () => {
      const lines = messagesOf({ command: "PRIVMSG", target: "#tea", text, isAction }, STATE).map(
        ({ line }) => line,
      );
      const longest = Math.max(...lines.map((line) => utf8Length(`:${SOURCE} ${line}\r\n`)));
      const pieces = lines.map(
        (line) => /^PRIVMSG #tea :(?:\u0001ACTION )?([^\u0001]*)\u0001?$/.exec(line)?.[1],
      );
      assertEquals([longest <= 512, longest > 440, pieces.join("")], [true, true, text]);
    });
  }
}

describe("a short text", () => {
  test("is one line, whatever it begins with", () => {
    const lines = [":)", "a", " "].flatMap((text) =>
      messagesOf({ command: "NOTICE", target: "bob", text, isAction: false }, stateAfter()).map(
        ({ line }) => line,
      ),
    );
    assertEquals(lines, ["NOTICE bob ::)", "NOTICE bob :a", "NOTICE bob : "]);
  });
});
