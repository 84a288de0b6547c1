/** What one account owns, as far as its owner was promised it: each thing is as it was promised last, or as was asked for since. */
import { readAccount } from "../../../src/chat/accounts/account-row.ts";
import type { AccountRecord } from "../../../src/protocol/account.ts";
import type { LastingRow } from "../../../src/protocol/lasting.ts";

/** Where all of them read on. */
export const READ_CHANNEL = "#a";

/** One thing that changes. Nobody knows what became of what was asked for and not answered. */
export class Promised<Value> {
  #known: Value | undefined;
  #asked: Value[] = [];

  /** @param known how it is from the beginning. */
  constructor(known?: Value) {
    this.#known = known;
  }

  /** As promised last; undefined: nothing was. */
  get known(): Value | undefined {
    return this.#known;
  }

  ask(value: Value): Value {
    this.#asked.push(value);
    return value;
  }

  /** It is so from now on. */
  kept(value: Value): void {
    this.#known = value;
    this.#asked = [];
  }

  /** What may be kept; undefined: nothing of it. */
  get possible(): readonly (Value | undefined)[] {
    return [this.#known, ...this.#asked];
  }
}

export class Property {
  readonly name: string;
  readonly channel: string;
  readonly password = new Promised<string>();
  readonly marker = new Promised<number>();
  readonly isAlwaysOn = new Promised(false);
  readonly hasChannel = new Promised<boolean>();

  constructor(name: string) {
    this.name = name;
    this.channel = `#${name}`;
  }

  /** @param rows of the file. @returns what is not as it was promised. */
  differences(rows: readonly LastingRow[]): readonly string[] {
    const account = this.accountIn(rows);
    if (!account) return this.password.known === undefined ? [] : [`the account ${this.name} is gone`];
    const { settings, id } = account;
    const marker = rows.find(({ kind, key }) => kind === "marker" && key === `${id} ${READ_CHANNEL}`);
    const channel = rows.find(({ kind, key }) => kind === "channel" && key === this.channel);
    return [
      ...differs("always-on", this.isAlwaysOn, settings.alwaysOn),
      ...differs("marker", this.marker, marker && Number(marker.value)),
      ...differs("channel", this.hasChannel, channel && true),
    ].map((story) => `${this.name}: ${story}`);
  }

  /** How it is kept. */
  accountIn(rows: readonly LastingRow[]): AccountRecord | undefined {
    return rows
      .filter(({ kind }) => kind === "account")
      .map(readAccount)
      .find(({ name }) => name === this.name);
  }
}

function differs<Value>(
  what: string,
  promised: Promised<Value>,
  found: Value | undefined,
): readonly string[] {
  return promised.possible.includes(found)
    ? []
    : [`${what} is ${found}, and should be one of ${promised.possible}`];
}
