import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Guesser, Proof } from "../../../src/network/account-gate.ts";
import { foldNick } from "../../../src/protocol/casemapping.ts";
import type { Credential } from "../../../src/protocol/credential.ts";
import {
  ACCOUNT_PASSWORD_BYTES_MAX,
  WRONG_LOGINS_HOST_MS,
  WRONG_LOGINS_PER_HOST_MAX,
  WRONG_LOGINS_PER_SESSION_MAX,
  WRONG_LOGINS_SESSION_MS,
} from "../../../src/protocol/limits.ts";
import { CredentialGate } from "../../../src/server/credentials/gate.ts";
import { preparePassword } from "../../../src/server/credentials/saslprep.ts";
import { ITERATIONS, matches } from "../../../src/server/credentials/verifier.ts";
import { WorkQueue } from "../../../src/server/work-queue.ts";
import { FakeClock } from "../../helpers/fake-clock.ts";
import { cheapCredential } from "./cheap-credential.ts";
import { clientEnd, clientFirst } from "./scram-client.ts";

const ME: Guesser = { session: 1, host: "10.0.0.1" };
const RIGHT: Proof = { kind: "right", account: "account-bob", version: 7 };
const WRONG: Proof = { kind: "wrong" };
const BUSY: Proof = { kind: "busy" };
const SECRET = Buffer.from("a secret of the server");

interface Parts {
  readonly credential?: Credential;
  readonly queue?: WorkQueue;
  readonly secret?: Uint8Array;
  /** What accounts are found by, beside bob. */
  readonly accounts?: ReadonlyMap<string, Credential>;
}

async function setUp(parts: Parts = {}): Promise<{ gate: CredentialGate; clock: FakeClock }> {
  const clock = new FakeClock();
  const credential = parts.credential ?? (await cheapCredential("correct horse", 7));
  const accounts = new Map([["bob", credential], ...(parts.accounts ?? [])]);
  const gate = new CredentialGate({
    clock,
    keyOf: foldNick,
    lookUp: (name) => {
      const found = accounts.get(foldNick(name));
      return found && { account: `account-${foldNick(name)}`, credential: found };
    },
    fakeSaltSecret: parts.secret ?? SECRET,
    queue: parts.queue ?? new WorkQueue({ running: 2, waiting: 100, waitingEach: 100 }),
  });
  return { gate, clock };
}

describe("a password", () => {
  test("is right for its account, in either case of the name and either normal form", async () => {
    const accounts = new Map([["café", await cheapCredential("naïve")]]);
    const { gate } = await setUp({ accounts });
    assertEquals(await gate.checkPassword("BOB", "correct horse", ME), RIGHT);
    assertEquals(await gate.checkPassword("cafe\u0301", "nai\u0308ve", ME), {
      kind: "right",
      account: "account-café",
      version: 1,
    });
  });

  test("is wrong otherwise, whoever it is", async () => {
    const { gate } = await setUp();
    const tries = [
      ["bob", "Correct horse"],
      ["bob", ""],
      ["nobody", "correct horse"],
      ["", "\ufffd"],
    ] as const;
    for (const [name, password] of tries) assertEquals(await gate.checkPassword(name, password, ME), WRONG);
  });

  test("is sought by the name itself before its other form, so that nobody is locked out", async () => {
    const { gate } = await setUp({ accounts: new Map([["ｂｏｂ", await cheapCredential("wide")]]) });
    assertEquals(await gate.checkPassword("ｂｏｂ", "wide", ME), {
      ...RIGHT,
      account: "account-ｂｏｂ",
      version: 1,
    });
    assertEquals(await gate.checkPassword("ｂｏb", "correct horse", ME), RIGHT);
  });

  test("becomes a credential that it alone is right for, with a salt of its own", async () => {
    const { gate } = await setUp();
    const [one, other] = [
      await gate.makeCredential("ＡＢＣ密码", ME),
      await gate.makeCredential("ABC密码", ME),
    ];
    assert(typeof one === "object" && typeof other === "object");
    assertEquals(
      [one.version, one.iterations, one.salt.length, one.salt === other.salt],
      [1, ITERATIONS, 24, false],
    );
    const { gate: later } = await setUp({ credential: one });
    assertEquals(await later.checkPassword("bob", "ABC密码", ME), { ...RIGHT, version: 1 });
    assertEquals(await later.checkPassword("bob", "ABC密碼", ME), WRONG);
  });

  test("that has no form, or is too long, becomes none", async () => {
    const { gate } = await setUp();
    for (const password of ["", "a\0b", "\ufffd", "\u{1f600}", "a".repeat(ACCOUNT_PASSWORD_BYTES_MAX + 1)])
      assertEquals(await gate.makeCredential(password, ME), "unusable");
  });
});

describe("SCRAM", () => {
  const login = (
    gate: CredentialGate,
    password: string,
    { first = clientFirst("bob"), guesser = ME } = {},
  ) => {
    const exchange = gate.beginScram(first, guesser);
    if (!exchange) return undefined;
    const { clientFinal, expected } = clientEnd(first, exchange.serverFirst, { password });
    const { proof, serverFinal } = exchange.finish(clientFinal);
    return { proof, serverFinal: serverFinal === expected ? "v" : serverFinal };
  };

  test("knows who knows the password, and says that it knows it too", async () => {
    const { gate } = await setUp();
    assertEquals(login(gate, "correct horse"), { proof: RIGHT, serverFinal: "v" });
    assertEquals(login(gate, "wrong horse"), { proof: WRONG, serverFinal: "e=invalid-proof" });
  });

  test("lets nobody act as somebody else", async () => {
    const { gate } = await setUp();
    const first = (header: string) => ({ first: clientFirst("bob", header) });
    assertEquals(login(gate, "correct horse", first("n,a=Bob,")), { proof: RIGHT, serverFinal: "v" });
    assertEquals(login(gate, "correct horse", first("n,a=ann,")), undefined);
    assertEquals(login(gate, "correct horse", first("p=tls-unique,,")), undefined);
  });

  test("has a nonce of its own for each exchange", async () => {
    const { gate } = await setUp();
    const [one, other] = [gate.beginScram(clientFirst("bob"), ME), gate.beginScram(clientFirst("bob"), ME)];
    assert(one && other && one.serverFirst !== other.serverFirst);
    const { clientFinal } = clientEnd(clientFirst("bob"), one.serverFirst, { password: "correct horse" });
    assertEquals(other.finish(clientFinal), { proof: WRONG, serverFinal: "e=other-error" });
  });

  test("answers for a name that is nobody's as for an account", async () => {
    const { gate: maker } = await setUp();
    const credential = await maker.makeCredential("correct horse", ME);
    assert(typeof credential === "object");
    const { gate } = await setUp({ credential });
    const shape = (name: string) =>
      gate.beginScram(clientFirst(name), ME)?.serverFirst.replace(/[A-Za-z0-9+/]/g, "x");
    assertEquals(shape("nobody"), shape("bob"));
    const first = clientFirst("nobody");
    assertEquals(login(gate, "correct horse", { first }), { proof: WRONG, serverFinal: "e=invalid-proof" });
  });

  test("has the same salt for a name that is nobody's each time, also after a restart", async () => {
    const salt = (gate: CredentialGate, name: string) =>
      /,s=([^,]*)/.exec(gate.beginScram(clientFirst(name), ME)?.serverFirst ?? "")?.[1];
    const { gate } = await setUp();
    const { gate: restarted } = await setUp();
    const { gate: another } = await setUp({ secret: Buffer.from("another server's secret") });
    assertEquals(salt(gate, "nobody"), salt(gate, "NoBody"));
    assertEquals(salt(gate, "nobody"), salt(restarted, "nobody"));
    assert(salt(gate, "nobody") !== salt(gate, "nobody2"));
    assert(salt(gate, "nobody") !== salt(another, "nobody"));
  });

  test("tries nothing more for who was wrong too often, however many exchanges were begun", async () => {
    const { gate } = await setUp();
    const first = clientFirst("bob");
    const begun = Array.from({ length: WRONG_LOGINS_PER_SESSION_MAX }, () => gate.beginScram(first, ME));
    const spare = gate.beginScram(first, ME);
    assert(spare);
    for (const exchange of begun) assertEquals(exchange?.finish("*").proof, WRONG);
    const { clientFinal } = clientEnd(first, spare.serverFirst, { password: "correct horse" });
    assertEquals(spare.finish(clientFinal), { proof: BUSY, serverFinal: "e=no-resources" });
    assertEquals(gate.beginScram(first, ME), undefined);
    assertEquals(await gate.checkPassword("bob", "correct horse", ME), BUSY);
  });
});

describe("who was wrong too often", () => {
  /** Wrong as often as one host may be, in sessions of their own. */
  const exhaust = async (gate: CredentialGate, host: string) => {
    for (let session = 100; session < 100 + WRONG_LOGINS_PER_HOST_MAX; session++)
      assertEquals(await gate.checkPassword("bob", "", { session, host }), WRONG);
  };

  test("waits, in that session alone", async () => {
    const { gate, clock } = await setUp();
    for (let guess = 0; guess < WRONG_LOGINS_PER_SESSION_MAX; guess++)
      assertEquals(await gate.checkPassword("bob", "", ME), WRONG);
    assertEquals(await gate.checkPassword("bob", "correct horse", ME), BUSY);
    assertEquals(await gate.checkPassword("bob", "correct horse", { ...ME, session: 2 }), RIGHT);
    clock.advance(WRONG_LOGINS_SESSION_MS);
    assertEquals(await gate.checkPassword("bob", "correct horse", ME), RIGHT);
  });

  test("waits in all sessions of a host; the account's owner elsewhere does not", async () => {
    const { gate, clock } = await setUp();
    await exhaust(gate, "10.6.6.6");
    assertEquals(await gate.checkPassword("bob", "correct horse", { session: 999, host: "10.6.6.6" }), BUSY);
    assertEquals(await gate.checkPassword("bob", "correct horse", ME), RIGHT);
    clock.advance(WRONG_LOGINS_HOST_MS);
    assertEquals(await gate.checkPassword("bob", "correct horse", { session: 999, host: "10.6.6.6" }), RIGHT);
  });

  test("gains nothing from being right in between", async () => {
    const { gate } = await setUp();
    for (let guess = 0; guess < WRONG_LOGINS_PER_SESSION_MAX; guess++) {
      assertEquals(await gate.checkPassword("ann", "guess", ME), WRONG);
      if (guess === 0) assertEquals(await gate.checkPassword("bob", "correct horse", ME), RIGHT);
    }
    assertEquals(await gate.checkPassword("ann", "guess", ME), BUSY);
  });

  test("gains nothing from guessing all at once", async () => {
    const { gate } = await setUp({ queue: new WorkQueue({ running: 1, waiting: 100, waitingEach: 100 }) });
    const guesses = Array.from({ length: 20 }, () => gate.checkPassword("bob", "guess", ME));
    const kinds = (await Promise.all(guesses)).map(({ kind }) => kind);
    assertEquals(kinds.filter((kind) => kind === "wrong").length, WRONG_LOGINS_PER_SESSION_MAX);
  });
});

describe("where more is asked than can be done", () => {
  test("one host has its share of what waits, and the next one still gets in", async () => {
    const { gate } = await setUp({ queue: new WorkQueue({ running: 1, waiting: 4, waitingEach: 2 }) });
    const login = (host: string) => gate.checkPassword("bob", "correct horse", { session: 1, host });
    const answers = await Promise.all([..."aaaabbc"].map(login));
    assertEquals(answers, [RIGHT, RIGHT, RIGHT, BUSY, RIGHT, RIGHT, BUSY]);
    assertEquals(await gate.makeCredential("correct horse", ME).then((made) => typeof made), "object");
  });

  test("a credential is made later", async () => {
    const { gate } = await setUp({ queue: new WorkQueue({ running: 0, waiting: 0, waitingEach: 0 }) });
    assertEquals(await gate.makeCredential("correct horse", ME), "busy");
  });
});

test("a row that is no credential lets nobody in, and what is thrown over it names no password", async () => {
  const credential = { ...(await cheapCredential("correct horse")), iterations: -1 };
  const { gate } = await setUp({ credential });
  assertEquals(await gate.checkPassword("bob", "correct horse", ME), BUSY);
  const { gate: short } = await setUp({ credential: { ...credential, iterations: 1, storedKey: "AAAA" } });
  assertEquals(await short.checkPassword("bob", "correct horse", ME), WRONG);

  const password = preparePassword("correct horse");
  assert(password);
  const error = await assertRejects(() => matches(password, credential));
  const told =
    error instanceof Error ? `${error.message} ${error.stack} ${JSON.stringify(error)}` : String(error);
  for (const secret of [password, credential.salt, credential.storedKey, credential.serverKey])
    assertEquals(told.includes(secret), false);
});
