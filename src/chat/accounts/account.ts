/** Somebody's name and password here, for as long as they want it. */
import type { AccountRecord, AccountSettings } from "../../protocol/account.ts";
import type { Credential } from "../../protocol/credential.ts";
import type { Point } from "../../protocol/history-query.ts";
import type { FoldedChannel } from "../../protocol/names.ts";
import type { User } from "../user.ts";

export const DEFAULT_ACCOUNT_SETTINGS: AccountSettings = { alwaysOn: false };

/** What is to be written again. */
export interface Marks {
  mark(kind: "channel" | "presence", key: string): void;
}

const NO_MARKS: Marks = { mark() {} };

export class Account {
  readonly id: string;
  readonly name: string;
  readonly registeredAtMs: number;
  readonly email: string | undefined;
  credential: Credential;
  settings: AccountSettings;
  /** Who is here with it: all its devices are one user. */
  user: User | undefined;
  /** When its last device went; undefined while one is here. Who was never here has missed what was said since they have the account. */
  leftAt: Point | undefined;
  /** On its way to the disk: its row has all of the account, so another change meanwhile would undo this one. */
  isChanging = false;
  readonly #unsaved: Marks;

  /** @param unsaved where it is noted that the presence of this account's user has changed. */
  constructor(record: AccountRecord, unsaved: Marks = NO_MARKS) {
    const { id, name, registeredAtMs, email, credential, settings } = record;
    this.id = id;
    this.name = name;
    this.registeredAtMs = registeredAtMs;
    this.email = email;
    this.credential = credential;
    this.settings = settings;
    this.leftAt = { timeMs: registeredAtMs };
    this.#unsaved = unsaved;
  }

  /**
   * What is kept of its user's presence is to be written again, once this entry is decided.
   * @param channels folded; what is kept of them, too.
   */
  markUnsaved(...channels: readonly FoldedChannel[]): void {
    this.#unsaved.mark("presence", this.id);
    for (const channel of channels) this.#unsaved.mark("channel", channel);
  }

  /** With what is to be changed. */
  with(changes: Partial<Pick<AccountRecord, "credential" | "settings">>): AccountRecord {
    const { id, name, registeredAtMs, email, credential, settings } = this;
    const parts = { id, name, registeredAtMs, credential, settings, ...changes };
    return email === undefined ? parts : { ...parts, email };
  }
}
