/** What WeeChat shows of our server, line by line; and that it comes back by itself. */
import { describe } from "node:test";
import { assertEquals } from "@std/assert";
import { command, testNeeding } from "../helpers/requirement.ts";
import { play, setScene, withoutTimes } from "./irc_scene.ts";
import { freePort } from "./programs.ts";
import { startServer } from "./running_server.ts";
import { startWeechat } from "./weechat.ts";

const needs = [command("tmux"), command("weechat")];
/** What it knows of what we offer. */
const CAPABILITIES = [
  ...["account-notify", "away-notify", "cap-notify", "chghost", "extended-join", "invite-notify"],
  ...["message-tags", "multi-prefix", "server-time", "setname", "userhost-in-names"],
].join(" ");

describe("WeeChat", { timeout: 60_000 }, () => {
  testNeeding({ needs }, "is granted every capability it asks for", async () => {
    await using server = await startServer();
    await using weechat = startWeechat({ port: server.port, nick: "小红" });
    await weechat.registered();
    const lines = weechat.lines().filter((line) => /client capability, (?!server)/.test(line));
    assertEquals(lines, [
      `-- irc: client capability, requesting: ${CAPABILITIES}`,
      `-- irc: client capability, enabled: ${CAPABILITIES}`,
    ]);
  });

  testNeeding({ needs }, "shows who and what is there", async () => {
    await using server = await startServer();
    await setScene(server);
    await using weechat = startWeechat({ port: server.port, nick: "小红" });
    await weechat.registered();
    const before = weechat.lines().length;
    for (const [question, lastLine] of QUESTIONS) {
      weechat.say(question);
      await weechat.untilLines((lines) => lines.slice(before).at(-1) === lastLine, lastLine);
    }
    assertEquals(withoutTimes(weechat.lines().slice(before)), ANSWERS);
  });

  testNeeding({ needs }, "shows what people do in a room", async () => {
    await using server = await startServer();
    const scene = await setScene(server);
    await using weechat = startWeechat({ port: server.port, nick: "小红" });
    await weechat.join("#lobby");
    await weechat.untilLines((lines) => lines.some((line) => line.includes("created on")), "created on");
    const before = weechat.lines().length;
    await play(scene);
    const [lastLine = ""] = LIFE.slice(-1);
    await weechat.shows(lastLine);
    assertEquals(weechat.lines().slice(before), LIFE);
  });

  testNeeding({ needs }, "comes back by itself, to its rooms, when the server is there again", async () => {
    const port = String(await freePort());
    const args = ["127.0.0.1", port];
    await using first = await startServer({ args });
    await using weechat = startWeechat({ port: first.port, nick: "小红" });
    await weechat.join("#lobby");
    weechat.say("/set irc.server_default.autoreconnect_delay 1");
    assertEquals(await first.stop(), 0);
    await weechat.shows("-- irc: disconnected from server");
    await using second = await startServer({ args });
    await weechat.untilLines((lines) => lines.at(-1)?.startsWith("-- Channel created") === true, "back");
    const ann = await second.guest({ from: "127.0.0.11" });
    weechat.say("又来了");
    await ann.hears("<小红> 又来了\n");
  });
});

/** Commands, and the last line of the answer. */
const QUESTIONS = [
  ["/whois bob", "-- [bob] End of /WHOIS list"],
  ["/list", "-- End of /LIST"],
  ["/who #lobby", "-- [#lobby] End of WHO list"],
  ["/names #lobby", "-- #lobby: End of /NAMES list"],
  ["/away 开会", "-- You have been marked as being away"],
  ["/whois 没有人", "-- [没有人] End of /WHOIS list"],
] as const;

const ANSWERS = [
  "-- [bob] (~bob@127.0.0.12): Bob B.",
  "-- [bob] #lobby @#room",
  "-- [bob] lanchat.local (LAN chat)",
  "-- [bob] is away: 吃饭",
  "-- [bob] idle: …, signon at: …",
  "-- [bob] End of /WHOIS list",
  "-- Channel Users  Name",
  "-- #lobby(2)",
  "-- #room(1)",
  "-- End of /LIST",
  "-- [#lobby] 小明 (guest@127.0.0.11) H 0 (127.0.0.11)",
  "-- [#lobby] bob (~bob@127.0.0.12) G 0 (Bob B.)",
  "-- [#lobby] End of WHO list",
  "-- Nicks #lobby: [小明 bob]",
  "-- #lobby: End of /NAMES list",
  "-- You have been marked as being away",
  "-- 没有人: No such nick/channel",
  "-- [没有人] End of /WHOIS list",
];

const LIFE = [
  "-- bob is now known as 鲍勃",
  "<鲍勃> 红 粗 bold 斜 italic",
  "* 鲍勃 走",
  "-- Notice(鲍勃): 注意",
  '-- 鲍勃 has changed topic for #lobby to "今天"',
  "<-- 鲍勃 (~bob@127.0.0.12) has left #lobby (再见)",
  "--> 鲍勃 (Bob B.) (~bob@127.0.0.12) has joined #lobby",
  "<-- 鲍勃 (~bob@127.0.0.12) has quit (Quit: 回家)",
  "<-- 小明 (guest@127.0.0.11) has quit (Client quit)",
];
