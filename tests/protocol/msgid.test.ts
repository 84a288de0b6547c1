import { test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import { formatMsgid } from "../../src/protocol/msgid.ts";

test("msgids have the promised shape, up to the last place there can be", () => {
  assertEquals(formatMsgid("abcd1234", { sequence: 37, index: 0 }), "abcd1234-11-0");
  const last = formatMsgid("abcd1234", { sequence: Number.MAX_SAFE_INTEGER, index: 999 });
  assertMatch(last, /^[0-9a-z-]{1,32}$/);
});
