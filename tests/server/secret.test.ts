import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { hashPassword } from "../../src/server/passwords.ts";
import { formatSecret, parseSecret } from "../../src/server/secret.ts";

const SALT = Buffer.alloc(16, 1).toString("base64url");
const HASH = Buffer.alloc(32, 2).toString("base64url");

describe("a secret", () => {
  test("is plain text, or a hash that comes back as it was", async () => {
    assertEquals(parseSecret("two words"), { kind: "plain", text: "two words" });
    const hash = formatSecret(await hashPassword("two words"));
    const secret = parseSecret(hash);
    assertEquals(secret?.kind === "scrypt" ? formatSecret(secret) : secret, hash);
  });

  test("has a salt of its own each time", async () => {
    const [one, other] = await Promise.all([hashPassword("same"), hashPassword("same")]);
    assertEquals(formatSecret(one) === formatSecret(other), false);
  });

  for (const [why, text] of [
    ["empty", ""],
    ["no number", `scrypt:many:8:1:${SALT}:${HASH}`],
    ["no power of two", `scrypt:16000:8:1:${SALT}:${HASH}`],
    ["more memory than a small machine has", `scrypt:1048576:8:1:${SALT}:${HASH}`],
    ["more work than anybody waits for", `scrypt:16384:8:1000:${SALT}:${HASH}`],
    ["no block", `scrypt:16384:0:1:${SALT}:${HASH}`],
    ["a salt too short", `scrypt:16384:8:1:AAAA:${HASH}`],
    ["a hash too short", `scrypt:16384:8:1:${SALT}:AAAA`],
    ["something behind it", `scrypt:16384:8:1:${SALT}:${HASH}:x`],
  ] as const) {
    test(`that is broken (${why}) is none`, () => assertEquals(parseSecret(text), undefined));
  }
});
