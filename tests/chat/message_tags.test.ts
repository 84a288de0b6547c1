import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { keptTags, takeKey } from "../../src/chat/message-tags.ts";
import { SENDING_KEY_BYTES_MAX } from "../../src/protocol/limits.ts";

describe("of client-only tags", () => {
  test("replies and reactions are kept, and nothing else is", () => {
    assertEquals(keptTags("+typing=active;+lanchat.local/x=1"), undefined);
    assertEquals(keptTags("+typing=done;+reply=m1"), {
      columns: { tags: { "+reply": "m1" }, replyTo: "m1" },
      isReaction: false,
    });
    assertEquals(keptTags("+draft/react=\\s\\:);+draft/reply=m1"), {
      columns: { tags: { "+draft/reply": "m1", "+draft/react": " ;)" }, replyTo: "m1" },
      isReaction: true,
    });
    assertEquals(keptTags("+draft/unreact=x"), {
      columns: { tags: { "+draft/unreact": "x" } },
      isReaction: true,
    });
  });

  test("the newer name of a reply counts, where it names a message", () => {
    assertEquals(keptTags("+draft/reply=old;+reply=new")?.columns.replyTo, "new");
    assertEquals(keptTags("+draft/reply=old;+reply=")?.columns.replyTo, "old");
    assertEquals(keptTags("+reply=")?.columns, { tags: { "+reply": "" } });
  });

  test("the key is taken out, and counts if it is a short word", () => {
    assertEquals(takeKey("+reply=m1"), { key: undefined, others: "+reply=m1" });
    assertEquals(takeKey("+reply=m1;+lanchat.local/key=k;+typing=done"), {
      key: "k",
      others: "+reply=m1;+typing=done",
    });
    assertEquals(takeKey("+lanchat.local/key=k"), { key: "k", others: "" });
    assertEquals(takeKey("+lanchat.local/key"), { key: undefined, others: "" });
    const long = "键".repeat(Math.ceil(SENDING_KEY_BYTES_MAX / 3));
    assertEquals(takeKey(`+lanchat.local/key=${long}`), { key: undefined, others: "" });
    assertEquals(takeKey("+lanchat.local/keys=k"), { key: undefined, others: "+lanchat.local/keys=k" });
  });
});
