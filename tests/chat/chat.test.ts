import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";
import { recorded } from "../helpers/recorded.ts";
import { Playground } from "./playground.ts";

describe("guests", () => {
  test("get a nick from their address, the next one a number, a freed one again", () => {
    const play = new Playground();
    play.guest(1);
    play.guest(2);
    play.guest(3);
    assertEquals(play.ask(1, "WHO", "#lobby"), [
      "1< RPL_WHOREPLY #lobby guest 10.0.0.1 server g10-0-0-1 H 0 10.0.0.1",
      "1< RPL_WHOREPLY #lobby guest 10.0.0.1 server g10-0-0-1-2 H 0 10.0.0.1",
      "1< RPL_WHOREPLY #lobby guest 10.0.0.1 server g10-0-0-1-3 H 0 10.0.0.1",
      "1< RPL_ENDOFWHO #lobby 3",
    ]);
    play.leave(2);
    play.guest(4);
    assertEquals(play.ask(1, "WHO", "g10-0-0-1-2"), [
      "1< RPL_WHOREPLY * guest 10.0.0.1 server g10-0-0-1-2 H 0 10.0.0.1",
      "1< RPL_ENDOFWHO g10-0-0-1-2 1",
    ]);
  });

  test("keep unique nicks when one who took a name leaves", () => {
    const play = new Playground();
    play.guest(1);
    play.guest(2);
    play.ask(1, "NICK", "bob");
    play.leave(1);
    play.guest(3);
    play.guest(4);
    const nicks = play.ask(2, "WHO", "#lobby").filter((line) => line.includes("WHOREPLY"));
    assertEquals(new Set(nicks).size, 3);
  });
});

describe("PRIVMSG", () => {
  test("reaches the channel, is recorded first, and waits for its record", () => {
    const play = new Playground();
    play.guest(1);
    play.guest(2, "10.0.0.2");
    const [record, deliver, ...rest] = play.effects(1, "PRIVMSG", "#LOBBY", "hi");
    assertEquals(rest, []);
    const source = {
      nick: "g10-0-0-1",
      username: "guest",
      host: "10.0.0.1",
      realname: "10.0.0.1",
      isGuest: true,
      isBot: false,
    };
    assertEquals(record, {
      kind: "record",
      session: 1,
      write: {
        sequence: 3,
        index: 0,
        timeMs: 1_003,
        kind: "PRIVMSG",
        target: "#lobby",
        senderId: "guest-test-1",
        source,
        body: "hi",
      },
    });
    assertEquals(deliver, {
      kind: "deliver",
      to: [1, 2],
      sender: 1,
      event: { command: "PRIVMSG", params: ["#lobby", "hi"], source, sequence: 3, index: 0, timeMs: 1_003 },
      needsRecord: true,
      needs: NO_CAPABILITIES,
    });
  });

  test("in private reaches one person, under the pair's key whoever speaks", () => {
    const play = new Playground();
    play.guest(1);
    play.guest(2, "10.0.0.2");
    play.guest(3, "10.0.0.3");
    play.ask(2, "NICK", "Bob");
    assertEquals(play.ask(1, "PRIVMSG", "bob", "psst"), [
      "2< <10.0.0.1> PRIVMSG Bob psst",
      "1< <10.0.0.1> PRIVMSG Bob psst",
    ]);
    const effects = [
      ...play.effects(1, "PRIVMSG", "bob", "a"),
      ...play.effects(2, "PRIVMSG", "g10-0-0-1", "b"),
    ];
    const targets = recorded(effects).map(({ target }) => target);
    assertEquals(targets, ["guest-test-1 guest-test-2", "guest-test-1 guest-test-2"]);
  });

  test("in private is for those two alone, also where sessions are numbered anew after a restart", () => {
    const before = new Playground();
    before.guest(1);
    before.guest(2, "10.0.0.2");
    const after = new Playground({ lastSequence: 3 });
    after.guest(1);
    after.guest(2, "10.0.0.2");
    const targets = [before, after].map(
      (play) => recorded(play.effects(1, "PRIVMSG", "g10-0-0-2", "a"))[0]?.target,
    );
    assertEquals(targets, ["guest-test-1 guest-test-2", "guest-test-4 guest-test-5"]);
  });

  test("is refused with a reason, to the sender alone", () => {
    const play = new Playground();
    play.guest(1);
    play.guest(2);
    play.ask(2, "JOIN", "#other");
    assertEquals(play.ask(1, "PRIVMSG", "nobody", "hi"), ["1< ERR_NOSUCHNICK nobody"]);
    assertEquals(play.ask(1, "PRIVMSG", "#none", "hi"), ["1< ERR_NOSUCHCHANNEL #none"]);
    assertEquals(play.ask(1, "PRIVMSG", "#other", "hi"), ["1< ERR_CANNOTSENDTOCHAN #other"]);
    assertEquals(play.ask(1, "PRIVMSG", "", "hi"), ["1< ERR_NORECIPIENT PRIVMSG"]);
    assertEquals(play.ask(1, "PRIVMSG", "#lobby", ""), ["1< ERR_NOTEXTTOSEND"]);
    assertEquals(play.ask(1, "DANCE"), ["1< ERR_UNKNOWNCOMMAND DANCE"]);
  });
});

describe("NICK", () => {
  test("is shown to everybody who shares a channel, once", () => {
    const play = new Playground();
    play.guest(1);
    play.guest(2);
    for (const id of [1, 2]) play.ask(id, "JOIN", "#games");
    assertEquals(play.ask(1, "NICK", "bob"), ["1< <10.0.0.1> NICK bob", "2< <10.0.0.1> NICK bob"]);
    assertEquals(play.ask(2, "NICK", "BOB"), ["2< ERR_NICKNAMEINUSE BOB"]);
    assertEquals(play.ask(1, "NICK", "Bob"), ["1< <bob> NICK Bob", "2< <bob> NICK Bob"]);
    assertEquals(play.ask(1, "NICK", "Bob"), []);
  });

  test("is refused where it is illegal, reserved or empty", () => {
    const play = new Playground();
    play.guest(1);
    play.console();
    assertEquals(play.ask(1, "NICK", "server"), ["1< ERR_ERRONEUSNICKNAME server"]);
    assertEquals(play.ask(1, "NICK", "10.0.0.9"), ["1< ERR_ERRONEUSNICKNAME 10.0.0.9"]);
    assertEquals(play.ask(1, "NICK"), ["1< ERR_NONICKNAMEGIVEN"]);
    assertEquals(play.ask(0, "NICK", "boss"), ["0< ERR_ERRONEUSNICKNAME boss"]);
  });
});

describe("channels", () => {
  test("are made by the first who joins and gone with the last", () => {
    const play = new Playground();
    play.guest(1);
    assertEquals(play.ask(1, "JOIN", "#Games"), ["1< <10.0.0.1> JOIN #Games", "1 asks history: page #Games"]);
    assertEquals(play.ask(1, "LIST"), ["1< RPL_LIST #Games 1 ", "1< RPL_LIST #lobby 1 ", "1< RPL_LISTEND 2"]);
    assertEquals(play.ask(1, "PART", "#games"), ["1< <10.0.0.1> PART #Games"]);
    assertEquals(play.ask(1, "LIST"), ["1< RPL_LIST #lobby 1 ", "1< RPL_LISTEND 1"]);
    assertEquals(play.ask(1, "PART", "#games"), ["1< ERR_NOSUCHCHANNEL #games"]);
  });

  test("the default one outlives its last member", () => {
    const play = new Playground();
    play.guest(1);
    play.ask(1, "PART", "#lobby");
    assertEquals(play.ask(1, "PART", "#lobby"), ["1< ERR_NOTONCHANNEL #lobby"]);
    assertEquals(play.ask(1, "LIST"), ["1< RPL_LIST #lobby 0 ", "1< RPL_LISTEND 1"]);
  });

  test("one that is the default one no more is gone when it is empty", () => {
    const play = new Playground();
    play.rehash({ defaultChannel: "#hall" });
    play.guest(1);
    assertEquals(play.ask(1, "LIST"), ["1< RPL_LIST #hall 1 ", "1< RPL_LISTEND 1"]);
    play.rehash({ defaultChannel: "#lobby" });
    play.ask(1, "JOIN", "#lobby");
    play.ask(1, "PART", "#hall");
    assertEquals(play.ask(1, "LIST"), ["1< RPL_LIST #lobby 1 ", "1< RPL_LISTEND 1"]);
  });

  test("are listed up to 200, and counted all", () => {
    const play = new Playground();
    for (let id = 1; id <= 3; id++) {
      play.guest(id);
      for (let room = 0; room < 90; room++) play.ask(id, "JOIN", `#room-${id}-${room}`);
    }
    const lines = play.ask(1, "LIST");
    assertEquals([lines.length, lines.at(-1)], [201, "1< RPL_LISTEND 271"]);
  });

  test("have a topic that all are told and newcomers are shown", () => {
    const play = new Playground();
    play.guest(1);
    play.guest(2);
    assertEquals(play.ask(1, "TOPIC", "#lobby"), ["1< RPL_NOTOPIC #lobby"]);
    assertEquals(play.ask(1, "TOPIC", "#lobby", "lunch"), [
      "1< <10.0.0.1> TOPIC #lobby lunch",
      "2< <10.0.0.1> TOPIC #lobby lunch",
    ]);
    play.ask(2, "PART", "#lobby");
    assertEquals(play.ask(2, "JOIN", "#lobby"), [
      "2< <10.0.0.1> JOIN #lobby",
      "2< RPL_TOPIC #lobby lunch",
      "2< RPL_TOPICWHOTIME #lobby g10-0-0-1!guest@10.0.0.1 1",
      "2 asks history: page #lobby",
    ]);
    assertEquals(play.ask(2, "TOPIC", "#none", "x"), ["2< ERR_NOSUCHCHANNEL #none"]);
  });

  test("cannot be entered without end", () => {
    const play = new Playground();
    play.guest(1);
    for (let index = 1; index < 100; index++) play.ask(1, "JOIN", `#room${index}`);
    assertEquals(play.ask(1, "JOIN", "#onemore"), ["1< ERR_TOOMANYCHANNELS #onemore"]);
    assertEquals(play.ask(1, "JOIN", "no channel"), ["1< ERR_BADCHANMASK no channel"]);
  });
});

describe("the end of a session", () => {
  test("by QUIT or a broken connection frees its nick and its places", () => {
    const play = new Playground();
    play.guest(1);
    play.guest(2);
    play.ask(1, "NICK", "bob");
    play.ask(1, "JOIN", "#games");
    assertEquals(play.ask(1, "QUIT"), ["went bob", "1 closed: quit"]);
    assertEquals(play.ask(1, "PRIVMSG", "#lobby", "ghost"), []);
    assertEquals(play.ask(2, "NICK", "bob"), ["2< <10.0.0.1> NICK bob"]);
    assertEquals(play.ask(2, "LIST"), ["2< RPL_LIST #lobby 1 ", "2< RPL_LISTEND 1"]);
    assertEquals(play.leave(1), []);
  });

  test("by the console's KILL; guests may not, and the console cannot be killed", () => {
    const play = new Playground();
    play.console();
    play.guest(1);
    play.guest(2);
    assertEquals(play.ask(1, "KILL", "g10-0-0-1-2"), ["1< ERR_NOPRIVILEGES"]);
    assertEquals(play.ask(0, "KILL", "nobody"), ["0< ERR_NOSUCHNICK nobody"]);
    assertEquals(play.ask(0, "KILL", "server"), ["0< ERR_CANTKILLSERVER"]);
    const effects = play.effects(0, "KILL", "g10-0-0-1-2", "too loud");
    const close = effects.find((effect) => effect.kind === "close");
    assertEquals(close, {
      kind: "close",
      session: 2,
      reason: { kind: "kicked", by: "server", text: "too loud" },
    });
  });
});

test("names that were different stay so: a new casemapping waits for the next start, and is not told before", () => {
  const play = new Playground();
  play.rehash({ casemapping: "precis", network: "Other" });
  play.guest(1);
  const tokens = play.ask(1, "ISUPPORT").join(" ").split(" ");
  assertEquals(
    tokens.filter((token) => /^(CASEMAPPING|NETWORK)=/.test(token)),
    ["CASEMAPPING=ascii", "NETWORK=Other"],
  );
});
