/** What becomes of a registered channel while the disk is asked, and when it refuses. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { foundedBy } from "../../../src/chat/commands/chanserv/asked.ts";
import type { Effect, Entry } from "../../../src/protocol/effects.ts";
import { Playground } from "../playground.ts";
import { channelOf, withTea } from "./people.ts";

/** alice (1) has an account and is operator of #tea; nothing is kept until `kept`. */
function withSlowDisk() {
  const play = new Playground();
  const waiting: (Effect & { readonly kind: "keep" })[] = [];
  const written: string[] = [];
  const note = (effects: readonly Effect[]): readonly Effect[] => {
    for (const effect of effects) {
      if (effect.kind === "keep") waiting.push(effect);
      if (effect.kind !== "record" || effect.write.write !== "lasting") continue;
      if (effect.write.kind !== "channel") continue;
      written.push(`${effect.write.key} ${effect.write.value === undefined ? "gone" : "kept"}`);
    }
    return effects;
  };
  let sequence = 10_000;
  const ask = (...words: readonly [string, ...string[]]) => note(play.effects(1, ...words));
  const answer = (isKept: boolean): readonly Effect[] => {
    const keep = waiting.shift();
    if (!keep) throw new Error("nothing waits for the disk");
    const { session, outcome } = keep;
    const entry = { kind: "kept", session, outcome, isKept } satisfies Entry;
    return note(play.chat.apply({ sequence: ++sequence, timeMs: sequence, entry }));
  };
  play.irc(1, "alice");
  const account = play.chat.accounts.add({
    id: "account-test-1",
    name: "alice",
    registeredAtMs: 0,
    credential: { version: 1, salt: "", iterations: 1, storedKey: "", serverKey: "" },
    settings: { alwaysOn: false },
  });
  play.userOf(1).logIn(account);
  ask("JOIN", "#tea");
  const channel = play.chat.channel("#tea");
  if (!channel) throw new Error("there is no #tea");
  return { play, channel, ask, answer, written, waiting, account };
}

describe("a registration", () => {
  test("counts when the disk has it, with what has changed meanwhile", () => {
    const { channel, ask, answer, written, account } = withSlowDisk();
    ask("CS", "REGISTER", "#tea");
    ask("TOPIC", "#tea", "green");
    assertEquals([channel.ownership, written], [undefined, []]);
    answer(true);
    assertEquals([channel.ownership?.founder, written], [account.id, ["#tea kept"]]);
  });

  test("keeps the channel and its name until then, whoever leaves", () => {
    const { play, channel, ask, answer } = withSlowDisk();
    ask("CS", "REGISTER", "#tea");
    assertEquals(play.ask(1, "CS", "REGISTER", "#tea"), ["1< ChanServ chan-busy #tea"]);
    assertEquals(play.ask(1, "RENAME", "#tea", "#pot"), ["1< ERR_CHANOPRIVSNEEDED #tea"]);
    ask("PART", "#tea");
    assertEquals(play.chat.channel("#tea"), channel);
    answer(true);
    assertEquals(play.chat.channel("#tea"), channel);
  });

  test("is none where the disk refuses, and an empty channel goes then", () => {
    const { play, ask, answer } = withSlowDisk();
    ask("CS", "REGISTER", "#tea");
    ask("PART", "#tea");
    const told = answer(false).flatMap((effect) => (effect.kind === "notice" ? [effect.name] : []));
    assertEquals([told, play.chat.channel("#tea")], [["cannot-store"], undefined]);
  });

  test("changes its channel's name only when the disk has answered", () => {
    const { play, channel, ask, answer } = withSlowDisk();
    ask("CS", "REGISTER", "#tea");
    answer(true);
    ask("CS", "TRANSFER", "#tea", "alice");
    assertEquals(play.ask(1, "RENAME", "#tea", "#pot"), ["1< FAIL CANNOT_RENAME #tea #pot"]);
    answer(true);
    ask("RENAME", "#tea", "#pot");
    assertEquals(channel.name, "#pot");
  });

  test("ends with its founder's account, whatever is changed meanwhile", () => {
    const { play, channel, ask, answer, written, waiting } = withSlowDisk();
    ask("CS", "REGISTER", "#tea");
    answer(true);
    const [asked = ""] = play.ask(1, "NS", "DROP", "alice");
    ask("NS", "DROP", "alice", asked.split(" ").at(-1) ?? "");
    const writes = waiting[0]?.writes.flatMap((write) => (write.write === "lasting" ? [write.kind] : []));
    assertEquals(writes?.includes("channel"), true);
    written.length = 0;
    ask("TOPIC", "#tea", "green");
    answer(true);
    assertEquals([written, channel.ownership], [["#tea kept", "#tea gone"], undefined]);
  });

  test("is none where operators have closed the channel for good before it", () => {
    const { play, ask, answer, written } = withSlowDisk();
    play.userOf(1).operator = "root";
    ask("CS", "PURGE", "#tea");
    ask("CS", "REGISTER", "#tea");
    answer(true);
    answer(true);
    assertEquals([play.chat.channel("#tea"), written.at(-1)], [undefined, "#tea gone"]);
  });

  test("that ends takes no row away that the channel has for who stays in it", () => {
    const { play, ask, answer, waiting, account } = withSlowDisk();
    const settings = { alwaysOn: true };
    play.irc(2, "bob");
    play
      .userOf(2)
      .logIn(play.chat.accounts.add({ ...account.with({ settings }), id: "account-test-2", name: "bob" }));
    play.ask(2, "JOIN", "#tea");
    ask("CS", "REGISTER", "#tea");
    answer(true);
    const [asked = ""] = play.ask(1, "CS", "DROP", "#tea");
    ask("CS", "DROP", "#tea", asked.split(" ").at(-1) ?? "");
    const rows = waiting[0]?.writes.map((write) =>
      "value" in write ? JSON.parse(`${write.value}`).name : "gone",
    );
    assertEquals(rows, ["#tea"]);
  });

  test("that ends while another change is on its way takes that along", () => {
    const { play, channel, ask, answer, account } = withSlowDisk();
    ask("CS", "REGISTER", "#tea");
    answer(true);
    const { founder = "", registeredAtMs = 0 } = channel.ownership ?? {};
    assertEquals(founder, account.id);
    const [asked = ""] = play.ask(1, "CS", "DROP", "#tea");
    ask("CS", "DROP", "#tea", asked.split(" ").at(-1) ?? "");
    ask("CS", "TRANSFER", "#tea", "alice");
    answer(true);
    const told = answer(true).flatMap((effect) => (effect.kind === "notice" ? [effect.name] : []));
    assertEquals(
      [told, channel.ownership, registeredAtMs > 0],
      [["chan-changed-meanwhile"], undefined, true],
    );
  });
});

describe("an offer", () => {
  test("that is being taken back is not accepted any more", () => {
    const { play, channel, ask, answer, account } = withSlowDisk();
    const { accounts } = play.chat;
    play.irc(2, "bob");
    play.userOf(2).logIn(accounts.add({ ...account.with({}), id: "account-test-2", name: "bob" }));
    ask("CS", "REGISTER", "#tea");
    answer(true);
    ask("CS", "TRANSFER", "#tea", "bob");
    answer(true);
    ask("CS", "TRANSFER", "#tea", "alice");
    assertEquals(play.ask(2, "CS", "TRANSFER", "ACCEPT", "#tea"), ["2< ChanServ chan-busy #tea"]);
    answer(true);
    assertEquals(play.ask(2, "CS", "TRANSFER", "ACCEPT", "#tea"), ["2< ChanServ chan-not-offered #tea"]);
    assertEquals(channel.ownership?.founder, account.id);
  });

  test("accepted counts before the disk has answered: nobody gets more channels than they may have", () => {
    const { play, ask, answer, account } = withSlowDisk();
    play.irc(2, "bob");
    const bob = play.chat.accounts.add({ ...account.with({}), id: "account-test-2", name: "bob" });
    play.userOf(2).logIn(bob);
    ask("CS", "REGISTER", "#tea");
    answer(true);
    ask("CS", "TRANSFER", "#tea", "bob");
    answer(true);
    play.ask(2, "CS", "TRANSFER", "ACCEPT", "#tea");
    assertEquals(foundedBy(play.chat, bob), 1);
  });
});

describe("access", () => {
  test("for an account that ends while the disk is asked is nobody's", () => {
    const { play, channel, ask, answer, account } = withSlowDisk();
    const { accounts } = play.chat;
    const bob = accounts.add({ ...account.with({}), id: "account-test-2", name: "bob" });
    ask("CS", "REGISTER", "#tea");
    answer(true);
    ask("CS", "AMODE", "#tea", "+o", "bob");
    accounts.remove(bob);
    const told = answer(true).flatMap((effect) => (effect.kind === "notice" ? [effect.name] : []));
    assertEquals([told, channel.ownership?.access], [["chan-changed-meanwhile"], {}]);
  });
});

describe("what is done in a registered channel", () => {
  test("is written once behind each entry that changes it, and behind no other", () => {
    const { ask, answer, written } = withSlowDisk();
    ask("CS", "REGISTER", "#tea");
    answer(true);
    written.length = 0;
    ask("MODE", "#tea", "+b-b+m", "eve", "eve");
    assertEquals(written, ["#tea kept"]);
    ask("MODE", "#tea", "+v", "alice");
    ask("PRIVMSG", "#tea", "hi");
    ask("PRIVMSG", "@#tea", "hi");
    ask("TOPIC", "#tea");
    assertEquals(written.length, 1);
    ask("RENAME", "#tea", "#pot");
    assertEquals(written.slice(1), ["#tea gone", "#pot kept"]);
  });

  test("of others is written nowhere", () => {
    const { ask, written } = withSlowDisk();
    ask("MODE", "#tea", "+m");
    ask("TOPIC", "#tea", "x");
    ask("RENAME", "#tea", "#pot");
    assertEquals(written, []);
  });
});

describe("where the disk refuses", () => {
  test("nobody gets access, and it is said", () => {
    const play = withTea();
    play.isWritable = false;
    assertEquals(play.ask(1, "CS", "AMODE", "#tea", "+o", "bob").at(-1), "1< ChanServ cannot-store #tea");
    assertEquals(channelOf(play, "#tea").ownership?.access, {});
    play.restart();
    assertEquals(channelOf(play, "#tea").ownership?.access, {});
  });
});
