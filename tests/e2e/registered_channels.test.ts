/** Registered channels on disk: what was acknowledged is there after the server is killed. */
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { IrcPeer, ircGuest } from "./irc_peer.ts";
import { LOOPBACK, ON_DISK, type RunningServer, startServer } from "./running_server.ts";

function startIn(folder: string): Promise<RunningServer> {
  return startServer({ args: [...LOOPBACK, "--data", folder], env: ON_DISK });
}

/** Somebody new, with an account. */
async function registered(server: RunningServer, nick: string): Promise<IrcPeer> {
  const peer = await ircGuest(server, nick);
  peer.send("REGISTER * * secret");
  await peer.hears(`REGISTER SUCCESS ${nick}`);
  return peer;
}

async function returning(server: RunningServer, nick: string): Promise<IrcPeer> {
  const peer = new IrcPeer(await server.connect());
  const password = Buffer.from(`\0${nick}\0secret`).toString("base64");
  peer.send("CAP REQ sasl", "AUTHENTICATE PLAIN", `AUTHENTICATE ${password}`);
  await peer.hears(" 903 ");
  peer.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`, "CAP END");
  await peer.hears(` ${nick} :End of /MOTD command`);
  return peer;
}

/** Without what differs from day to day. */
function steady(lines: readonly string[]): string[] {
  return lines.map((line) =>
    line.replace(/^:chat\S*|^:\S+ (?=\d{3} )/, ":server ").replace(/ :?\d{10}$/, " TIME"),
  );
}

test("topic, modes, lists, founder and access of a registered channel outlive a kill", async () => {
  using folder = new TemporaryFolder();
  const asked = ["MODE #tea", "MODE #tea +b", "MODE #tea +e", "MODE #tea +I", "TOPIC #tea", "CS AMODE #tea"];
  let before: string[];
  {
    await using server = await startIn(folder.at("data"));
    const alice = await registered(server, "alice");
    await registered(server, "bob");
    alice.send("JOIN #tea", "CS REGISTER #tea");
    await alice.hears("Channel #tea successfully registered.");
    alice.send("CS AMODE #tea +o bob");
    await alice.hears("bob has +o");
    await alice.asks("MODE #tea +iklbeI secret 9 *!*@10.* a:bob carol", "TOPIC #tea :green", "PART #tea");
    before = steady(await alice.asks("JOIN #tea", ...asked));
    assertEquals(await server.stop("SIGKILL"), null);
  }
  await using server = await startIn(folder.at("data"));
  const mallory = await ircGuest(server, "mallory");
  assertEquals(
    (await mallory.asks("JOIN #tea secret")).map((line) => line.split(" ")[1]),
    ["473"],
  );
  const alice = await returning(server, "alice");
  assertEquals(steady(await alice.asks("JOIN #tea", ...asked)), before);
  const bob = await returning(server, "bob");
  await bob.asks("JOIN #tea");
  await alice.hears("MODE #tea +o bob");
});

test("a channel that was dropped is like others after a kill, and the other one still is somebody's", async () => {
  using folder = new TemporaryFolder();
  {
    await using server = await startIn(folder.at("data"));
    const alice = await registered(server, "alice");
    alice.send("JOIN #tea", "CS REGISTER #tea", "JOIN #cups", "CS REGISTER #cups");
    await alice.hears("Channel #cups successfully registered.");
    const [told = ""] = await alice.asks("CS DROP #tea");
    alice.send(`CS DROP #tea ${told.split(" ").at(-1)}`);
    await alice.hears("Channel #tea is not registered any more.");
    assertEquals(await server.stop("SIGKILL"), null);
  }
  await using server = await startIn(folder.at("data"));
  const bob = await ircGuest(server, "bob");
  const [, names] = await bob.asks("JOIN #tea");
  assertEquals(names?.endsWith(" :@bob"), true, names);
  const [, withoutRank] = await bob.asks("JOIN #cups");
  assertEquals(withoutRank?.endsWith(" :bob"), true, withoutRank);
});
