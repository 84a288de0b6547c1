/** A disk that refuses, and is back: nobody is shown what is not kept, everybody else goes on, and it passes by itself. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { command, testNeeding } from "../helpers/requirement.ts";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { Books } from "./crash/books.ts";
import { Crowd, startOn } from "./crash/crowd.ts";
import { health, isReady, logSaysOfDisk } from "./crash/health.ts";
import { keptIn } from "./crash/kept.ts";
import { limitedFiles, type SmallDisk, smallDisk } from "./crash/small-disk.ts";
import { Talker } from "./crash/talker.ts";
import { until } from "./programs.ts";
import type { RunningServer } from "./running_server.ts";

/** What happened while nothing could be written, as the history has it. */
const PRESENCE = `SELECT kind FROM messages JOIN sources ON sources.id = messages.source
  WHERE nick = 'late' ORDER BY messages.id`;

async function playRefusal(disk: SmallDisk): Promise<void> {
  const server = await startOn(disk.folder, { within: disk.within });
  await using _ = server;
  using crowd = new Crowd(server);
  await crowd.gathered();
  crowd.talk();
  await crowd.hearsMore();
  assertEquals(await health(server), [200, 200]);

  disk.fill(server);
  await crowd.isRefused();
  assertEquals(await health(server), [503, 200]);
  await meanwhilePresenceGoesOn(server, crowd);
  await plainPeopleAreToldInWords(server);

  disk.empty(server);
  await isReady(server);
  await crowd.hearsMore();
  await crowd.pause();
  await logSaysOfDisk(server, "disk-refuses", "disk-works");

  await passesByItself(disk, server, crowd);
  await isKilledMeanwhile(disk, server, crowd);
  await everythingIsThere(disk, crowd);
}

async function meanwhilePresenceGoesOn({ port }: RunningServer, { people }: Crowd): Promise<void> {
  using late = new Talker({ port, nick: "late", channels: ["#a"], targets: ["#a"] });
  await late.ready;
  late.send("QUIT :no use");
  await late.closed;
  for (const end of ["JOIN #a", "QUIT :Quit: no use"]) {
    await until(
      () =>
        people.every(({ others }) => others.some((line) => line.endsWith(end) && line.startsWith(":late!"))),
      () => `everybody is told ${end}: ${people[0]?.others}`,
    );
  }
}

async function plainPeopleAreToldInWords(server: RunningServer): Promise<void> {
  const [ann, bob] = await server.guests(2);
  await ann.asks("is anybody there", "Your message could not be stored and was not sent.");
  await ann.asks("/nick Ann", "Ann");
  await bob.hears("is Ann now\n");
  assertEquals(bob.news.includes("anybody"), false);
}

/** Nobody says a word after the first that is refused. */
async function passesByItself(disk: SmallDisk, server: RunningServer, { people }: Crowd): Promise<void> {
  const [ann] = people;
  assert(ann);
  const refused = ann.refused.length;
  disk.fill(server);
  while (ann.refused.length === refused) {
    ann.say();
    await ann.pause();
  }
  assertEquals(await health(server), [503, 200]);
  disk.empty(server);
  await isReady(server);
  await logSaysOfDisk(server, "disk-refuses", "disk-works", "disk-refuses", "disk-works");
}

async function isKilledMeanwhile(disk: SmallDisk, server: RunningServer, crowd: Crowd): Promise<void> {
  disk.fill(server);
  crowd.talk();
  await crowd.isRefused();
  await server.kill();
  await crowd.closed();
  disk.empty(server);
}

async function everythingIsThere(disk: SmallDisk, crowd: Crowd): Promise<void> {
  using copy = new TemporaryFolder();
  disk.copyTo(copy.at("data"));
  const books = new Books(copy.at("data"));
  await using server = await startOn(disk.folder, { within: disk.within });
  await books.compare(server, crowd.heard);
  assertEquals(books.close().wrong, []);

  const refused = new Set(crowd.people.flatMap((person) => person.refused));
  const shown = [...crowd.heard.flat(), ...keptIn(copy.at("data")).rows];
  assertEquals(kindsOf(copy.at("data")), ["JOIN", "QUIT"]);
  assertEquals(
    shown.filter(({ text }) => refused.has(text)),
    [],
  );
}

function kindsOf(folder: string): readonly string[] {
  const database = new DatabaseSync(join(folder, "history.db"), { readOnly: true });
  const rows = database.prepare(PRESENCE).all();
  database.close();
  return rows.map(({ kind }) => String(kind));
}

describe("a disk that refuses", () => {
  // Of util-linux, which is wherever Linux is.
  const needs = ["prlimit", "nsenter"].map(command);

  testNeeding({ needs, timeoutMs: 60_000 }, "because it is full", async () => {
    await using disk = await smallDisk();
    await playRefusal(disk);
  });

  testNeeding({ needs, timeoutMs: 60_000 }, "because it is broken", async () => {
    await using disk = limitedFiles();
    await playRefusal(disk);
  });
});
