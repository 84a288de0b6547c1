/** Which lines are answered, by labels, by echoes, or not at all. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { CapabilityState } from "../../../src/client/irc/capabilities.ts";
import { Labels } from "../../../src/client/irc/labels.ts";
import { Receipts } from "../../../src/client/irc/receipts.ts";
import { incoming } from "./lines.ts";

function receiptsWith(...names: readonly string[]) {
  const capabilities = new CapabilityState();
  capabilities.read(["*", "ACK", names.join(" ")]);
  const receipts = new Receipts(capabilities);
  const labels = new Labels();
  const hear = (text: string) => receipts.read(incoming(text), labels.labelOf(incoming(text)));
  return { receipts, hear };
}

const HELLO = { line: "PRIVMSG #tea :hello", said: "hello" };

describe("receipts", () => {
  test("with labels every line is answered by its own", () => {
    const { receipts, hear } = receiptsWith("labeled-response", "echo-message");
    assertEquals(
      [receipts.add(HELLO), receipts.add({ line: "TOPIC #tea" })],
      ["@label=1 PRIVMSG #tea :hello", "@label=2 TOPIC #tea"],
    );
    assertEquals(
      [hear(":ann!a@h PRIVMSG #tea :hello"), hear("@label=2 :s 331 ann #tea :No topic"), receipts.unanswered],
      [false, true, 1],
    );
    assertEquals([hear("@label=1 :ann!a@h PRIVMSG #tea :hello"), receipts.unanswered], [true, 0]);
  });

  test("an answer in a batch ends with the batch", () => {
    const { receipts, hear } = receiptsWith("labeled-response", "batch");
    receipts.add({ line: "NAMES #tea" });
    const answers = ["@label=1 :s BATCH +x labeled-response", "@batch=x :s 353 ann = #tea :ann"].map(hear);
    assertEquals([answers, receipts.unanswered], [[true, true], 1]);
    assertEquals([hear(":s BATCH -x"), receipts.unanswered], [true, 0]);
  });

  test("an acknowledgement and a refusal are answers", () => {
    const { receipts, hear } = receiptsWith("labeled-response");
    receipts.add({ line: "PONG x" });
    receipts.add(HELLO);
    hear("@label=1 :s ACK");
    hear("@label=2 :s 404 ann #tea :Cannot send");
    assertEquals(receipts.unanswered, 0);
  });

  test("without labels the echo is the receipt of what was said", () => {
    const { receipts, hear } = receiptsWith("echo-message");
    assertEquals([receipts.add(HELLO), receipts.add({ line: "TOPIC #tea" })], [HELLO.line, "TOPIC #tea"]);
    assertEquals([hear(":ann!a@h PRIVMSG #tea :other"), hear(":ann!a@h PRIVMSG #tea hello")], [false, true]);
    assertEquals(receipts.unanswered, 0);
  });

  test("without either the answer to a PING behind it is the receipt", () => {
    const { receipts } = receiptsWith();
    assertEquals([receipts.add(HELLO), receipts.add({ line: "TOPIC #tea" })], [HELLO.line, "TOPIC #tea"]);
    assertEquals([receipts.pinged(), receipts.pinged()], [true, false]);
    receipts.add({ line: "PRIVMSG #tea :later", said: "later" });
    receipts.ponged();
    assertEquals(receipts.giveUp(), [{ line: "PRIVMSG #tea :later", said: "later" }]);
  });

  test("client-only tags go with the label, where tags are known", () => {
    const sent = { ...HELLO, tags: { "+reply": "a;b" } };
    const { receipts } = receiptsWith("labeled-response", "message-tags");
    assertEquals(receipts.add(sent), "@label=1;+reply=a\\:b PRIVMSG #tea :hello");
    assertEquals(receiptsWith("labeled-response").receipts.add(sent), "@label=1 PRIVMSG #tea :hello");
  });

  test("what was said and never answered can be told", () => {
    const { receipts } = receiptsWith("labeled-response");
    receipts.add(HELLO);
    receipts.add({ line: "TOPIC #tea" });
    assertEquals([receipts.giveUp(), receipts.unanswered], [[HELLO], 0]);
  });

  test("a server that never answers does not fill the memory", () => {
    const { receipts } = receiptsWith("labeled-response");
    for (let sent = 0; sent < 5_000; sent++) receipts.add(HELLO);
    assertEquals(receipts.unanswered, 4_096);
  });
});
