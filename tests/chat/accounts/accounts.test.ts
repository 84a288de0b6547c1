/** Whose names are whose, while accounts are made, refused by the disk, changed and dropped. */
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import type { Credential } from "../../../src/protocol/credential.ts";
import type { Entry, SessionId } from "../../../src/protocol/effects.ts";
import { ACCOUNTS_PER_HOST_MAX, SESSIONS_PER_USER_MAX } from "../../../src/protocol/limits.ts";
import { Playground } from "../playground.ts";

const CREDENTIAL: Credential = { version: 1, salt: "", iterations: 1, storedKey: "", serverKey: "" };

function register(session: SessionId, name = "*"): Entry & { kind: "register" } {
  return { kind: "register", session, name, credential: CREDENTIAL, way: "service" };
}

function login(playground: Playground, session: SessionId, name: string, version = 1): Entry {
  const account = playground.chat.accounts.named(name);
  assert(account);
  return { kind: "login", session, account: account.id, version, way: "service" };
}

/** Alice, who has an account, and Bob, who has none. */
function village(): Playground {
  const playground = new Playground();
  playground.irc(1, "alice");
  playground.irc(2, "bob");
  playground.settle(register(1));
  return playground;
}

describe("a name", () => {
  test("is taken from the moment it is asked for, and so is one that looks the same", () => {
    const playground = new Playground();
    playground.irc(1, "alice");
    assertEquals(playground.decide(register(1)), ["keep account-registered"]);
    playground.rehash({ accounts: { ...playground.chat.settings.accounts, customNames: true } });
    playground.irc(2, "bob");
    assertEquals(playground.decide(register(2, "alice")), ["2< NickServ account-exists alice"]);
    assertEquals(playground.decide(register(2, "аlice")), ["2< NickServ account-exists аlice"]);
    assertEquals(playground.decide(register(2, "alicia")), ["keep account-registered"]);
  });

  test("is nobody's nick while the disk is asked", () => {
    const playground = new Playground();
    playground.irc(1, "alice");
    playground.irc(2, "bob");
    playground.decide(register(1));
    playground.ask(1, "NICK", "ann");
    assertEquals(playground.ask(2, "NICK", "alice"), ["2< ERR_NICKRESERVED alice"]);
    playground.newcomer(3);
    playground.ask(3, "NICK", "zoe");
    playground.decide({ ...register(3), way: "register" });
    // Whoever waits for it comes in meanwhile.
    assert(
      playground.ask(3, "USER", "zoe", "0", "*", "Zoe").some((line) => line.startsWith("3< RPL_WELCOME")),
    );
    assertEquals(playground.ask(2, "NICK", "zoe"), ["2< ERR_NICKNAMEINUSE zoe"]);
  });

  test("is free again where the disk has refused the account", () => {
    const playground = new Playground();
    playground.irc(1, "alice");
    assertEquals(playground.settle(register(1), false), ["1< NickServ cannot-store alice"]);
    assertEquals(playground.userOf(1).account, undefined);
    const told = playground.settle(register(1)).filter((line) => !line.includes("asks history"));
    assertEquals(told, [
      "1< NickServ account-created alice",
      "1< <alice> ACCOUNT alice",
      "1< RPL_LOGGEDIN alice!~alice@10.0.0.1 alice",
    ]);
  });

  test("of an account is its owner's, here or not, in every form that looks like it", () => {
    const playground = village();
    playground.leave(1);
    for (const nick of ["alice", "ALICE", "аlice", "aIice"]) {
      const [told] = playground.ask(2, "NICK", nick);
      // Two ASCII names are told apart by who types them.
      assertEquals(told, nick === "aIice" ? "2< <bob> NICK aIice" : `2< ERR_NICKRESERVED ${nick}`);
    }
    playground.guest(3);
    playground.settle(login(playground, 3, "alice"));
    assertEquals(playground.userOf(3).nick, "alice");
  });

  test("that somebody else has now is nobody's to register but an operator's for them", () => {
    const playground = village();
    playground.rehash({ accounts: { ...playground.chat.settings.accounts, customNames: true } });
    playground.irc(3, "carol");
    assertEquals(playground.decide(register(3, "bob")), ["3< NickServ account-exists bob"]);
    assertEquals(playground.decide({ ...register(3, "dora"), isForAnother: true }), [
      "3< NickServ registration-closed dora",
    ]);
    playground.decide({ kind: "operator", session: 3, operator: "root" });
    const told = playground.settle({ ...register(3, "bob"), isForAnother: true });
    assertEquals(told, ["3< NickServ account-created bob", "acted: carol register bob"]);
    assertEquals(playground.userOf(3).account, undefined);
  });
});

test("programs that ask whose a nick is hear of its owner alone", () => {
  const playground = village();
  const status = (nick: string) => playground.ask(2, "NS", "STATUS", nick);
  assertEquals(status("ALICE"), ["2< NickServ nick-status ALICE 3"]);
  assertEquals(status("bob"), ["2< NickServ nick-status bob 0"]);
  // Nobody's name: whoever trusts it is not told that somebody has proven to own it.
  playground.ask(1, "NICK", "root");
  assertEquals(status("root"), ["2< NickServ nick-status root 0"]);
  assertEquals(status("alice"), ["2< NickServ nick-status alice 1"]);
});

describe("a password", () => {
  test("that was changed meanwhile opens nothing", () => {
    const playground = village();
    const account = playground.chat.accounts.named("alice");
    assert(account);
    const changed = {
      kind: "password",
      session: 1,
      account: account.id,
      version: 1,
      credential: CREDENTIAL,
    } as const;
    assertEquals(playground.settle(changed), ["1< NickServ password-changed alice"]);
    assertEquals(account.credential.version, 2);
    assertEquals(playground.settle(login(playground, 2, "alice", 1)), ["2< NickServ login-failed"]);
    assertEquals(playground.settle(changed), ["1< NickServ login-failed"]);
  });

  test("stays the old one where the disk has refused the new one", () => {
    const playground = village();
    const account = playground.chat.accounts.named("alice");
    assert(account);
    const changed = {
      kind: "password",
      session: 1,
      account: account.id,
      version: 1,
      credential: CREDENTIAL,
    } as const;
    assertEquals(playground.settle(changed, false), ["1< NickServ cannot-store alice"]);
    assertEquals(account.credential.version, 1);
  });
});

test("one change does not undo another: who changes it with a second device meanwhile asks again", () => {
  const playground = village();
  const account = playground.chat.accounts.named("alice");
  assert(account);
  playground.attach(3, 1);
  const changed = {
    kind: "password",
    session: 3,
    account: account.id,
    version: 1,
    credential: { ...CREDENTIAL, storedKey: "new" },
  } as const;
  const [asked] = playground.effects(1, "NS", "SET", "ALWAYS-ON", "on");
  assert(asked?.kind === "keep");
  assertEquals(playground.decide(changed), ["3< NickServ account-busy alice"]);
  assertEquals(playground.ask(3, "PERSISTENCE", "SET", "OFF"), ["3< FAIL TEMPORARILY_UNAVAILABLE"]);
  const { session, outcome } = asked;
  playground.decide({ kind: "kept", session, outcome, isKept: true });
  assertEquals(playground.settle(changed), ["3< NickServ password-changed alice"]);
  assertEquals([account.settings.alwaysOn, account.credential.storedKey], [true, "new"]);
  assertEquals(playground.settle({ ...changed, version: 2 }, false), ["3< NickServ cannot-store alice"]);
  assertEquals(playground.settle({ ...changed, version: 2 }), ["3< NickServ password-changed alice"]);
});

test("a device that logs out while others stay is a guest from where it is itself", () => {
  const playground = village();
  playground.guest(3, "10.0.0.9");
  playground.settle(login(playground, 3, "alice"));
  playground.ask(3, "NS", "LOGOUT");
  const { nick, source, actualHost } = playground.userOf(3);
  assertEquals([nick, source.host, actualHost], ["g10-0-0-9", "10.0.0.9", "10.0.0.9"]);
  assertEquals(playground.userOf(1).source.host, "10.0.0.1");
});

test("whose place an operator has hidden does not show it by logging out", () => {
  const playground = village();
  playground.guest(3, "10.0.0.9");
  playground.settle(login(playground, 3, "alice"));
  playground.decide({ kind: "operator", session: 2, operator: "root" });
  playground.ask(2, "CHGHOST", "alice", "alice", "staff/alice");
  playground.ask(3, "NS", "LOGOUT");
  const { nick, source, actualHost } = playground.userOf(3);
  assertEquals([nick, source.host, actualHost], ["glocal", "staff/alice", "10.0.0.9"]);
});

describe("who has logged in and comes in as a guest after all is told so", () => {
  const isAbout = (line: string): boolean => /LOGGED|too-many|WELCOME|RESERVED|INUSE/.test(line);

  test("where the account was dropped meanwhile", () => {
    const playground = village();
    playground.newcomer(3);
    playground.decide({ ...login(playground, 3, "alice"), way: "sasl" } as Entry);
    const [asked = ""] = playground.ask(1, "NS", "DROP", "alice");
    const code = asked.split(" ").at(-1) ?? "";
    const [keep] = playground.effects(1, "NS", "DROP", "alice", code);
    assert(keep?.kind === "keep");
    const { session, outcome } = keep;
    playground.decide({ kind: "kept", session, outcome, isKept: true });
    playground.ask(3, "NICK", "late");
    const told = playground.ask(3, "USER", "late", "0", "*", "Late").filter(isAbout);
    assertEquals(told[0], "3< RPL_LOGGEDOUT late!late@10.0.0.1");
    assertEquals(told[1]?.startsWith("3< RPL_WELCOME"), true);
  });

  test("where too many devices have come meanwhile", () => {
    const playground = village();
    playground.newcomer(99);
    playground.decide({ ...login(playground, 99, "alice"), way: "sasl" } as Entry);
    for (let id = 10; id < 10 + SESSIONS_PER_USER_MAX - 1; id++) playground.attach(id, 1);
    playground.ask(99, "NICK", "late");
    const told = playground.ask(99, "USER", "late", "0", "*", "Late").filter(isAbout);
    assertEquals(told.slice(0, 2), ["99< NickServ too-many-devices", "99< RPL_LOGGEDOUT late!late@10.0.0.1"]);
    assertEquals(told[2]?.startsWith("99< RPL_WELCOME"), true);
  });
});

describe("an account that is dropped", () => {
  test("leaves its owner a guest of the same name, and another identity", () => {
    const playground = village();
    const before = playground.userOf(1).id;
    const [asked = ""] = playground.ask(1, "NS", "DROP", "alice");
    const code = asked.split(" ").at(-1) ?? "";
    assertEquals(playground.ask(2, "NS", "DROP", "alice", code), ["2< NickServ not-yours alice"]);
    assertEquals(playground.chat.accounts.size, 1);
    playground.settle({
      kind: "message",
      session: 1,
      message: { command: "NS", params: ["DROP", "alice", code] },
      capabilities: 0,
    });
    assertEquals(playground.chat.accounts.size, 0);
    assertEquals(playground.userOf(1).account, undefined);
    assertEquals(playground.userOf(1).nick, "alice");
    assert(playground.userOf(1).id !== before);
    assert(playground.userOf(1).id.startsWith("guest-"));
  });
});

describe("one address", () => {
  test("makes so many accounts in an hour, and others as many", () => {
    const playground = new Playground();
    playground.rehash({ accounts: { ...playground.chat.settings.accounts, customNames: true } });
    for (let count = 1; count <= ACCOUNTS_PER_HOST_MAX + 1; count++) playground.irc(count, `nick${count}`);
    for (let count = 1; count <= ACCOUNTS_PER_HOST_MAX; count++) playground.settle(register(count));
    assertEquals(playground.chat.accounts.size, ACCOUNTS_PER_HOST_MAX);
    const last = ACCOUNTS_PER_HOST_MAX + 1;
    assertEquals(playground.decide(register(last)), [`${last}< NickServ account-often nick${last}`]);
    playground.newcomer(last + 1, "10.0.0.2");
    playground.ask(last + 1, "NICK", "zoe");
    assertEquals(playground.decide(register(last + 1)), ["keep account-registered"]);
  });
});
