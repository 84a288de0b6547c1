/** What irssi shows of our server, line by line. */
import { describe } from "node:test";
import { assertEquals } from "@std/assert";
import { command, testNeeding } from "../helpers/requirement.ts";
import { play, setScene, withoutTimes } from "./irc_scene.ts";
import { startIrssi } from "./irssi.ts";
import { startServer } from "./running_server.ts";

const needs = [command("tmux"), command("irssi")];
/** What it knows of what we offer. */
const CAPABILITIES = [
  ...["multi-prefix", "extended-join", "setname", "invite-notify"],
  ...["away-notify", "chghost", "account-notify", "znc.in/self-message", "server-time"],
].join(" ");

describe("irssi", { timeout: 60_000 }, () => {
  testNeeding({ needs }, "is granted every capability it asks for", async () => {
    await using server = await startServer();
    await using irssi = startIrssi({ port: server.port, nick: "ann" });
    await irssi.registered();
    const lines = irssi.lines().filter((line) => /Capabilities (?!supported)/.test(line));
    assertEquals(lines, [
      `-!- Capabilities requested: ${CAPABILITIES}`,
      `-!- Capabilities acknowledged: ${CAPABILITIES}`,
    ]);
  });

  testNeeding({ needs }, "shows who and what is there", async () => {
    await using server = await startServer();
    await setScene(server);
    await using irssi = startIrssi({ port: server.port, nick: "ann" });
    await irssi.registered();
    await irssi.shows("-!- Mode change [+i] for user ann");
    const before = irssi.lines().length;
    for (const [question, lastLine] of QUESTIONS) {
      irssi.say(question);
      await irssi.untilLines((lines) => lines.slice(before).at(-1) === lastLine, lastLine);
    }
    assertEquals(withoutTimes(irssi.lines().slice(before)), ANSWERS);
  });

  testNeeding({ needs }, "shows what people do in a room", async () => {
    await using server = await startServer();
    const scene = await setScene(server);
    await using irssi = startIrssi({ port: server.port, nick: "ann" });
    await irssi.join("#lobby");
    await irssi.untilLines((lines) => lines.some((line) => line.includes("was synced")), "synced");
    const before = irssi.lines().length;
    await play(scene);
    const [lastLine = ""] = LIFE.slice(-1);
    await irssi.shows(lastLine);
    assertEquals(irssi.lines().slice(before), LIFE);
  });
});

/** Commands, and the last line of the answer. */
const QUESTIONS = [
  ["/whois bob", "-!- End of WHOIS"],
  ["/list", "-!- End of /LIST"],
  ["/who #lobby", "-!- End of /WHO list"],
  ["/names #lobby", "-!- #lobby End of /NAMES list"],
  ["/away 开会", "-!- You have been marked as being away"],
  ["/whois 没有人", "-!- There is no such nick 没有人"],
] as const;

const ANSWERS = [
  "-!- bob [~bob@127.0.0.12]",
  "-!-  ircname  : Bob B.",
  "-!-  channels : #lobby @#room",
  "-!-  server   : lanchat.local [LAN chat]",
  "-!-  away     : 吃饭",
  "-!-  idle     : … [signon: …]",
  "-!- End of WHOIS",
  "-!- Channel Users  Name",
  "-!- #lobby 2",
  "-!- #room 1",
  "-!- End of /LIST",
  "-!-     #lobby 小明      H   0  guest@127.0.0.11 [127.0.0.11]",
  "-!-     #lobby bob       G   0  ~bob@127.0.0.12 [Bob B.]",
  "-!- End of /WHO list",
  "-!- [Users #lobby]",
  "-!- 小明 bob",
  "-!- #lobby End of /NAMES list",
  "-!- You have been marked as being away",
  "-!- There is no such nick 没有人",
];

const LIFE = [
  "-!- bob is now known as 鲍勃",
  "<鲍勃> 红 粗 bold 斜 italic",
  "* 鲍勃 走",
  "-鲍勃:#lobby- 注意",
  "-!- 鲍勃 changed the topic of #lobby to: 今天",
  "-!- 鲍勃 [~bob@127.0.0.12] has left #lobby [再见]",
  "-!- 鲍勃 [~bob@127.0.0.12] has joined #lobby",
  "-!- 鲍勃 [~bob@127.0.0.12] has quit [Quit: 回家]",
  "-!- 小明 [guest@127.0.0.11] has quit [Client quit]",
];
