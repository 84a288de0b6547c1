/** A disk that does not answer for a while: nobody is read, everybody knows why, and nothing is lost. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { Books } from "./crash/books.ts";
import { Crowd, startOn } from "./crash/crowd.ts";
import { health, isReady, logSaysOfDisk } from "./crash/health.ts";
import { IrcPeer } from "./irc_peer.ts";

/** Whoever writes has to wait for it, as for a disk. */
class Hang {
  readonly #database: DatabaseSync;

  constructor(folder: string) {
    this.#database = new DatabaseSync(join(folder, "history.db"));
    this.#database.exec("PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE");
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

test("while the disk hangs nobody is read, and afterwards everything is there", {
  timeout: 60_000,
}, async () => {
  using folder = new TemporaryFolder();
  await using server = await startOn(folder.path);
  using crowd = new Crowd(server);
  await crowd.gathered();
  const idle = new IrcPeer(await server.connect());
  await idle.asks("NICK idle", "USER idle 0 * :Idle");
  crowd.talk();
  await crowd.hearsMore();

  {
    using _ = new Hang(folder.path);
    await logSaysOfDisk(server, "disk-late");
    const heard = crowd.heardCount;
    idle.send("PING anybody");
    assertEquals(
      [await health(server), await health(server)],
      [
        [503, 200],
        [503, 200],
      ],
    );
    assertEquals([crowd.heardCount, idle.text.includes("anybody")], [heard, false]);
  }
  await isReady(server);
  await idle.hears("anybody");
  await crowd.hearsMore();
  await crowd.pause();
  await logSaysOfDisk(server, "disk-late", "disk-works");
  assertEquals(
    crowd.people.flatMap(({ refused }) => refused),
    [],
  );

  assertEquals(await server.stop(), 0);
  const books = new Books(folder.path);
  await using again = await startOn(folder.path);
  await books.compare(again, crowd.heard);
  assertEquals(books.close().wrong, []);
});
