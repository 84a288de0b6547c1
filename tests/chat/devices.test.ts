/** Several sessions of one user: what each is shown, and what others are told of them. */
import { describe as group, test } from "node:test";
import { assertEquals } from "@std/assert";
import { Account } from "../../src/chat/accounts/account.ts";
import type { AccountSettings } from "../../src/protocol/account.ts";
import { capabilities, NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import type { Effect, SessionId } from "../../src/protocol/effects.ts";
import type { HistoryRow } from "../../src/protocol/history.ts";
import { SESSIONS_PER_USER_MAX } from "../../src/protocol/limits.ts";
import { LastingPlayground } from "./lasting-playground.ts";
import { describe, Playground } from "./playground.ts";

const ECHO = capabilities("echo-message");

/** ann (1) and bob (2) on IRC in #games, which ann has made. */
function withGames(): Playground {
  const play = new Playground();
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.ask(1, "JOIN", "#games");
  play.ask(2, "JOIN", "#games");
  return play;
}

/** The same, and ann has a second IRC device (11) and one that speaks plain text (12), which has brought her to #lobby. */
function withDevices(): Playground {
  const play = withGames();
  play.attach(11, 1);
  play.attach(12, 1, "plain");
  return play;
}

/** What happens, as lines, without the welcome. */
function lines(effects: readonly Effect[] | string): string[] {
  if (typeof effects === "string") return [effects];
  return effects.flatMap(describe).filter((line) => !isWelcome(line));
}

function isWelcome(line: string): boolean {
  return /^\d+< RPL_(WELCOME|YOURHOST|CREATED|MYINFO|ISUPPORT|LUSER|LOCAL|GLOBAL|MOTD|ENDOFMOTD)/.test(line);
}

/** Who is told in one channel, of words and of presence. */
function audiences(play: Playground, name: string): (readonly SessionId[] | undefined)[] {
  const channel = play.chat.channel(name);
  return [channel?.audience(), channel?.presenceAudience()];
}

/** Who is told which command, and what they must be able to read. */
function told(effects: readonly Effect[]): (readonly [readonly SessionId[], string, number])[] {
  return effects.flatMap((effect) =>
    effect.kind === "deliver" ? [[effect.to, effect.event.command, effect.needs] as const] : [],
  );
}

function beSomebody(play: Playground, session: SessionId, settings: AccountSettings): Account {
  const credential = { version: 1, salt: "", iterations: 4096, storedKey: "", serverKey: "" };
  const account = new Account({ id: "account-1", name: "ann", registeredAtMs: 0, credential, settings });
  play.userOf(session).logIn(account);
  return account;
}

group("one more device", () => {
  test("is shown where its user is and what it is, and nobody else is told", () => {
    const play = withGames();
    play.ask(1, "TOPIC", "#games", "chess");
    play.ask(1, "MODE", "ann", "+i");
    play.ask(1, "AWAY", "out");
    assertEquals(lines(play.attach(11, 1)), [
      "came ann",
      "11< RPL_UMODEIS +i",
      "11< RPL_NOWAWAY",
      "11< <ann> JOIN #games",
      "11< RPL_TOPIC #games chess",
      "11< RPL_TOPICWHOTIME #games ann!~ann@10.0.0.1 1",
      "11< RPL_NAMREPLY = #games @ann bob",
      "11< RPL_ENDOFNAMES #games",
    ]);
    assertEquals(audiences(play, "#games"), [
      [1, 2, 11],
      [1, 2, 11],
    ]);
  });

  test("is told who it is first, and then welcomed", () => {
    const play = withGames();
    const { source } = play.userOf(1);
    assertEquals(play.attach(11, 1).slice(0, 3), [
      { kind: "identity", session: 11, source },
      { kind: "came", session: 11, source },
      { kind: "reply", to: 11, name: "RPL_WELCOME", params: ["LAN", "ann!~ann@10.0.0.1"] },
    ]);
  });

  test("reads as it can: no names where it wants none, the last messages where it cannot ask", () => {
    const play = withGames();
    play.rehash({ historyOnJoin: 10 });
    play.capabilities.set(11, capabilities("no-implicit-names", "draft/chathistory"));
    assertEquals(lines(play.attach(11, 1)), ["came ann", "11< <ann> JOIN #games"]);
    assertEquals(lines(play.attach(12, 1)).at(-1), "12 asks history: page #games");
  });

  test("that speaks plain text arrives in the default channel, also where its user was not", () => {
    const play = withGames();
    play.ask(2, "JOIN", "#lobby");
    assertEquals(lines(play.attach(12, 1, "plain")), [
      "came ann",
      "12< <ann> JOIN #games",
      "12 asks history: page #games",
      "12< <ann> JOIN #lobby",
      "2< <ann> JOIN #lobby",
      "1< <ann> JOIN #lobby",
      "12 asks history: page #lobby",
      "1< RPL_NAMREPLY = #lobby bob ann",
      "1< RPL_ENDOFNAMES #lobby",
    ]);
    assertEquals(audiences(play, "#games"), [
      [1, 2, 12],
      [1, 2],
    ]);
  });

  test("that speaks plain text is led to the default channel and to no other", () => {
    const play = withDevices();
    const effects = play.attach(13, 1, "plain");
    const leaders = typeof effects === "string" ? [] : effects.flatMap((effect) => leaderOf(effect));
    assertEquals(leaders, ["#games by 0", "#lobby by 13"]);
  });

  test("is refused where there are as many as there may be", () => {
    const play = withGames();
    for (let id = 100; id < 100 + SESSIONS_PER_USER_MAX - 1; id++) play.attach(id, 1);
    assertEquals(play.attach(99, 1), "too-many-devices");
    assertEquals(play.chat.session(99), undefined);
    assertEquals(play.userOf(1).sessions.length, SESSIONS_PER_USER_MAX);
  });

  test("leaves the arrays alone that earlier effects have taken along", () => {
    const play = withGames();
    const before = audiences(play, "#games");
    play.attach(11, 1);
    play.leave(1);
    assertEquals(before, [
      [1, 2],
      [1, 2],
    ]);
    assertEquals(audiences(play, "#games"), [
      [2, 11],
      [2, 11],
    ]);
  });
});

function leaderOf(effect: Effect): string[] {
  return effect.kind === "deliver" ? [`${effect.event.params[0]} by ${effect.sender}`] : [];
}

group("what one device does", () => {
  test("JOIN: the others come along, and those on IRC are shown the channel", () => {
    const play = withDevices();
    play.ask(2, "JOIN", "#chess");
    play.ask(2, "TOPIC", "#chess", "e4");
    assertEquals(play.ask(11, "JOIN", "#chess"), [
      "12< <ann> JOIN #chess",
      "2< <ann> JOIN #chess",
      "1< <ann> JOIN #chess",
      "11< <ann> JOIN #chess",
      "11< RPL_TOPIC #chess e4",
      "11< RPL_TOPICWHOTIME #chess bob!~bob@10.0.0.1 1",
      "11< RPL_NAMREPLY = #chess @bob ann",
      "11< RPL_ENDOFNAMES #chess",
      "1< RPL_TOPIC #chess e4",
      "1< RPL_TOPICWHOTIME #chess bob!~bob@10.0.0.1 1",
      "1< RPL_NAMREPLY = #chess @bob ann",
      "1< RPL_ENDOFNAMES #chess",
    ]);
  });

  test("JOIN where the others are: plain text goes over to that room, IRC is there already", () => {
    const play = withDevices();
    assertEquals(play.ask(12, "JOIN", "#games"), ["12< <ann> JOIN #games"]);
    assertEquals(play.ask(11, "JOIN", "#games"), []);
  });

  test("what each reads is shaped by what it could read last", () => {
    const play = withDevices();
    play.capabilities.set(11, capabilities("multi-prefix"));
    play.ask(11, "VERSION");
    play.ask(2, "JOIN", "#chess");
    play.ask(2, "MODE", "#chess", "+v", "bob");
    const names = play.ask(1, "JOIN", "#chess").filter((line) => line.includes("RPL_NAMREPLY"));
    assertEquals(names, ["1< RPL_NAMREPLY = #chess @bob ann", "11< RPL_NAMREPLY = #chess @+bob ann"]);
  });

  test("PART, KICK, NICK, MODE, TOPIC and RENAME: the others hear it once", () => {
    const play = withDevices();
    assertEquals(play.ask(11, "TOPIC", "#games", "x").sort(), [
      "11< <ann> TOPIC #games x",
      "12< <ann> TOPIC #games x",
      "1< <ann> TOPIC #games x",
      "2< <ann> TOPIC #games x",
    ]);
    assertEquals(hearers(play.effects(11, "MODE", "#games", "+v", "bob")), [1, 2, 11, 12]);
    assertEquals(hearers(play.effects(11, "MODE", "ann", "+i")), [1, 11, 12]);
    assertEquals(hearers(play.effects(11, "NICK", "anna")), [1, 2, 11, 12]);
    assertEquals(hearers(play.effects(11, "RENAME", "#games", "#chess")), [1, 2, 11, 12]);
    // And who is left hears that they are operator.
    assertEquals(hearers(play.effects(11, "PART", "#chess")), [1, 2, 2, 11, 12]);
    play.ask(11, "JOIN", "#chess");
    assertEquals(hearers(play.effects(2, "INVITE", "anna", "#lobby")), []);
    assertEquals(hearers(play.effects(2, "KICK", "#chess", "anna")), [1, 2, 11, 12]);
    play.ask(2, "JOIN", "#own");
    play.ask(1, "JOIN", "#own");
    assertEquals(hearers(play.effects(2, "KICK", "#own", "anna")), [1, 2, 11, 12]);
    assertEquals(hearers(play.effects(2, "INVITE", "anna", "#own")), [1, 11, 12]);
  });

  test("NICK: each device learns its own new name", () => {
    const play = withDevices();
    const identities = play.effects(11, "NICK", "anna").filter(({ kind }) => kind === "identity");
    const { source } = play.userOf(1);
    assertEquals(
      identities,
      [1, 11, 12].map((session) => ({ kind: "identity", session, source })),
    );
  });

  test("AWAY: the one that asked is answered, the others are notified", () => {
    const play = withDevices();
    const effects = play.effects(11, "AWAY", "out");
    assertEquals(effects.flatMap(describe)[0], "11< RPL_NOWAWAY");
    assertEquals(told(effects), [[[1, 11, 12, 2], "AWAY", capabilities("away-notify")]]);
  });

  test("MONITOR is each device's own", () => {
    const play = withDevices();
    play.ask(11, "MONITOR", "+", "eve");
    assertEquals(
      lines(play.irc(3, "eve")).filter((line) => line.includes("MON")),
      ["11< RPL_MONONLINE eve!~eve@10.0.0.1"],
    );
    play.leave(11);
    assertEquals(lines(play.leave(3)), ["went eve", "3 closed: closed"]);
  });
});

/** Everybody who is told something, each as often as they are. */
function hearers(effects: readonly Effect[]): SessionId[] {
  return effects.flatMap((effect) => (effect.kind === "deliver" ? effect.to : [])).sort((a, b) => a - b);
}

group("words", () => {
  test("in a channel reach the other devices like everybody there", () => {
    const play = withDevices();
    assertEquals(told(play.effects(11, "PRIVMSG", "#games", "hi")), [
      [[1, 2, 11, 12], "PRIVMSG", NO_CAPABILITIES],
    ]);
  });

  test("to somebody else reach the others that show what they have not typed", () => {
    const play = withDevices();
    assertEquals(told(play.effects(11, "PRIVMSG", "bob", "hi")), [
      [[2, 11], "PRIVMSG", NO_CAPABILITIES],
      [[1], "PRIVMSG", ECHO],
    ]);
    assertEquals(told(play.effects(12, "PRIVMSG", "bob", "hi")), [
      [[2, 12], "PRIVMSG", NO_CAPABILITIES],
      [[1, 11], "PRIVMSG", ECHO],
    ]);
  });

  test("to the user reach all devices", () => {
    const play = withDevices();
    assertEquals(told(play.effects(2, "PRIVMSG", "ann", "hi")), [
      [[1, 11, 12, 2], "PRIVMSG", NO_CAPABILITIES],
    ]);
  });

  test("to oneself reach each device once", () => {
    const play = withDevices();
    assertEquals(told(play.effects(11, "PRIVMSG", "ann", "hi")), [[[1, 11, 12], "PRIVMSG", NO_CAPABILITIES]]);
  });

  test("said into a channel from outside, or to operators alone, are for the others as private ones are", () => {
    const play = withDevices();
    play.ask(2, "JOIN", "#open");
    play.ask(2, "MODE", "#open", "-n");
    assertEquals(told(play.effects(1, "PRIVMSG", "#open", "hi")), [
      [[2, 1], "PRIVMSG", NO_CAPABILITIES],
      [[11], "PRIVMSG", ECHO],
    ]);
    play.ask(2, "JOIN", "#lobby");
    play.chat.channel("#lobby")?.membership(play.userOf(2))?.setPrefix("o");
    assertEquals(told(play.effects(1, "PRIVMSG", "@#lobby", "hi")), [
      [[2, 1], "PRIVMSG", NO_CAPABILITIES],
      [[11], "PRIVMSG", ECHO],
    ]);
  });

  test("are copied as far as their tags are read, and only if they are kept", () => {
    const play = withDevices();
    const tags = capabilities("message-tags");
    const effects = play.tagged(1, "+typing=active", "TAGMSG", "bob");
    assertEquals(told(effects), [
      [[2, 1], "TAGMSG", tags],
      [[11], "TAGMSG", tags | ECHO],
    ]);
    const kept = play.effects(1, "PRIVMSG", "bob", "hi");
    assertEquals(
      kept.flatMap((effect) => (effect.kind === "deliver" ? [effect.needsRecord] : [])),
      [true, true],
    );
  });

  test("that come again under their key, also from another device, are answered once", () => {
    const play = withDevices();
    const first = play.tagged(1, "+lanchat.local/key=k1", "PRIVMSG", "bob", "hi");
    const delivered = first.flatMap((effect) => (effect.kind === "deliver" ? [effect] : []));
    const again = play.tagged(11, "+lanchat.local/key=k1", "PRIVMSG", "bob", "hi");
    assertEquals(
      again,
      delivered.slice(0, 1).map((effect) => ({ ...effect, to: [11], sender: 11 })),
    );
  });
});

group("words under a key that come again are answered with their first echo", () => {
  const KEY = "+lanchat.local/key=k1";
  const sequences = (effects: readonly Effect[]): number[] =>
    effects.flatMap((effect) => (effect.kind === "deliver" ? [effect.event.sequence] : []));

  test("also when somebody has logged in since, or was gone", () => {
    const play = withGames();
    play.irc(3, "eve");
    const [first] = sequences(play.tagged(3, KEY, "PRIVMSG", "bob", "hi"));
    play.move(3, 1);
    assertEquals(sequences(play.tagged(3, KEY, "PRIVMSG", "bob", "hi")), [first]);
    const account = beSomebody(play, 2, { alwaysOn: false });
    const [second] = sequences(play.tagged(2, KEY, "PRIVMSG", "ann", "hi"));
    play.leave(2);
    play.irc(4, "bob");
    play.userOf(4).logIn(account);
    assertEquals(sequences(play.tagged(4, KEY, "PRIVMSG", "ann", "hi")), [second]);
  });

  test("but not when a guest was gone", () => {
    const play = withGames();
    const [first] = sequences(play.tagged(2, KEY, "PRIVMSG", "ann", "hi"));
    play.leave(2);
    play.irc(2, "bob");
    assertEquals(sequences(play.tagged(2, KEY, "PRIVMSG", "ann", "hi")).includes(first ?? 0), false);
  });
});

group("what is taken back", () => {
  const READS_REDACT = capabilities("draft/message-redaction");

  test("of a private talk is told to who was told it, and to plain text in words where it was said", () => {
    const play = withDevices();
    const said = play.effects(12, "PRIVMSG", "bob", "hi");
    assertEquals(told(play.redact(12, "bob", rowOf(said))), [
      [[2, 1, 11], "REDACT", READS_REDACT],
      [[12], "REDACT", NO_CAPABILITIES],
    ]);
    assertEquals(told(play.redact(1, "bob", rowOf(said))), [[[2, 1, 11], "REDACT", READS_REDACT]]);
  });

  test("of a channel is told to everybody there, all devices among them", () => {
    const play = withDevices();
    const said = play.effects(1, "PRIVMSG", "#games", "hi");
    assertEquals(told(play.redact(11, "#games", rowOf(said))), [
      [[2, 1, 11], "REDACT", READS_REDACT],
      [[12], "REDACT", NO_CAPABILITIES],
    ]);
  });

  test("of a channel's operators is not told in words to who only said it", () => {
    const play = withDevices();
    play.chat.channel("#lobby")?.membership(play.userOf(1))?.clearPrefix("o");
    const said = play.effects(1, "PRIVMSG", "@#lobby", "hi");
    assertEquals(told(play.redact(1, "#lobby", rowOf(said))), [[[1, 11], "REDACT", READS_REDACT]]);
  });
});

/** As history has kept what was said. */
function rowOf(effects: readonly Effect[]): HistoryRow {
  const [row] = effects.flatMap((effect) =>
    effect.kind === "record" && "body" in effect.write && effect.write.write === undefined
      ? [effect.write]
      : [],
  );
  if (!row) throw new Error("nothing was kept");
  return row;
}

group("the end of a session", () => {
  test("with others left is its own alone", () => {
    const play = withDevices();
    const { source } = play.userOf(1);
    assertEquals(play.effects(1, "QUIT", "bye"), [
      { kind: "went", session: 1, source, reason: { kind: "quit", text: "bye" } },
      { kind: "close", session: 1, reason: { kind: "quit", text: "bye" } },
    ]);
    assertEquals(audiences(play, "#games"), [
      [2, 11, 12],
      [2, 11],
    ]);
    assertEquals(play.ask(2, "PRIVMSG", "ann", "hi"), [
      "11< <bob> PRIVMSG ann hi",
      "12< <bob> PRIVMSG ann hi",
      "2< <bob> PRIVMSG ann hi",
    ]);
  });

  test("that was the last one is its user's", () => {
    const play = withDevices();
    play.leave(1);
    play.leave(12);
    assertEquals(lines(play.leave(11)), [
      "went ann",
      "2< <ann> QUIT",
      "2< <ChanServ> MODE #games +o bob",
      "11 closed: closed",
    ]);
    assertEquals(play.chat.nicks.user("ann"), undefined);
    assertEquals(audiences(play, "#games"), [[2], [2]]);
  });

  test("leaves who is always here in its channels, for the next device", () => {
    const play = withGames();
    const account = beSomebody(play, 1, { alwaysOn: true });
    const user = play.userOf(1);
    assertEquals(lines(play.leave(1)), ["went ann", "2< <ann> AWAY", "1 closed: closed"]);
    assertEquals([account.user, play.chat.nicks.user("ann")], [user, user]);
    assertEquals(play.ask(2, "PRIVMSG", "ann", "hi"), ["2< <bob> PRIVMSG ann hi", "2< RPL_ABSENT ann"]);
    assertEquals(play.ask(2, "NAMES", "#games")[0], "2< RPL_NAMREPLY = #games @ann bob");
  });

  test("by KILL is that of all sessions, told once", () => {
    const play = withDevices();
    play.console();
    const killed = play.ask(0, "KILL", "ann", "enough");
    assertEquals(killed, [
      "went ann",
      "1 closed: kicked",
      "went ann",
      "11 closed: kicked",
      "went ann",
      "2< <ann> QUIT",
      "2< <ChanServ> MODE #games +o bob",
      "12 closed: kicked",
      "acted: server kill ann enough",
    ]);
  });

  test("when the server stops leaves nobody", () => {
    const play = withDevices();
    for (const session of [1, 2, 11, 12]) play.leave(session);
    assertEquals([play.chat.nicks.size, play.chat.channels.size], [0, 1]);
    assertEquals(audiences(play, "#lobby"), [[], []]);
  });
});

group("a guest who turns out to be somebody here", () => {
  test("is gone for others, and is where only the guest was, with what it was there", () => {
    const play = withGames();
    play.irc(3, "eve");
    play.ask(3, "JOIN", "#eves");
    play.ask(2, "JOIN", "#eves");
    play.ask(3, "JOIN", "#games");
    play.ask(1, "JOIN", "#ann");
    assertEquals(lines(play.move(3, 1)), [
      "2< <ann> JOIN #eves",
      "1< <ann> JOIN #eves",
      "1< RPL_NAMREPLY = #eves @eve bob ann",
      "1< RPL_ENDOFNAMES #eves",
      "2< <ann> MODE #eves +o ann",
      "1< <ann> MODE #eves +o ann",
      "went eve",
      "2< <eve> QUIT",
      "1< <eve> QUIT",
      "3< <eve> NICK ann",
      "came ann",
      "3< RPL_NAMREPLY = #games @ann bob",
      "3< RPL_ENDOFNAMES #games",
      "3< <ann> JOIN #ann",
      "3< RPL_NAMREPLY = #ann @ann",
      "3< RPL_ENDOFNAMES #ann",
      "3< RPL_NAMREPLY = #eves bob @ann",
      "3< RPL_ENDOFNAMES #eves",
    ]);
    assertEquals(audiences(play, "#eves"), [
      [2, 1, 3],
      [2, 1, 3],
    ]);
    assertEquals(audiences(play, "#games"), [
      [1, 2, 3],
      [1, 2, 3],
    ]);
    assertEquals(play.chat.nicks.user("eve"), undefined);
  });

  test("has left to become that somebody, as others and history are told", () => {
    const play = withGames();
    play.irc(3, "eve");
    play.ask(3, "JOIN", "#games");
    const effects = play.move(3, 1);
    const reasons = effects.flatMap((effect) =>
      effect.kind === "deliver" ? (effect.event.reason ?? []) : [],
    );
    assertEquals(reasons, [{ kind: "logged-in", nick: "ann" }]);
    const [record] = effects.filter(({ kind }) => kind === "record");
    assertEquals(record?.kind === "record" && "params" in record.write && record.write.params, [
      "logged-in",
      "ann",
    ]);
  });

  test("leaves what its user may not enter", () => {
    const play = withGames();
    play.irc(3, "eve");
    play.ask(3, "JOIN", "#eves");
    play.ask(3, "MODE", "#eves", "+b", "ann!*@*");
    assertEquals(lines(play.move(3, 1)), [
      "went eve",
      "3< <eve> NICK ann",
      "came ann",
      "3< <ann> PART #eves",
      "3< <ann> JOIN #games",
      "3< RPL_NAMREPLY = #games @ann bob",
      "3< RPL_ENDOFNAMES #games",
    ]);
    assertEquals(play.chat.channel("#eves"), undefined);
  });

  test("learns what its user is: away, its modes; and all devices are an operator as the guest was", () => {
    const play = withGames();
    play.console();
    play.irc(3, "eve");
    play.ask(0, "OP", "eve");
    play.ask(1, "AWAY", "out");
    assertEquals(
      lines(play.move(3, 1)).filter((line) => !line.includes("#games")),
      [
        "1< <ann> MODE ann +o",
        "1< RPL_YOUREOPER",
        "went eve",
        "3< <eve> NICK ann",
        "came ann",
        "3< RPL_NOWAWAY",
      ],
    );
    assertEquals(
      [...play.chat.operators].map(({ nick }) => nick),
      ["server", "ann"],
    );
  });

  test("leaves the guest's other devices as they are", () => {
    const play = withGames();
    play.irc(3, "eve");
    play.ask(3, "JOIN", "#eves");
    play.attach(13, 3);
    assertEquals(lines(play.move(3, 1)), [
      "3< <eve> NICK ann",
      "came ann",
      "3< <ann> PART #eves",
      "3< <ann> JOIN #games",
      "3< RPL_NAMREPLY = #games @ann bob",
      "3< RPL_ENDOFNAMES #games",
    ]);
    assertEquals(play.chat.nicks.user("eve")?.sessions, [play.session(13)]);
    assertEquals(audiences(play, "#eves"), [[13], [13]]);
  });

  test("keeps the nicks it watches", () => {
    const play = withGames();
    play.irc(3, "eve");
    play.ask(3, "MONITOR", "+", "zoe");
    play.move(3, 1);
    assertEquals(
      lines(play.irc(4, "zoe")).filter((line) => line.includes("MON")),
      ["3< RPL_MONONLINE zoe!~zoe@10.0.0.1"],
    );
  });
});

test("a device that logs out while others stay is told that it is neither hidden nor away any more", () => {
  const play = new LastingPlayground();
  play.irc(1, "ann");
  play.register(1);
  play.irc(11, "ann", "ann");
  play.ask(1, "MODE", "ann", "+Bgi");
  play.ask(1, "AWAY", "out");
  play.apply({ kind: "operator", session: 1, operator: "root" });
  assertEquals(lines(play.effects(11, "NS", "LOGOUT")).slice(0, 4), [
    "11< <ann> NICK g10-0-0-1",
    "came 10.0.0.1",
    "11< RPL_UMODEIS +",
    "11< RPL_UNAWAY",
  ]);
  assertEquals(play.ask(1, "MODE", "ann"), ["1< RPL_UMODEIS +Bgio"]);
  assertEquals([play.user("ann").source.isBot, play.session(11).user.source.isBot], [true, false]);
});

test("also where nobody stays but the account", () => {
  const play = new LastingPlayground();
  play.irc(1, "ann");
  play.stay(1);
  play.apply({ kind: "operator", session: 1, operator: "root" });
  assertEquals(lines(play.effects(1, "NS", "LOGOUT")).includes("1< RPL_UMODEIS +"), true);
});
