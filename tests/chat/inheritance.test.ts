import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { LastingPlayground } from "./lasting-playground.ts";
import { describe as describeEffect, Playground } from "./playground.ts";

/** alice makes #tea, then bob and carol come. */
function withTea(): Playground {
  const play = new Playground();
  for (const [session, nick] of [
    [1, "alice"],
    [2, "bob"],
    [3, "carol"],
  ] as const) {
    play.irc(session, nick);
    play.ask(session, "JOIN", "#tea");
  }
  return play;
}

/** Who is told of which changes that nobody did. */
function given(lines: readonly string[]): string[] {
  return lines.filter((line) => line.includes("<ChanServ>"));
}

describe("when the last operator has left", () => {
  test("who has been there longest is one", () => {
    const play = withTea();
    assertEquals(given(play.ask(1, "PART", "#tea")), [
      "2< <ChanServ> MODE #tea +o bob",
      "3< <ChanServ> MODE #tea +o bob",
    ]);
    assertEquals(given(play.ask(2, "KICK", "#tea", "bob")), ["3< <ChanServ> MODE #tea +o carol"]);
    assertEquals(given(play.ask(3, "PART", "#tea")), []);
  });

  test("the highest rank comes first", () => {
    const play = withTea();
    play.ask(1, "MODE", "#tea", "+v", "carol");
    assertEquals(given(play.ask(1, "QUIT")), [
      "2< <ChanServ> MODE #tea +o carol",
      "3< <ChanServ> MODE #tea +o carol",
    ]);
  });

  test("nobody is while another operator stays, or where the operator stays without a rank", () => {
    const play = withTea();
    play.ask(1, "MODE", "#tea", "+o", "carol");
    assertEquals(given(play.ask(1, "PART", "#tea")), []);
    play.ask(3, "MODE", "#tea", "-o", "carol");
    assertEquals(given(play.ask(3, "PART", "#tea")), []);
  });

  test("programs that cannot rule are passed over", () => {
    const play = withTea();
    play.guest(4);
    play.ask(4, "JOIN", "#tea");
    play.ask(2, "MODE", "bob", "+B");
    play.ask(1, "MODE", "#tea", "+v", "bob");
    assertEquals(given(play.ask(3, "PART", "#tea")), []);
    assertEquals(given(play.ask(1, "PART", "#tea")), []);
  });

  test("the heir has no part in what was said before", () => {
    const play = withTea();
    const { channels } = play.chat;
    const channel = channels.find("#tea");
    play.ask(1, "PRIVMSG", "@#tea", "for operators");
    const [before] = channel?.history.rankedNames() ?? [];
    const left = play.effects(1, "PART", "#tea").find((effect) => effect.kind === "deliver");
    play.ask(2, "PRIVMSG", "@#tea", "for operators");
    const names = [...(channel?.history.rankedNames() ?? [])];
    assertEquals([names.length, names.includes(before ?? "")], [1, false]);
    // What is older the heir does not take back.
    assertEquals(channel?.createdAtSequence, left?.event.sequence);
  });

  test("the default channel stays without one", () => {
    const play = withTea();
    play.ask(1, "JOIN", "#lobby");
    play.ask(2, "JOIN", "#lobby");
    // Made so by the server's operator, who has left.
    play.chat.channel("#lobby")?.membership(play.userOf(1))?.setPrefix("o");
    assertEquals(given(play.ask(1, "PART", "#lobby")), []);
  });
});

describe("where whoever could follow is not here", () => {
  /** alice has made #tea, where bob stays without devices. */
  function withAbsentBob(): LastingPlayground {
    const play = new LastingPlayground();
    play.irc(1, "alice");
    play.irc(2, "bob");
    play.stay(2);
    play.ask(1, "JOIN", "#tea");
    play.ask(2, "JOIN", "#tea");
    play.leave(2);
    return play;
  }

  /** What bob is in #tea when he is back. */
  function lettersOfBob(play: LastingPlayground): readonly string[] | undefined {
    play.irc(2, "bob", "bob");
    return play.user("bob").channels.get(play.chat.casemapping.channel("#tea"))?.letters();
  }

  test("they do when they come back", () => {
    const play = withAbsentBob();
    play.ask(1, "PART", "#tea");
    play.ask(1, "JOIN", "#tea");
    assertEquals(play.chat.channel("#tea")?.membership(play.user("alice"))?.letters(), []);
    assertEquals(lettersOfBob(play), ["o"]);
    play.leave(2);
    play.restart();
    assertEquals(lettersOfBob(play), ["o"]);
  });

  test("also with a device that logs in later", () => {
    const play = withAbsentBob();
    play.ask(1, "PART", "#tea");
    play.irc(3, "guest");
    assertEquals(given(play.login(3, "bob").flatMap(describeEffect)), ["3< <ChanServ> MODE #tea +o bob"]);
  });

  test("and nobody is whose program cannot rule", () => {
    const play = withAbsentBob();
    play.ask(1, "PART", "#tea");
    play.connect(3, "plain");
    assertEquals(given(play.login(3, "bob").flatMap(describeEffect)), []);
    assertEquals(lettersOfBob(play), ["o"]);
  });

  test("also after a restart, which operators leave with everybody else", () => {
    const play = withAbsentBob();
    play.restart();
    assertEquals(lettersOfBob(play), ["o"]);
  });

  test("but not where somebody rules by then, or the operator has given it up", () => {
    const play = withAbsentBob();
    play.ask(1, "MODE", "#tea", "-o", "alice");
    play.ask(1, "PART", "#tea");
    assertEquals(lettersOfBob(play), []);
  });
});

describe("a channel that is registered no more", () => {
  /** alice has registered #tea and left; bob is there, without access. */
  function withLeftTea(): LastingPlayground {
    const play = new LastingPlayground();
    play.irc(1, "alice");
    play.register(1);
    play.irc(2, "bob");
    play.ask(1, "JOIN", "#tea");
    play.ask(1, "CS", "REGISTER", "#tea");
    play.ask(2, "JOIN", "#tea");
    assertEquals(given(play.ask(1, "PART", "#tea")), []);
    return play;
  }

  test("has an heir", () => {
    const play = withLeftTea();
    const code = play.ask(1, "CS", "DROP", "#tea").at(-1)?.split(" ").at(-1) ?? "";
    assertEquals(given(play.ask(1, "CS", "DROP", "#tea", code)), ["2< <ChanServ> MODE #tea +o bob"]);
  });

  test("has one also where its founder's account has ended", () => {
    const play = withLeftTea();
    const code = play.ask(1, "NS", "DROP", "alice").at(-1)?.split(" ").at(-1) ?? "";
    assertEquals(given(play.ask(1, "NS", "DROP", "alice", code)), ["2< <ChanServ> MODE #tea +o bob"]);
  });
});
