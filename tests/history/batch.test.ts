/** Batches on their way to the thread that writes: whoever said something is the same on both sides. */
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { BatchPacker, BatchUnpacker } from "../../src/history/sqlite/batch.ts";
import { type HistoryWrite, type RowWrite, standsInTarget } from "../../src/protocol/history.ts";
import { ANN, BOB, gone, lasting, row } from "../helpers/history-rows.ts";

function setUp() {
  const [packer, unpacker] = [new BatchPacker(), new BatchUnpacker()];
  const pack = (...batch: readonly HistoryWrite[]): string => JSON.stringify(packer.pack(batch));
  const unpack = (text: string): readonly HistoryWrite[] => unpacker.unpack(JSON.parse(text));
  return { pack, unpack, sent: (...batch: readonly HistoryWrite[]) => unpack(pack(...batch)) };
}

const annSays = (sequence: number): RowWrite => row(sequence, { source: ANN, senderId: "ann" });

describe("a batch", () => {
  test("arrives as it was, whatever its writes have", () => {
    const { sent } = setUp();
    const batch: readonly HistoryWrite[] = [
      row(1),
      row(2, { kind: "KICK", params: ["ann"] }),
      row(3, { cuts: [4], tags: { "+x": "" }, replyTo: "h-1-0", index: 2 }),
      lasting(3, "a", { index: 3 }),
      gone(3, "b", { index: 4 }),
      { write: "forget", senderId: "ann", sequence: 3, index: 5, timeMs: 3_000 },
      { ...row(4), write: "redaction", replyTo: "h-1-0" },
      { ...row(5), write: "rename", newTarget: "#b", params: ["#b"] },
    ];
    assertEquals(sent(...batch), [...batch]);
  });

  test("names a person once, who has one source object on the other side", () => {
    const { pack, unpack } = setUp();
    unpack(pack(row(1), annSays(2)));
    const text = pack(annSays(3), row(4), annSays(5));
    assert(!text.includes(BOB.realname), "Bob is known already");
    const batch = unpack(text);
    assertEquals(batch, [annSays(3), row(4), annSays(5)]);
    const [first, , last] = batch.filter(standsInTarget);
    assert(first?.source === last?.source);
  });

  test("tells two people with one source object apart", () => {
    const { sent } = setUp();
    const batch = [row(1, { senderId: "one" }), row(2, { senderId: "other" }), row(3, { senderId: "one" })];
    assertEquals(sent(...batch), batch);
  });

  test("comes from the right people after so many that both sides began anew", () => {
    const { pack, unpack, sent } = setUp();
    sent(row(1), annSays(2));
    const crowd = Array.from({ length: 10_000 }, (_, place) =>
      row(place + 3, { source: { ...BOB, nick: `bob${place}` } }),
    );
    sent(...crowd);
    const text = pack(annSays(20_000), row(20_001));
    assertEquals(JSON.parse(text).first, 0, "what is remembered does not grow for ever");
    assertEquals(unpack(text), [annSays(20_000), row(20_001)]);
    assertEquals(sent(annSays(20_002), row(20_003)), [annSays(20_002), row(20_003)]);
  });
});
