import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { isDismissal } from "../../src/client/dismissal.ts";
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
