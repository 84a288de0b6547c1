import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { readLimit, readPoint, shownWord } from "../../src/chat/history-words.ts";
import { CHATHISTORY_MESSAGES_MAX } from "../../src/protocol/limits.ts";

const SECOND_MS = Date.UTC(2026, 10, 20, 2, 26, 42);

describe("a point in history", () => {
  test("may be a time of any precision", () => {
    const time = (text: string) => readPoint("test", `timestamp=2026-11-20T02:26:${text}`);
    assertEquals(time("42.123Z"), { timeMs: SECOND_MS + 123 });
    assertEquals(time("42Z"), { timeMs: SECOND_MS });
    assertEquals(time("42.1Z"), { timeMs: SECOND_MS + 100 });
    assertEquals(time("42.123999Z"), { timeMs: SECOND_MS + 123 });
    assertEquals(time("42.123456789Z"), { timeMs: SECOND_MS + 123 });
  });

  test("may be a message of this history, seen or not", () => {
    assertEquals(readPoint("test", "msgid=test-1-0"), { msgid: "test-1-0" });
    assertEquals(readPoint("test", "msgid=test-zzzzz-0"), { msgid: "test-zzzzz-0" });
    assertEquals(readPoint("test", "msgid=other-1-0"), "MESSAGE_ERROR");
    assertEquals(readPoint("test", "msgid="), "MESSAGE_ERROR");
    assertEquals(readPoint("test", "msgid=test-01-0"), "MESSAGE_ERROR");
  });

  test("is nothing else", () => {
    const words = ["", "*", "test-1-0", "timestamp", "timestamp=", "timestamp=1700000000"];
    const times = ["2026-11-20T02:26:42", "2026-11-20T02:26:42+01:00", "2026-11-20", "2026-02-30T24:61:00Z"];
    for (const word of [...words, ...times.map((time) => `timestamp=${time}`)])
      assertEquals(readPoint("test", word), "INVALID_PARAMS", word);
    assertEquals(readPoint("test", "label=x"), "INVALID_MSGREFTYPE");
    assertEquals(readPoint("test", "=x"), "INVALID_MSGREFTYPE");
  });
});

test("a limit is a number above 0, lowered to what may be asked for", () => {
  assertEquals(["1", "007", "200", "201", "999999999"].map(readLimit), [
    1,
    7,
    CHATHISTORY_MESSAGES_MAX,
    CHATHISTORY_MESSAGES_MAX,
    CHATHISTORY_MESSAGES_MAX,
  ]);
  for (const word of ["", "0", "-1", "+1", "1.5", "1e3", "many", "9999999999"])
    assertEquals(readLimit(word), undefined, word);
});

test("a word that would end a reply too early is shown as a star", () => {
  assertEquals(["#tea", "a:b", "", ":a", "a b"].map(shownWord), ["#tea", "a:b", "*", "*", "*"]);
});
