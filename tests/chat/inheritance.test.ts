import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { Playground } from "./playground.ts";

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
