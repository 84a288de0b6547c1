/** Kills a busy server again and again, and looks after each restart whether anything is lost that anybody has heard. */
import { setTimeout as passed } from "node:timers/promises";
import type { RunningServer } from "../running_server.ts";
import { Books, type Compared } from "./books.ts";
import { beginOn, Crowd, startOn } from "./crowd.ts";
import type { Heard } from "./ledger.ts";

export interface Kills {
  readonly folder: string;
  readonly count: number;
  /** Told after each. */
  killed?(number: number): void;
}

/** Moments after the first word, in milliseconds: within the first commits, or when the disk is busy. */
const TALK_MS_MAX = 400;
/** How often they have fallen silent before: the server fills its index then. */
const SILENCE = 0.25;
const SILENCE_MS_MAX = 400;
/** How often a server is killed while it makes its tables, or reads what the last kill has left. */
const FALSE_START = 0.3;
const START_MS_MAX = 100;

export async function killAgainAndAgain({ folder, count, killed }: Kills): Promise<Compared> {
  const books = new Books(folder);
  let heard: readonly (readonly Heard[])[] = [];
  for (let number = 1; number <= count; number++) {
    if (Math.random() < FALSE_START) await killedAtStart(folder);
    await using server = await startOn(folder);
    await books.compare(server, heard);
    heard = await heardUntilKilled(server);
    killed?.(number);
  }
  await using server = await startOn(folder);
  await books.compare(server, heard);
  await server.stop();
  return books.close();
}

async function killedAtStart(folder: string): Promise<void> {
  await using server = beginOn(folder);
  await passed(Math.random() * START_MS_MAX);
  await server.kill("SIGKILL");
}

async function heardUntilKilled(server: RunningServer): Promise<readonly (readonly Heard[])[]> {
  using crowd = new Crowd(server);
  await crowd.gathered();
  crowd.talk();
  await passed(Math.random() * TALK_MS_MAX);
  if (Math.random() < SILENCE) {
    await crowd.pause();
    await passed(Math.random() * SILENCE_MS_MAX);
  }
  await server.kill("SIGKILL");
  await crowd.closed();
  return crowd.heard;
}
