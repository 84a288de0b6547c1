/** Nothing said is lost: the server is killed while people talk, and what anybody has heard is there afterwards. */
import { test } from "node:test";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { Crowd, startOn } from "./crash/crowd.ts";
import { keptIn } from "./crash/kept.ts";
import { killAgainAndAgain } from "./crash/kills.ts";
import { differences } from "./crash/ledger.ts";

const KILLS = 10;
/** Fewer would say that the crowd was not heard. */
const HEARD_MIN = 1_000;

test("whoever has heard something finds it again, once and in order, and has what they were promised, however often the server is killed", {
  timeout: 60_000,
}, async () => {
  using folder = new TemporaryFolder();
  const { heard, kept, accounts, wrong } = await killAgainAndAgain({
    folder: folder.at("data"),
    count: KILLS,
  });
  assertEquals(wrong.slice(0, 20), []);
  assert(heard > HEARD_MIN && kept > HEARD_MIN / 10, `${heard} heard, ${kept} kept`);
  assert(accounts > 0, "nobody was promised an account");
});

test("a server that is stopped while people talk shows everybody all it keeps, and then says goodbye", {
  timeout: 60_000,
}, async () => {
  using folder = new TemporaryFolder();
  const server = await startOn(folder.path);
  await using _ = server;
  using crowd = new Crowd(server);
  await crowd.gathered();
  crowd.talk();
  await crowd.hearsMore();
  assertEquals([await server.stop(), server.stderr], [0, ""]);
  await crowd.closed();
  for (const { others } of crowd.people)
    assertMatch(others.at(-1) ?? "", /^ERROR :.*\(Server shutting down\)$/);

  const { rows } = keptIn(folder.path);
  assertEquals(differences(crowd.heard, rows), []);
  for (const { nick, heard } of crowd.people) {
    const told = new Set(heard.map(({ msgid }) => msgid));
    const own = rows.filter(({ target }) => target.startsWith("#") || target === nick);
    const untold = own.filter(({ msgid }) => !told.has(msgid));
    assertEquals(untold, [], nick);
  }
});
