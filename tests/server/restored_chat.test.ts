/** A start with rows that are not as they should be: it goes on with the others, and no secret is told. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { memoryHistory } from "../../src/history/memory.ts";
import type { LastingRow } from "../../src/protocol/lasting.ts";
import { restoredChat } from "../../src/server/restored-chat.ts";
import { FakeClock } from "../helpers/fake-clock.ts";
import { RULE_SETTINGS } from "../helpers/rule-settings.ts";

const CREDENTIAL = { version: 1, salt: "", iterations: 1, storedKey: "", serverKey: "" };
const ALICE = { id: "a-1", name: "alice", registeredAtMs: 1, credential: CREDENTIAL };

function start(rows: readonly LastingRow[]) {
  const faults: string[] = [];
  const history = { ...memoryHistory({ messagesMax: 1, charactersMax: 1 }), lasting: () => rows };
  const restored = restoredChat({
    clock: new FakeClock(),
    history,
    chatParts: { settings: RULE_SETTINGS },
    fault: (error) => void faults.push(String(error)),
  });
  return { ...restored, faults };
}

function row(key: string, value: unknown): LastingRow {
  return { kind: "account", key, value: typeof value === "string" ? value : JSON.stringify(value) };
}

test("an account whose row was made before there were settings has those by default", () => {
  const { chat, faults } = start([row("a-1", ALICE)]);
  assertEquals([chat.accounts.get("a-1")?.settings, faults], [{ alwaysOn: false }, []]);
});

test("rows that are no accounts are named and left out", () => {
  const { id, name, ...nameless } = ALICE;
  const { credential, ...open } = ALICE;
  const broken = ["{", null, { ...nameless, id: "a-2" }, { ...open, id: "a-3" }, { ...nameless, name: "x" }];
  const rows = broken.map((value, index) => row(`k-${index}`, value));
  const { chat, faults } = start([...rows, row("a-1", ALICE)]);
  assertEquals(
    faults,
    rows.map(({ key }) => `Error: the row account ${key} cannot be read`),
  );
  assertEquals(
    [...chat.accounts.all()].map(({ name: known }) => known),
    ["alice"],
  );
});

test("a secret that cannot be read is made anew", () => {
  for (const value of ["{", "null", '"c2hvcnQ="']) {
    const { accounts } = start([{ kind: "secret", key: "salts", value }]);
    const exchange = accounts.beginScram("n,,n=nobody,r=abc", { session: 1, host: "10.0.0.1" });
    assertEquals(exchange?.serverFirst.startsWith("r=abc"), true);
  }
});
