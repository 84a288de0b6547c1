/** Who stays without devices, and how far they have read, over restarts of a server with a history on disk. */
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { IrcPeer, ircGuest } from "./irc_peer.ts";
import { LOOPBACK, ON_DISK, type RunningServer, startServer } from "./running_server.ts";

const PASSWORD = "a-password";

function startIn(folder: string): Promise<RunningServer> {
  return startServer({ args: [...LOOPBACK, "--data", folder], env: ON_DISK });
}

/** A device that logs in. @param wanted capabilities beside sasl. */
async function device(server: RunningServer, name: string, wanted = ""): Promise<IrcPeer> {
  const peer = new IrcPeer(await server.connect());
  const secret = Buffer.from(`\0${name}\0${PASSWORD}`).toString("base64");
  peer.send(`CAP REQ :sasl ${wanted}`, "AUTHENTICATE PLAIN", `AUTHENTICATE ${secret}`);
  await peer.hears(" 903 ");
  peer.send(`NICK ${name}`, `USER ${name} 0 * :${name}`, "CAP END");
  await peer.hears(` ${name} :End of /MOTD command`);
  return peer;
}

/** ann has an account that stays, and is operator of #tea. */
async function annStays(server: RunningServer): Promise<IrcPeer> {
  const ann = await ircGuest(server, "ann");
  ann.send(`REGISTER * * ${PASSWORD}`);
  await ann.hears("REGISTER SUCCESS ann");
  ann.send("NS SET ALWAYS-ON ON");
  await ann.hears("The settings of ann are changed.");
  await ann.asks(
    "JOIN #tea",
    "MODE ann +i",
    "SETNAME :Ann of the sea",
    "MARKREAD #tea timestamp=2001-02-03T04:05:06.789Z",
  );
  return ann;
}

/** Ends whichever way: politely, with its goodbyes, or without another word. */
async function end(server: RunningServer, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  assertEquals(await server.stop(signal), signal === "SIGTERM" ? 0 : null);
}

describe("who stays without devices", () => {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    test(`is there after ${signal}, and what is said meanwhile waits`, async () => {
      using folder = new TemporaryFolder();
      {
        await using server = await startIn(folder.at("data"));
        await annStays(server);
        await end(server, signal);
      }
      {
        await using server = await startIn(folder.at("data"));
        const bob = await ircGuest(server, "bob");
        const names = await bob.asks("JOIN #tea");
        assert(
          names.some((line) => line.endsWith(" 353 bob = #tea :@ann bob")),
          names.join("\n"),
        );
        const who = await bob.asks("WHOIS ann");
        assert(
          who.some((line) => line.includes(" 311 bob ann ~ann 127.0.0.1 * :Ann of the sea")),
          who.join("\n"),
        );
        const told = await bob.asks("PRIVMSG #tea :to all", "PRIVMSG ann :to you", "NOTICE ann :and more");
        assertEquals(told, [
          ":lanchat.local 301 bob ann :None of their devices is here; messages wait for them",
        ]);
        await end(server, signal);
      }
      await using server = await startIn(folder.at("data"));
      const ann = await device(server, "ann", "draft/read-marker");
      await ann.hears("and more");
      const [joined = "", read] = ann.lines().filter((line) => /^\S+ (JOIN|MARKREAD) /.test(line));
      assertStringIncludes(joined, ":ann!~ann@127.0.0.1 JOIN #tea");
      assertEquals(read, ":lanchat.local MARKREAD #tea timestamp=2001-02-03T04:05:06.789Z");
      const said = ann.lines().filter((line) => /(PRIVMSG|NOTICE) (#tea|ann) /.test(line));
      assertEquals(
        said.map((line) => line.replace(/ :\[[^\]]*\] /, " :")),
        [
          ":bob!~bob@127.0.0.1 PRIVMSG #tea :to all",
          ":bob!~bob@127.0.0.1 PRIVMSG ann :to you",
          ":bob!~bob@127.0.0.1 NOTICE ann :and more",
        ],
      );
      // What was shown once has been missed no more.
      const again = await device(server, "ann");
      assertEquals(again.text.includes("to you"), false);
    });
  }

  test("left rooms and was sent out of them for good", async () => {
    using folder = new TemporaryFolder();
    {
      await using server = await startIn(folder.at("data"));
      const ann = await annStays(server);
      await ann.asks("JOIN #coffee", "JOIN #water", "PART #coffee");
      const bob = await ircGuest(server, "bob");
      await bob.asks("JOIN #tea");
      ann.send("MODE #tea +o bob", "QUIT");
      await ann.untilEnd();
      await bob.asks("KICK #tea ann");
      await end(server, "SIGKILL");
    }
    await using server = await startIn(folder.at("data"));
    const ann = await device(server, "ann");
    const rooms = (await ann.asks("WHOIS ann")).filter((line) => line.includes(" 319 "));
    assertEquals(rooms, [":lanchat.local 319 ann ann :@#water"]);
  });
});

test("what is left for somebody who does not stay is shown once, when they log in", async () => {
  using folder = new TemporaryFolder();
  {
    await using server = await startIn(folder.at("data"));
    const ann = await ircGuest(server, "ann");
    ann.send(`REGISTER * * ${PASSWORD}`);
    await ann.hears("REGISTER SUCCESS ann");
    const bob = await ircGuest(server, "bob");
    await bob.asks("PRIVMSG ann :while you are here");
    ann.send("QUIT");
    await ann.untilEnd();
    assertEquals(await bob.asks("PRIVMSG ann :while you are gone"), [
      ":lanchat.local 301 bob ann :Not here; it will be shown when they come back",
    ]);
    await end(server, "SIGKILL");
  }
  await using server = await startIn(folder.at("data"));
  const ann = await device(server, "ann");
  await ann.hears("while you are gone");
  assertEquals(ann.text.includes("while you are here"), false);
});
