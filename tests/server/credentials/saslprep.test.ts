import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { ACCOUNT_PASSWORD_BYTES_MAX } from "../../../src/protocol/limits.ts";
import { prepareName, preparePassword } from "../../../src/server/credentials/saslprep.ts";

/** The examples of RFC 4013, section 3, and what people type. undefined: it is refused. */
const PASSWORDS: Readonly<Record<string, readonly [typed: string, prepared: string | undefined]>> = {
  "a soft hyphen is nothing": ["I\u00adX", "IX"],
  "most stay what they are": ["user", "user"],
  "case counts": ["USER", "USER"],
  "a feminine ordinal is an a": ["\u00aa", "a"],
  "a Roman nine is IX": ["\u2168", "IX"],
  "a control": ["\u0007", undefined],
  "right-to-left text that ends otherwise": ["\u06271", undefined],
  "full-width letters are letters": ["\uff21\uff22\uff23", "ABC"],
  "accents have one form": ["cafe\u0301", "caf\u00e9"],
  Chinese: ["\u5bc6\u7801", "\u5bc6\u7801"],
  "a wide space is a space": ["a\u3000b", "a b"],
  "both directions": ["\u05d0b", undefined],
  "what was not UTF-8": ["a\ufffdb", undefined],
  "half of a pair": ["\ud83d", undefined],
  "younger than Unicode 3.2": ["\u{1f600}", undefined],
  "a newline": ["a\nb", undefined],
  nothing: ["", undefined],
  "nothing but what is left out": ["\u00ad\u200d", undefined],
  "the longest": ["a".repeat(ACCOUNT_PASSWORD_BYTES_MAX), "a".repeat(ACCOUNT_PASSWORD_BYTES_MAX)],
  "too long in bytes": ["\u5bc6".repeat(ACCOUNT_PASSWORD_BYTES_MAX / 3 + 1), undefined],
};

describe("a password, prepared:", () => {
  for (const [name, [typed, prepared]] of Object.entries(PASSWORDS)) {
    test(name, () => assertEquals<string | undefined>(preparePassword(typed), prepared));
  }
});

test("a name has a prepared form, or stays as it is", () => {
  const names = ["bob", "\uff42\uff4f\uff42", "\u{1f600}", "\u05d0b", "\u00ad"];
  assertEquals(names.map(prepareName), ["bob", "bob", "\u{1f600}", "\u05d0b", "\u00ad"]);
});
