/** Two people whom the IRC programs look at: 小明 with plain text, and bob with IRC, who can do more. */
import type { Peer } from "./peer.ts";
import type { RunningServer } from "./running_server.ts";

/** Red, bold and italic, as many programs send them. https://modern.ircdocs.horse/formatting */
const FORMATTED = "\x0304红\x03 \x02粗 bold\x02 \x1d斜 italic\x0f";

export interface Scene {
  readonly xiaoming: Peer;
  readonly bob: Peer;
}

/** Both are in #lobby; bob is also in #room, which is his, and away. */
export async function setScene(server: RunningServer): Promise<Scene> {
  const xiaoming = await server.guest({ from: "127.0.0.11" });
  await xiaoming.asks("/nick 小明", "小明");
  const bob = await server.connect({ from: "127.0.0.12" });
  bob.send("NICK bob\r\nUSER bob 0 * :Bob B.\r\nJOIN #lobby,#room\r\nAWAY :吃饭\r\n");
  await bob.hears(" 306 bob ");
  return { xiaoming, bob };
}

/** Everything that can be seen of people in a room; afterwards both are gone. */
export async function play({ xiaoming, bob }: Scene): Promise<void> {
  const lines = [
    "NICK 鲍勃",
    `PRIVMSG #lobby :${FORMATTED}`,
    "PRIVMSG #lobby :\x01ACTION 走\x01",
    "NOTICE #lobby :注意",
    "TOPIC #lobby :今天",
    "PART #lobby :再见",
    "JOIN #lobby",
    "QUIT :回家",
  ];
  bob.send(lines.map((line) => `${line}\r\n`).join(""));
  await bob.untilEnd();
  xiaoming.send("exit\n");
  await xiaoming.untilEnd();
}

/** Lines with times and durations, which differ from run to run, as `…`. */
export function withoutTimes(lines: readonly string[]): string[] {
  const time =
    /\d+ days \d+ hours.* secs|\d\d hours.* seconds?|(?<=[sS]ignon(?: at)?: |reated (?:on )?(?:#\S+ )?)\w{3},? [^\]]*/g;
  return lines.map((line) => line.replace(time, "…"));
}
