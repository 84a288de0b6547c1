/** Kills a busy server again and again, and looks after each restart whether anything is lost that anybody has heard. */
import { setTimeout as passed } from "node:timers/promises";
import { checkHistory } from "../../../src/history/care.ts";
import type { RunningServer } from "../running_server.ts";
import { CHANNELS, Crowd, startOn } from "./crowd.ts";
import { keptIn } from "./kept.ts";
import { differences, type Heard, type Kept } from "./ledger.ts";
import { Reader } from "./reader.ts";

export interface KillsReport {
  /** Messages that were heard, by everybody together, and messages that are kept. */
  readonly heard: number;
  readonly kept: number;
  readonly wrong: readonly string[];
}

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

export async function killAgainAndAgain({ folder, count, killed }: Kills): Promise<KillsReport> {
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

/** What was heard, and what is kept: in the database, and as CHATHISTORY tells it. */
class Books {
  readonly #folder: string;
  readonly #wrong: string[] = [];
  #heard = 0;
  #kept = 0;
  /** Up to here everything was compared: a row's id, and the last message of each channel. */
  #lastId = 0;
  readonly #lastMsgids = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** After a restart. @param heard since the start before. */
  async compare(server: RunningServer, heard: readonly (readonly Heard[])[]): Promise<void> {
    const { rows, lastId } = keptIn(this.#folder, this.#lastId);
    this.#wrong.push(...differences(heard, rows));
    await this.#compareReading(server, rows);
    this.#heard += heard.reduce((sum, { length }) => sum + length, 0);
    this.#kept += rows.length;
    this.#lastId = lastId;
  }

  /** All together, and the file itself. */
  close(): KillsReport {
    const all = keptIn(this.#folder).rows;
    const wrong = [...this.#wrong, ...differences([], all), ...checkHistory(this.#folder)];
    if (all.length !== this.#kept) wrong.push(`of ${this.#kept} messages ${all.length} are left`);
    return { heard: this.#heard, kept: this.#kept, wrong };
  }

  async #compareReading({ port }: RunningServer, rows: readonly Kept[]): Promise<void> {
    using reader = new Reader(port);
    for (const channel of CHANNELS) {
      const told = await reader.readOn(channel, this.#lastMsgids.get(channel) ?? "");
      const toBeTold = rows.filter(
        (row) => row.target === channel && row.kind === "PRIVMSG" && !row.isRedacted,
      );
      if (words(told) !== words(toBeTold)) this.#wrong.push(`CHATHISTORY of ${channel} is not what is kept`);
      const last = told.at(-1);
      if (last) this.#lastMsgids.set(channel, last.msgid);
    }
  }
}

function words(messages: readonly Heard[]): string {
  return messages.map(({ msgid, target, text }) => `${msgid} ${target} ${text}`).join("\n");
}
