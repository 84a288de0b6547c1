/** A stay on an IRC server, played line by line. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { connect, enter, JOINED, WELCOME } from "./irc_stay.ts";

describe("arriving", () => {
  test("a server of ours is entered where it says, and greets as it always does", async () => {
    const { says, sent, shown, notices } = await connect();
    says(...WELCOME);
    assertEquals(sent().at(-1), "JOIN #lobby");
    says(...JOINED);
    assertEquals(shown(), ["ircWelcome", "ircYouJoined #lobby", "ircMembers"]);
    assertEquals(notices(), ["connected", "ircYouAreHelp ann"]);
  });

  test("the plain greeting may cross our first line", async () => {
    const { says, shown } = await connect();
    says("Welcome to this chatroom!", "This is chat-server 0.1.0", ...WELCOME, JOINED[0] ?? "");
    assertEquals(shown(), ["Welcome to this chatroom!", "This is chat-server 0.1.0", "ircYouJoined #lobby"]);
  });

  test("no room of another IRC server is entered without being asked", async () => {
    const other = [":s 001 ann :Welcome", ":s 376 ann :End"];
    const { says, sent, shown } = await connect({ answersUdp: () => undefined }, { irc: true });
    sent();
    says(...other);
    assertEquals([sent(), shown()], [[], ["RPL_WELCOME"]]);
    const identity = { nick: "ann", rooms: ["#a", "#b"], operPassword: undefined };
    const asked = await connect({ answersUdp: () => undefined }, { irc: true, identity });
    asked.sent();
    asked.says(...other);
    assertEquals(asked.sent(), ["JOIN #a", "JOIN #b"]);
  });

  test("what is typed meanwhile waits for the room, in its order", async () => {
    const { says, sent, type } = await connect();
    for (const line of ["one", "two"]) type(line);
    says(...WELCOME);
    assertEquals(sent().slice(-1), ["JOIN #lobby"]);
    says(...JOINED);
    assertEquals(sent(), ["PRIVMSG #lobby :one", "PRIVMSG #lobby :two"]);
  });

  test("where everybody meets is not said to who goes there, but everything else of the day is", async () => {
    const { says, shown, type } = await connect();
    const advice = [
      ":s 372 ann :- Everybody meets in #lobby: /join #lobby",
      ":s 372 ann :- 大家都在 #lobby：/join #lobby",
    ];
    const motd = [...advice, ":s 372 ann :- Tea at four: /join #tea", ":s 376 ann :End"];
    says(...WELCOME.slice(0, 2), ...motd, ...JOINED);
    assertEquals(shown(), ["ircWelcome", "Tea at four: /join #tea", "ircYouJoined #lobby", "ircMembers"]);
    type("/motd");
    says(...motd.slice(0, 1));
    assertEquals(shown(), ["Everybody meets in #lobby: /join #lobby"]);
  });

  test("a room that lets nobody in is not waited for", async () => {
    const { says, shown, type, notices } = await connect();
    says(...WELCOME, ":s 473 ann #lobby :Cannot join channel (+i)");
    assertEquals(shown().at(-1), "ERR_INVITEONLYCHAN");
    type("hello");
    assertEquals(notices().at(-1), "ircNoRoom");
  });

  test("a room that never answers is waited for ten seconds", async () => {
    const { world, says, sent, type } = await connect();
    says(...WELCOME);
    type("/msg bob hi");
    sent();
    await world.clock.pass(9_999);
    assertEquals(sent(), []);
    await world.clock.pass(1);
    assertEquals(sent(), ["PRIVMSG bob :hi"]);
  });

  test("a name that is taken gets another, and the person is told at the end", async () => {
    const { says, sent, shown, notices } = await connect();
    says(":s 433 * ann :Nickname is already in use");
    assertEquals([sent().at(-1), shown()], ["NICK ann_", []]);
    says(":s 001 ann_ :Welcome", ":s 422 ann_ :No MOTD");
    says(":ann_!a@host JOIN #lobby");
    assertEquals(notices().slice(1), ["ircNickOther ann_"]);
  });

  test("where all names are taken the person chooses one", async () => {
    const { says, sent, notices, type } = await connect();
    for (let tries = 0; tries < 10; tries++) says(":s 433 * x :Nickname is already in use");
    type("/msg bob hello");
    assertEquals(notices().slice(1), ["ircNickNeeded ann9", "ircNickFirst"]);
    type("/nick dora");
    assertEquals(sent().at(-1), "NICK dora");
  });

  test("a server that lets nobody in is an error, not tried again", async () => {
    const { world, says, outcome, notices } = await connect();
    says("ERROR :Closing link: banned");
    world.socket.ends();
    assertEquals(
      [await outcome, notices(), world.sockets.length],
      ["unavailable", ["connected", "ircRefused"], 1],
    );
  });
});

describe("a server that refuses the login", () => {
  for (const line of [":s 464 * :Password incorrect", ":s 465 * :You are banned from this server"]) {
    test(`by ${line}`, async () => {
      const { world, says, outcome } = await connect();
      says(line, "ERROR :Closing link");
      world.socket.ends();
      assertEquals(await outcome, "noPermission");
    });
  }
});

describe("talking", () => {
  test("the own echo is the receipt, and not shown again", async () => {
    const { says, sent, shown, type } = await enter();
    type("hello");
    assertEquals(sent(), ["@label=1 PRIVMSG #lobby :hello"]);
    says("@label=1 :ann!a@host PRIVMSG #lobby :hello", ":ann!a@host PRIVMSG #lobby :from my other screen");
    assertEquals(shown(), ["<ann> from my other screen"]);
  });

  test("a long line is split, and the order of a paste is kept", async () => {
    const { sent, type } = await enter();
    type(`${"x".repeat(600)}\nnext`);
    const texts = sent().map((line) => line.replace(/^@\S+ PRIVMSG #lobby :/, ""));
    assertEquals([texts.length, texts.join("")], [3, `${"x".repeat(600)}next`]);
  });

  test("lines go where the person is: to the newest room, and back", async () => {
    const { says, sent, type } = await enter({}, "");
    type("/join tea");
    says(":ann!a@host JOIN #tea");
    type("in tea");
    says(":ann!a@host PART #tea");
    type("in the lobby");
    type("/query bob");
    type("to bob");
    says(":bob!b@host NICK rob");
    type("to rob");
    says(":ann!a@host RENAME #lobby #hall :x");
    type("/join hall");
    type("in the hall");
    assertEquals(sent(), [
      "JOIN #tea",
      "PRIVMSG #tea :in tea",
      "PRIVMSG #lobby :in the lobby",
      "PRIVMSG bob :to bob",
      "PRIVMSG rob :to rob",
      "PRIVMSG #hall :in the hall",
    ]);
  });

  test("lines after a move wait until the server has answered it", async () => {
    const { says, sent, type } = await enter({}, "");
    type("/join tea\nhello tea\n/part\nback here");
    assertEquals(sent(), ["JOIN #tea"]);
    says(":ann!a@host JOIN #tea");
    assertEquals(sent(), ["PRIVMSG #tea :hello tea", "PART #tea"]);
    says(":ann!a@host PART #tea");
    type("/join closed\nstill here");
    says(":s 473 ann #closed :Cannot join channel (+i)");
    assertEquals(sent(), ["PRIVMSG #lobby :back here", "JOIN #closed", "PRIVMSG #lobby :still here"]);
  });

  test("commands are never sent where there are none", async () => {
    const { sent, notices, type } = await enter();
    for (const line of ["/nosuch x", "/msg bob", "/etc/passwd"]) type(line);
    assertEquals(
      [sent(), notices()],
      [[], ["ircUnknownCommand /nosuch", "ircIncomplete slashMsg", "ircUnknownCommand /etc/passwd"]],
    );
  });

  test("escape sequences of others do not come through", async () => {
    const { says, shown } = await enter();
    says(":bob!b@host PRIVMSG #lobby :\u001b[2Jred\u0007 \u202eevil");
    assertEquals(shown(), ["<bob> [2Jred evil"]);
  });

  test("who is ignored is not read, and gets no answers", async () => {
    const { says, sent, shown, type } = await enter();
    type("/ignore Bob");
    says(":bob!b@host PRIVMSG #lobby :hello", ":bob!b@host PRIVMSG ann :\u0001VERSION\u0001");
    assertEquals([shown(), sent()], [[], []]);
    type("/unignore bob");
    says(":bob!b@host PRIVMSG #lobby :hello");
    assertEquals(shown(), ["<bob> hello"]);
  });

  test("other people's programs are answered, a few times", async () => {
    const { says, sent } = await enter({}, "");
    for (let asked = 0; asked < 9; asked++) says(":bob!b@host PRIVMSG ann :\u0001PING 7\u0001");
    assertEquals(sent(), Array(4).fill("NOTICE bob :\u0001PING 7\u0001"));
    const other = await enter({}, "");
    other.says(
      ":bob!b@host NOTICE ann :\u0001PING 7\u0001",
      ":ann!a@host PRIVMSG #lobby :\u0001PING 7\u0001",
    );
    assertEquals(other.sent(), []);
  });

  test("an operator's password is asked for, and sent past everything", async () => {
    const { world, sent, type } = await enter({ secret: "hunter 2" });
    type("/oper root");
    await world.clock.pass(0);
    assertEquals(sent(), ["OPER root :hunter 2"]);
  });

  test("an operator's password never goes to whoever listens on the next connection", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const { world, sent, notices, type } = await enter({ secret: promise });
    type("/oper root");
    world.socket.ends();
    world.answersUdp = () => undefined;
    await world.clock.pass(1_500);
    sent();
    resolve("hunter2");
    await world.clock.pass(0);
    assertEquals(
      [world.socket.sent, notices()],
      ["", ["lost", "reconnected", "refusedWhileLost /oper root"]],
    );
  });

  test("where nobody can be asked it comes from the environment", async () => {
    const identity = { nick: "ann", rooms: [], operPassword: "hunter2" };
    const { world, says, sent, type } = await connect({ interactive: false }, { identity });
    says(...WELCOME, ...JOINED);
    sent();
    type("/oper root");
    await world.clock.pass(0);
    assertEquals(sent(), ["OPER root hunter2"]);
  });

  test("/lang changes the server's language, too, where it can", async () => {
    const { sent, type } = await enter({}, "draft/languages=2,en,zh");
    type("/lang zh");
    assertEquals(sent(), ["LANGUAGE zh"]);
  });

  test("/lang changes this program's language", async () => {
    const { languages, notices, sent, type } = await enter();
    type("/lang zh");
    assertEquals([languages, notices(), sent()], [["zh"], ["ircLanguage"], []]);
  });

  test("an unfinished line of the server waits for its end", async () => {
    const { world, shown } = await enter();
    world.socket.says(":bob!b@host PRIVMSG #lobby :half");
    await world.clock.pass(1_000);
    assertEquals(shown(), []);
    world.socket.says(" a line\r\n");
    assertEquals(shown(), ["<bob> half a line"]);
  });
});

describe("staying connected", () => {
  test("questions of the server are answered at once", async () => {
    const { says, sent } = await enter();
    says("PING :are you there");
    assertEquals(sent(), ["PONG :are you there"]);
  });

  test("a server that asks without end and reads no answer is left", async () => {
    const { world, says, notices } = await enter();
    world.socket.room = 0;
    const pings = Array.from({ length: 100 }, () => `PING :${"x".repeat(50_000)}`);
    says(...pings);
    assertEquals([notices(), world.socket.killed], [["lost"], true]);
  });

  test("a server that speaks before its welcome is complete is not kept in memory", async () => {
    const { says, shown } = await connect();
    says(":s 001 ann :Hi", ...Array.from({ length: 1_000 }, () => ":bob!b@host PRIVMSG ann :hello"));
    assertEquals(shown().length, 1_000);
  });

  test("a silent server is asked, and left when it does not answer", async () => {
    const { world, sent, notices } = await enter();
    await world.clock.pass(59_999);
    assertEquals(sent(), []);
    await world.clock.pass(1);
    assertEquals(sent(), ["PING keepalive"]);
    await world.clock.pass(29_999);
    assertEquals(world.socket.killed, false);
    await world.clock.pass(1);
    assertEquals([world.sockets[0]?.killed, notices()], [true, ["lost"]]);
  });

  test("a server that answers is not left", async () => {
    const { world, says, sent } = await enter();
    for (const _ of [1, 2, 3]) {
      await world.clock.pass(60_000);
      assertEquals(sent(), ["PING keepalive"]);
      says(":s PONG s keepalive");
    }
    assertEquals(world.sockets.length, 1);
  });

  test("after a loss, name and rooms are what the server had confirmed", async () => {
    const { world, says, sent, notices, type } = await enter({}, "");
    says(
      ":ann!a@host JOIN #tea",
      ":ann!a@host NICK dora",
      ":dora!a@host JOIN #left",
      ":dora!a@host PART #left",
    );
    type("/query bob");
    type("/join #never");
    world.socket.ends();
    type("meanwhile");
    assertEquals(notices(), ["ircTalkingTo bob", "lost", "refusedWhileLost meanwhile"]);
    await world.clock.pass(500);
    assertEquals(sent().slice(0, 2), ["CAP LS 302", "NICK dora"]);
    says(":s 001 dora :Welcome", ":s 422 dora :No MOTD");
    assertEquals(sent(), ["JOIN #lobby", "JOIN #tea"]);
    says(":dora!a@host JOIN #lobby", ":dora!a@host JOIN #tea");
    type("again");
    assertEquals([sent(), notices()], [["PRIVMSG bob :again"], ["reconnected"]]);
  });

  test("a room with a key is entered with it again", async () => {
    const { world, says, sent, type } = await enter({}, "");
    type("/join #Vault secret");
    says(":ann!a@host JOIN #vault");
    world.socket.ends();
    await world.clock.pass(500);
    says(...WELCOME);
    assertEquals(sent().slice(-2), ["JOIN #lobby", "JOIN #vault secret"]);
  });

  test("what nobody confirmed is told; what was not sent yet is sent", async () => {
    const { world, says, sent, notices, type } = await enter({}, "echo-message");
    says(":s 005 ann -SAFERATE :are supported");
    for (const line of ["1", "2", "3", "4", "5"]) type(line);
    says(":ann!a@host PRIVMSG #lobby :1", ":ann!a@host PRIVMSG #lobby :2");
    world.socket.ends();
    assertEquals(notices(), ["ircNotConfirmed 3", "ircNotConfirmed 4", "lost"]);
    await world.clock.pass(500);
    says(...WELCOME, ...JOINED);
    assertEquals(sent().at(-1), "PRIVMSG #lobby :5");
  });

  test("the own name is taken back when its ghost goes", async () => {
    const { world, says, sent } = await enter({}, "");
    world.socket.ends();
    await world.clock.pass(500);
    says(":s 433 * ann :In use", ":s 001 ann_ :Welcome", ":s 422 ann_ :No MOTD", ":ann_!a@host JOIN #lobby");
    sent();
    says(":ann!a@host QUIT :Ping timeout");
    assertEquals(sent(), ["NICK ann"]);
  });

  test("a server that is not well is asked more and more rarely", async () => {
    const { world } = await enter();
    for (const ms of [500, 1_000, 2_000]) {
      world.socket.ends();
      await world.clock.pass(ms);
    }
    world.socket.ends();
    await world.clock.pass(3_999);
    assertEquals(world.sockets.length, 4);
    await world.clock.pass(1);
    assertEquals(world.sockets.length, 5);
  });

  test("one that was well again is asked soon after the next loss", async () => {
    const { world, says } = await enter();
    for (const _ of [1, 2, 3]) {
      world.socket.ends();
      await world.clock.pass(500);
      says(...WELCOME, ...JOINED);
    }
    assertEquals(world.sockets.length, 4);
  });

  test("a full server is asked again by those who were in", async () => {
    const { world, says, ended } = await enter();
    world.socket.ends();
    await world.clock.pass(500);
    says("This server is full (1 connections). Try again later.");
    world.socket.ends();
    await world.clock.pass(1_000);
    assertEquals([world.sockets.length, ended()], [3, undefined]);
  });

  test("a room that is closed meanwhile is not talked to", async () => {
    const { world, says, type, notices } = await enter();
    world.socket.ends();
    await world.clock.pass(500);
    says(...WELCOME, ":s 474 ann #lobby :Cannot join channel (+b)");
    notices();
    type("hello");
    assertEquals(notices(), ["ircNoRoom"]);
  });

  for (const [name, line] of [
    ["killed", ":root!r@host KILL ann :enough"],
    ["banned", ":s 465 ann :You are banned from this server"],
    ["sent away", "ERROR :Closing link: (a@host) [Killed (root (enough))]"],
    ["put on a list", "ERROR :Closing Link: host (K-Lined)"],
  ] as const) {
    test(`who is ${name} does not come back by itself`, async () => {
      const { world, says, shown, outcome } = await enter();
      says(line);
      const told = shown().length;
      says("ERROR :Closing link");
      world.socket.ends();
      assertEquals([await outcome, told, shown()], ["ok", 1, []]);
    });
  }

  test("a name that sounds like a ban is none", async () => {
    const { world, says, notices } = await enter();
    says("ERROR :Closing Link: ban[host] (Ping timeout)");
    world.socket.ends();
    assertEquals(notices(), ["lost"]);
  });

  test("lines that waited for a room go before those typed later", async () => {
    const { world, says, sent, type } = await enter({}, "");
    type("/join #never\nfirst");
    world.socket.ends();
    await world.clock.pass(500);
    type("second");
    says(...WELCOME, ...JOINED);
    assertEquals(sent().slice(-2), ["PRIVMSG #lobby :first", "PRIVMSG #lobby :second"]);
  });

  test("/reconnect leaves and comes back", async () => {
    const { world, sent, type } = await enter();
    type("/reconnect");
    assertEquals(sent(), ["QUIT"]);
    await world.clock.pass(500);
    assertEquals(world.sockets.length, 2);
  });
});

describe("leaving", () => {
  for (const [typed, quit] of [
    ["/quit see you", "QUIT :see you"],
    ["exit", "QUIT"],
  ] as const) {
    test(`${typed} says goodbye`, async () => {
      const { world, sent, says, shown, outcome, type } = await enter();
      type(typed);
      assertEquals([sent(), world.socket.ended], [[quit], true]);
      says("ERROR :Closing link");
      world.socket.ends();
      assertEquals([await outcome, shown()], ["ok", []]);
    });
  }

  test("does not wait for long", async () => {
    const { world, ended, type } = await enter();
    type("/quit");
    await world.clock.pass(299);
    assertEquals(ended(), undefined);
    await world.clock.pass(1);
    assertEquals(ended(), "ok");
  });
});

describe("a pipe", () => {
  const PIPE = { interactive: false };

  test("ends when everything has been echoed", async () => {
    const { world, says, sent, type, ended } = await enter(PIPE);
    type("hello");
    world.console?.end();
    assertEquals(sent(), ["@label=1 PRIVMSG #lobby :hello", "PING farewell"]);
    says(":s PONG s farewell");
    assertEquals(sent(), []);
    says("@label=1 :ann!a@host PRIVMSG #lobby :hello");
    assertEquals(sent(), ["QUIT"]);
    await world.clock.pass(300);
    assertEquals(ended(), "ok");
  });

  test("ends after the answer to a PING, where nothing is echoed", async () => {
    const { world, says, sent, type, outcome } = await enter(PIPE, "");
    type("hello");
    world.console?.end();
    assertEquals(sent(), ["PRIVMSG #lobby :hello", "PING farewell"]);
    says(":s PONG s farewell");
    world.socket.ends();
    assertEquals([sent(), await outcome], [["QUIT"], "ok"]);
  });

  test("may come before the server has said a word", async () => {
    const { world, says, sent, type } = await connect(PIPE);
    type("hello");
    world.console?.end();
    sent();
    says(...WELCOME, ...JOINED);
    assertEquals(sent(), ["JOIN #lobby", "PRIVMSG #lobby :hello", "PING farewell"]);
  });

  test("may say more in other rooms", async () => {
    const { world, says, sent, type } = await enter(PIPE, "");
    type("/join tea\nhello");
    world.console?.end();
    assertEquals(sent(), ["JOIN #tea"]);
    says(":ann!a@host JOIN #tea");
    assertEquals(sent(), ["PRIVMSG #tea :hello", "PING farewell"]);
  });

  test("says nothing after /quit", async () => {
    const { says, sent, type } = await enter(PIPE, "");
    type("/join tea\n/quit bye\nnever said");
    says(":ann!a@host JOIN #tea");
    assertEquals(sent(), ["JOIN #tea", "PING farewell"]);
    says(":s PONG s farewell");
    assertEquals(sent(), ["QUIT bye"]);
  });

  test("that the server refuses is an error", async () => {
    const { world, says, type, outcome, notices } = await enter(PIPE);
    type("hello");
    world.console?.end();
    says("@label=1 :s 404 ann #lobby :Cannot send to channel", ":s PONG s farewell");
    world.socket.ends();
    assertEquals([await outcome, notices()], ["failure", ["ircNotAccepted"]]);
  });

  test("with a line that no command fits is an error, and the others are said", async () => {
    const { world, says, sent, type, outcome } = await enter(PIPE, "");
    for (const line of ["/nosuch", "hello", "/quit bye", "never read"]) type(line);
    assertEquals(sent(), ["PRIVMSG #lobby :hello", "PING farewell"]);
    says(":s PONG s farewell");
    world.socket.ends();
    assertEquals([sent(), await outcome], [["QUIT bye"], "failure"]);
  });

  test("whose server goes before it has answered is an error", async () => {
    const { world, type, outcome, notices } = await enter(PIPE);
    type("hello");
    world.console?.end();
    world.socket.ends();
    assertEquals([await outcome, notices()], ["unavailable", ["ircNotConfirmed hello", "unsent"]]);
  });

  test("whose server says nothing for ten seconds is an error", async () => {
    const { world, says, type, ended } = await enter(PIPE);
    type("hello");
    world.console?.end();
    await world.clock.pass(9_000);
    says(":bob!b@host PRIVMSG #lobby :slow today");
    await world.clock.pass(9_999);
    assertEquals(ended(), undefined);
    await world.clock.pass(1);
    assertEquals(ended(), "unavailable");
  });

  test("waits where the server is slow", async () => {
    const { world, says, type } = await enter(PIPE, "");
    says(":s 005 ann -SAFERATE :are supported");
    type(Array.from({ length: 1_005 }, (_, index) => String(index)).join("\n"));
    assertEquals(world.inputPaused, true);
    for (let fence = 1; fence <= 251; fence++) says(`:s PONG s fence-${fence}`);
    assertEquals(world.inputPaused, false);
  });
});
