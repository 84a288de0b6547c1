/** SASL as an IRC session speaks it: pieces of base64, and SCRAM's three rounds with the real gate. */
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { Sasl, type SaslStep, saslPieces } from "../../src/network/irc/sasl.ts";
import { CredentialGate } from "../../src/server/credentials/gate.ts";
import { WorkQueue } from "../../src/server/work-queue.ts";
import { FakeClock } from "../helpers/fake-clock.ts";
import { cheapCredential } from "../server/credentials/cheap-credential.ts";
import { clientEnd, clientFirst } from "../server/credentials/scram-client.ts";

const GUESSER = { session: 1, host: "192.168.55.14" };

const credential = await cheapCredential("pencil");

function sasl(): Sasl {
  const gate = new CredentialGate({
    clock: new FakeClock(),
    keyOf: (name) => name.toLowerCase(),
    lookUp: (name) => (name === "alice" ? { account: "account-1", credential } : undefined),
    fakeSaltSecret: new Uint8Array(32),
    queue: new WorkQueue({ running: 1, waiting: 9, waitingEach: 9 }),
  });
  return new Sasl(gate, GUESSER);
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

function challengeOf(step: SaslStep): string {
  assert(step.kind === "challenge");
  return step.text;
}

async function proofOf(step: SaslStep): Promise<string> {
  assert(step.kind === "proof");
  return (await step.proof).kind;
}

describe("SCRAM-SHA-256", () => {
  function begin(name = "alice") {
    const session = sasl();
    session.take("SCRAM-SHA-256");
    const first = clientFirst(name);
    return { session, first, serverFirst: challengeOf(session.take(base64(first))) };
  }

  test("proves both sides to each other, and ends with the client's empty message", async () => {
    const { session, first, serverFirst } = begin();
    const { clientFinal, expected } = clientEnd(first, serverFirst, { password: "pencil" });
    assertEquals(challengeOf(session.take(base64(clientFinal))), expected);
    assertEquals(await proofOf(session.take("+")), "right");
    assertEquals(session.isUnderWay, false);
  });

  test("a wrong password ends it at once, and so does an unknown name, which got a first message like any other", async () => {
    for (const name of ["alice", "nobody"]) {
      const { session, first, serverFirst } = begin(name);
      const { clientFinal } = clientEnd(first, serverFirst, { password: "pen" });
      assertEquals(await proofOf(session.take(base64(clientFinal))), "wrong");
      assertEquals(session.isUnderWay, false);
    }
  });

  test("the empty message proves nothing before the client has", async () => {
    assertEquals(await proofOf(begin().session.take("+")), "wrong");
  });

  test("more than an empty message at the end is no end", async () => {
    const { session, first, serverFirst } = begin();
    session.take(base64(clientEnd(first, serverFirst, { password: "pencil" }).clientFinal));
    assertEquals(await proofOf(session.take(base64("more"))), "wrong");
  });
});

describe("PLAIN", () => {
  test("is right or wrong", async () => {
    for (const [message, proof] of [
      ["\0alice\0pencil", "right"],
      ["alice\0alice\0pencil", "right"],
      ["\0alice\0pen", "wrong"],
      ["bob\0alice\0pencil", "wrong"],
      ["\0alice\0", "wrong"],
      ["\0\0pencil", "wrong"],
      ["\0alice\0pencil\0more", "wrong"],
      ["", "wrong"],
    ] as const) {
      const session = sasl();
      session.take("plain");
      assertEquals(await proofOf(session.take(message === "" ? "+" : base64(message))), proof, message);
    }
  });

  test("a message of exactly one piece is ended by an empty one", async () => {
    const session = sasl();
    session.take("PLAIN");
    const piece = base64(`\0alice\0${"p".repeat(293)}`);
    assertEquals(piece.length, 400);
    assertEquals(session.take(piece), { kind: "more" });
    assertEquals(await proofOf(session.take("+")), "wrong");
  });
});

test("what was given up or is no mechanism is not under way", () => {
  const session = sasl();
  assertEquals(session.take("EXTERNAL"), { kind: "unknown-mechanism" });
  assertEquals(session.isUnderWay, false);
  session.take("PLAIN");
  assertEquals(session.isUnderWay, true);
  assertEquals(session.take("*"), { kind: "aborted" });
  assertEquals(session.isUnderWay, false);
});

test("a server's message is cut into pieces of 400, and a full last one is followed by an empty one", () => {
  assertEquals(saslPieces(""), ["+"]);
  assertEquals(saslPieces("v=1"), [base64("v=1")]);
  assertEquals(saslPieces("a".repeat(300)), [base64("a".repeat(300)), "+"]);
  assertEquals(
    saslPieces("a".repeat(301)).map(({ length }) => length),
    [400, 4],
  );
});
