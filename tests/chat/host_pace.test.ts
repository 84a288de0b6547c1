import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { HostPace } from "../../src/chat/host-pace.ts";

const LIMITS = { countMax: 3, periodMs: 1_000, hostsMax: 10 };

test("an address may go on when its time is over", () => {
  const pace = new HostPace(LIMITS);
  for (let count = 0; count < 3; count++) assertEquals(pace.take("a", 0), true);
  assertEquals(pace.take("a", 999), false);
  assertEquals(pace.take("b", 999), true);
  assertEquals(pace.take("a", 1_000), true);
});

test("a crowd of addresses is not remembered for ever", () => {
  const pace = new HostPace(LIMITS);
  for (let count = 0; count < 3; count++) pace.take("first", 0);
  for (let host = 0; host < 10; host++) pace.take(`host ${host}`, 0);
  // It has made room.
  assertEquals(pace.take("first", 0), true);
});
