/** The first lines of plain text, and what was said before. */
import { describe, test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import type { EdgeSettings } from "../../src/network/edge-context.ts";
import { GREETING_DELAY_MS, GREETING_HISTORY_MS } from "../../src/protocol/limits.ts";
import { SlowHistory } from "../helpers/slow-history.ts";
import { NetworkPlayground, NOBODY_IS_TRUSTED, type Person } from "./playground.ts";

const GREETING = /^Welcome to this chatroom!\nThis is .*\n/;
const WITH_HISTORY = new RegExp(`${GREETING.source}\\[[\\d:]{8}\\] <10\\.0\\.0\\.9> from yesterday\n$`);

interface Scene {
  readonly play: NetworkPlayground;
  readonly history: SlowHistory;
  readonly newcomer: Person;
}

/** Something was said; then somebody comes and waits for the greeting, while history is asked. */
function scene(settings: Partial<EdgeSettings> = {}): Scene {
  const history = new SlowHistory();
  const play = new NetworkPlayground(settings, NOBODY_IS_TRUSTED, history);
  const speaker = play.connect("10.0.0.9");
  speaker.send("from yesterday\n");
  history.answerAll();
  history.findAll();
  play.clock.settle();
  const newcomer = play.connect("10.0.0.1");
  play.clock.advance(GREETING_DELAY_MS);
  return { play, history, newcomer };
}

function answer({ history, play }: Scene): void {
  history.findAll();
  play.clock.settle();
}

describe("a greeting", () => {
  test("leaves together with what was said last, in one piece", () => {
    const here = scene();
    assertEquals(here.newcomer.read(), "");
    answer(here);
    assertEquals(here.newcomer.socket.writes.length, 1);
    assertMatch(here.newcomer.read(), WITH_HISTORY);
  });

  test("waits only so long, and then goes first", () => {
    const here = scene();
    here.play.clock.advance(GREETING_HISTORY_MS);
    assertMatch(here.newcomer.read(), new RegExp(`${GREETING.source}$`));
    answer(here);
    assertMatch(here.newcomer.read(), /^\[[\d:]{8}\] <10\.0\.0\.9> from yesterday\n$/);
  });

  test("goes before whatever is answered meanwhile", () => {
    const here = scene();
    here.newcomer.send("/lang\n");
    assertMatch(here.newcomer.read(), new RegExp(`${GREETING.source}Language: en\\..*\n$`));
    answer(here);
    assertMatch(here.newcomer.read(), /^\[[\d:]{8}\] <10\.0\.0\.9> from yesterday\n$/);
  });

  test("is followed by nothing where programs count replies: they may ask", () => {
    const here = scene({ echo: true });
    answer(here);
    assertMatch(here.newcomer.read(), new RegExp(`${GREETING.source}$`));
    here.newcomer.send("/history\n");
    answer(here);
    assertMatch(here.newcomer.read(), /^\[[\d:]{8}\] <10\.0\.0\.9> from yesterday\n$/);
  });

  test("is not for who shows another language meanwhile, and neither is what was said", () => {
    const here = scene();
    here.newcomer.send("NICK alice\r\nUSER alice 0 * :Alice\r\n");
    here.play.clock.advance(GREETING_HISTORY_MS);
    const before = here.newcomer.read();
    answer(here);
    assertEquals([/Welcome to this|yesterday/.test(before), here.newcomer.read()], [false, ""]);
    assertMatch(before, / 001 alice /);
  });

  test("is not waited for by who has gone", () => {
    const here = scene();
    const before = here.play.clock.timerCount;
    here.newcomer.connection.closed();
    assertEquals(before - here.play.clock.timerCount, 1);
    answer(here);
    assertEquals(here.newcomer.read(), "");
  });
});
