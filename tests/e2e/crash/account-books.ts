/** What people were promised of their accounts is compared with what is kept: in the database, and by logging in. */

import { lastingRowsOf } from "../../../src/history/sqlite/lasting-table.ts";
import type { AccountRecord } from "../../../src/protocol/account.ts";
import type { LastingRow } from "../../../src/protocol/lasting.ts";
import { preparePassword } from "../../../src/server/credentials/saslprep.ts";
import { matches } from "../../../src/server/credentials/verifier.ts";
import type { RunningServer } from "../running_server.ts";
import { logsIn } from "./login.ts";
import type { Property } from "./property.ts";

export interface ComparedAccounts {
  readonly promised: number;
  readonly wrong: readonly string[];
}

export class AccountBooks {
  readonly #folder: string;
  readonly #wrong: string[] = [];
  /** Accounts as they were found first: nobody changes them later. */
  readonly #found = new Map<string, string>();
  #promised = 0;

  /** @param folder of the data. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param server has been started anew. @param properties of the life before. */
  async compare(server: RunningServer, properties: readonly Property[]): Promise<void> {
    const rows = lastingRowsOf(this.#folder);
    for (const property of properties) {
      this.#wrong.push(...property.differences(rows));
      if (property.password.known !== undefined) this.#promised += 1;
      const account = property.accountIn(rows);
      if (!account) continue;
      this.#found.set(account.id, JSON.stringify(account));
      await this.#tryPasswords(server, property, account);
    }
  }

  /** One of those that may be right is, and no other opens. */
  async #tryPasswords(
    { port }: RunningServer,
    { name, password }: Property,
    account: AccountRecord,
  ): Promise<void> {
    const possible = password.possible.filter((text) => text !== undefined);
    const right = await rightOf(possible, account);
    if (right === undefined) this.#wrong.push(`${name}: none of its passwords is kept`);
    else if (!(await logsIn(port, name, right))) this.#wrong.push(`${name}: its password does not open`);
    const [other] = possible.filter((text) => text !== right);
    if (other !== undefined && (await logsIn(port, name, other)))
      this.#wrong.push(`${name}: two of its passwords open`);
  }

  /** All together. */
  close(): ComparedAccounts {
    const kept = new Map(
      lastingRowsOf(this.#folder)
        .filter(isAccount)
        .map(({ key, value }) => [key, value]),
    );
    const changed = [...this.#found].filter(([id, value]) => kept.get(id) !== value);
    const wrong = [...this.#wrong, ...changed.map(([id]) => `${id} is not what it was`)];
    return { promised: this.#promised, wrong };
  }
}

function isAccount({ kind }: LastingRow): boolean {
  return kind === "account";
}

async function rightOf(
  passwords: readonly string[],
  { credential }: AccountRecord,
): Promise<string | undefined> {
  for (const text of passwords) {
    const password = preparePassword(text);
    if (password !== undefined && (await matches(password, credential))) return text;
  }
  return undefined;
}
