/** Whatever people do with accounts, and whatever the disk says to it: a name and its user are the owner's alone. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Account } from "../../src/chat/accounts/account.ts";
import { Chat } from "../../src/chat/chat.ts";
import { restore } from "../../src/chat/restore.ts";
import type { User } from "../../src/chat/user.ts";
import type { Effect, Entry, SessionId } from "../../src/protocol/effects.ts";
import { fnv1aHex } from "../../src/protocol/fnv.ts";
import type { LastingRow, LastingWrite } from "../../src/protocol/lasting.ts";
import { RULE_SETTINGS } from "../helpers/rule-settings.ts";

const SESSIONS: readonly SessionId[] = [1, 2, 3, 4, 5, 6];
/** The third looks like the first. */
const NAMES = ["ann", "bob", "аnn", "Bob", "eve"] as const;
const session = fc.constantFrom(...SESSIONS);
const name = fc.constantFrom(...NAMES);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom("come", "come", "guest", "quit"), session, name }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom("register", "login", "login", "old login"), session, name }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("nick", "logout", "drop", "reclaim", "stay", "go"),
      session,
      name,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("password"), session, name }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("kept", "kept", "refused"), session, name }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
type Keep = Effect & { readonly kind: "keep" };

/** The rules, and a disk that answers when a test wants it. */
class Bench {
  readonly chat: Chat;
  readonly rows = new Map<string, LastingRow>();
  readonly #asked: Keep[] = [];
  #sequence = 0;

  constructor(customNames: boolean) {
    const accounts = { ...RULE_SETTINGS.accounts, customNames };
    this.chat = new Chat({ historyId: "test", startedAtMs: 1_000, settings: { ...RULE_SETTINGS, accounts } });
  }

  decide(entry: Entry): void {
    this.#sequence += 1;
    const stamped = { sequence: this.#sequence, timeMs: 1_000 + this.#sequence, entry };
    for (const effect of this.chat.apply(stamped)) {
      if (effect.kind === "keep") this.#asked.push(effect);
      if (effect.kind === "record" && effect.write.write === "lasting") this.#write(effect.write);
    }
  }

  say(session: SessionId, command: string, ...params: string[]): void {
    this.decide({ kind: "message", session, message: { command, params }, capabilities: 0 });
  }

  /** The disk answers the oldest question. */
  answer(isKept: boolean): void {
    const asked = this.#asked.shift();
    if (!asked) return;
    const { session, outcome, writes } = asked;
    for (const write of isKept ? writes : []) if (write.write === "lasting") this.#write(write);
    this.decide({ kind: "kept", session, outcome, isKept });
  }

  get isWaiting(): boolean {
    return this.#asked.length > 0;
  }

  #write({ kind, key, value }: LastingWrite): void {
    if (value === undefined) this.rows.delete(`${kind} ${key}`);
    else this.rows.set(`${kind} ${key}`, { kind, key, value });
  }
}

function take(bench: Bench, { do: done, session: id, name: wanted }: Step): void {
  const { chat } = bench;
  const account = chat.accounts.named(wanted);
  const credential = { version: 1, salt: "", iterations: 1, storedKey: "k", serverKey: "" };
  switch (done) {
    case "come":
      if (chat.session(id)) return;
      bench.decide({ kind: "connect", session: id, sessionKind: "irc", host: "10.0.0.1" });
      bench.say(id, "NICK", wanted);
      bench.say(id, "USER", "u", "0", "*", "u");
      return;
    case "guest":
      if (!chat.session(id) && !chat.newcomer(id))
        bench.decide({ kind: "connect", session: id, sessionKind: "plain", host: "10.0.0.1" });
      return;
    case "quit":
      bench.decide({ kind: "disconnect", session: id, reason: { kind: "closed" } });
      return;
    case "register":
      bench.decide({ kind: "register", session: id, name: wanted, credential, way: "service" });
      return;
    case "login":
    case "old login":
      if (account) logIn(bench, { id, account, isOld: done === "old login" });
      return;
    case "password":
      if (account)
        bench.decide({
          kind: "password",
          session: id,
          account: account.id,
          version: account.credential.version,
          credential,
        });
      return;
    case "nick":
      bench.say(id, "NICK", wanted);
      return;
    case "drop":
      if (account)
        bench.say(id, "NICKSERV", "DROP", account.name, fnv1aHex(`${account.id} ${account.registeredAtMs}`));
      return;
    case "stay":
    case "go":
      bench.say(id, "NICKSERV", "SET", "ALWAYS-ON", done === "stay" ? "on" : "off");
      return;
    case "kept":
    case "refused":
      bench.answer(done === "kept");
      return;
    default:
      bench.say(id, "NICKSERV", done.toUpperCase());
  }
}

interface Login {
  readonly id: SessionId;
  readonly account: Account;
  /** What was checked counts no more. */
  readonly isOld: boolean;
}

function logIn(bench: Bench, { id, account, isOld }: Login): void {
  const before = bench.chat.session(id)?.user.account;
  const version = account.credential.version - (isOld ? 1 : 0);
  bench.decide({ kind: "login", session: id, account: account.id, version, way: "sasl" });
  const after = bench.chat.session(id)?.user;
  if (!after) return;
  const isIn = !isOld || before === account;
  assertEquals(after.account, isIn ? account : before);
}

/** What must hold after every step. */
function check({ chat }: Bench): void {
  const users = [...chat.nicks.users()];
  const accounts = [...chat.accounts.all()];
  for (const user of users) {
    assert(!chat.accounts.isTaken(user.nick, user.account), `${user.nick} is the name of somebody else`);
    if (user.account) assertEquals([user.account.user === user, user.id], [true, user.account.id]);
    assert(user.sessions.length > 0 || user.isAlwaysOn, `${user.nick} is here without a device`);
    assertEquals(
      user.sessions.map(({ id }) => chat.session(id)?.user === user),
      user.sessions.map(() => true),
    );
  }
  for (const { name, user } of accounts) {
    assertEquals(chat.accounts.named(name)?.name, name);
    assert(user === undefined || users.includes(user), `the user of ${name} is not here`);
  }
  for (const account of accounts)
    assert(!chat.accounts.isTaken(account.name, account), `two accounts look like ${account.name}`);
  assertEquals(SESSIONS.filter((id) => chat.session(id)).length, sessionsOf(users).length);
}

function sessionsOf(users: readonly User[]): readonly SessionId[] {
  return users.flatMap(({ sessions }) => sessions.map(({ id }) => id));
}

/** A server that begins with these rows knows the same people. */
function checkRestored({ chat, rows }: Bench): void {
  const fresh = new Chat({ historyId: "test", startedAtMs: 9_000, settings: chat.settings });
  restore(fresh, [...rows.values()], (row) => assert(false, `${row.kind} ${row.key} cannot be read`));
  assertEquals(known(fresh), known(chat));
}

function known({ accounts }: Chat): readonly unknown[] {
  const parts = [...accounts.all()].map((account) => [
    account.with({}),
    account.user?.isAlwaysOn === true ? [account.user.nick, [...account.user.channels.keys()].sort()] : [],
  ]);
  return parts.map((part) => JSON.stringify(part)).sort();
}

test("a name is its owner's, an account is one user, and what is on the disk is what is known", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { maxLength: 80, size: "max" }), (customNames, steps) => {
      const bench = new Bench(customNames);
      for (const one of steps) {
        take(bench, one);
        check(bench);
      }
      while (bench.isWaiting) bench.answer(true);
      check(bench);
      for (const wanted of NAMES)
        assert(!bench.chat.accounts.isPending(wanted), `${wanted} is kept for nobody`);
      checkRestored(bench);
    }),
    { numRuns: 1_000 },
  );
});
