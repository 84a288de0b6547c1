/** Whom people accept who turn strangers away: identities, and not so many of them. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { ACCEPTED_MAX } from "../../src/protocol/limits.ts";
import { LastingPlayground } from "./lasting-playground.ts";
import { Playground } from "./playground.ts";

const TURNED_AWAY = /ERR_TARGUMODEG/;

/** Whether what `from` says to ann, session 1, reaches her. */
function isHeard(play: Playground | LastingPlayground, from: number): boolean {
  return !play.ask(from, "PRIVMSG", "ann", "hi").some((line) => TURNED_AWAY.test(line));
}

test("an account is accepted wherever and whenever it comes", () => {
  const play = new LastingPlayground();
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.register(2);
  play.ask(1, "MODE", "ann", "+g");
  play.ask(1, "ACCEPT", "bob");
  play.leave(2);

  play.irc(3, "bob2", "bob");
  assertEquals(isHeard(play, 3), true);
  play.irc(4, "eve");
  assertEquals(isHeard(play, 4), false);
  assertEquals(play.ask(1, "ACCEPT", "*"), ["1< RPL_ACCEPTLIST bob2", "1< RPL_ENDOFACCEPT"]);
  assertEquals(play.ask(1, "ACCEPT", "-bob2"), []);
  assertEquals(isHeard(play, 3), false);
});

test("who is not here is accepted by the name of the account", () => {
  const play = new LastingPlayground();
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.register(2);
  play.leave(2);
  play.ask(1, "MODE", "ann", "+g");

  assertEquals(play.ask(1, "ACCEPT", "bob"), []);
  assertEquals(play.ask(1, "ACCEPT", "*"), ["1< RPL_ACCEPTLIST bob", "1< RPL_ENDOFACCEPT"]);
  play.irc(3, "bob", "bob");
  assertEquals(isHeard(play, 3), true);
  assertEquals(play.ask(1, "ACCEPT", "-bob"), []);
  assertEquals(isHeard(play, 3), false);
});

test("whoever is written to may answer, also who reads it later", () => {
  const play = new LastingPlayground();
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.register(2);
  play.leave(2);
  play.ask(1, "MODE", "ann", "+g");
  play.ask(1, "PRIVMSG", "bob", "tea?");

  play.irc(3, "bob", "bob");
  assertEquals(isHeard(play, 3), true);
});

test("a tag alone accepts nobody", () => {
  const play = new Playground();
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.ask(1, "MODE", "ann", "+g");
  play.tagged(1, "+typing=active", "TAGMSG", "bob");
  assertEquals(isHeard(play, 2), false);
});

test("a guest who logs in stays accepted, and one who has left is not remembered", () => {
  const play = new LastingPlayground();
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.irc(3, "cid");
  play.ask(1, "MODE", "ann", "+g");
  play.ask(1, "ACCEPT", "bob,cid");
  play.register(2);
  play.leave(3);

  assertEquals(isHeard(play, 2), true);
  play.irc(4, "cid");
  assertEquals(isHeard(play, 4), false);
  assertEquals(play.ask(1, "ACCEPT", "*"), ["1< RPL_ACCEPTLIST bob", "1< RPL_ENDOFACCEPT"]);
  assertEquals(play.ask(1, "ACCEPT", "-bob"), []);
  assertEquals(isHeard(play, 2), false);
});

test("a list that is full takes nobody more, until somebody on it has left", () => {
  const play = new Playground();
  play.irc(0, "ann");
  for (let id = 1; id <= ACCEPTED_MAX + 1; id++) play.irc(id, `n${id}`);
  for (let id = 1; id <= ACCEPTED_MAX; id++) assertEquals(play.ask(0, "ACCEPT", `n${id}`), []);

  assertEquals(play.ask(0, "ACCEPT", `n${ACCEPTED_MAX + 1}`), ["0< ERR_ACCEPTFULL"]);
  play.leave(1);
  assertEquals(play.ask(0, "ACCEPT", `n${ACCEPTED_MAX + 1}`), []);
});

test("who turns nobody away remembers nobody", () => {
  const play = new LastingPlayground();
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.irc(3, "cid");
  play.register(3);
  play.ask(1, "MODE", "ann", "+iT");
  play.ask(1, "PRIVMSG", "bob", "hi");
  play.ask(1, "MODE", "ann", "+R");
  play.ask(1, "PRIVMSG", "cid", "hi");
  assertEquals(play.ask(1, "ACCEPT", "*"), ["1< RPL_ENDOFACCEPT"]);
  play.ask(1, "PRIVMSG", "bob", "hi");
  assertEquals(play.ask(1, "ACCEPT", "*"), ["1< RPL_ACCEPTLIST bob", "1< RPL_ENDOFACCEPT"]);
});

test("nobody is said to have been told while none of their devices is here", () => {
  const play = new LastingPlayground();
  play.irc(1, "ann");
  play.stay(1);
  play.ask(1, "MODE", "ann", "+g");
  play.leave(1);
  play.irc(2, "bob");
  assertEquals(play.ask(2, "PRIVMSG", "ann", "hi"), ["2< ERR_TARGUMODEG ann"]);
});

test("who has left remembers nobody, though others remember them", () => {
  const play = new Playground();
  play.irc(1, "ann");
  play.irc(2, "bob");
  play.ask(1, "ACCEPT", "bob");
  play.ask(2, "ACCEPT", "ann");
  const left = play.userOf(2);
  play.leave(2);
  assertEquals([left.accepted, play.userOf(1).accepted?.has(left)], [undefined, true]);
});
