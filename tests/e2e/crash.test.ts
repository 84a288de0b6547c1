/** Nothing said is lost: the server is killed while people talk, and what anybody has heard is there afterwards. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { killAgainAndAgain } from "./crash/kills.ts";

const KILLS = 10;
/** Fewer would say that the crowd was not heard. */
const HEARD_MIN = 1_000;

test("whoever has heard something finds it again, once and in order, however often the server is killed", {
  timeout: 60_000,
}, async () => {
  using folder = new TemporaryFolder();
  const { heard, kept, wrong } = await killAgainAndAgain({ folder: folder.at("data"), count: KILLS });
  assertEquals(wrong.slice(0, 20), []);
  assert(heard > HEARD_MIN && kept > HEARD_MIN / 10, `${heard} heard, ${kept} kept`);
});
