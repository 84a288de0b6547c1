/** Kills a busy server again and again, and looks after each restart whether anything is lost that anybody has heard. */
import { setTimeout as passed } from "node:timers/promises";
import type { RunningServer } from "../running_server.ts";
import { Books, type Compared } from "./books.ts";
import { Crowd, startOn } from "./crowd.ts";
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

export async function killAgainAndAgain({ folder, count, killed }: Kills): Promise<Compared> {
  const books = new Books(folder);
  let heard: readonly (readonly Heard[])[] = [];
  for (let number = 1; number <= count; number++) {
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
