/** Whatever way words come, the database has all of them: a NUL would be the end of a text for it. */
import { createSocket } from "node:dgram";
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { keptIn } from "./crash/kept.ts";
import { ircGuest } from "./irc_peer.ts";
import { LOOPBACK, ON_DISK, startServer } from "./running_server.ts";

test("words with a NUL between them are kept, without it", async () => {
  using folder = new TemporaryFolder();
  await using server = await startServer({ args: [...LOOPBACK, "--data", folder.path], env: ON_DISK });
  const [ann, bob] = await server.guests(2);
  ann.send("in plain\0 text\n");
  await bob.hears("text\n");

  const eve = await ircGuest(server, "eve");
  await eve.asks("JOIN #lobby", "PRIVMSG #lobby :on\0 IRC");
  await bob.hears("IRC\n");

  const socket = createSocket("udp4");
  await new Promise((sent) => socket.send("by\0 datagram", server.port, "127.0.0.1", sent));
  await bob.hears("datagram\n");
  socket.close();

  const texts = keptIn(folder.path).rows.map(({ text }) => text);
  assertEquals(texts, ["in plain text", "on IRC", "by datagram"]);
});
