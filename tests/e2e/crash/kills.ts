/** Kills a busy server again and again, and looks after each restart whether anything is lost that anybody has heard. */
import { setTimeout as passed } from "node:timers/promises";
import type { RunningServer } from "../running_server.ts";
import { AccountBooks } from "./account-books.ts";
import { Books, type Compared } from "./books.ts";
import { beginOn, Crowd, startOn } from "./crowd.ts";
import type { Heard } from "./ledger.ts";
import { Owner } from "./owner.ts";
import { Property } from "./property.ts";

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

/** In each life of the server. */
const OWNERS = 2;

export interface AllCompared extends Compared {
  /** Accounts that were promised to somebody. */
  readonly accounts: number;
}

/** What a life of the server leaves to be compared. */
interface Life {
  readonly heard: readonly (readonly Heard[])[];
  readonly properties: readonly Property[];
}

export async function killAgainAndAgain({ folder, count, killed }: Kills): Promise<AllCompared> {
  const books = new Books(folder);
  const accountBooks = new AccountBooks(folder);
  let life: Life = { heard: [], properties: [] };
  for (let number = 1; number <= count; number++) {
    if (Math.random() < FALSE_START) await killedAtStart(folder);
    await using server = await startOn(folder);
    await books.compare(server, life.heard);
    await accountBooks.compare(server, life.properties);
    life = await lifeUntilKilled(server, number);
    killed?.(number);
  }
  await using server = await startOn(folder);
  await books.compare(server, life.heard);
  await accountBooks.compare(server, life.properties);
  await server.stop();
  const compared = books.close();
  const { promised: accounts, wrong } = accountBooks.close();
  return { ...compared, accounts, wrong: [...compared.wrong, ...wrong] };
}

async function killedAtStart(folder: string): Promise<void> {
  await using server = beginOn(folder);
  await passed(Math.random() * START_MS_MAX);
  await server.kill("SIGKILL");
}

async function lifeUntilKilled(server: RunningServer, number: number): Promise<Life> {
  using crowd = new Crowd(server);
  await crowd.gathered();
  const properties = Array.from({ length: OWNERS }, (_, place) => new Property(`o${number}-${place}`));
  const owners = properties.map((property) => new Owner(server.port, property));
  crowd.talk();
  await passed(Math.random() * TALK_MS_MAX);
  if (Math.random() < SILENCE) {
    await crowd.pause();
    await passed(Math.random() * SILENCE_MS_MAX);
  }
  await server.kill("SIGKILL");
  await Promise.all([crowd.closed(), ...owners.map(({ closed }) => closed)]);
  return { heard: crowd.heard, properties };
}
