/** What is set up again after a lost connection. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { Presence } from "../../src/client/presence.ts";
import { LANGUAGES } from "../../src/locales/catalog.ts";
import { roomText } from "../../src/locales/room/texts.ts";

function restored(...lines: readonly string[]): string[] {
  const presence = new Presence();
  for (const line of lines) presence.sent(line);
  return presence.restore();
}

describe("Presence", () => {
  test("nothing without commands, and nothing that the server refuses", () => {
    assertEquals(restored("hello", "/who", "/nick", "//nick no", "/join", "/join a:b", "/lang fr"), []);
  });

  test("the last language there is", () => {
    assertEquals(restored("/lang EN", "/LANG Zh", "/lang fr", "/lang"), ["/lang zh"]);
  });

  test("the last name the server gave, in whatever language it said so", () => {
    for (const language of LANGUAGES) {
      const presence = new Presence();
      presence.sent("/nick ann");
      assertEquals(presence.restore(), []);
      presence.heard(roomText(language, "youAre", { nick: "ann" }));
      presence.sent("/nick bad.name");
      presence.heard(roomText(language, "ERR_ERRONEUSNICKNAME", { 0: "bad.name" }));
      presence.heard(`<eve> ${roomText(language, "youAre", { nick: "mallory" })}`);
      assertEquals(presence.restore(), ["/nick ann"]);
    }
  });

  test("the rooms one is still in, the current one last", () => {
    assertEquals(restored("/join #a", "/j #b", "/join #c", "/part #b", "/join #a"), ["/join #c", "/join #a"]);
  });

  test("a room is the same with and without #, in small and large letters", () => {
    assertEquals(restored("/join games", "/part #games"), []);
    assertEquals(restored("/join #Games", "/leave GAMES"), []);
    assertEquals(restored("/join #a", "/join #b", "/part a"), ["/join #b"]);
    assertEquals(restored("/join #a", "/join b", "/join A"), ["/join #b", "/join #A"]);
  });

  test("/part without a room leaves the current one, then the one entered before, as on the server", () => {
    assertEquals(restored("/join #a", "/join #b", "/part", "/part"), []);
    assertEquals(restored("/join #a", "/join #b", "/part"), ["/join #a"]);
    assertEquals(restored("/join #a", "/join #b", "/leave #a", "/leave"), []);
  });
});
