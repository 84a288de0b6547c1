/** What is registered is there again after a restart, as it was. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { MaskLists } from "../../../src/chat/channel.ts";
import { channelModes } from "../../../src/chat/channel-modes.ts";
import { isBanned } from "../../../src/chat/mask-lists.ts";
import { channelOf, comeBack, withTea } from "./people.ts";

function masks({ b, e, I }: MaskLists) {
  return [b, e, I].map((list) =>
    [...list.values()].map(({ mask, setBy, isMute }) => ({ mask, setBy, isMute })),
  );
}

describe("after a restart", () => {
  test("a registered channel is what it was, with nobody in it", () => {
    const play = withTea();
    play.ask(1, "TOPIC", "#tea", "green");
    play.ask(1, "MODE", "#tea", "+ikls-t", "secret", "5");
    play.ask(1, "MODE", "#tea", "+bbeI", "eve", "m:mallory", "a:bob", "carol");
    play.ask(1, "JOIN", "#cups");
    play.ask(1, "MODE", "#tea", "+f", "#cups");
    const before = channelOf(play, "#tea");
    play.restart();
    const after = channelOf(play, "#tea");
    assertEquals(channelModes(after, "inside"), ["+insklf", "secret", "5", "#cups"]);
    assertEquals(channelModes(after, "inside"), channelModes(before, "inside"));
    assertEquals(after.topic, before.topic);
    assertEquals(masks(after.lists), masks(before.lists));
    assertEquals(after.ownership, before.ownership);
    assertEquals(
      [after.createdAtMs, after.createdAtSequence, after.memberCount],
      [before.createdAtMs, before.createdAtSequence, 0],
    );
    assertEquals(play.chat.channel("#cups"), undefined);
    play.irc(4, "eve");
    assertEquals(isBanned(after, play.user("eve")), true);
  });

  test("its founder and those with access are at once what they are, and nobody else is anything", () => {
    const play = withTea();
    play.ask(1, "CS", "AMODE", "#tea", "+h", "bob");
    play.restart();
    comeBack(play, 13, "carol");
    play.ask(13, "JOIN", "#tea");
    comeBack(play, 12, "bob");
    play.ask(12, "JOIN", "#tea");
    comeBack(play, 11, "alice");
    play.ask(11, "JOIN", "#tea");
    assertEquals(
      Array.from(channelOf(play, "#tea").members(), (member) => member.user.nick + member.letters().join()),
      ["carol", "bobh", "aliceq"],
    );
  });

  test("what was said behind its door is read by who comes through it, under the same names", () => {
    const play = withTea();
    play.ask(1, "MODE", "#tea", "+k", "pot");
    play.ask(1, "MODE", "#tea", "-k+i");
    play.ask(1, "PRIVMSG", "@#tea", "for operators");
    const { history } = channelOf(play, "#tea");
    play.restart();
    const again = channelOf(play, "#tea").history;
    assertEquals(again.names(), history.names());
    assertEquals(history.names().length, 3);
    assertEquals([...again.rankedNames()], [...history.rankedNames()]);
    assertEquals([again.current, again.isClosed], [history.current, true]);
    // A new one of the same life has the same name, too.
    assertEquals(again.ofRank("@", 9_999), history.ofRank("@", 9_998));
  });

  test("what was said to a rank is read again also where the channel stays for somebody alone", () => {
    const play = withTea();
    play.effects(1, "NS", "SET", "ALWAYS-ON", "ON");
    play.ask(1, "JOIN", "#cups");
    play.ask(1, "PRIVMSG", "@#cups", "for operators");
    const ranked = [...channelOf(play, "#cups").history.rankedNames()];
    play.restart();
    assertEquals([...channelOf(play, "#cups").history.rankedNames()], ranked);
    assertEquals(ranked.length, 1);
  });

  test("it has its new name alone", () => {
    const play = withTea();
    play.ask(1, "RENAME", "#tea", "#Coffee");
    // Made now, so that no message has to write the row.
    const ranked = [...channelOf(play, "#coffee").history.rankedNames()];
    play.ask(1, "PRIVMSG", "@#coffee", "for operators");
    assertEquals([...channelOf(play, "#coffee").history.rankedNames()], ranked);
    play.restart();
    const { name, history } = channelOf(play, "#coffee");
    assertEquals([play.chat.channel("#tea"), name], [undefined, "#Coffee"]);
    assertEquals([...history.rankedNames()], ranked);
  });

  test("it is one channel, however names are compared by now", () => {
    const play = withTea();
    play.ask(1, "JOIN", "#Äpfel");
    play.ask(1, "CS", "REGISTER", "#Äpfel");
    assertEquals(Object.keys(play.rows("channel")), ["#tea", "#Äpfel"]);
    play.restart({ casemapping: "precis" });
    comeBack(play, 11, "alice");
    assertEquals(Object.keys(play.rows("channel")), ["#tea", "#äpfel"]);
  });

  test("what was dropped is gone, and so is what was purged", () => {
    const play = withTea();
    const [asked = ""] = play.ask(1, "CS", "DROP", "#tea");
    play.ask(1, "CS", "DROP", "#tea", asked.split(" ").at(-1) ?? "");
    play.connect(0, "console");
    play.ask(0, "CS", "PURGE", "#spam", "none", "of", "that");
    play.restart();
    assertEquals(play.chat.channel("#tea"), undefined);
    const { purges } = play.chat.channels;
    assertEquals(
      Array.from(purges.values(), ({ name, by, reason }) => [name, by, reason]),
      [["#spam", "server", "none of that"]],
    );
  });

  test("the room where everybody meets is that still, where it is registered", () => {
    const play = withTea();
    play.connect(0, "console");
    play.ask(1, "JOIN", "#lobby");
    play.ask(0, "MODE", "#lobby", "+o", "alice");
    play.ask(1, "CS", "REGISTER", "#lobby");
    play.ask(1, "TOPIC", "#lobby", "hello");
    play.restart();
    const { channels } = play.chat;
    assertEquals([channels.default, channels.size], [channelOf(play, "#lobby"), 2]);
    assertEquals(channels.default.topic?.text, "hello");
  });

  test("a channel whose founder nobody knows cannot be captured", () => {
    const play = withTea();
    const channel = channelOf(play, "#tea");
    if (channel.ownership) channel.ownership = { ...channel.ownership, founder: "account-test-gone" };
    play.ask(1, "TOPIC", "#tea", "x");
    play.restart();
    comeBack(play, 12, "bob");
    play.ask(12, "JOIN", "#tea");
    assertEquals(channelOf(play, "#tea").membership(play.user("bob"))?.letters(), []);
    assertEquals(play.ask(12, "CS", "REGISTER", "#tea"), ["12< ChanServ chan-registered-already #tea"]);
  });
});

test("a room that was closed for good just before the server was killed is gone, whatever was still written of it", () => {
  const play = withTea();
  play.stay(2);
  play.ask(2, "JOIN", "#tea");
  const purge = { name: "#tea", by: "root", atMs: 1, reason: "" };
  play.put({ kind: "purge", key: "#tea", value: JSON.stringify(purge) });
  play.restart();
  comeBack(play, 2, "bob");
  assertEquals([play.chat.channel("#tea"), play.user("bob").channels.size], [undefined, 0]);
  assertEquals(play.rows("channel"), {});
});
