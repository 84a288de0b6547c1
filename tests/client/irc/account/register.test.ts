/** Making an account, leaving it, and another password. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { HELD_LINES_MAX } from "../../../../src/client/limits.ts";
import { settle } from "../../fake_world.ts";
import { connect, enter, JOINED, WELCOME } from "../irc_stay.ts";
import { SaslServer } from "./sasl_server.ts";

const CAPABILITIES = "sasl=SCRAM-SHA-256 draft/account-registration=before-connect,custom-account-name";
const LOGGED_IN = ":s 900 ann ann!a@host ann :You are now logged in";

describe("/register", () => {
  test("asks for the password twice, and the answer is in the person's words", async () => {
    const stay = await enter({ secret: "pencil case" }, CAPABILITIES);
    stay.type("/register");
    await settle();
    assertEquals(stay.sent(), ["REGISTER * * :pencil case"]);
    stay.says(":s REGISTER SUCCESS ann :Account created", LOGGED_IN);
    assertEquals([stay.shown(), stay.notices()], [["accountRegistered", "RPL_LOGGEDIN"], []]);
  });

  test("with everything on the line nothing is asked", async () => {
    const stay = await enter({}, CAPABILITIES);
    stay.type("/register dora pencil dora@lan.test");
    await settle();
    assertEquals(stay.sent(), ["REGISTER dora dora@lan.test pencil"]);
  });

  test("two different passwords are none", async () => {
    const answers = ["one", "two"];
    const stay = await enter({}, CAPABILITIES);
    Object.defineProperty(stay.world, "secret", { get: () => answers.shift() });
    stay.type("/register");
    await settle();
    assertEquals([stay.sent(), stay.notices()], [[], ["accountDiffer"]]);
  });

  test("a password nobody could ever send again is refused here", async () => {
    const stay = await enter({ secret: "密".repeat(101) }, CAPABILITIES);
    stay.type("/register");
    await settle();
    assertEquals([stay.sent(), stay.notices()], [[], ["accountUnusable 300"]]);
  });

  test("what the server wants is known before anything is asked", async () => {
    const strict = await enter({}, "draft/account-registration=email-required");
    strict.type("/register ann pencil");
    strict.type("/register dora pencil dora@lan.test");
    assertEquals([strict.sent(), strict.notices()], [[], ["accountEmailNeeded", "accountNameIsNick dora"]]);
  });

  test("a refusal makes a script fail, and what follows is done", async () => {
    const stay = await enter({ interactive: false }, CAPABILITIES);
    stay.type("/register ann pencil");
    stay.type("hello");
    assertEquals(stay.sent(), ["REGISTER ann * pencil"]);
    stay.says(":s FAIL REGISTER ACCOUNT_EXISTS ann :Account already exists");
    await settle();
    assertEquals([stay.sent(), stay.shown()], [["PRIVMSG #lobby :hello"], ["FAIL_ACCOUNT_EXISTS"]]);
    stay.world.console?.end();
    stay.says(":s PONG s :farewell");
    await stay.world.clock.pass(1_000);
    assertEquals(await stay.outcome, "failure");
  });

  test("a server that does not answer is not waited for", async () => {
    const stay = await enter({}, CAPABILITIES);
    stay.type("/register ann pencil");
    await stay.world.clock.pass(30_000);
    assertEquals(stay.notices(), ["accountNotAnswered"]);
  });

  test("nor one that goes meanwhile, and a script learns of it", async () => {
    const stay = await enter({ interactive: false }, CAPABILITIES);
    stay.type("/register ann pencil");
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    stay.says(":s CAP * LS :", ...WELCOME, ...JOINED);
    assertEquals(stay.notices(), ["lost", "accountNotAnswered", "reconnected"]);
    stay.world.console?.end();
    stay.says(":s PONG s :farewell");
    await stay.world.clock.pass(1_000);
    assertEquals(await stay.outcome, "failure");
  });

  test("an account that waits for a code is none yet", async () => {
    const stay = await enter({}, CAPABILITIES);
    stay.type("/register ann pencil a@lan.test");
    stay.says(":s REGISTER VERIFICATION_REQUIRED ann :Look into your mail.");
    stay.type("hello");
    await settle();
    assertEquals([stay.shown(), stay.sent().at(-1)], [["accountVerify"], "PRIVMSG #lobby :hello"]);
  });

  test("the new account is logged in to on the next connection", async () => {
    const stay = await enter({}, CAPABILITIES);
    stay.type("/register ann pencil");
    stay.says(":s REGISTER SUCCESS ann :Account created", LOGGED_IN);
    await settle();
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    stay.says(`:s CAP * LS :${CAPABILITIES}`, ":s CAP * ACK :sasl draft/account-registration");
    const server = new SaslServer(stay, "ann", "pencil");
    assertEquals(await server.scram(), true);
  });
});

describe("/logout", () => {
  test("is said to NickServ, and nobody logs in by themselves any more", async () => {
    const stay = await enter({}, CAPABILITIES);
    stay.type("/login ann pencil");
    const server = new SaslServer(stay, "ann", "pencil");
    await server.scram();
    server.welcome("ann");
    await settle();
    stay.sent();
    stay.type("/logout");
    assertEquals(stay.sent(), ["PRIVMSG NickServ LOGOUT"]);
    stay.says(":s 901 ann ann!a@host :You are now logged out");
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    stay.says(`:s CAP * LS :${CAPABILITIES}`, ":s CAP * ACK :sasl draft/account-registration");
    assertEquals(stay.sent().at(-1), "CAP END");
  });
});

describe("/password", () => {
  async function loggedIn(changes = {}) {
    const stay = await enter(changes, CAPABILITIES);
    stay.type("/login ann pencil");
    const server = new SaslServer(stay, "ann", "pencil");
    await server.scram();
    server.welcome("ann");
    await settle();
    stay.sent();
    stay.notices();
    return stay;
  }

  test("asks for all three", async () => {
    const answers = ["pencil", "crayon", "crayon"];
    const stay = await loggedIn();
    Object.defineProperty(stay.world, "secret", { get: () => answers.shift() });
    stay.type("/password");
    await settle();
    assertEquals(stay.sent(), ["PRIVMSG NickServ :PASSWD pencil crayon crayon"]);
  });

  test("is for who is logged in", async () => {
    const stay = await enter({ secret: "pencil" }, CAPABILITIES);
    stay.type("/password");
    await settle();
    assertEquals([stay.sent(), stay.notices()], [[], ["accountNotLoggedIn"]]);
  });

  for (const [name, password] of [
    ["the new one", "crayon"],
    ["the old one, where the server did not take it", "pencil"],
  ] as const) {
    test(`the next connection is logged in with ${name}`, async () => {
      const stay = await loggedIn();
      stay.type("/password pencil crayon");
      await settle();
      stay.world.socket.ends();
      await stay.world.clock.pass(1_000);
      stay.says(`:s CAP * LS :${CAPABILITIES}`, ":s CAP * ACK :sasl draft/account-registration");
      const server = new SaslServer(stay, "ann", password);
      const isFirst = await server.scram();
      if (!isFirst) stay.says(":s 904 * :Failed");
      assertEquals(isFirst || (await server.scram()), true);
    });
  }
});

describe("services", () => {
  const IDENTIFY = "/msg NickServ IDENTIFY ann pencil";

  test("are told passwords, which nobody is ever shown again", async () => {
    const stay = await enter({}, "echo-message labeled-response batch");
    stay.type(IDENTIFY);
    assertEquals(stay.sent(), ["PRIVMSG NickServ :IDENTIFY ann pencil"]);
    stay.says(":ann!a@host PRIVMSG NickServ :IDENTIFY ann pencil");
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    assertEquals([stay.shown(), stay.notices()], [[], ["lost", "reconnected"]]);
    assertEquals(stay.world.socket.sent.includes("pencil"), false);
  });

  test("what is typed without a connection is told without the password", async () => {
    const stay = await enter();
    stay.world.socket.ends();
    for (const line of [IDENTIFY, "/login ann pencil", "/register ann pencil", "/password pencil crayon"])
      stay.type(line);
    const words = ["/msg NickServ IDENTIFY", "/login ann", "/register ann", "/password"];
    assertEquals(stay.notices(), ["lost", ...words.map((word) => `refusedWhileLost ${word}`)]);
  });
});

test("a password that cannot wait any more is not shown either", async () => {
  const stay = await enter({}, CAPABILITIES);
  stay.type("/join tea");
  for (let lines = 0; lines < HELD_LINES_MAX; lines++) stay.type("waits");
  stay.type("/login ann pencil");
  assertEquals(stay.notices(), ["refusedWhileFull /login ann"]);
});

describe("names of accounts", () => {
  test("a name that belongs to one is told with the way to it", async () => {
    const stay = await connect();
    stay.says(":s 433 * ann :Nickname belongs to an account; log in to use it");
    stay.says(":s 001 ann_ :Welcome", ":s 422 ann_ :No MOTD", ":ann_!a@host JOIN #lobby");
    assertEquals(stay.notices().slice(1), ["ircNickOther ann_", "accountReserved ann"]);
    stay.shown();
    stay.says(":s 433 ann_ bob :此昵称属于某个帐号；登录后才能使用");
    assertEquals(stay.shown(), ["accountReserved bob"]);
  });

  test("a name that somebody has is not", async () => {
    const stay = await connect();
    stay.says(":s 433 * ann :Nickname is already in use");
    stay.says(":s 001 ann_ :Welcome", ":s 422 ann_ :No MOTD", ":ann_!a@host JOIN #lobby");
    assertEquals(stay.notices().slice(1), ["ircNickOther ann_"]);
  });

  test("the server may change the name by a login, and it is asked for from then on", async () => {
    const stay = await enter({}, CAPABILITIES);
    stay.says(LOGGED_IN, ":ann!a@host NICK dora");
    assertEquals(stay.shown(), ["RPL_LOGGEDIN", "ircYouAre"]);
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    assertEquals(stay.sent().slice(0, 2), ["CAP LS 302", "NICK dora"]);
  });
});

describe("another device of one's own", () => {
  const ECHO = "labeled-response echo-message batch";

  test("enters a room: lines go where they went before", async () => {
    const stay = await enter({}, ECHO);
    stay.says(":ann!a@host JOIN #tea", ":s 353 ann = #tea :ann bob", ":s 366 ann #tea :End");
    stay.type("still here");
    assertEquals(
      [stay.shown(), stay.sent()],
      [["ircYouJoinedToo #tea", "ircMembers"], ["@label=1 PRIVMSG #lobby :still here"]],
    );
    stay.type("/join tea");
    stay.type("and now there");
    assertEquals(stay.sent(), ["@label=2 PRIVMSG #tea :and now there"]);
  });

  test("says the same words: each line is one, and this one's own is confirmed by its own echo", async () => {
    const stay = await enter({}, ECHO);
    stay.type("hello");
    stay.says("@msgid=1 :ann!a@host PRIVMSG #lobby :hello");
    assertEquals(stay.shown(), ["<ann> hello"]);
    stay.says("@label=1;msgid=2 :ann!a@host PRIVMSG #lobby :hello");
    assertEquals(stay.shown(), []);
    stay.world.socket.ends();
    assertEquals(stay.notices(), ["lost"]);
  });

  test("talks to somebody", async () => {
    const stay = await enter({}, ECHO);
    stay.says(":ann!a@host PRIVMSG bob :psst", ":ann!a@host PRIVMSG #tea :\u0001ACTION waves\u0001");
    assertEquals(stay.shown(), ["ircPrivate → bob <ann> psst", "[#tea] * ann waves"]);
  });

  test("was in the room before: it is not entered again, nor waited for", async () => {
    const stay = await connect();
    stay.says(":s 001 ann :Welcome", ...WELCOME.slice(1, 2));
    stay.says(...JOINED, ":ann!a@host JOIN #tea", ...WELCOME.slice(2));
    stay.type("hello");
    assertEquals(stay.sent().slice(-1), ["PRIVMSG #lobby :hello"]);
  });

  test("was in other rooms: lines go where newcomers go", async () => {
    const stay = await connect();
    stay.says(...WELCOME.slice(0, 2), ":ann!a@host JOIN #tea", ...JOINED, ...WELCOME.slice(2));
    stay.type("hello");
    assertEquals(stay.sent().slice(-1), ["PRIVMSG #lobby :hello"]);
    assertEquals(stay.shown().slice(-1), ["ircYouJoined #lobby"]);
  });
});
