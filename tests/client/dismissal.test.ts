import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { isDismissal, isFull } from "../../src/client/dismissal.ts";
import { LANGUAGES } from "../../src/locales/catalog.ts";
import { roomText } from "../../src/locales/room/texts.ts";
import { renderGoodbye } from "../../src/network/plain/render.ts";

test("a kick is recognised in every language, with and without a reason; other goodbyes and messages are not", () => {
  for (const language of ["en", "zh"] as const) {
    for (const text of ["", "too loud"]) {
      const line = renderGoodbye({ kind: "kicked", by: "server", text }, language).trimEnd();
      assertEquals(isDismissal(line), true, line);
      assertEquals(isDismissal(`<10.0.0.1> ${line}`), false);
    }
    assertEquals(isDismissal(renderGoodbye({ kind: "shutdown" }, language).trimEnd()), false);
  }
});

test("a full server is recognised in every language; a message about one is not", () => {
  for (const language of LANGUAGES) {
    const line = roomText(language, "full", { max: 16_384 });
    assertEquals([isFull(line), isFull(`<10.0.0.1> ${line}`), isFull("")], [true, false, false]);
  }
});
