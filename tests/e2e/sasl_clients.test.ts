/** irssi and WeeChat log in by SASL; two devices of one account are one person to everybody else. */
import { describe } from "node:test";
import { assertEquals } from "@std/assert";
import { command, testNeeding } from "../helpers/requirement.ts";
import { ircGuest } from "./irc_peer.ts";
import { startIrssi } from "./irssi.ts";
import { type RunningServer, startServer } from "./running_server.ts";
import { startWeechat } from "./weechat.ts";

const needs = [command("tmux"), command("irssi"), command("weechat")];
const ACCOUNT = { name: "ann", password: "sesame" };

async function makeAccount(server: RunningServer): Promise<void> {
  const ann = await ircGuest(server, ACCOUNT.name);
  ann.send(`REGISTER * * ${ACCOUNT.password}`);
  await ann.hears("REGISTER SUCCESS ann");
  ann.send("QUIT");
  await ann.untilEnd();
}

describe("SASL", { timeout: 120_000 }, () => {
  testNeeding(
    { needs },
    "irssi by PLAIN and WeeChat by SCRAM-SHA-256 are one person with two devices",
    async () => {
      await using server = await startServer();
      await makeAccount(server);
      const bob = await ircGuest(server, "bob");
      await bob.asks("JOIN #lobby");
      await using irssi = startIrssi({ port: server.port, nick: "ann", account: ACCOUNT });
      await irssi.join("#lobby");
      // Its nick is in use, by itself.
      await using weechat = startWeechat({ port: server.port, nick: "ann", account: ACCOUNT });
      // It is shown where it is without having asked.
      const here = "-- Channel #lobby: 2 nicks (0 ops, 0 halfops, 0 voices, 2 normals)";
      await weechat.shows(here);

      const joined = bob
        .lines()
        .filter((line) => / (JOIN|QUIT|NICK) /.test(line) && line.startsWith(":ann!"));
      assertEquals(joined.length, 1, joined.join("\n"));
      bob.send("PRIVMSG #lobby :good morning, both of you");
      await irssi.shows("<bob> good morning, both of you");
      await weechat.shows("<bob> good morning, both of you");
      irssi.say("from irssi");
      await weechat.shows("<ann> from irssi");
      weechat.say("from WeeChat");
      await irssi.shows("<ann> from WeeChat");
      await bob.hears("PRIVMSG #lobby :from WeeChat");

      const [, account] = (await bob.asks("WHOIS ann")).filter((line) => / (311|330) /.test(line));
      assertEquals(account?.split(" ").slice(3, 5), ["ann", "ann"]);
    },
  );

  testNeeding({ needs }, "a wrong password is told", async () => {
    await using server = await startServer();
    await makeAccount(server);
    const account = { ...ACCOUNT, password: "wrong" };
    await using weechat = startWeechat({ port: server.port, nick: "zoe", account });
    const refused = "-- SASL authentication failed";
    await weechat.untilLines((lines) => lines.includes(refused), refused);
  });
});
