/** Logging in: on arrival, later, and again after a lost connection. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { ChatRequest } from "../../../../src/client/options.ts";
import { type FakeWorld, settle } from "../../fake_world.ts";
import { connect, enter, JOINED, WELCOME } from "../irc_stay.ts";
import { decode, SaslServer } from "./sasl_server.ts";

const CAPABILITIES = "sasl=PLAIN,SCRAM-SHA-256 batch";
const LOGIN: Partial<ChatRequest> = {
  identity: { nick: "ann", rooms: [], account: "ann", password: "密码 pencil", operPassword: undefined },
};

/** Connected, asked to log in, and told what can be negotiated. */
async function arrive(changes: Partial<FakeWorld> = {}, offer = CAPABILITIES, request = LOGIN) {
  const stay = await connect(changes, request);
  const server = new SaslServer(stay, "ann", "密码 pencil");
  negotiate(stay, offer);
  return { ...stay, server };
}

function negotiate({ says }: Awaited<ReturnType<typeof connect>>, offer: string): void {
  const names = offer.replace(/=\S*/g, "");
  says(`:s CAP * LS :${offer}`, `:s CAP * ACK :${names}`);
}

describe("logging in on arrival", () => {
  test("comes before the end of registration, and the server proves itself", async () => {
    const stay = await arrive();
    assertEquals(await stay.server.scram(), true);
    stay.server.welcome();
    await settle();
    assertEquals(stay.sent().slice(-2), ["AUTHENTICATE +", "CAP END"]);
    stay.says(...WELCOME, ...JOINED);
    assertEquals(stay.shown(), ["RPL_LOGGEDIN", "ircWelcome", "ircYouJoined #lobby", "ircMembers"]);
    assertEquals(stay.notices(), ["connected", "ircYouAreHelp ann"]);
  });

  test("the password is asked for before there is a connection", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const identity = { nick: "ann", rooms: [], account: "ann", operPassword: undefined };
    const stay = await connect({ secret: promise }, { identity });
    assertEquals(stay.world.sockets.length, 0);
    resolve("密码 pencil");
    await settle();
    negotiate(stay, CAPABILITIES);
    assertEquals(await new SaslServer(stay, "ann", "密码 pencil").scram(), true);
  });

  for (const [name, secret, outcome, notices] of [
    ["where nobody can be asked", undefined, "noPermission", ["accountNoWay"]],
    ["where the person does not want to", "", "interrupted", []],
  ] as const) {
    test(`ends ${name}`, async () => {
      const identity = { nick: "ann", rooms: [], account: "ann", operPassword: undefined };
      const stay = await connect({ secret }, { identity });
      assertEquals([await stay.outcome, stay.world.sockets.length, stay.notices()], [outcome, 0, notices]);
    });
  }

  test("a refusal is the end, with a reason", async () => {
    const stay = await arrive();
    const wrong = new SaslServer(stay, "ann", "another");
    assertEquals(await wrong.scram(), false);
    stay.says(":s 904 * :SASL authentication failed");
    assertEquals([await stay.outcome, stay.notices()], ["noPermission", ["connected", "accountRefused ann"]]);
  });

  test("a server that does not know the password is left", async () => {
    const stay = await arrive();
    await stay.server.scram({ isHonest: false });
    assertEquals([await stay.outcome, stay.notices().at(-1)], ["noPermission", "accountFalseServer ann"]);
    assertEquals(decode(await stay.server.heard()), "*");
  });

  test("a server that welcomes without a proof is left", async () => {
    const stay = await arrive();
    await stay.server.heard();
    stay.server.welcome();
    assertEquals([await stay.outcome, stay.notices().at(-1)], ["noPermission", "accountFalseServer ann"]);
  });

  test("a server without accounts is the end, with or without capabilities", async () => {
    const first = await arrive({}, "batch");
    assertEquals([await first.outcome, first.notices().at(-1)], ["unavailable", "accountNone ann"]);
    const second = await connect({}, LOGIN);
    second.says(...WELCOME);
    assertEquals([await second.outcome, second.notices().at(-1)], ["unavailable", "accountNone ann"]);
  });

  test("a server that does not answer is not waited for", async () => {
    const stay = await arrive();
    await stay.world.clock.pass(30_000);
    assertEquals([await stay.outcome, stay.notices().at(-1)], ["unavailable", "accountUnanswered ann"]);
  });

  test("PLAIN is for servers that know nothing better, and one is told what that means", async () => {
    const stay = await arrive({}, "sasl=PLAIN,EXTERNAL");
    assertEquals(await stay.server.heard(), ["PLAIN"]);
    assertEquals(stay.notices().at(-1), "accountPlain");
    stay.server.say("");
    assertEquals(decode(await stay.server.heard()), "\0ann\0密码 pencil");
    stay.server.welcome();
    await settle();
    assertEquals(stay.sent().at(-1), "CAP END");
  });

  test("a server that says only later what it knows is asked again", async () => {
    const stay = await arrive({}, "sasl");
    assertEquals(await stay.server.heard(), ["SCRAM-SHA-256"]);
    stay.says(":s 908 * EXTERNAL,PLAIN :are available", ":s 904 * :Failed");
    assertEquals(await stay.server.heard(), ["PLAIN"]);
  });

  test("a server that offers only what nobody here knows is the end", async () => {
    const stay = await arrive({}, "sasl=EXTERNAL");
    assertEquals([await stay.outcome, stay.notices().at(-1)], ["noPermission", "accountNoMechanism ann"]);
  });

  test("a name that was another's before the login is asked for again after it", async () => {
    const stay = await arrive();
    stay.says(":s 433 * ann :Nickname belongs to an account");
    await stay.server.scram();
    stay.server.welcome();
    await settle();
    assertEquals(stay.sent().slice(-2), ["NICK ann", "CAP END"]);
  });
});

describe("after a lost connection", () => {
  async function here() {
    const stay = await arrive();
    await stay.server.scram();
    stay.server.welcome();
    await settle();
    stay.says(...WELCOME, ...JOINED);
    stay.notices();
    stay.shown();
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    negotiate(stay, CAPABILITIES);
    return { ...stay, server: new SaslServer(stay, "ann", "密码 pencil") };
  }

  test("the client logs in again by itself, and says nothing of it", async () => {
    const stay = await here();
    assertEquals(await stay.server.scram(), true);
    stay.server.welcome();
    await settle();
    stay.says(...WELCOME, ...JOINED);
    assertEquals([stay.notices(), stay.shown()], [["lost", "reconnected"], ["ircMembers"]]);
  });

  test("the password itself is not there any more: a changed one is told, and the person stays", async () => {
    const stay = await here();
    stay.server.iterations = 5_000;
    assertEquals(await stay.server.scram(), false);
    stay.says(":s 906 * :Aborted");
    await settle();
    assertEquals([stay.sent().at(-1), stay.notices().at(-1)], ["CAP END", "accountStale ann"]);
    assertEquals(stay.shown(), []);
    stay.says(...WELCOME, ...JOINED);
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    negotiate(stay, CAPABILITIES);
    assertEquals(stay.sent().at(-1), "CAP END");
  });

  test("a server that now wants PLAIN gets no password", async () => {
    const stay = await arrive();
    await stay.server.scram();
    stay.server.welcome();
    await settle();
    stay.says(...WELCOME, ...JOINED);
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    stay.sent();
    negotiate(stay, "sasl=PLAIN");
    await settle();
    assertEquals(
      [stay.sent(), stay.notices().at(-1)],
      [
        ["CAP LS 302", "NICK ann", "USER ann 0 * ann", "CAP REQ sasl", "CAP END"].slice(-2),
        "accountStale ann",
      ],
    );
  });

  test("a script ends where it is not logged in again", async () => {
    const stay = await arrive({ interactive: false });
    await stay.server.scram();
    stay.server.welcome();
    await settle();
    stay.says(...WELCOME, ...JOINED);
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    negotiate(stay, CAPABILITIES);
    stay.says(":s 904 * :Failed");
    assertEquals([await stay.outcome, stay.notices().at(-1)], ["noPermission", "accountRefused ann"]);
  });
});

describe("/login", () => {
  test("asks for the password, and holds what is typed next", async () => {
    const stay = await enter({ secret: "密码 pencil" }, CAPABILITIES);
    const server = new SaslServer(stay, "ann", "密码 pencil");
    stay.type("/login ann");
    stay.type("hello");
    assertEquals(await server.scram(), true);
    assertEquals(stay.world.socket.sent.includes("PRIVMSG"), false);
    server.welcome("guest1");
    stay.says(":guest1!a@host NICK ann");
    await settle();
    assertEquals([stay.shown().slice(0, 1), stay.sent().at(-1)], [["RPL_LOGGEDIN"], "PRIVMSG #lobby :hello"]);
  });

  test("a refusal is told, and makes a script fail", async () => {
    const stay = await enter({ interactive: false }, CAPABILITIES);
    stay.type("/login ann wrong");
    const server = new SaslServer(stay, "ann", "right");
    assertEquals(await server.scram(), false);
    stay.says(":s 904 ann :Failed");
    await settle();
    assertEquals(stay.notices(), ["accountRefused ann"]);
    stay.world.console?.end();
    stay.says(":s PONG s :farewell");
    await stay.world.clock.pass(1_000);
    assertEquals(await stay.outcome, "failure");
  });

  test("is not sent where there are no accounts", async () => {
    const stay = await enter({}, "batch");
    stay.type("/login ann secret");
    stay.type("/register ann secret");
    assertEquals([stay.sent(), stay.notices()], [[], ["ircCannot /login", "ircCannot /register"]]);
  });

  test("a password that is asked for never goes to whoever listens on the next connection", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const stay = await enter({ secret: promise }, CAPABILITIES);
    stay.type("/login ann");
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    resolve("pencil");
    await settle();
    assertEquals(stay.notices().at(-1), "refusedWhileLost /login ann");
    assertEquals(stay.world.socket.sent.includes("AUTHENTICATE"), false);
  });

  test("a lost connection ends it, and what waited goes on after it", async () => {
    const stay = await enter({}, CAPABILITIES);
    stay.type("/login ann pencil");
    stay.type("hello");
    stay.world.socket.ends();
    await stay.world.clock.pass(1_000);
    negotiate(stay, CAPABILITIES);
    stay.says(...WELCOME, ...JOINED);
    await settle();
    assertEquals(stay.sent().at(-1), "PRIVMSG #lobby :hello");
  });
});
