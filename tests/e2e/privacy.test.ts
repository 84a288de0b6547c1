/** What was said among few is theirs, also after a restart, with the history on disk. */
import { describe, test } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { type IrcPeer, ircGuest } from "./irc_peer.ts";
import { LOOPBACK, ON_DISK, type RunningServer, runServer, startServer } from "./running_server.ts";

function startIn(folder: string): Promise<RunningServer> {
  return startServer({ args: [...LOOPBACK, "--data", folder], env: ON_DISK });
}

/** The texts of what an answer of history shows. */
async function texts(asker: IrcPeer, question: string): Promise<readonly string[]> {
  const lines = await asker.asks(question);
  return lines.flatMap((line) => / (?:PRIVMSG|NOTICE) \S+ :(.*)$/.exec(line)?.[1] ?? []);
}

describe("after a restart", () => {
  test("whoever has the number of somebody's connection reads nothing of their private talks", async () => {
    using folder = new TemporaryFolder();
    for (const day of ["yesterday", "today"]) {
      await using server = await startIn(folder.at("data"));
      // The same connections in the same order, with the same nicks: still other people.
      const ann = await ircGuest(server, "ann");
      const bob = await ircGuest(server, "bob");
      assertEquals(await texts(ann, "CHATHISTORY LATEST bob * 9"), [], day);
      assertEquals(await texts(ann, `SEARCH text=secret`), [], day);
      const times = "timestamp=2020-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z";
      assertEquals(await ann.asks(`CHATHISTORY TARGETS ${times} 9`), [], day);
      ann.send("PRIVMSG bob :a secret");
      await bob.hears("a secret");
      assertEquals(await texts(bob, "CHATHISTORY LATEST ann * 9"), ["a secret"], day);
      assertEquals(await server.stop(), 0);
    }
  });

  test("what was said behind a key is read by who brings it, and what was said in the open by all", async () => {
    using folder = new TemporaryFolder();
    {
      await using server = await startIn(folder.at("data"));
      const ann = await ircGuest(server, "ann");
      await ann.asks("JOIN #team", "PRIVMSG #team :in the open", "MODE #team +k sesame");
      await ann.asks("PRIVMSG #team :behind the key", "PRIVMSG @#team :for operators", "MODE #team +i");
      ann.send("PRIVMSG #team :for who was let in", "PRIVMSG ann :over");
      await ann.hears("over");
      assertEquals(await texts(ann, "CHATHISTORY LATEST #team * 9"), [
        "in the open",
        "behind the key",
        "for operators",
        "for who was let in",
      ]);
      assertEquals(await server.stop("SIGKILL"), null);
    }
    await using server = await startIn(folder.at("data"));
    const [zoe, ann] = [await ircGuest(server, "zoe"), await ircGuest(server, "ann")];
    await zoe.asks("JOIN #team");
    await ann.asks("JOIN #team sesame");
    assertEquals(await texts(zoe, "CHATHISTORY LATEST #team * 9"), ["in the open"]);
    assertEquals(await texts(zoe, "SEARCH text=the"), ["in the open"]);
    assertEquals(await texts(ann, "CHATHISTORY LATEST #team * 9"), ["in the open", "behind the key"]);
    assertEquals(await texts(ann, "SEARCH text=the"), ["in the open", "behind the key"]);

    // Whose disk it is has all of it.
    const { stdout } = await runServer(["export", "team", "--data", folder.at("data")]);
    for (const text of ["in the open", "behind the key", "for who was let in"])
      assertStringIncludes(stdout, `<ann> ${text}\n`);
  });
});
