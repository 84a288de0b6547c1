/** Bans, mutes and reports on disk: what was acknowledged counts after the server is killed. */
import { test } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { IrcPeer, ircGuest } from "./irc_peer.ts";
import { LOOPBACK, ON_DISK, type RunningServer, startServer } from "./running_server.ts";

function startIn(folder: string): Promise<RunningServer> {
  const env = { ...ON_DISK, CHAT_OPERATORS: "root=secret" };
  return startServer({ args: [...LOOPBACK, "--data", folder], env });
}

async function operator(server: RunningServer): Promise<IrcPeer> {
  const peer = await ircGuest(server, "root");
  peer.send("OPER root secret");
  await peer.hears(" 381 ");
  return peer;
}

/** What the server says in words. */
function words(lines: readonly string[]): string[] {
  return lines.flatMap((line) => / NOTICE \S+ :(.*)$/.exec(line)?.[1] ?? []);
}

test("bans, mutes and reports outlive a kill, and what is lifted stays lifted", async () => {
  using folder = new TemporaryFolder();
  const asked = ["UBAN LIST", "SHUN LIST", "REPORTS"];
  let before: string[];
  {
    await using server = await startIn(folder.at("data"));
    const root = await operator(server);
    const victim = new IrcPeer(await server.connect({ from: "127.0.0.15" }));
    victim.send("NICK victim", "USER victim 0 * :victim");
    await victim.hears(" 001 victim ");
    await victim.asks("REPORT root :too strict");
    await root.asks("UBAN ADD 127.0.1.0/24", "UBAN DEL 127.0.1.0/24", "SHUN loud!*@* 1d");
    assertEquals(words(await root.asks("UBAN ADD victim :no more")), [
      "127.0.0.15 is banned. Connections closed: 1.",
    ]);
    assertStringIncludes(await victim.untilEnd(), "ERROR :Closing link: 127.0.0.15 (Banned (no more))");
    before = words(await root.asks(...asked));
    assertEquals(before.length, 5);
    assertEquals(await server.stop("SIGKILL"), null);
    assertStringIncludes(server.stdout, ' info acted by=root action=ban target=127.0.0.15 reason="no more"');
    assertStringIncludes(server.stdout, " info acted by=victim action=report target=root\n");
  }
  await using server = await startIn(folder.at("data"));
  const again = await server.connect({ from: "127.0.0.15" });
  assertStringIncludes(await again.untilEnd(), "You are banned from this server. no more\n");
  const lifted = await server.guest({ from: "127.0.1.1" });
  lifted.send("/who\n");
  const root = await operator(server);
  assertEquals(words(await root.asks(...asked)), before);
  const loud = await ircGuest(server, "loud");
  assertStringIncludes(words(await loud.asks("PRIVMSG root :hi")).join(), "You are muted until ");
});

test("what operators did in a channel is read from the disk, by those who may", async () => {
  using folder = new TemporaryFolder();
  {
    await using server = await startIn(folder.at("data"));
    const ann = await ircGuest(server, "ann");
    await ann.asks("JOIN #tea", "TOPIC #tea :green", "MODE #tea +m");
    assertEquals(await server.stop("SIGKILL"), null);
  }
  await using server = await startIn(folder.at("data"));
  const [root, bob] = [await operator(server), await ircGuest(server, "bob")];
  const acts = async (peer: IrcPeer): Promise<string[]> =>
    words(await peer.asks("CHANLOG #tea")).map((line) => line.replace(/^.* UTC {2}/, ""));
  const done = ["ann set the topic: green", "ann set +m", "Done by operators in #tea: 2."];
  assertEquals(await acts(root), done);
  // Whoever makes it again sees what was done since.
  await bob.asks("JOIN #tea", "TOPIC #tea :black");
  assertEquals(await acts(bob), ["bob set the topic: black", "Done by operators in #tea: 1."]);
});
