import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { endScram, type ScramStart, serverFirst } from "../../../src/server/credentials/scram.ts";
import { parseClientFinal, parseClientFirst } from "../../../src/server/credentials/scram-messages.ts";
import { cheapCredential } from "./cheap-credential.ts";
import { clientEnd, clientFirst } from "./scram-client.ts";

const SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const NONCE = `rOprNGfwEbeRWgbNEkqO${SERVER_NONCE}`;

async function started(first = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO"): Promise<ScramStart> {
  const parsed = parseClientFirst(first);
  if (!parsed) throw new Error(`"${first}" is no first message`);
  return { first: parsed, serverNonce: SERVER_NONCE, credential: await cheapCredential("pencil") };
}

const wrong = (reason: string) => ({ isRight: false, serverFinal: `e=${reason}` });

test("the exchange of RFC 7677", async () => {
  const start = await started();
  assertEquals(serverFirst(start), `r=${NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`);
  const proof = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
  assertEquals(endScram(start, `c=biws,r=${NONCE},p=${proof}`), {
    isRight: true,
    serverFinal: "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
  });
});

describe("a client's last message", () => {
  const good = async (changes: { channelBinding?: string; nonce?: string; password?: string } = {}) => {
    const start = await started();
    const end = clientEnd(clientFirst("user"), serverFirst(start), { password: "pencil", ...changes });
    return { start, ...end };
  };

  test("with another password's proof is wrong", async () => {
    const { start, clientFinal } = await good({ password: "Pencil" });
    assertEquals(endScram(start, clientFinal), wrong("invalid-proof"));
  });

  test("with one bit changed is wrong", async () => {
    const { start, clientFinal } = await good();
    const changed = clientFinal.replace(/p=(.)/, (_, first: string) => `p=${first === "A" ? "B" : "A"}`);
    assertEquals(endScram(start, changed), wrong("invalid-proof"));
  });

  test("with another nonce is wrong, also where the proof fits it", async () => {
    for (const nonce of [`${NONCE}x`, NONCE.slice(0, -1), "rOprNGfwEbeRWgbNEkqO", SERVER_NONCE]) {
      const { start, clientFinal } = await good({ nonce });
      assertEquals(endScram(start, clientFinal), wrong("other-error"));
    }
  });

  test("which says another header than the first is wrong: somebody took channel binding away", async () => {
    for (const channelBinding of ["eSws", "cD10bHMtdW5pcXVlLCw=", "biw="]) {
      const { start, clientFinal } = await good({ channelBinding });
      assertEquals(endScram(start, clientFinal), wrong("channel-bindings-dont-match"));
    }
  });

  test("may have extensions, and they are signed", async () => {
    const { start, clientFinal } = await good();
    assertEquals(endScram(start, clientFinal.replace(",p=", ",x=1,p=")), wrong("invalid-proof"));
  });

  test("that is none is told so", async () => {
    const { start, clientFinal } = await good();
    const broken = [
      "",
      "*",
      "p=",
      clientFinal.replace(/p=.*/, "p=AAAA"),
      clientFinal.replace(/,p=.*/, ""),
      clientFinal.replace(",p=", ",m=1,p="),
      `${clientFinal},x=1`,
      `${clientFinal}\n`,
      clientFinal.replace("c=", "C="),
    ];
    assertEquals(
      broken.map((message) => endScram(start, message)),
      broken.map(() => wrong("invalid-encoding")),
    );
  });
});

describe("a client's first message", () => {
  const parsed = (header: string, name: string, authzid?: string) => ({
    gs2Header: header,
    authzid,
    name,
    nonce: "abc",
    bare: `n=${name.replaceAll("=", "=3D").replaceAll(",", "=2C")},r=abc`,
  });

  test("binds no channel: it cannot, or it thinks the server cannot", () => {
    assertEquals(parseClientFirst("n,,n=bob,r=abc"), parsed("n,,", "bob"));
    assertEquals(parseClientFirst("y,,n=bob,r=abc"), parsed("y,,", "bob"));
  });

  test("writes = and , of names in another way", () => {
    assertEquals(parseClientFirst("n,,n=a=2Cb=3Dc,r=abc"), parsed("n,,", "a,b=c"));
    assertEquals(parseClientFirst("n,a==3D=2C,n=李明,r=abc"), parsed("n,a==3D=2C,", "李明", "=,"));
  });

  test("may have extensions", () => {
    assertEquals(parseClientFirst("n,,n=bob,r=abc,x=1,y=2"), {
      ...parsed("n,,", "bob"),
      bare: "n=bob,r=abc,x=1,y=2",
    });
  });

  const BROKEN = [
    "p=tls-unique,,n=bob,r=abc",
    "p=tls-exporter,,n=bob,r=abc",
    "x,,n=bob,r=abc",
    "n=bob,r=abc",
    "n,n=bob,r=abc",
    "n,bob,n=bob,r=abc",
    "n,a=,n=bob,r=abc",
    "n,,m=1,n=bob,r=abc",
    "n,,n=bob,r=abc,m=1",
    "n,,n=,r=abc",
    "n,,n=bob",
    "n,,n=bob,r=",
    "n,,n=bob,r=a b",
    "n,,n=bob,r=ab\u00e9",
    "n,,r=abc,n=bob",
    "n,,n=b=ob,r=abc",
    "n,,n=b=2Dob,r=abc",
    "n,,n=b\0ob,r=abc",
    "n,,n=bob,r=abc\n",
    "",
    "*",
  ];
  for (const message of BROKEN) {
    test(`is not ${JSON.stringify(message)}`, () => assertEquals(parseClientFirst(message), undefined));
  }
});

describe("whatever comes", () => {
  const text = fc.string({ unit: "binary", maxLength: 40 });

  test("is parsed or not, and never thrown over", () => {
    const piece = fc.oneof(
      text,
      fc.constantFrom("n,,", "y,", "p=", "a=", "n=", "r=", "c=biws", ",", "=", "m="),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        parseClientFirst(pieces.join(""));
        parseClientFinal(pieces.join(""));
      }),
      { numRuns: 2_000 },
    );
  });

  test("names come through as they were written", () => {
    fc.assert(
      fc.property(
        text.filter((name) => name.length > 0 && !name.includes("\0") && name.isWellFormed()),
        (name) => assertEquals(parseClientFirst(clientFirst(name))?.name, name),
      ),
    );
  });

  test("a client is in exactly with the right password", async () => {
    const password = fc.string({ unit: fc.constantFrom(..."abAB12 ,=é密码"), minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        password,
        password,
        fc.constantFrom("n,,", "y,,", "n,a=bob,"),
        async (kept, typed, header) => {
          const first = clientFirst("bob", header);
          const start = { ...(await started(first)), credential: await cheapCredential(kept) };
          const { clientFinal, expected } = clientEnd(first, serverFirst(start), { password: typed });
          assertEquals(
            endScram(start, clientFinal),
            kept === typed ? { isRight: true, serverFinal: expected } : wrong("invalid-proof"),
          );
        },
      ),
      {
        numRuns: 30,
        examples: [
          ["密码", "密码", "y,,"],
          ["a", "a", "n,a=bob,"],
        ],
      },
    );
  });
});
