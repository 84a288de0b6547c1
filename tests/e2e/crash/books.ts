/** What was heard is compared with what is kept: in the database, and as CHATHISTORY tells it. */
import { checkHistory } from "../../../src/history/care.ts";
import type { RunningServer } from "../running_server.ts";
import { CHANNELS } from "./crowd.ts";
import { keptIn } from "./kept.ts";
import { differences, type Heard, type Kept } from "./ledger.ts";
import { Reader } from "./reader.ts";

export interface Compared {
  /** Messages that were heard, by everybody together, and messages that are kept. */
  readonly heard: number;
  readonly kept: number;
  readonly wrong: readonly string[];
}

export class Books {
  readonly #folder: string;
  readonly #wrong: string[] = [];
  #heard = 0;
  #kept = 0;
  /** Up to here everything was compared: a row's id, and the last message of each channel. */
  #lastId = 0;
  readonly #lastMsgids = new Map<string, string>();

  /** @param folder of the data, or of a copy. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param server has been started anew. @param heard since the comparison before. */
  async compare(server: RunningServer, heard: readonly (readonly Heard[])[]): Promise<void> {
    const { rows, lastId } = keptIn(this.#folder, this.#lastId);
    this.#wrong.push(...differences(heard, rows));
    await this.#compareReading(server, rows);
    this.#heard += heard.reduce((sum, { length }) => sum + length, 0);
    this.#kept += rows.length;
    this.#lastId = lastId;
  }

  /** All together, and the file itself. */
  close(): Compared {
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
