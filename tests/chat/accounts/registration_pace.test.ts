/** How many accounts one address makes. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { RegistrationPace } from "../../../src/chat/accounts/registration-pace.ts";
import {
  ACCOUNTS_PER_HOST_MAX,
  ACCOUNTS_PER_HOST_MS,
  REGISTERING_HOSTS_MAX,
} from "../../../src/protocol/limits.ts";

test("an address may go on after an hour", () => {
  const pace = new RegistrationPace();
  for (let count = 0; count < ACCOUNTS_PER_HOST_MAX; count++) assertEquals(pace.take("a", 0), true);
  assertEquals(pace.take("a", ACCOUNTS_PER_HOST_MS - 1), false);
  assertEquals(pace.take("b", ACCOUNTS_PER_HOST_MS - 1), true);
  assertEquals(pace.take("a", ACCOUNTS_PER_HOST_MS), true);
});

test("a crowd of addresses is not remembered for ever", () => {
  const pace = new RegistrationPace();
  for (let count = 0; count < ACCOUNTS_PER_HOST_MAX; count++) pace.take("first", 0);
  for (let host = 0; host < REGISTERING_HOSTS_MAX; host++) pace.take(`host ${host}`, 0);
  // It has made room.
  assertEquals(pace.take("first", 0), true);
});
