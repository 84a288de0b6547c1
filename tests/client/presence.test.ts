/** What is set up again after a lost connection. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { Presence } from "../../src/client/presence.ts";

function restored(...lines: readonly string[]): string[] {
  const presence = new Presence();
  for (const line of lines) presence.remember(line);
  return presence.restore();
}

describe("Presence", () => {
  test("nothing without commands", () => {
    assertEquals(restored("hello", "/who", "/nick", "//nick no"), []);
  });

  test("the last name and language", () => {
    assertEquals(restored("/nick ann", "/NICK bob", "/lang zh"), ["/lang zh", "/nick bob"]);
  });

  test("the rooms one is still in, the current one last", () => {
    assertEquals(restored("/join #a", "/j #b", "/join #c", "/part #b", "/join #a"), ["/join #c", "/join #a"]);
    assertEquals(restored("/join #a", "/join #b", "/part"), ["/join #a"]);
  });
});
