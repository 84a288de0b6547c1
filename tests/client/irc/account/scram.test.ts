/** SCRAM-SHA-256 by its published example, and what a server may not ask. */
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { newNonce } from "../../../../src/client/irc/account/mechanism.ts";
import { PayloadReader, payloadLines } from "../../../../src/client/irc/account/payload.ts";
import {
  clientFinal,
  clientFirst,
  clientFirstBare,
  readServerFirst,
  scramKeys,
} from "../../../../src/client/irc/account/scram.ts";

const NONCE = "rOprNGfwEbeRWgbNEkqO";
const SERVER_NONCE = `${NONCE}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0`;
const SERVER_FIRST = `r=${SERVER_NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;

describe("SCRAM-SHA-256", () => {
  test("says what RFC 7677 says", async () => {
    const bare = clientFirstBare("user", NONCE);
    assertEquals(clientFirst(bare), `n,,n=user,r=${NONCE}`);
    const question = readServerFirst(SERVER_FIRST, NONCE);
    assert(question);
    const keys = await scramKeys("pencil", question);
    const talk = { clientFirstBare: bare, serverFirst: SERVER_FIRST, nonce: question.nonce };
    assertEquals(clientFinal(keys, talk), {
      message: `c=biws,r=${SERVER_NONCE},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`,
      answer: "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
    });
  });

  test("names may have commas and equals signs", () => {
    assertEquals(clientFirstBare("a,b=c", "x"), "n=a=2Cb=3Dc,r=x");
  });

  test("nonces are long, and no two are alike", () => {
    const [one, two] = [newNonce(), newNonce()];
    assertEquals([/^[A-Za-z0-9+/]{24}$/.test(one), one === two], [true, false]);
  });

  const unfair: Readonly<Record<string, string>> = {
    "another nonce": "r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    "our nonce with nothing added": `r=${NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`,
    "so little work that guessing is cheap": `r=${SERVER_NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095`,
    "so much that it never ends": `r=${SERVER_NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000001`,
    "no salt": `r=${SERVER_NONCE},s=,i=4096`,
    "a salt that is none": `r=${SERVER_NONCE},s=W22Za,i=4096`,
    "an extension nobody knows": `m=x,${SERVER_FIRST}`,
  };
  for (const [name, text] of Object.entries(unfair)) {
    test(`is not talked to: ${name}`, () => assertEquals(readServerFirst(text, NONCE), undefined));
  }

  test("everything else goes on while the work is done", async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 0);
    await scramKeys("pencil", { nonce: "x", salt: "W22ZaJ0SNY7soEsUEjb6gQ==", iterations: 100_000 });
    clearInterval(timer);
    assert(ticks > 1, `${ticks} ticks`);
  });
});

describe("AUTHENTICATE", () => {
  const text = (bytes: number) => "x".repeat(bytes);
  const lengths = (bytes: number) => payloadLines(text(bytes)).map(({ length }) => length);

  test("carries 400 bytes a line, and says where it ends", () => {
    assertEquals(payloadLines(""), ["+"]);
    assertEquals(payloadLines("密"), ["5a+G"]);
    assertEquals([299, 300, 301].map(lengths), [
      [400, 1],
      [400, 1],
      [400, 4],
    ]);
  });

  test("is put together again", () => {
    for (const bytes of [0, 1, 300, 900, 901]) {
      const reader = new PayloadReader();
      assertEquals(
        payloadLines(text(bytes))
          .map((line) => reader.read(line))
          .at(-1),
        text(bytes),
      );
    }
  });

  test("is not read on and on", () => {
    const reader = new PayloadReader();
    let lines = 0;
    try {
      for (; lines < 1_000; lines++) reader.read("A".repeat(400));
    } catch {}
    assertEquals(lines, 40);
  });
});
