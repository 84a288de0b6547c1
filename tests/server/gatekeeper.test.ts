import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { PASSWORD_CHECKS_MAX, PASSWORD_CHECKS_WAITING_MAX } from "../../src/protocol/limits.ts";
import { SettingsGatekeeper } from "../../src/server/gatekeeper.ts";
import { Passwords } from "../../src/server/passwords.ts";
import { parseSecret, type Secret } from "../../src/server/secret.ts";
import { DEFAULTS, type Settings } from "../../src/server/settings.ts";
import { WrongPasswords } from "../../src/server/wrong-passwords.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

/** scrypt of "correct horse" at its cheapest, so that tests are quick. */
const HASH = "scrypt:2:1:1:c2FsdHNhbHRzYWx0:JhpuZJylqyMnEt0gssPxLNbLygkaTPP_3ipC7oclHqw";

function secrets(entries: Readonly<Record<string, string>>): ReadonlyMap<string, Secret> {
  return new Map(
    Object.entries(entries).map(([name, text]) => {
      const secret = parseSecret(text);
      if (!secret) throw new Error(`"${text}" is no secret`);
      return [name, secret];
    }),
  );
}

function setUp(settings: Partial<Settings>): { gatekeeper: SettingsGatekeeper; clock: FakeClock } {
  const clock = new FakeClock();
  const gatekeeper = new SettingsGatekeeper({
    clock,
    settings: { ...DEFAULTS, ...settings },
    passwords: new Passwords(),
    wrongPasswords: new WrongPasswords(),
  });
  return { gatekeeper, clock };
}

describe("an operator", () => {
  test("is who knows the name and its password, plain or hashed", async () => {
    const { gatekeeper } = setUp({ operators: secrets({ ann: "correct horse", bob: HASH }) });
    assertEquals(await gatekeeper.verifyOperator("ann", "correct horse", 1), "ann");
    assertEquals(await gatekeeper.verifyOperator("bob", "correct horse", 1), "bob");
    assertEquals(await gatekeeper.verifyOperator("ann", "Correct horse", 2), undefined);
    assertEquals(await gatekeeper.verifyOperator("bob", HASH, 2), undefined);
    assertEquals(await gatekeeper.verifyOperator("carl", "correct horse", 2), undefined);
  });

  test("whose password has accents may type them in either normal form", async () => {
    const { gatekeeper } = setUp({ operators: secrets({ ann: "café" }) });
    assertEquals(await gatekeeper.verifyOperator("ann", "café".normalize("NFD"), 1), "ann");
  });

  test("is nobody where none is named", async () => {
    const { gatekeeper } = setUp({});
    assertEquals(await gatekeeper.verifyOperator("ann", "", 1), undefined);
  });

  test("after three wrong words in a minute nothing is right, for this session alone", async () => {
    const { gatekeeper, clock } = setUp({ operators: secrets({ bob: HASH }) });
    for (let guess = 0; guess < 3; guess++) await gatekeeper.verifyOperator("bob", "wrong", 1);
    assertEquals(await gatekeeper.verifyOperator("bob", "correct horse", 1), undefined);
    assertEquals(await gatekeeper.verifyOperator("bob", "correct horse", 2), "bob");
    clock.advance(59_999);
    assertEquals(await gatekeeper.verifyOperator("bob", "correct horse", 1), undefined);
    clock.advance(1);
    assertEquals(await gatekeeper.verifyOperator("bob", "correct horse", 1), "bob");
  });

  test("more who ask at a time than may wait are refused, and then it goes on", async () => {
    const { gatekeeper } = setUp({ operators: secrets({ bob: HASH }) });
    const room = PASSWORD_CHECKS_MAX + PASSWORD_CHECKS_WAITING_MAX;
    const answers = await Promise.all(
      Array.from({ length: room + 2 }, (_, session) =>
        gatekeeper.verifyOperator("bob", "correct horse", session),
      ),
    );
    assertEquals(answers, [...Array<string>(room).fill("bob"), undefined, undefined]);
    assertEquals(await gatekeeper.verifyOperator("bob", "correct horse", 999), "bob");
  });
});

describe("gateways and proxies", () => {
  const { gatekeeper } = setUp({
    webirc: secrets({ "10.1.0.0/16": "word", "fd00::1": "other" }),
    "proxy-from": ["192.168.1.2", "local", "2001:db8::/32"],
  });

  test("a gateway needs its address and its own password", () => {
    const asked = [
      ["10.1.2.3", "word"],
      ["10.1.2.3", "other"],
      ["10.2.0.1", "word"],
      ["fd00:0::1", "other"],
      ["local", "word"],
    ] as const;
    assertEquals(
      asked.map(([address, password]) => gatekeeper.allowsGateway(address, password)),
      [true, false, false, true, false],
    );
  });

  test("a proxy needs its address", () => {
    const asked = [
      "192.168.1.2",
      "192.168.1.3",
      "local",
      "2001:DB8::77",
      "2001:db9::1",
      "10.1.2.3",
      "nonsense",
    ];
    assertEquals(
      asked.map((address) => gatekeeper.allowsProxy(address)),
      [true, false, true, true, false, false, false],
    );
  });

  test("both speak for many", () => {
    const asked = ["192.168.1.2", "10.1.2.3", "192.168.1.3"];
    assertEquals(
      asked.map((address) => gatekeeper.speaksForMany(address)),
      [true, true, false],
    );
  });
});
