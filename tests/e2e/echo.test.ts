/** `--echo`, for programs that send a line and then block until one reply has come. */
import { describe, test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import { startServer } from "./running_server.ts";

const ECHO = ["127.0.0.1", "0", "--echo"];
const WEEKDAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const STAMP = `\\[${WEEKDAY} ${MONTH} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}\\]`;

describe("--echo", () => {
  test("each message brings its sender exactly one line, stamped with the time", async () => {
    await using server = await startServer({ args: ECHO });
    const [ann, bob] = await server.guests(2);
    for (const [index, text] of ["one", "你好", "three"].entries()) {
      ann.send(text);
      const lines = (await ann.hearsLines(index + 1)).split("\n");
      assertMatch(lines[index] ?? "", new RegExp(`^${STAMP} ${text}$`));
    }
    const heard = await bob.hearsLines(3);
    assertEquals(heard, "<127.0.0.11> one\n<127.0.0.11> 你好\n<127.0.0.11> three\n");
  });

  test("the time is the machine's own", async () => {
    await using server = await startServer({ args: ECHO, env: { TZ: "Asia/Shanghai" } });
    const ann = await server.guest();
    ann.send("now\n");
    const hour = Number(/ (\d\d):/.exec(await ann.hearsLines(1))?.[1]);
    const hourThere = new Date(Date.now() + 8 * 3_600_000).getUTCHours();
    assertEquals([hour, (hour + 1) % 24].includes(hourThere), true, `${hour}, not ${hourThere}`);
  });

  test("a private message is echoed too, a command is only answered", async () => {
    await using server = await startServer({ args: ECHO });
    const [ann, bob] = await server.guests(2);
    ann.send("/msg g127-0-0-12 psst\n");
    assertMatch(await ann.hearsLines(1), new RegExp(`^${STAMP} psst\n$`));
    await bob.hears("[private] <127.0.0.11> psst\n");
    ann.send("/charset\n");
    assertMatch(await ann.hearsLines(2), /psst\nCharacter set: utf-8\..*\n$/);
  });
});
