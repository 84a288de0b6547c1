/** Requests between programs. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { CtcpLimit, ctcpAnswer, formatCtcp, readCtcp } from "../../../src/client/irc/ctcp.ts";
import { VERSION } from "../../../src/protocol/version.ts";

describe("ctcp", () => {
  test("is read with or without its end, and only at the beginning", () => {
    const texts = [
      "\u0001ping 1 2\u0001",
      "\u0001VERSION",
      "text \u0001VERSION\u0001",
      "\u0001\u0001",
      "text",
    ];
    assertEquals(texts.map(readCtcp), [
      { command: "PING", text: "1 2" },
      { command: "VERSION", text: "" },
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("is answered where that tells nothing secret", () => {
    const answers = ["VERSION", "PING 17", "TIME", "CLIENTINFO", "ACTION waves", "DCC SEND x", "FINGER"].map(
      (text) => {
        const answer = ctcpAnswer(readCtcp(`\u0001${text}\u0001`)!, 0);
        return answer && formatCtcp(answer);
      },
    );
    assertEquals(answers, [
      `\u0001VERSION chat-client ${VERSION}\u0001`,
      "\u0001PING 17\u0001",
      "\u0001TIME 1970-01-01T00:00:00.000Z\u0001",
      "\u0001CLIENTINFO ACTION CLIENTINFO PING TIME VERSION\u0001",
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("is answered four times in ten seconds", () => {
    const limit = new CtcpLimit();
    const times = [0, 1, 2, 3, 4, 9_999, 10_000];
    assertEquals(
      times.map((nowMs) => limit.allows(nowMs)),
      [true, true, true, true, false, false, true],
    );
  });
});
