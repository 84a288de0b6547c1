/** Who stays in their channels while none of their devices is here. */
import { describe as group, test } from "node:test";
import { assertEquals } from "@std/assert";
import { capabilities } from "../../src/protocol/capabilities.ts";
import type { Effect } from "../../src/protocol/effects.ts";
import { LastingPlayground } from "./lasting-playground.ts";
import { describe } from "./playground.ts";

function lines(effects: readonly Effect[]): string[] {
  return effects
    .flatMap(describe)
    .filter(
      (line) =>
        !/ RPL_(WELCOME|YOURHOST|CREATED|MYINFO|ISUPPORT|LUSER|LOCAL|GLOBAL|MOTD|ENDOFMOTD)/.test(line),
    );
}

/** ann (1) stays, and has made #games, where bob (2) is. */
function withGames(): LastingPlayground {
  const play = new LastingPlayground();
  play.capabilities.set(2, capabilities("away-notify"));
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.stay(1);
  play.ask(1, "JOIN", "#games");
  play.ask(2, "JOIN", "#games");
  return play;
}

/** What history is asked for a session that comes: how, where, since when. */
function asked(effects: readonly Effect[]) {
  return effects.flatMap((effect) => {
    if (effect.kind !== "history" || !("after" in effect.query)) return [];
    const { query, view } = effect;
    return [[query.kind, view.purpose, view.target, query.after, query.limit]];
  });
}

group("the last device goes", () => {
  test("and who may know is told that the user is away, no more", () => {
    const play = withGames();
    const effects = play.leave(1);
    assertEquals(lines(effects), ["went ann", "2< <ann> AWAY", "1 closed: closed"]);
    const told = effects.find((effect) => effect.kind === "deliver");
    assertEquals([told?.event.isAbsent, told?.needs], [true, capabilities("away-notify")]);
    assertEquals(play.ask(2, "NAMES", "#games"), [
      "2< RPL_NAMREPLY = #games @ann bob",
      "2< RPL_ENDOFNAMES #games",
    ]);
    assertEquals(
      play.ask(2, "WHO", "#games").filter((line) => line.includes(" ann ")),
      ["2< RPL_WHOREPLY #games ~ann 10.0.0.1 server ann G@ 0 ann"],
    );
    assertEquals(play.ask(2, "MONITOR", "+", "ann"), ["2< RPL_MONONLINE ann!~ann@10.0.0.1"]);
  });

  test("and its own words for being away stay", () => {
    const play = withGames();
    play.ask(1, "AWAY", "at sea");
    assertEquals(lines(play.leave(1)), ["went ann", "1 closed: closed"]);
    assertEquals(play.ask(2, "PRIVMSG", "ann", "hi").at(-1), "2< RPL_AWAY ann at sea");
    const back = play.irc(3, "ann", "ann").filter((effect) => effect.kind === "deliver");
    assertEquals(back.map(({ event }) => event.command).includes("AWAY"), false);
  });

  test("and it is an operator no more", () => {
    const play = withGames();
    play.apply({ kind: "operator", session: 1, operator: "root" });
    play.leave(1);
    assertEquals([play.user("ann").isOperator, play.chat.operators.size], [false, 0]);
  });

  test("by logging out, which leaves a guest", () => {
    const play = withGames();
    const told = lines(play.effects(1, "NS", "LOGOUT"));
    assertEquals(told.slice(0, 3), ["2< <ann> AWAY", "1< <ann> PART #games", "1< <ann> NICK g10-0-0-1"]);
    assertEquals(play.user("ann").isAbsent, true);
  });
});

group("while no device is here", () => {
  test("messages are kept as for anybody, and the sender is told", () => {
    const play = withGames();
    play.leave(1);
    assertEquals(play.ask(2, "PRIVMSG", "ann", "hi"), ["2< <bob> PRIVMSG ann hi", "2< RPL_ABSENT ann"]);
    assertEquals(play.ask(2, "NOTICE", "ann", "hi"), ["2< <bob> NOTICE ann hi"]);
    assertEquals(play.ask(2, "WHOIS", "ann").includes("2< RPL_ABSENT ann"), true);
  });

  test("somebody may send the user out of a channel, and that is remembered", () => {
    const play = withGames();
    play.ask(1, "MODE", "#games", "+o", "bob");
    play.leave(1);
    play.ask(2, "KICK", "#games", "ann");
    assertEquals(play.user("ann").channels.size, 0);
    play.restart();
    assertEquals(play.user("ann").channels.size, 0);
  });

  test("a name that belongs to somebody else by now is taken back", () => {
    const play = withGames();
    play.ask(1, "NICK", "zed");
    play.leave(1);
    play.irc(3, "root");
    play.apply({ kind: "operator", session: 3, operator: "root" });
    play.apply({
      kind: "register",
      session: 3,
      name: "zed",
      credential: { version: 1, salt: "", iterations: 1, storedKey: "", serverKey: "" },
      way: "service",
      isForAnother: true,
    });
    play.login(2, "zed");
    play.ask(2, "NS", "RECLAIM");
    const nicks = [...play.chat.nicks.users()].map(({ nick, account }) => [nick, account?.name]);
    assertEquals(nicks.toSorted(), [
      ["g10-0-0-1", "ann"],
      ["root", undefined],
      ["zed", "zed"],
    ]);
  });

  test("the user ends where the account's setting does", () => {
    const play = withGames();
    play.irc(3, "ann", "ann");
    play.leave(1);
    const [keep] = play.chat.apply({
      sequence: 1_000,
      timeMs: 9_000,
      entry: {
        kind: "message",
        session: 3,
        message: { command: "NS", params: ["SET", "ALWAYS-ON", "OFF"] },
        capabilities: 0,
      },
    });
    play.leave(3);
    if (keep?.kind !== "keep") throw new Error("nothing is kept");
    assertEquals(lines(play.apply({ kind: "kept", session: 3, outcome: keep.outcome, isKept: true })), [
      "2< <ann> QUIT",
      "2< <ChanServ> MODE #games +o bob",
    ]);
    assertEquals(play.chat.nicks.user("ann"), undefined);
  });

  test("the user ends with the account", () => {
    const play = withGames();
    play.irc(3, "root");
    play.apply({ kind: "operator", session: 3, operator: "root" });
    play.leave(1);
    const [, code = ""] = play.ask(3, "NS", "DROP", "ann").flatMap((line) => line.split(" ").slice(-2));
    assertEquals(play.ask(3, "NS", "DROP", "ann", code).includes("2< <ann> QUIT"), true);
    assertEquals([play.chat.nicks.user("ann"), play.rows("presence")], [undefined, {}]);
  });
});

group("a device comes back", () => {
  test("and others are told so; it is shown where it is, and what it has missed", () => {
    const play = withGames();
    play.ask(1, "TOPIC", "#games", "chess");
    play.leave(1);
    const left = play.chat.accounts.named("ann")?.leftAt;
    play.ask(2, "PRIVMSG", "#games", "hi");
    const effects = play.irc(3, "ann", "ann");
    assertEquals(lines(effects), [
      "2< <ann> AWAY",
      "came ann",
      "3< <ann> JOIN #games",
      "3< RPL_TOPIC #games chess",
      "3< RPL_TOPICWHOTIME #games ann!~ann@10.0.0.1 1",
      "3< RPL_NAMREPLY = #games @ann bob",
      "3< RPL_ENDOFNAMES #games",
      "3 asks history: page #games",
      "3 asks history: search ann",
    ]);
    assertEquals(asked(effects), [
      ["page", "recent", "#games", left, 200],
      ["search", "missed", "ann", left, 200],
    ]);
  });

  test("and the next one has missed nothing", () => {
    const play = withGames();
    play.leave(1);
    play.irc(3, "ann", "ann");
    assertEquals(asked(play.irc(4, "ann", "ann")), []);
  });

  test("which can ask itself, and is shown nothing unasked", () => {
    const play = withGames();
    play.leave(1);
    play.capabilities.set(3, capabilities("draft/chathistory"));
    assertEquals(asked(play.irc(3, "ann", "ann")), []);
  });

  test("which speaks plain text, and was in the lobby before it logged in", () => {
    const play = withGames();
    play.ask(1, "JOIN", "#lobby");
    play.leave(1);
    play.connect(3, "plain");
    const effects = play.login(3, "ann");
    assertEquals(
      asked(effects).map(([, , target]) => target),
      ["#games", "ann"],
    );
    assertEquals(lines(effects).includes("2< <ann> AWAY"), true);
  });
});

group("a guest turns out to be who stays", () => {
  test("and brings a room along, where nobody is told that the user is away", () => {
    const play = withGames();
    play.leave(1);
    play.irc(3, "guest");
    play.ask(3, "JOIN", "#own");
    play.ask(2, "JOIN", "#own");
    const told = play.login(3, "ann").filter((effect) => effect.kind === "deliver");
    const aways = told.filter(({ event }) => event.command === "AWAY");
    assertEquals(
      aways.map(({ to, event }) => [to, event.params, event.isAbsent]),
      [[[2], [], undefined]],
    );
    assertEquals(play.chat.channel("#own")?.has(play.user("ann")), true);
  });
});

group("after a restart", () => {
  test("the user is as it was, but for what only devices are", () => {
    const play = withGames();
    play.ask(1, "PRIVMSG", "#games", "hi");
    play.ask(1, "SETNAME", "Ann A.");
    play.ask(1, "MODE", "ann", "+iB");
    play.ask(1, "AWAY", "at sea");
    play.ask(1, "NICK", "anna");
    play.ask(1, "JOIN", "#door", "key");
    play.ask(2, "PART", "#games");
    play.apply({ kind: "operator", session: 1, operator: "root" });
    play.leave(1);
    const before = play.user("anna");
    const { source, signedOnAtMs, lastSpokeAtMs, actualHost } = before;
    play.restart();
    const user = play.user("anna");
    assertEquals(user === before, false);
    assertEquals(user.source, source);
    assertEquals(
      [user.signedOnAtMs, user.lastSpokeAtMs, user.actualHost, user.awayText, [...user.flags]],
      [signedOnAtMs, lastSpokeAtMs, actualHost, "at sea", ["invisible", "bot"]],
    );
    assertEquals([user.isOperator, user.isAbsent, user.account?.user === user], [false, true, true]);
    assertEquals(
      [...user.channels.values()].map(({ channel, nameBehindKey }) => [channel.name, nameBehindKey]),
      [...before.channels.values()].map(({ channel, nameBehindKey }) => [channel.name, nameBehindKey]),
    );
    assertEquals(user.channels.size, 2);
    assertEquals(
      [...user.channels.values()].map((membership) => membership.letters()),
      [["o"], ["o"]],
    );
    assertEquals(play.chat.invisible.has(user), true);
  });

  test("nothing is written that is written already", () => {
    const play = withGames();
    play.leave(1);
    play.restart();
    assertEquals(play.chat.unsaved.isEmpty, true);
  });

  test("so are its rooms, whose doors are not open suddenly", () => {
    const play = withGames();
    play.ask(1, "TOPIC", "#games", "chess");
    play.ask(1, "MODE", "#games", "+ib", "eve!*@*");
    play.ask(1, "MODE", "#games", "+o", "bob");
    play.ask(2, "MODE", "#games", "+l", "5");
    const before = play.chat.channel("#games");
    play.leave(1);
    play.restart();
    const channel = play.chat.channel("#games");
    assertEquals(channel === before, false);
    assertEquals(
      [channel?.topic, channel?.limit, channel?.history.record(), channel?.createdAtSequence],
      [before?.topic, before?.limit, before?.history.record(), before?.createdAtSequence],
    );
    assertEquals([...(channel?.lists.b.keys() ?? [])], ["eve!*@*"]);
    play.irc(2, "bob");
    assertEquals(play.ask(2, "JOIN", "#games"), ["2< ERR_INVITEONLYCHAN #games"]);
    play.irc(1, "ann", "ann");
    play.ask(1, "RENAME", "#games", "#chess");
    play.restart();
    assertEquals(
      [play.chat.channel("#games"), play.chat.channel("#chess")?.topic?.text],
      [undefined, "chess"],
    );
  });

  test("a room where nobody stays any more is gone", () => {
    for (const goes of ["PART", "OFF", "DROP", "LOGOUT of all"]) {
      const play = withGames();
      assertEquals(Object.keys(play.rows("channel")), ["#games"], goes);
      if (goes === "PART") play.ask(1, "PART", "#games");
      if (goes === "OFF") play.ask(1, "NS", "SET", "ALWAYS-ON", "OFF");
      if (goes === "LOGOUT of all") {
        play.leave(2);
        play.ask(1, "NS", "LOGOUT");
        play.irc(1, "ann", "ann");
        play.ask(1, "PART", "#games");
      }
      if (goes === "DROP") {
        const [code = ""] = play.ask(1, "NS", "DROP").map((line) => line.split(" ").at(-1) ?? "");
        play.ask(1, "NS", "DROP", "ann", code);
      }
      assertEquals(play.rows("channel"), {}, goes);
      play.restart();
      assertEquals(play.chat.channel("#games"), undefined, goes);
    }
  });

  test("a room whose last one there has no account any more is gone, too", () => {
    const play = withGames();
    play.dropRow("presence", play.user("ann").id);
    play.restart();
    assertEquals(play.chat.channel("#games"), undefined);
    play.irc(2, "bob");
    assertEquals(play.rows("channel"), {});
  });

  test("the user is found, and nobody else may have the nick", () => {
    const play = withGames();
    play.leave(1);
    play.restart();
    play.irc(2, "bob");
    assertEquals(play.ask(2, "NICK", "ann"), ["2< ERR_NICKNAMEINUSE ann"]);
    assertEquals(play.ask(2, "JOIN", "#games").slice(-2), [
      "2< RPL_NAMREPLY = #games @ann bob",
      "2< RPL_ENDOFNAMES #games",
    ]);
    assertEquals(play.ask(2, "LUSERS")[0], "2< RPL_LUSERCLIENT 2 0 1");
  });

  test("what was missed begins where the last device went, also over several restarts", () => {
    const play = withGames();
    play.leave(1);
    const left = play.chat.accounts.named("ann")?.leftAt;
    play.restart();
    play.irc(2, "bob");
    play.restart();
    assertEquals(
      asked(play.irc(3, "ann", "ann")).map(([, , , after]) => after),
      [left, left],
    );
  });

  test("and where a device was here when the server was killed, with the new start", () => {
    const play = withGames();
    play.restart();
    const { startedAtMs } = play.chat;
    play.irc(2, "bob");
    play.restart();
    assertEquals(
      asked(play.irc(3, "ann", "ann")).map(([, , , after]) => after),
      [{ timeMs: startedAtMs }, { timeMs: startedAtMs }],
    );
  });

  test("a room whose name looks like the default one's by now is left out", () => {
    const play = withGames();
    play.ask(1, "JOIN", "#rest");
    play.leave(1);
    play.restart({ defaultChannel: "#gаmes" });
    const rooms = [...play.user("ann").channels.values()].map(({ channel }) => channel.name);
    assertEquals(rooms, ["#rest"]);
  });

  test("an account that is no more, or does not stay any more, has no user", () => {
    const play = withGames();
    play.effects(1, "NS", "SET", "ALWAYS-ON", "OFF");
    play.leave(1);
    play.restart();
    assertEquals(play.chat.nicks.size, 0);
  });
});

group("who does not stay", () => {
  test("has a row that says when the last device went, and nothing else", () => {
    const play = withGames();
    play.register(2);
    const { id } = play.user("bob");
    assertEquals(play.rows("presence")[id], {});
    play.leave(2);
    assertEquals(play.rows("presence")[id], { leftAt: play.chat.accounts.get(id)?.leftAt });
  });

  test("is shown what was left for the account's name, whichever way they log in", () => {
    const play = withGames();
    play.register(2);
    play.leave(2);
    const left = play.chat.accounts.named("bob")?.leftAt;
    const expected = [["search", "missed", "bob", left, 200]];
    assertEquals(play.ask(1, "PRIVMSG", "bob", "hi"), ["1< <ann> PRIVMSG bob hi", "1< RPL_WAITING bob"]);
    assertEquals(asked(play.irc(3, "bob", "bob")), expected);
    play.restart();
    play.connect(4, "plain");
    assertEquals(
      asked(play.login(4, "bob")).map(([kind, purpose, target]) => [kind, purpose, target]),
      [["search", "missed", "bob"]],
    );
  });
});

test("who inherits a room and stays does so after a restart", () => {
  const play = withGames();
  play.ask(2, "JOIN", "#own");
  play.ask(1, "JOIN", "#own");
  play.ask(2, "PART", "#own");
  const since = play.chat.channel("#own")?.createdAtSequence;
  play.restart();
  const membership = play.chat.channel("#own")?.membership(play.user("ann"));
  assertEquals([membership?.letters(), membership?.channel.createdAtSequence], [["o"], since]);
});

test("a message of somebody who stays writes nothing else", () => {
  const play = withGames();
  const kinds = play.effects(1, "PRIVMSG", "#games", "hi").map(({ kind }) => kind);
  assertEquals(kinds, ["record", "deliver"]);
});

test("whom somebody who stays takes private messages from is known after a restart, where they have an account", () => {
  const play = new LastingPlayground();
  play.irc(1, "ann");
  play.stay(1);
  play.irc(2, "bob");
  play.register(2);
  play.irc(3, "eve");
  play.register(3);
  play.irc(4, "guest");
  play.ask(1, "MODE", "ann", "+g");
  play.ask(1, "ACCEPT", "bob,eve,guest");
  play.ask(1, "ACCEPT", "-eve");
  play.restart();
  for (const [session, nick] of [
    [2, "bob"],
    [3, "eve"],
  ] as const)
    play.irc(session, nick, nick);
  assertEquals(play.ask(2, "PRIVMSG", "ann", "hi").at(-1), "2< RPL_ABSENT ann");
  assertEquals(play.ask(3, "PRIVMSG", "ann", "hi"), ["3< ERR_TARGUMODEG ann"]);
  play.irc(1, "ann", "ann");
  assertEquals(play.ask(1, "ACCEPT", "*"), ["1< RPL_ACCEPTLIST bob", "1< RPL_ENDOFACCEPT"]);
});
