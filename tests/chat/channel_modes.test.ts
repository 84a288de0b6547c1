import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { recorded } from "../helpers/recorded.ts";
import { Playground } from "./playground.ts";

/** Ann, who made #c, and the others, who are in it. */
function channelOf(...nicks: string[]): Playground {
  const play = new Playground();
  for (const [index, nick] of ["ann", ...nicks].entries()) {
    const id = index + 1;
    play.guest(id, `10.0.0.${id}`);
    play.ask(id, "NICK", nick);
    play.ask(id, "PART", "#lobby");
    play.ask(id, "JOIN", "#c");
  }
  return play;
}

test("what only operators hear is kept as theirs", () => {
  const play = channelOf("bob");
  play.ask(1, "MODE", "#c", "+U");
  const records = ["#c", "+#C", "@#c"].flatMap((target) =>
    recorded(play.effects(2, "PRIVMSG", target, "hi")),
  );
  assertEquals(
    records.map(({ target }) => target),
    ["%#c:a", "%#c:a", "@#c:a"],
  );
});

describe("lists of masks", () => {
  test("hold a hundred together; the one too much is refused once", () => {
    const play = channelOf();
    for (let index = 0; index < 99; index++) play.ask(1, "MODE", "#c", "+b", `user${index}`);
    play.ask(1, "MODE", "#c", "+e", "one");
    assertEquals(play.ask(1, "MODE", "#c", "+bb", "one", "two"), ["1< ERR_BANLISTFULL #c b"]);
    assertEquals(play.ask(1, "MODE", "#c", "+I", "one"), ["1< ERR_BANLISTFULL #c I"]);
    assertEquals(play.ask(1, "MODE", "#c", "-b+b", "user7", "one"), [
      "1< <ann> MODE #c -b+b user7!*@* one!*@*",
    ]);
    assertEquals(play.ask(1, "MODE", "#c", "b").length, 100);
  });

  test("are shown once, however often they are asked for", () => {
    const play = channelOf();
    play.ask(1, "MODE", "#c", "+b", "bob");
    assertEquals(play.ask(1, "MODE", "#c", "b".repeat(400)), [
      "1< RPL_BANLIST #c bob!*@* ann!guest@10.0.0.1 1",
      "1< RPL_ENDOFBANLIST #c",
    ]);
  });

  test("compare names as the server does, whatever alphabet they are in", () => {
    const play = channelOf("小明");
    play.ask(1, "MODE", "#c", "+b", "小*");
    assertEquals(play.ask(2, "PRIVMSG", "#c", "hi"), ["2< ERR_CANNOTSENDTOCHAN #c"]);
  });
});

describe("changes", () => {
  test("of letters alone fit into lines too, however many there are", () => {
    const play = channelOf();
    const told = play.ask(1, "MODE", "#c", "+i-i".repeat(100));
    assertEquals(
      told.map((line) => new TextEncoder().encode(line).length <= 200),
      told.map(() => true),
    );
    assertEquals(told.join("").replaceAll("1< <ann> MODE #c ", ""), "+i-i".repeat(100));
  });

  test("count by the rank one has at that moment", () => {
    const play = channelOf("bob");
    assertEquals(play.ask(1, "MODE", "#c", "-o+o", "ann", "ann"), [
      "1< ERR_CHANOPRIVSNEEDED #c",
      "1< <ann> MODE #c -o ann",
      "2< <ann> MODE #c -o ann",
    ]);
  });

  test("that are refused for the same reason are refused once", () => {
    const play = channelOf("bob");
    assertEquals(play.ask(2, "MODE", "#c", "+imo-nl", "bob"), ["2< ERR_CHANOPRIVSNEEDED #c"]);
  });
});

describe("ranks", () => {
  /** Who may give what, the asker's rank first: q, a, o, h, v, none. */
  const GIVES: readonly [rank: string, letters: string][] = [
    ["q", "qaohv"],
    ["a", "aohv"],
    ["o", "ohv"],
    ["h", "v"],
    ["v", ""],
    ["", ""],
  ];

  for (const [rank, letters] of GIVES) {
    test(`who is ${rank || "nothing"} gives ${letters || "nothing"}`, () => {
      const play = channelOf("bob", "cat");
      play.console();
      play.ask(0, "MODE", "#c", "+q", "ann");
      if (rank !== "") play.ask(1, "MODE", "#c", `+${rank}`, "bob");
      const given = [..."qaohv"].filter((letter) => {
        const isGiven = play.ask(2, "MODE", "#c", `+${letter}`, "cat")[0]?.endsWith(`+${letter} cat`);
        play.ask(1, "MODE", "#c", `-${letter}`, "cat");
        return isGiven;
      });
      assertEquals(given.join(""), letters);
    });

    test(`who is ${rank || "nothing"} takes ranks away only from whom they may give theirs`, () => {
      const play = channelOf("bob", "cat");
      play.console();
      play.ask(0, "MODE", "#c", "+q", "ann");
      if (rank !== "") play.ask(1, "MODE", "#c", `+${rank}`, "bob");
      const sentOut = [..."qaohv"].filter((letter) => {
        play.ask(3, "JOIN", "#c");
        play.ask(1, "MODE", "#c", `+${letter}`, "cat");
        const hasLeft = play.ask(2, "KICK", "#c", "cat").includes("3< <bob> KICK #c cat bob");
        if (!hasLeft) play.ask(1, "MODE", "#c", `-${letter}`, "cat");
        return hasLeft;
      });
      assertEquals(sentOut.join(""), letters);
    });
  }
});

describe("invitations", () => {
  test("of one channel are a hundred at a time; the oldest makes room", () => {
    const play = channelOf();
    for (let id = 2; id <= 102; id++) {
      play.guest(id, `10.0.1.${id}`);
      play.ask(1, "INVITE", `g10-0-1-${id}`, "#c");
    }
    assertEquals(play.ask(2, "INVITE"), ["2< RPL_ENDOFINVITELIST"]);
    assertEquals(play.ask(3, "INVITE"), ["3< RPL_INVITELIST #c", "3< RPL_ENDOFINVITELIST"]);
  });

  test("are for a person, not for who takes the nick later", () => {
    const play = channelOf("bob");
    play.ask(1, "MODE", "#c", "+i");
    play.ask(2, "PART", "#c");
    play.ask(1, "INVITE", "bob", "#c");
    play.leave(2);
    play.guest(3);
    play.ask(3, "NICK", "bob");
    assertEquals(play.ask(3, "JOIN", "#c"), ["3< ERR_INVITEONLYCHAN #c"]);
  });
});

describe("RENAME", () => {
  test("leaves the channel where everybody arrives as it is", () => {
    const play = channelOf();
    play.console();
    assertEquals(play.ask(0, "RENAME", "#lobby", "#hall"), ["0< FAIL CANNOT_RENAME #lobby #hall"]);
  });

  test("of the case alone tells people with plain text, whose screens show names", () => {
    const play = channelOf("bob");
    assertEquals(play.ask(1, "RENAME", "#c", "#C", "louder"), [
      "1< <ann> RENAME #c #C louder",
      "2< <ann> RENAME #c #C louder",
    ]);
  });

  test("keeps members, modes, topic and lists, and frees the old name", () => {
    const play = channelOf("bob");
    play.ask(1, "MODE", "#c", "+kb", "key", "eve");
    play.ask(1, "TOPIC", "#c", "words");
    play.ask(1, "RENAME", "#c", "#d");
    assertEquals(play.ask(1, "MODE", "#d"), ["1< RPL_CHANNELMODEIS #d +ntk key", "1< RPL_CREATIONTIME #d 1"]);
    assertEquals(play.ask(1, "MODE", "#d", "b")[0], "1< RPL_BANLIST #d eve!*@* ann!guest@10.0.0.1 1");
    assertEquals(play.ask(2, "PART", "#d"), ["2< <bob> PART #d"]);
    assertEquals(play.ask(2, "JOIN", "#c"), ["2< <bob> JOIN #c", "2 asks history: page #c"]);
    assertEquals(play.ask(2, "MODE", "#c", "+m"), ["2< <bob> MODE #c +m"]);
  });
});
