/** Access by account: at the door, on logging in, when the account is no more, and how much of it there may be. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import {
  CHANNEL_ACCESS_MAX,
  CHANNEL_PURGES_MAX,
  REGISTERED_CHANNELS_PER_ACCOUNT_MAX,
} from "../../../src/protocol/limits.ts";
import { channelOf, withTea } from "./people.ts";

describe("the door", () => {
  test("is open for who rules there by the account, not for a voice", () => {
    const play = withTea();
    play.ask(1, "CS", "AMODE", "#tea", "+h", "bob");
    play.ask(1, "CS", "AMODE", "#tea", "+v", "carol");
    play.ask(1, "MODE", "#tea", "+iklb", "pot", "1", "*!*@*");
    assertEquals(play.ask(3, "JOIN", "#tea"), ["3< ERR_BANNEDFROMCHAN #tea"]);
    assertEquals(play.ask(2, "JOIN", "#tea").slice(-2), [
      "2< RPL_NAMREPLY = #tea ~alice %bob",
      "2< RPL_ENDOFNAMES #tea",
    ]);
  });

  test("takes accounts on its lists as elsewhere", () => {
    const play = withTea();
    play.ask(1, "MODE", "#tea", "+biI", "a:carol", "a:bob");
    play.restart();
    play.irc(12, "bob", "bob");
    play.irc(13, "carol", "carol");
    assertEquals(play.ask(13, "JOIN", "#tea"), ["13< ERR_BANNEDFROMCHAN #tea"]);
    assertEquals(play.ask(12, "JOIN", "#tea")[0], "12< <bob> JOIN #tea");
  });
});

describe("who has access", () => {
  test("and logs in where they are gets it then", () => {
    const play = withTea();
    play.ask(1, "CS", "AMODE", "#tea", "+o", "bob");
    play.leave(2);
    play.irc(4, "guest");
    play.ask(4, "JOIN", "#tea");
    const told = play
      .login(4, "bob")
      .flatMap((effect) =>
        effect.kind === "deliver" && effect.event.command === "MODE"
          ? [[effect.to, effect.event.params]]
          : [],
      );
    assertEquals(told, [
      [
        [1, 4],
        ["#tea", "+o", "guest"],
      ],
    ]);
  });

  test("and comes in with a device of somebody who is elsewhere is shown with it", () => {
    const play = withTea();
    play.ask(1, "CS", "AMODE", "#tea", "+o", "bob");
    play.irc(4, "guest");
    play.ask(4, "JOIN", "#tea");
    play.login(4, "bob");
    assertEquals(channelOf(play, "#tea").membership(play.user("bob"))?.letters(), ["o"]);
  });

  test("is not replaced by an heir when the last operator leaves", () => {
    const play = withTea();
    play.ask(2, "JOIN", "#tea");
    play.ask(1, "PART", "#tea");
    assertEquals(channelOf(play, "#tea").membership(play.user("bob"))?.letters(), []);
  });

  test("by a rank that is not the account's gives nobody any", () => {
    const play = withTea();
    play.ask(2, "JOIN", "#tea");
    play.ask(1, "MODE", "#tea", "+o", "bob");
    assertEquals(play.ask(2, "CS", "AMODE", "#tea", "+o", "bob"), ["2< ChanServ chan-no-access #tea"]);
    assertEquals(play.ask(2, "CS", "OP", "#tea"), ["2< ChanServ chan-no-access #tea"]);
    assertEquals(play.ask(2, "CS", "DROP", "#tea"), ["2< ChanServ chan-not-founder #tea"]);
  });
});

describe("an account that is no more", () => {
  const drop = (play: ReturnType<typeof withTea>, session: number, name: string) => {
    const [asked = ""] = play.ask(session, "NS", "DROP", name);
    return play.ask(session, "NS", "DROP", name, asked.split(" ").at(-1) ?? "");
  };

  test("leaves its channels to the highest by access, operators at least", () => {
    const play = withTea();
    play.ask(2, "JOIN", "#tea");
    play.ask(1, "CS", "AMODE", "#tea", "+v", "carol");
    play.ask(1, "CS", "AMODE", "#tea", "+a", "bob");
    drop(play, 1, "alice");
    assertEquals(play.ask(3, "CS", "AMODE", "#tea"), [
      "3< ChanServ chan-access-row #tea bob q",
      "3< ChanServ chan-access-row #tea carol v",
      "3< ChanServ chan-access-list-end #tea 2",
    ]);
    assertEquals(channelOf(play, "#tea").membership(play.user("bob"))?.letters(), ["q"]);
    play.restart();
    assertEquals(Object.keys(channelOf(play, "#tea").ownership?.access ?? {}).length, 1);
  });

  test("leaves channels without such people to whoever is there", () => {
    const play = withTea();
    play.ask(1, "CS", "AMODE", "#tea", "+h", "bob");
    drop(play, 1, "alice");
    assertEquals(channelOf(play, "#tea").ownership, undefined);
    play.restart();
    assertEquals(play.chat.channel("#tea"), undefined);
  });

  test("has no access and no offers any more", () => {
    const play = withTea();
    play.ask(1, "CS", "AMODE", "#tea", "+o", "bob");
    play.ask(1, "CS", "TRANSFER", "#tea", "carol");
    drop(play, 2, "bob");
    drop(play, 3, "carol");
    play.restart();
    const { access, offeredTo } = channelOf(play, "#tea").ownership ?? {};
    assertEquals([access, offeredTo], [{}, undefined]);
  });
});

test("what operators of the server do to channels of others stands in the log", () => {
  const play = withTea();
  play.connect(0, "console");
  play.ask(2, "JOIN", "#tea");
  const logged = (...words: readonly string[]) =>
    play.ask(0, "CS", ...words).filter((line) => line.startsWith("acted"));
  assertEquals(logged("OP", "#tea", "bob"), ["acted: server mode #tea +o bob"]);
  assertEquals(logged("DEOP", "#tea", "bob"), ["acted: server mode #tea -o bob"]);
  assertEquals(logged("AMODE", "#tea", "+v", "bob"), ["acted: server mode #tea +v bob"]);
  assertEquals(logged("TRANSFER", "#tea", "bob"), ["acted: server mode #tea +q bob"]);
  const [asked = ""] = play.ask(0, "CS", "DROP", "#tea");
  assertEquals(logged("DROP", "#tea", asked.split(" ").at(-1) ?? ""), ["acted: server drop #tea"]);
  assertEquals(
    play.ask(1, "CS", "REGISTER", "#tea").filter((line) => line.startsWith("acted")),
    [],
  );
});

describe("there may be so much of it", () => {
  test("channels of one account", () => {
    const play = withTea();
    for (let count = 2; count <= REGISTERED_CHANNELS_PER_ACCOUNT_MAX + 1; count++) {
      play.ask(1, "JOIN", `#tea${count}`);
      const told = play.ask(1, "CS", "REGISTER", `#tea${count}`).at(-1) ?? "";
      const isAllowed = count <= REGISTERED_CHANNELS_PER_ACCOUNT_MAX;
      assertEquals(told.includes("chan-too-many"), !isAllowed, told);
    }
    play.ask(2, "JOIN", "#cups");
    play.ask(2, "CS", "REGISTER", "#cups");
    play.ask(2, "CS", "TRANSFER", "#cups", "alice");
    assertEquals(play.ask(1, "CS", "TRANSFER", "ACCEPT", "#cups"), [
      `1< ChanServ chan-too-many ${REGISTERED_CHANNELS_PER_ACCOUNT_MAX}`,
    ]);
  });

  test("accounts with access to one channel", () => {
    const play = withTea();
    const channel = channelOf(play, "#tea");
    const ids = Array.from({ length: CHANNEL_ACCESS_MAX }, (_, index) => [`account-test-x${index}`, "v"]);
    if (channel.ownership) channel.ownership = { ...channel.ownership, access: Object.fromEntries(ids) };
    assertEquals(play.ask(1, "CS", "AMODE", "#tea", "+v", "bob"), [
      `1< ChanServ chan-access-full #tea ${CHANNEL_ACCESS_MAX}`,
    ]);
  });

  test("purges", () => {
    const play = withTea();
    play.connect(0, "console");
    for (let count = 0; count < CHANNEL_PURGES_MAX; count++)
      play.chat.channels.purge({ name: `#spam${count}`, by: "server", atMs: 0, reason: "" });
    assertEquals(play.ask(0, "CS", "PURGE", "#tea"), [`0< ChanServ chan-purge-full ${CHANNEL_PURGES_MAX}`]);
  });
});

test("whoever has no access learns nothing of who is in a channel", () => {
  const play = withTea();
  play.irc(4, "dave");
  play.ask(4, "MODE", "dave", "+i");
  const before = [play.ask(2, "CS", "OP", "#tea", "dave"), play.ask(2, "CS", "DEOP", "#tea", "dave")];
  play.ask(4, "JOIN", "#tea");
  assertEquals([play.ask(2, "CS", "OP", "#tea", "dave"), play.ask(2, "CS", "DEOP", "#tea", "dave")], before);
});

test("whoever is offered a secret channel may know of it", () => {
  const play = withTea();
  play.ask(1, "MODE", "#tea", "+s");
  assertEquals(play.ask(2, "CS", "INFO", "#tea"), ["2< ChanServ chan-unregistered #tea"]);
  play.ask(1, "CS", "TRANSFER", "#tea", "bob");
  const told = play.ask(2, "CS", "INFO", "#tea").map((line) => line.split(" ").slice(0, 4).join(" "));
  assertEquals(told, ["2< ChanServ chan-info #tea", "2< ChanServ chan-info-offered #tea"]);
});
