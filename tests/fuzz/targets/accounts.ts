/** What reads secrets and what is asked about accounts: never throws, and nothing of it is taken for something else. */
import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import type { AccountGate, Proof } from "../../../src/network/account-gate.ts";
import { Sasl, saslPieces } from "../../../src/network/irc/sasl.ts";
import { parseIrcLine } from "../../../src/protocol/irc-line.ts";
import { LINE_BYTES_MAX, SASL_BYTES_MAX, SASL_CHUNK_BYTES_MAX } from "../../../src/protocol/limits.ts";
import { secretRequest, serviceRequest } from "../../../src/protocol/services.ts";
import { utf8Length } from "../../../src/protocol/split-text.ts";
import { prepareName, preparePassword } from "../../../src/server/credentials/saslprep.ts";
import { endScram } from "../../../src/server/credentials/scram.ts";
import { parseClientFinal, parseClientFirst } from "../../../src/server/credentials/scram-messages.ts";
import { NetworkPlayground } from "../../network/playground.ts";
import { cut } from "../inputs.ts";
import type { Target } from "../target.ts";

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const NOBODY = { session: 1, host: "10.0.0.1" };

/** Knows one password, and notes what it is asked. */
class NotingGate implements AccountGate {
  readonly asked: string[] = [];

  checkPassword(name: string, password: string): Promise<Proof> {
    this.asked.push(`${name} ${password}`);
    return Promise.resolve({ kind: "wrong" });
  }

  beginScram(text: string): ReturnType<AccountGate["beginScram"]> {
    if (!parseClientFirst(text)) return undefined;
    return { serverFirst: "r=x", finish: () => ({ proof: { kind: "wrong" }, serverFinal: "e=other-error" }) };
  }

  async makeCredential(): Promise<"unusable"> {
    return "unusable";
  }
}

const PLAIN = base64("\0ann\0secret");
const LONG = base64(`\0ann\0${"x".repeat(500)}`);

const sasl: Target = {
  name: "SASL pieces",
  outcomes: ["challenge", "more", "proof", "password", "too-long", "aborted", "unknown-mechanism"],
  grammar: {
    examples: [
      `PLAIN\n${PLAIN}`,
      `PLAIN\n${saslPieces(`\0ann\0${"x".repeat(500)}`).join("\n")}`,
      `SCRAM-SHA-256\n${base64("n,,n=ann,r=nonce")}\n${base64("c=biws,r=x,p=y")}\n+`,
      `plain\n*\nPLAIN\n+`,
      `EXTERNAL\n${"A".repeat(400)}\n${"A".repeat(401)}`,
    ],
    tokens: ["\n", "+", "*", "=", "PLAIN\n", "A".repeat(400), LONG.slice(0, 400), "\xff", "AA=="],
  },
  check(bytes) {
    const gate = new NotingGate();
    const reading = new Sasl(gate, NOBODY);
    const steps = textOf(bytes)
      .split("\n")
      .map((word) => {
        const { kind } = reading.take(word);
        assertEquals(reading.isUnderWay, kind === "challenge" || kind === "more", kind);
        return kind;
      });
    for (const pair of gate.asked) {
      assert(utf8Length(pair) < SASL_BYTES_MAX && !pair.includes("\0"), pair);
      assertEquals(readPlain(pair), [pair], "what was read is read again");
    }
    return gate.asked.length > 0 ? [...steps, "password"] : steps;
  },
};

/** The same name and password, cut into pieces as a client does. */
function readPlain(pair: string): readonly string[] {
  const gate = new NotingGate();
  const reading = new Sasl(gate, NOBODY);
  const [name = "", ...password] = pair.split(" ");
  const pieces = saslPieces(`\0${name}\0${password.join(" ")}`);
  assert(pieces.every((piece) => piece.length <= SASL_CHUNK_BYTES_MAX));
  for (const word of ["PLAIN", ...pieces]) reading.take(word);
  return name === "" ? [pair] : gate.asked;
}

const SECRET_VERBS = new Set(["IDENTIFY", "LOGIN", "ID", "REGISTER"]);

const services: Target = {
  name: "service request",
  outcomes: ["login", "register", "password", "no secret", "no service"],
  grammar: {
    examples: [
      "NS IDENTIFY ann secret",
      "NICKSERV REGISTER secret ann@example.org",
      "PRIVMSG NickServ :PASSWD old new",
      "PRIVMSG ns identify x",
      "CS REGISTER #a",
      "NS LOGOUT",
    ],
    tokens: [" ", " :", ":", "NS ", "PRIVMSG ", "NickServ", "chanserv", "login", "\t", "\xc2\xa0", "  "],
  },
  check(bytes) {
    const line = parseIrcLine(textOf(bytes).replace(/[\r\n\0]/g, ""));
    const request = line && serviceRequest(line);
    if (!request) return ["no service"];
    assert(request.words.every((word) => word !== "" && !word.includes(" ")));
    const secret = secretRequest(request, { nick: "me", account: undefined });
    const [verb = "", first, second] = request.words;
    const name = verb.toUpperCase();
    const hasPassword = SECRET_VERBS.has(name)
      ? first !== undefined
      : name === "PASSWD" && second !== undefined;
    assertEquals(
      secret !== undefined,
      request.service === "NickServ" && hasPassword,
      "no password goes further",
    );
    return [secret?.kind ?? "no secret"];
  },
};

/** @param parse one that may be broken on purpose. */
export function scramTarget(name: string, parse = parseClientFirst): Target {
  return { name, ...SCRAM, check: (bytes) => checkScram(textOf(bytes), parse) };
}

const CREDENTIAL = { version: 1, salt: "c2FsdA==", iterations: 4_096, storedKey: "AAAA", serverKey: "AAAA" };
const PROOF = Buffer.alloc(32, 7).toString("base64");

const SCRAM: Omit<Target, "name" | "check"> = {
  outcomes: [
    "first",
    "final",
    "neither",
    "e=invalid-proof",
    "e=other-error",
    "e=channel-bindings-dont-match",
  ],
  grammar: {
    examples: [
      "n,,n=ann,r=fyko+d2lbbFgONRv9qkxdawL",
      "y,a=bob,n=a=2Cb=3Dc,r=abc,x=more",
      `c=biws,r=abcdef,p=${PROOF}`,
      `c=eSws,r=abcdef,p=${PROOF}`,
      `c=biws,r=abc,ext=1,p=${PROOF}`,
    ],
    tokens: [",", "=", "=2C", "=3D", "m=x,", "p=tls-unique,", "\0", "n,,", "\xe4\xbd\xa0", " ", "r=", "a=b,"],
  },
};

function checkScram(text: string, parse: typeof parseClientFirst): readonly string[] {
  const first = parse(text);
  const final = parseClientFinal(text);
  assert(!(first && final), "what is first is not last");
  if (first) {
    assertEquals(first.gs2Header + first.bare, text);
    assert(first.name !== "" && !/[\0]/.test(first.name) && /^[!-+\--~]+$/.test(first.nonce), text);
    return ["first"];
  }
  if (!final) return ["neither"];
  assertEquals(`${final.withoutProof},p=${final.proof}`, text);
  assertEquals(Buffer.from(final.proof, "base64").length, 32);
  const begun = { gs2Header: "n,,", authzid: undefined, name: "ann", nonce: "abc", bare: "n=ann,r=abc" };
  const { isRight, serverFinal } = endScram(
    { first: begun, serverNonce: "def", credential: CREDENTIAL },
    text,
  );
  assert(!isRight, "nobody proves what they do not know");
  return ["final", serverFinal];
}

const saslprep: Target = {
  name: "SASLprep",
  outcomes: ["as it is", "another form", "refused"],
  grammar: {
    examples: [
      "secret",
      "pa\xc2\xa0ss",
      "\xef\xbd\x81\xe2\x85\xa3",
      "I\xc2\xadX",
      "\xd7\x90a",
      "\xe4\xbd\xa0\xe5\xa5\xbd",
      "\xcc\x81e",
    ],
    tokens: [
      "\xc2\xad",
      "\xe2\x80\x8f",
      "\xcc\x81",
      "\xef\xb7\xba",
      "\xf0\x9f\x98\x80",
      "\xd8\xa7",
      "\xe1\xbe\x80",
      "\xed\x9f\xbb",
      "\0",
      " ",
      "\xe3\x80\x80",
    ],
  },
  check(bytes) {
    const text = textOf(bytes);
    const password = preparePassword(text);
    assert(text === "" || prepareName(text) !== "", "who has a name has one in every form");
    if (password === undefined) return ["refused"];
    assert(password !== "" && !/\p{Cc}/u.test(password), JSON.stringify(password));
    assertEquals(preparePassword(password) ?? password, password, "a form has no other form");
    return [password === text ? "as it is" : "another form"];
  },
};

const TURNS = 4;
const ANN = "NICK ann\r\nUSER a 0 * :a\r\nJOIN #lobby\r\n";
const CAPABILITIES =
  "CAP REQ :sasl batch draft/account-registration draft/metadata-3 draft/read-marker message-tags";

const accounts: Target = {
  name: "accounts",
  outcomes: ["registered", "logged in", "refused", "more words", "metadata", "marker", "plain"],
  grammar: {
    examples: [
      `${CAPABILITIES}\r\nNICK bob\r\nUSER b 0 * :b\r\nCAP END\r\nREGISTER * * secret\r\nMETADATA * SET avatar :x\r\nMETADATA * GET avatar\r\nMARKREAD #lobby timestamp=2023-01-01T00:00:00.000Z\r\n`,
      `${CAPABILITIES}\r\nREGISTER cat c@example.org secret\r\nNICK cat\r\nUSER c 0 * :c\r\nCAP END\r\nNS LOGOUT\r\nNS IDENTIFY cat secret\r\nNS PASSWD secret other\r\nNS SET ALWAYS-ON ON\r\nNS DROP\r\n`,
      `${CAPABILITIES}\r\nAUTHENTICATE PLAIN\r\nAUTHENTICATE ${PLAIN}\r\nNICK dan\r\nUSER d 0 * :d\r\nCAP END\r\nJOIN #d\r\nMARKREAD #d\r\nMETADATA #d SET k :v\r\nMETADATA * SUB k l\r\nMETADATA * SYNC\r\nCS REGISTER #d\r\n`,
      "hello\n/register eve secret\n/logout\n/login eve secret\n/password secret other\n/ns INFO eve\n",
    ],
    tokens: [
      "\r\n",
      " ",
      "*",
      ":",
      "NS ",
      "REGISTER ",
      "secret",
      "timestamp=",
      "METADATA ",
      "SET ",
      "\xff",
      "#lobby",
      "/login ",
    ],
  },
  async check(bytes, random) {
    const play = new NetworkPlayground();
    const onlooker = play.connect("10.0.0.2");
    onlooker.send(ANN);
    const stranger = play.connect("10.0.0.3");
    for (const piece of cut(bytes, random)) {
      stranger.send(piece);
      if (random.chance(0.3)) await turns(play);
    }
    await turns(play);
    play.clock.advance(3_000);
    stranger.end();
    for (let turn = 0; turn < 2; turn++) {
      await turns(play);
      play.clock.advance(2_000);
    }
    for (const line of onlooker.read().split("\r\n")) {
      assert(!/[\r\n\0]/.test(line) && utf8Length(line) <= LINE_BYTES_MAX, JSON.stringify(line));
    }
    stranger.connection.closed();
    onlooker.connection.closed();
    await turns(play);
    assert(play.clock.timerCount === 0, "a timer is left behind");
    return outcomesOf(stranger.read());
  },
};

/** What was checked off the loop comes back. */
async function turns({ clock }: NetworkPlayground): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.settle();
  }
}

function outcomesOf(told: string): string[] {
  const signs = {
    registered: told.includes("REGISTER SUCCESS"),
    "logged in": told.includes(" 900 "),
    refused: told.includes(" 904 "),
    "more words": told.includes(" 461 "),
    metadata: told.includes(" 761 "),
    marker: told.includes(" MARKREAD "),
    plain: told.includes("Account created: "),
  };
  return Object.entries(signs).flatMap(([sign, isThere]) => (isThere ? [sign] : []));
}

export const ACCOUNTS: readonly Target[] = [sasl, services, scramTarget("SCRAM"), saslprep, accounts];
