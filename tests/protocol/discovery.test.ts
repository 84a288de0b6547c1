import { test } from "node:test";
import { assertEquals } from "@std/assert";
import {
  formatAnswer,
  formatProbe,
  PROBE_BYTES,
  parseAnswer,
  parseProbe,
} from "../../src/protocol/discovery.ts";

test("a probe is 512 bytes and its answer never more", () => {
  const probe = formatProbe("0123456789abcdef");
  assertEquals(probe.length, PROBE_BYTES);
  assertEquals(parseProbe(probe), "0123456789abcdef");
  const answer = { nonce: "0123456789abcdef", version: "1.2.3", port: 8081 };
  assertEquals(parseAnswer(formatAnswer(answer)), answer);
  assertEquals(formatAnswer({ ...answer, version: "x".repeat(600) }).length <= PROBE_BYTES, true);
});

test("what is no whole probe is not answered", () => {
  const probe = formatProbe("0123456789abcdef");
  assertEquals(parseProbe(probe.subarray(0, 511)), undefined);
  assertEquals(parseProbe(formatProbe("short")), undefined);
  assertEquals(parseProbe(formatProbe("Not A Nonce!")), undefined);
  assertEquals(parseProbe(new Uint8Array(512)), undefined);
});
