import { describe as group, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { Effect } from "../../../src/protocol/effects.ts";
import { SANCTION_MASKS_MAX } from "../../../src/protocol/limits.ts";
import { LastingPlayground } from "../lasting-playground.ts";
import { describe, Playground } from "../playground.ts";

/** The console, ann with an account, and bob, who has none. */
function scene(): LastingPlayground {
  const play = new LastingPlayground();
  play.connect(0, "console", "server");
  play.irc(1, "ann");
  play.register(1);
  play.irc(2, "bob");
  return play;
}

function lines(effects: readonly Effect[]): string[] {
  return effects.flatMap(describe);
}

/** What is shown but for who is told of somebody's end. */
function ban(play: LastingPlayground, ...params: string[]): string[] {
  return play.ask(0, "UBAN", "ADD", ...params).filter((line) => !/QUIT|^went|^keep/.test(line));
}

group("a ban of an account", () => {
  test("closes its devices, and lets none log in, in whatever way", () => {
    const play = scene();
    play.connect(3);
    play.login(3, "ann");
    assertEquals(ban(play, "ANN", "spam"), [
      "0< server ban-set ann 1",
      "1 closed: banned",
      "acted: server ban ann spam",
    ]);
    assertEquals(lines(play.login(2, "ann")), ["2< NickServ account-banned ann spam"]);
    play.connect(4);
    const account = play.chat.accounts.named("ann")?.id ?? "";
    const login = play.apply({ kind: "login", session: 4, account, version: 1, way: "sasl" });
    assertEquals(lines(login), ["4< NickServ account-banned ann spam", "4< ERR_SASLFAIL"]);
  });

  test("also means who has logged in and not come in yet", () => {
    const play = scene();
    play.connect(3);
    play.login(3, "ann");
    ban(play, "ann");
    play.ask(3, "NICK", "zoe");
    assertEquals(play.ask(3, "USER", "zoe", "0", "*", "Zoe"), ["3 closed: banned"]);
    assertEquals(play.ask(3, "NICK", "zoe"), []);
  });

  test("keeps its name from others, should the account be no more", () => {
    const play = scene();
    ban(play, "ann");
    const [told = ""] = play.ask(0, "NS", "DROP", "ann");
    play.ask(0, "NS", "DROP", "ann", told.split(" ").at(-1) ?? "");
    play.ask(2, "NICK", "ann");
    assertEquals(lines(play.register(2)), ["2< FAIL BAD_ACCOUNT_NAME ann"]);
    play.ask(0, "UBAN", "DEL", "ann");
    assertEquals(lines(play.register(2))[0], "keep account-registered");
  });

  test("ends by itself", () => {
    const play = scene();
    ban(play, "ann", "1s");
    assertEquals(lines(play.login(2, "ann"))[0]?.startsWith("2< NickServ account-banned-until ann"), true);
    for (let entry = 0; entry < 1_000; entry++) play.ask(2, "VERSION");
    assertEquals(lines(play.login(2, "ann")).includes("2< NickServ logged-in ann"), true);
  });

  test("is for those who stayed, too, where the server was killed before they could be seen to go", () => {
    const play = scene();
    play.stay(1);
    play.leave(1);
    const [staying] = Object.entries(play.rows("presence"));
    ban(play, "ann");
    play.put({ kind: "presence", key: staying?.[0] ?? "", value: JSON.stringify(staying?.[1]) });
    play.restart();
    assertEquals(play.chat.nicks.user("ann"), undefined);
  });

  test("ends the presence of one who stays without devices", () => {
    const play = scene();
    play.effects(1, "NS", "SET", "ALWAYS-ON", "ON");
    play.leave(1);
    assertEquals(play.chat.nicks.user("ann") === undefined, false);
    ban(play, "ann");
    assertEquals(play.chat.nicks.user("ann"), undefined);
    play.restart();
    assertEquals(play.chat.nicks.user("ann"), undefined);
  });
});

group("a ban of an address", () => {
  test("is about devices, not about people who have another one elsewhere", () => {
    const play = scene();
    play.connect(3, "irc", "10.0.0.9");
    play.login(3, "ann");
    play.ask(3, "NICK", "zoe");
    play.ask(3, "USER", "ann", "0", "*", "Ann");
    assertEquals(ban(play, "10.0.0.9"), [
      "0< server ban-set 10.0.0.9 1",
      "3 closed: banned",
      "acted: server ban 10.0.0.9",
    ]);
    assertEquals(
      play.user("ann").sessions.map(({ id }) => id),
      [1],
    );
  });

  test("turns away everybody from there at once, in whatever language", () => {
    const play = scene();
    ban(play, "10.7.0.0/16");
    for (const kind of ["irc", "plain", "datagram"] as const) {
      assertEquals(lines(play.connect(7, kind, "10.7.1.2")), ["7 closed: banned"]);
    }
    assertEquals(play.chat.newcomerCount, 0);
  });

  test("leaves the person at the terminal there, whatever it means", () => {
    const play = scene();
    assertEquals(ban(play, "*!*@s*"), ["0< server sanction-own *!*@s*"]);
    play.ask(0, "OP", "bob");
    const done = play.ask(2, "UBAN", "ADD", "*!server@*").filter((line) => line.startsWith("2<"));
    assertEquals(done, ["2< server ban-set *!server@* 0"]);
    assertEquals(play.ask(0, "UBAN", "DEL", "*!server@*").at(-1), "acted: server unban *!server@*");
  });
});

group("a ban of a mask", () => {
  test("means guests too, as they would be called", () => {
    const play = scene();
    ban(play, "*!guest@10.0.0.9");
    for (const kind of ["plain", "datagram"] as const)
      assertEquals(lines(play.connect(7, kind, "10.0.0.9")), ["7 closed: banned"]);
    play.connect(7, "plain", "10.0.0.8");
    assertEquals(play.session(7).user.nick, "g10-0-0-8");
    ban(play, "g10-0-0-7!*@*");
    assertEquals(lines(play.connect(8, "plain", "10.0.0.7")), ["8 closed: banned"]);
    play.ask(0, "UBAN", "DEL", "g10-0-0-7!*@*");
    play.connect(8, "plain", "10.0.0.7");
    assertEquals(play.session(8).user.nick, "g10-0-0-7");
  });

  test("of a short nick does not mean who has none yet", () => {
    const play = scene();
    ban(play, "?!*@10.0.0.*");
    assertEquals(lines(play.connect(7)), []);
    play.ask(7, "NICK", "x");
    assertEquals(play.ask(7, "USER", "x", "0", "*", "X"), ["7 closed: banned"]);
  });

  test("is not walked around by an account of that name", () => {
    const play = scene();
    play.stay(1);
    play.leave(1);
    play.connect(3);
    play.login(3, "ann");
    ban(play, "ann!*@*", "spam");
    play.ask(3, "NICK", "zoe");
    assertEquals(play.ask(3, "USER", "zoe", "0", "*", "Zoe"), ["3 closed: banned"]);
    play.irc(3, "zoe", "ann");
    assertEquals(play.session(3).user.source.account, undefined);
    assertEquals(lines(play.login(2, "ann")), ["2< NickServ account-banned ann spam"]);
    play.connect(4, "plain", "10.0.0.4");
    assertEquals(lines(play.login(4, "ann")), ["4< NickServ account-banned ann spam"]);
  });

  test("keeps the name from a guest who logs in, and from who reclaims it", () => {
    const play = scene();
    play.leave(1);
    ban(play, "ann!*@*");
    play.connect(4, "plain", "10.0.0.4");
    play.login(4, "ann");
    assertEquals(play.session(4).user.nick, "g10-0-0-4");
    assertEquals(play.ask(4, "NS", "RECLAIM"), ["4< ERR_ERRONEUSNICKNAME ann"]);
  });
});

group("bans and mutes", () => {
  test("last no longer than a century, however long they are to", () => {
    const play = scene();
    assertEquals(ban(play, "10.7.0.0/16", "999999y999999mo"), [
      "0< server ban-set-until 10.7.0.0/16 0 2069-12-07 00:00 UTC",
      "acted: server ban 10.7.0.0/16",
    ]);
  });

  test("outlive a restart, until they are lifted", () => {
    const play = scene();
    ban(play, "10.7.0.0/16");
    play.ask(0, "SHUN", "bob!*@*", "1d", "loud");
    play.restart();
    play.connect(0, "console", "server");
    play.irc(2, "bob");
    assertEquals(lines(play.connect(7, "irc", "10.7.1.2")), ["7 closed: banned"]);
    assertEquals(
      play.ask(2, "PRIVMSG", "bob", "hi").map((line) => line.slice(0, 32)),
      ["2< server you-are-muted-until lo"],
    );
    play.ask(0, "UBAN", "DEL", "10.7.0.0/16");
    play.ask(0, "UNSHUN", "bob");
    assertEquals(play.rows("ban"), {});
    play.restart();
    assertEquals(lines(play.connect(7, "irc", "10.7.1.2")), []);
  });

  test("are the same ones where names are compared in another way since", () => {
    const play = scene();
    ban(play, "Ärger!*@*");
    play.restart({ casemapping: "precis" });
    play.connect(0, "console", "server");
    assertEquals(Object.keys(play.rows("ban")), ["ban mask ärger!*@*"]);
    play.ask(0, "UBAN", "DEL", "ÄRGER!*@*");
    assertEquals(play.rows("ban"), {});
  });

  test("do not count before they are on the disk", () => {
    const play = scene();
    play.isWritable = false;
    assertEquals(ban(play, "bob"), ["0< server cannot-store"]);
    assertEquals(play.session(2).user.nick, "bob");
    play.isWritable = true;
    ban(play, "10.7.0.0/16");
    play.isWritable = false;
    assertEquals(play.ask(0, "UBAN", "DEL", "10.7.0.0/16"), [
      "keep sanction-lifted",
      "0< server cannot-store",
    ]);
    assertEquals(lines(play.connect(7, "irc", "10.7.1.2")), ["7 closed: banned"]);
  });

  test("may be lifted while they are on their way to the disk", () => {
    const play = new Playground();
    play.console();
    const kept = (effects: readonly Effect[]): string[] =>
      effects.flatMap((effect) => {
        if (effect.kind !== "keep") return [];
        const { session, outcome } = effect;
        return play.decide({ kind: "kept", session, outcome, isKept: true });
      });
    const imposing = play.effects(0, "UBAN", "ADD", "bob!*@*");
    const lifting = play.effects(0, "UBAN", "DEL", "BOB!*@*");
    assertEquals(kept(imposing), ["0< server ban-set bob!*@* 0", "acted: server ban bob!*@*"]);
    assertEquals(kept(lifting), ["0< server ban-lifted bob!*@*", "acted: server unban bob!*@*"]);
    assertEquals(play.ask(0, "UBAN", "DEL", "bob!*@*"), ["0< server ban-unknown bob!*@*"]);
  });

  test("that have ended are forgotten, on the disk too, when the next one comes", () => {
    const play = scene();
    play.ask(0, "SHUN", "bob!*@*", "1s");
    for (let entry = 0; entry < 1_000; entry++) play.ask(1, "VERSION");
    assertEquals(play.ask(2, "PRIVMSG", "bob", "hi"), ["2< <bob> PRIVMSG bob hi"]);
    assertEquals(Object.keys(play.rows("ban")), ["mute mask bob!*@*"]);
    play.ask(0, "SHUN", "zoe!*@*");
    assertEquals(Object.keys(play.rows("ban")), ["mute mask zoe!*@*"]);
    assertEquals(play.ask(0, "SHUN", "LIST").at(-1), "0< server mute-count 1");
  });

  test("that are renewed are not taken for what has ended, on the disk either", () => {
    const play = scene();
    play.ask(0, "SHUN", "bob!*@*", "1s");
    for (let entry = 0; entry < 1_000; entry++) play.ask(1, "VERSION");
    play.ask(0, "OP", "ann");
    play.beforeKept = () => {
      play.beforeKept = () => {};
      play.ask(1, "SHUN", "zoe!*@*");
    };
    play.ask(0, "SHUN", "bob!*@*");
    assertEquals(Object.keys(play.rows("ban")), ["mute mask bob!*@*", "mute mask zoe!*@*"]);
  });

  test("that have ended leave room", () => {
    const play = scene();
    for (let index = 0; index < SANCTION_MASKS_MAX; index++) ban(play, `n${index}!*@*`, "1s");
    for (let entry = 0; entry < 1_000; entry++) play.ask(1, "VERSION");
    assertEquals(ban(play, "one!*@*")[0], "0< server ban-set one!*@* 0");
    assertEquals(Object.keys(play.rows("ban")), ["ban mask one!*@*"]);
  });

  test("are not taken beyond their number, but renewed", () => {
    const play = scene();
    for (let index = 0; index < SANCTION_MASKS_MAX; index++) ban(play, `n${index}!*@*`);
    assertEquals(ban(play, "one!*@*"), ["0< server sanctions-full one!*@*"]);
    assertEquals(ban(play, "N0!*@*", "again"), [
      "0< server ban-set N0!*@* 0",
      "acted: server ban N0!*@* again",
    ]);
    assertEquals(ban(play, "10.7.0.0/16")[0], "0< server ban-set 10.7.0.0/16 0");
  });
});

test("a mute follows whom it means: another nick, an account, an end of it", () => {
  const play = scene();
  const isHeard = (session: number): boolean =>
    play.ask(session, "PRIVMSG", "bob", "hi").some((line) => line.startsWith("2< <"));
  play.ask(0, "SHUN", "ann");
  assertEquals([isHeard(1), isHeard(2)], [false, true]);
  play.ask(1, "NS", "LOGOUT");
  assertEquals(isHeard(1), true);
  play.login(1, "ann");
  assertEquals(isHeard(1), false);
  play.ask(0, "OP", "ann");
  assertEquals(isHeard(1), true);
  play.ask(0, "DEOP", "ann");
  assertEquals(isHeard(1), false);
  play.ask(0, "UNSHUN", "ann");
  assertEquals(isHeard(1), true);
});
