import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { nameBehindKey } from "../../src/chat/channel-history.ts";
import type { Effect } from "../../src/protocol/effects.ts";
import { foldChannel } from "../../src/protocol/names.ts";
import { recorded } from "../helpers/recorded.ts";
import { Playground } from "./playground.ts";

/** Ann has made #Team; Bob is in it. */
function team(): Playground {
  const play = new Playground();
  for (const [id, nick] of ["ann", "bob", "zoe"].entries()) {
    play.guest(id + 1);
    play.ask(id + 1, "NICK", nick);
  }
  for (const id of [1, 2]) play.ask(id, "JOIN", "#Team");
  return play;
}

/** Where the first question of these effects looks. */
function asked(effects: readonly Effect[]): readonly string[] {
  const [question] = effects.filter((effect) => effect.kind === "history");
  if (question?.query.kind === "page") return [question.query.target, ...(question.query.besides ?? [])];
  return question && "targets" in question.query ? question.query.targets : [];
}

/** Where these effects' rows are kept. */
function kept(effects: readonly Effect[]): readonly string[] {
  return recorded(effects).map(({ target }) => target);
}

const BEHIND_KEY = nameBehindKey(foldChannel("#team"), "sesame");

describe("what is read of a channel", () => {
  test("is the same in a page, in the last lines, in TARGETS and in a search", () => {
    const play = team();
    play.ask(1, "MODE", "#team", "+k", "sesame");
    const names = ["#team", BEHIND_KEY];
    assertEquals(asked(play.effects(3, "JOIN", "#team", "sesame")), names);
    assertEquals(asked(play.effects(3, "CHATHISTORY", "LATEST", "#TEAM", "*", "9")), names);
    assertEquals(asked(play.effects(3, "HISTORY", "#team")), names);
    assertEquals(asked(play.effects(3, "SEARCH", "in=#team;text=x")), names);
    play.ask(3, "PART", "#lobby");
    assertEquals(asked(play.effects(3, "SEARCH", "text=x")), names);
    const times = ["timestamp=2020-01-01T00:00:00.000Z", "timestamp=2030-01-01T00:00:00.000Z"];
    assertEquals(asked(play.effects(3, "CHATHISTORY", "TARGETS", ...times, "9")), names);
  });

  test("for who brings a key is what was said behind it, in a channel that is new as well", () => {
    const play = team();
    assertEquals(asked(play.effects(3, "JOIN", "#team", "sesame")), ["#team", BEHIND_KEY]);
    assertEquals(asked(play.effects(2, "HISTORY", "#team")), ["#team"]);
    for (const id of [1, 2, 3]) play.ask(id, "PART", "#team");
    assertEquals(asked(play.effects(2, "JOIN", "#Team", "sesame")), ["#team", BEHIND_KEY]);
    assertEquals(asked(play.effects(3, "JOIN", "#team", "other")).includes(BEHIND_KEY), false);
  });

  test("by operators is also what was said to them, by the others not", () => {
    const play = team();
    const [name = ""] = kept(play.effects(2, "PRIVMSG", "@#team", "hi"));
    assertEquals(/^@#team:/.test(name), true);
    const all = ["@", "%", "+"].map((prefix) => name.replace("@", prefix));
    assertEquals(asked(play.effects(1, "HISTORY", "#team")), ["#team", ...all]);
    assertEquals(asked(play.effects(2, "HISTORY", "#team")), ["#team"]);
    // Who is operator of what comes after it is nobody to whom it was said.
    for (const id of [1, 2]) play.ask(id, "PART", "#team");
    assertEquals(asked(play.effects(3, "JOIN", "#team")), ["#team"]);
  });
});

describe("behind a door", () => {
  test("not only words are kept, but all that happens", () => {
    const play = team();
    const behind = kept(play.effects(1, "MODE", "#team", "+i"));
    assertEquals(behind.length === 1 && behind[0]?.startsWith("#team:"), true);
    assertEquals(kept(play.effects(1, "TOPIC", "#team", "words")), behind);
    assertEquals(kept(play.effects(1, "KICK", "#team", "bob", "words")), behind);
    assertEquals(kept(play.effects(1, "PRIVMSG", "#team", "words")), behind);
    assertEquals(kept(play.effects(1, "PART", "#team", "words")), behind);
  });

  test("a new name takes along what was said in the open, and does not say why", () => {
    const play = team();
    play.ask(1, "MODE", "#team", "+i");
    const [write] = recorded(play.effects(1, "RENAME", "#team", "#crew", "secret"));
    assertEquals(
      [write?.write, write?.target, write?.params, write?.body],
      ["rename", "#team", ["#Team", "#crew"], ""],
    );
    assertEquals(kept(play.effects(1, "PRIVMSG", "#crew", "words")), ["#crew:9"]);
    play.ask(1, "MODE", "#crew", "-i");
    const [open] = recorded(play.effects(1, "RENAME", "#crew", "#club", "clearer"));
    assertEquals(open?.body, "clearer");
  });
});
